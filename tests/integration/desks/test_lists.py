"""Lists, searches and certificates at the desks, and what they ask of the database."""

import pytest

from certificates.models import CertificateIssue
from courses.models import CourseRun
from enrolment.models import Application
from tests.integration.desks.conftest import APPEAL, APPLICATION, CERTIFICATE, desk
from tests.pages import questions, said, text
from tests.situations import (
    admitted,
    appeal,
    application,
    certificate,
    person,
    refused,
    result,
    run,
)


@pytest.fixture
def applied(school):
    return application(of=person(full_name="Karen Elmholt"), to=run(school=school))


def test_a_lost_certificate_is_issued_again(sit_down, school):
    made = certificate(result(admitted(to=run(school=school))))
    sit_down().post(f"/admin/{CERTIFICATE}/", {"action": "issue_again", "_selected_action": [made.pk]})

    assert CertificateIssue.objects.get(certificate=made, is_current=True).kind == "reissue"


def test_a_search_that_looks_like_a_cpr_number_finds_nothing(sit_down, applied):
    Application.objects.filter(pk=applied.pk).update(id=1402851234)
    browser = sit_down()
    number = Application.objects.get().number
    assert number in text(browser.get(f"/admin/{APPLICATION}/?q={applied.run.booking_code}"))

    for typed in ("1402851234", "140285-1234", " 140285-1234 "):
        page = text(browser.get(f"/admin/{APPLICATION}/", {"q": typed}))
        assert number not in page
        assert said("Do not search by CPR number here.") in page


def test_an_application_is_found_by_its_number_and_its_class(sit_down, school):
    one, other = application(to=run(school=school)), application(to=run(school=school))
    browser = sit_down()

    for typed in (str(one.pk), one.run.booking_code):
        page = text(browser.get(f"/admin/{APPLICATION}/", {"q": typed}))
        assert one.number in page
        assert other.number not in page


def _more_applications(school):
    application(to=run(school=school))


def _more_appeals(school):
    appeal(refused(to=run(school=school)))


def _more_certificates(school):
    certificate(result(admitted(to=run(school=school))))


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        (APPLICATION, _more_applications),
        (APPEAL, _more_appeals),
        (CERTIFICATE, _more_certificates),
        ("courses/courserun", _more_applications),
    ],
)
def test_a_list_asks_as_much_for_seven_rows_as_for_two(sit_down, school, kind, more):
    for _ in range(2):
        more(school)
    browser = sit_down()
    with_two = questions(browser, f"/admin/{kind}/")
    for _ in range(5):
        more(school)

    assert questions(browser, f"/admin/{kind}/") == with_two


def test_a_desk_asks_a_fixed_number_whatever_has_happened(sit_down, applied):
    browser = sit_down()
    before = questions(browser, desk(APPLICATION, applied.pk))
    for _ in range(3):
        CourseRun.objects.filter(pk=applied.run_id).update(title="Et nyt navn")
        browser.post(desk(APPLICATION, applied.pk, "admit"))

    assert questions(browser, desk(APPLICATION, applied.pk)) == before
