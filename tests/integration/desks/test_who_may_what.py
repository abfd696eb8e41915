"""Each desk sees its own, and what somebody may not see or do does not exist."""

import pytest

from amu.people.enums import Role
from amu.people.models import User
from appeals.models import Appeal, Review
from certificates.models import CertificateIssue
from courses.models import CourseRun
from enrolment.models import Application, CourseResult, Decision
from tests.integration.desks.conftest import APPEAL, APPLICATION, CERTIFICATE, desk
from tests.pages import at, text
from tests.situations import (
    admitted,
    appeal,
    application,
    certificate,
    decided,
    forwarded,
    opinion,
    person,
    provider,
    refused,
    result,
    reviewed,
    run,
    sign_in_staff,
)

REFUSAL = {
    "reason": "entry_requirement",
    "facts_from": "own",
    "text": "Du har ikke det certifikat, som uddannelsen kræver.",
    "channel": "letter",
}
LOOK = {"outcome": "upheld", "statement": opinion().statement, "why_same_officer": "", "version": 0}
FINAL = {"outcome": "upheld", "reasons": "Ministeriet har lagt vægt på dit svejsecertifikat.", "version": 4}


@pytest.fixture
def decision(school):
    return refused(of=person(full_name="Karen Elmholt"), to=run(school=school))


@pytest.fixture
def lodged(decision):
    return appeal(decision)


@pytest.fixture
def made(school):
    return certificate(result(admitted(of=person(full_name="Karen Elmholt"), to=run(school=school))))


def result_of(applied):
    return {
        "run_course": applied.run.run_courses.get().pk,
        "outcome": "passed",
        "assessed_on": "01-09-2026",
    }


# Another school's staff: nothing is there. The control is the school's own.


@pytest.mark.parametrize("role", [Role.REGISTRAR, Role.LEADER, Role.APPEALS_OFFICER])
def test_another_schools_cases_do_not_exist(sit_down, applied, decision, lodged, role):
    pages = [
        desk(APPLICATION, applied.pk),
        desk(APPLICATION, applied.pk, "history"),
        desk(APPEAL, lodged.pk),
        desk(APPEAL, lodged.pk, "history"),
        desk(APPLICATION, decision.application_id, "letter", decision.pk),
    ]
    own = [sit_down(role).get(page).status_code for page in pages]
    others = [sit_down(role, at=provider()).get(page).status_code for page in pages]

    assert own == [200] * 5
    assert others == [404] * 5


@pytest.mark.parametrize("role", [Role.REGISTRAR, Role.LEADER])
def test_another_schools_certificates_do_not_exist(sit_down, made, role):
    page = desk(CERTIFICATE, made.pk)

    assert sit_down(role).get(page).status_code == 200
    assert sit_down(role, at=provider()).get(page).status_code == 404


def test_the_lists_hold_ones_own_cases_alone(sit_down, applied, lodged, made):
    theirs, other = application(), appeal()
    lists = {
        APPLICATION: (applied.number, theirs.number),
        APPEAL: (lodged.number, other.number),
        CERTIFICATE: (made.number, certificate().number),
    }
    browser = sit_down()

    for kind, (own, others) in lists.items():
        page = text(browser.get(f"/admin/{kind}/"))
        assert own in page
        assert others not in page


def test_another_schools_case_is_not_found_by_searching_for_it(sit_down):
    theirs = application()

    assert theirs.number not in text(sit_down().get(f"/admin/{APPLICATION}/?q={theirs.pk}"))


@pytest.mark.parametrize("page", ["admit", "refuse", "result"])
def test_another_schools_registrar_decides_nothing(sit_down, applied, page):
    response = sit_down(at=provider()).post(desk(APPLICATION, applied.pk, page), REFUSAL)

    assert response.status_code == 404
    assert Application.objects.get(pk=applied.pk).state == "submitted"
    assert not Decision.objects.exists()


def test_another_schools_appeals_officer_reviews_nothing(sit_down, lodged):
    response = sit_down(Role.APPEALS_OFFICER, at=provider()).post(desk(APPEAL, lodged.pk, "review"), LOOK)

    assert response.status_code == 404
    assert not Review.objects.exists()


# Each role its own acts.


@pytest.mark.parametrize("role", [Role.LEADER, Role.APPEALS_OFFICER, Role.MINISTRY_OFFICER])
@pytest.mark.parametrize("page", ["admit", "refuse", "result"])
def test_only_the_registrar_admits_refuses_and_records(sit_down, applied, role, page):
    response = sit_down(role).post(desk(APPLICATION, applied.pk, page), REFUSAL | result_of(applied))

    assert response.status_code == 404
    assert Application.objects.get(pk=applied.pk).state == "submitted"


@pytest.mark.parametrize("role", [Role.REGISTRAR, Role.LEADER, Role.MINISTRY_OFFICER])
def test_only_the_appeals_officer_looks_again(sit_down, lodged, role):
    response = sit_down(role).post(desk(APPEAL, lodged.pk, "review"), LOOK)

    assert response.status_code == 404
    assert Appeal.objects.get(pk=lodged.pk).state == "received"


@pytest.mark.parametrize("role", [Role.REGISTRAR, Role.LEADER, Role.APPEALS_OFFICER])
def test_only_the_ministry_decides_finally(sit_down, lodged, role):
    forwarded(reviewed(lodged))
    response = sit_down(role).post(desk(APPEAL, lodged.pk, "decide"), FINAL)

    assert response.status_code == 404
    assert Appeal.objects.get(pk=lodged.pk).state == "forwarded"


@pytest.mark.parametrize("role", [Role.LEADER, Role.APPEALS_OFFICER])
def test_the_list_admits_nobody_for_those_who_may_not(sit_down, applied, role):
    sit_down(role).post(
        f"/admin/{APPLICATION}/",
        {
            "action": "admit_selected",
            "_selected_action": [applied.pk],
            "confirmed": "1",
            "application": [applied.pk],
        },
    )

    assert Application.objects.get(pk=applied.pk).state == "submitted"


def test_the_leader_issues_no_certificate_again(sit_down, made):
    response = sit_down(Role.LEADER).post(desk(CERTIFICATE, made.pk, "reissue"), {"asked": "phone"})

    assert response.status_code == 404
    assert CertificateIssue.objects.filter(certificate=made).count() == 1


@pytest.mark.parametrize(
    ("role", "buttons"),
    [
        (Role.REGISTRAR, {"admit", "refuse"}),
        (Role.LEADER, set()),
        (Role.APPEALS_OFFICER, set()),
    ],
)
def test_a_desk_shows_the_buttons_that_work(sit_down, applied, role, buttons):
    page = text(sit_down(role).get(desk(APPLICATION, applied.pk)))

    shown = {name for name in ("admit", "refuse", "result") if desk(APPLICATION, applied.pk, name) in page}
    assert shown == buttons


@pytest.mark.parametrize("kind", [APPLICATION, APPEAL, CERTIFICATE])
def test_nothing_is_added_changed_or_deleted_by_hand(sit_down, applied, lodged, made, kind):
    rows = {APPLICATION: applied, APPEAL: lodged, CERTIFICATE: made}
    pk = rows[kind].pk
    browser = sit_down()

    assert browser.get(f"/admin/{kind}/add/").status_code == 403
    assert browser.post(desk(kind, pk, "delete"), {"post": "yes"}).status_code == 403
    browser.post(desk(kind, pk), {"state": "admitted", "standing": "withdrawn"})
    before = type(rows[kind]).objects.get(pk=pk)
    assert before.__dict__.get("state") == rows[kind].__dict__.get("state")
    assert before.__dict__.get("standing") == rows[kind].__dict__.get("standing")


# The ministry.


def test_the_ministry_sees_what_was_forwarded_and_its_application(sit_down, lodged):
    forwarded(reviewed(lodged))
    browser = sit_down(Role.MINISTRY_OFFICER)

    assert browser.get(desk(APPEAL, lodged.pk)).status_code == 200
    assert browser.get(desk(APPLICATION, lodged.decision.application_id)).status_code == 200
    assert lodged.number in text(browser.get(f"/admin/{APPEAL}/"))


@pytest.mark.parametrize("step", [lambda one: one, reviewed])
def test_the_ministry_sees_nothing_before_it_is_forwarded(sit_down, lodged, step):
    step(lodged)
    other = forwarded()
    browser = sit_down(Role.MINISTRY_OFFICER)

    assert browser.get(desk(APPEAL, lodged.pk)).status_code == 404
    assert browser.get(desk(APPLICATION, lodged.decision.application_id)).status_code == 404
    page = text(browser.get(f"/admin/{APPEAL}/"))
    assert lodged.number not in page
    assert other.number in page


def test_the_ministry_sees_no_certificates(sit_down, made):
    browser = sit_down(Role.MINISTRY_OFFICER)

    assert browser.get(desk(CERTIFICATE, made.pk)).status_code == 404
    assert browser.get(f"/admin/{CERTIFICATE}/").status_code == 403


def test_one_application_with_two_appeals_stands_once_in_the_ministrys_list(sit_down, lodged):
    decided(forwarded(reviewed(lodged)), "upheld")
    page = text(sit_down(Role.MINISTRY_OFFICER).get(f"/admin/{APPLICATION}/"))

    assert page.count(f">{lodged.decision.application.number}<") == 1


# Operators and citizens.


def test_an_operator_sees_every_school_and_decides_nothing(client, applied):
    sign_in_staff(client, User.objects.create_superuser("operator"))

    assert client.get(desk(APPLICATION, applied.pk)).status_code == 200
    assert client.post(desk(APPLICATION, applied.pk, "admit")).status_code == 404
    assert Application.objects.get(pk=applied.pk).state == "submitted"


@pytest.mark.parametrize("kind", [APPLICATION, APPEAL, CERTIFICATE])
def test_the_register_does_not_exist_for_a_citizen(client, applied, kind):
    client.force_login(applied.person)

    assert client.get(f"/admin/{kind}/").status_code == 404
    assert client.get(desk(kind, applied.pk)).status_code == 404


def test_whoever_lost_their_role_is_out_at_once(sit_down, applied):
    browser = sit_down()
    assert browser.get(desk(APPLICATION, applied.pk)).status_code == 200
    membership = browser.user.memberships.get()
    membership.ended_at = membership.granted_at
    membership.save()

    assert browser.get(desk(APPLICATION, applied.pk)).status_code == 404


def test_staff_are_no_citizens_of_other_peoples_cases(sit_down, decision):
    assert sit_down().get(at("enrolment:decision", decision.pk)).status_code == 404


# The catalogue.


def test_the_catalogue_is_everybodys_to_read_and_nobodys_to_change(sit_down, applied):
    course = applied.run.run_courses.get().course
    browser = sit_down(Role.LEADER)

    assert browser.get(f"/admin/courses/course/{course.pk}/change/").status_code == 200
    assert browser.post(f"/admin/courses/course/{course.pk}/change/", {"title": "x"}).status_code == 403
    assert browser.get("/admin/courses/course/add/").status_code == 403


def test_another_schools_classes_do_not_exist(sit_down):
    theirs = run()

    assert sit_down().get(f"/admin/courses/courserun/{theirs.pk}/change/").status_code == 404
    assert CourseRun.objects.filter(pk=theirs.pk).exists()
    assert not CourseResult.objects.exists()
