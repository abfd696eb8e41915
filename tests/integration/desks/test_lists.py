"""Lists, searches and certificates at the desks, and what they ask of the database."""

import re
from datetime import timedelta

import pytest

from amu.journal.models import Entry
from amu.journal.services import person
from amu.people.enums import Role
from amu.people.models import Membership, User
from appeals.services import withdraw
from certificates.models import CertificateIssue
from courses.models import CourseRun
from enrolment.models import Application
from tests.integration.desks.conftest import APPEAL, APPLICATION, CERTIFICATE, desk
from tests.pages import questions, said, text
from tests.situations import (
    NOW,
    admitted,
    appeal,
    application,
    certificate,
    refused,
    result,
    run,
    staff,
)


def test_a_lost_certificate_is_issued_again(sit_down, school):
    made = certificate(result(admitted(to=run(school=school))))
    sit_down().post(desk(CERTIFICATE, made.pk, "reissue"), {"asked": "phone"})

    assert Entry.objects.get(act="certificate.reissue").facts["asked"] == "phone"
    assert CertificateIssue.objects.get(certificate=made, version=2).kind == "reissue"


def test_a_search_that_looks_like_a_cpr_number_finds_nothing(sit_down, applied):
    Application.objects.filter(pk=applied.pk).update(id=1402851234)
    browser = sit_down()
    number = Application.objects.get().number
    assert number in text(browser.get(f"/admin/{APPLICATION}/?q={applied.run.booking_code}"))

    for typed in ("1402851234", "140285-1234", " 140285-1234 "):
        page = text(browser.get(f"/admin/{APPLICATION}/", {"q": typed}))
        assert number not in page
        assert said("Do not search by CPR number here.") in page


# What has to be answered first stands first.


def test_applications_without_a_decision_come_first_in_the_order_in_which_they_came(sit_down, school):
    where = run(school=school)
    over = admitted(to=where)
    second = application(to=where, now=NOW + timedelta(minutes=2))
    first = application(to=where, now=NOW + timedelta(minutes=1))
    newest = admitted(to=where)

    assert found(sit_down(), APPLICATION, "") == [first.number, second.number, newest.number, over.number]


def test_appeals_come_in_the_order_of_their_next_day(sit_down, school):
    def lodged(at):
        return appeal(refused(to=run(school=school)), at=at)

    over, later, sooner = lodged(NOW), lodged(NOW + timedelta(days=3)), lodged(NOW + timedelta(days=1))
    withdraw(over.pk, actor=person(over.person_id), now=NOW)

    assert found(sit_down(Role.APPEALS_OFFICER), APPEAL, "") == [sooner.number, later.number, over.number]


# A case is found by its number, as people say it.


def found(browser, kind, term):
    page = text(browser.get(f"/admin/{kind}/", {"q": term}))
    return re.findall(rf'<a href="/admin/{kind}/\d+/change/[^"]*">([^<]+)</a>', page)


def test_an_application_is_found_by_its_number_and_its_class(sit_down, school):
    one, _ = application(to=run(school=school)), application(to=run(school=school))
    browser = sit_down()

    for typed in (one.number, one.number.lower(), str(one.pk), one.run.booking_code):
        assert found(browser, APPLICATION, typed) == [one.number]


def test_appeals_and_certificates_are_found_by_their_numbers(operator):
    lodged, made = appeal(), certificate()
    appeal(), certificate()

    assert found(operator, APPEAL, lodged.number) == [lodged.number]
    assert found(operator, CERTIFICATE, made.number) == [made.number]


def test_a_number_of_nothing_finds_nothing(sit_down, applied):
    for term in ("T-999999", "T-", "T-x", "K-1", "²"):
        assert found(sit_down(), APPLICATION, term) == []


@pytest.mark.parametrize(
    ("chosen", "shown"), [("no", {"counts"}), ("yes", {"ended"}), ("x", {"counts", "ended"})]
)
def test_rights_that_count_and_those_that_have_ended(operator, school, chosen, shown):
    for name in ("counts", "ended"):
        User.objects.filter(pk=staff(Role.REGISTRAR, school).pk).update(username=name)
    Membership.objects.filter(user__username="ended").update(ended_at=NOW)

    page = text(operator.get("/admin/people/membership/", {"ended": chosen}))

    assert {name for name in ("counts", "ended") if f">{name}</a>" in page} == shown


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
    browser.post(desk(APPLICATION, applied.pk, "admit"))
    before = questions(browser, desk(APPLICATION, applied.pk))
    for _ in range(3):
        CourseRun.objects.filter(pk=applied.run_id).update(title="Et nyt navn")
        browser.post(desk(APPLICATION, applied.pk, "admit"))

    assert questions(browser, desk(APPLICATION, applied.pk)) == before
