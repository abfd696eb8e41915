"""The work at the desks: what is pressed takes effect, and what is wrong is said beside its field."""

import re
from datetime import timedelta

import pytest
import time_machine

from amu.people.enums import Role
from appeals.models import Review
from certificates.models import CertificateIssue
from courses.models import CourseRun
from enrolment.models import Application, CourseResult, Decision
from tests.integration.desks.conftest import APPEAL, APPLICATION, CERTIFICATE, desk
from tests.integration.desks.test_who_may_what import FINAL, LOOK, REFUSAL, result_of
from tests.pages import questions, said, text
from tests.situations import (
    AFTER_CLASS,
    NOW,
    TODAY,
    admitted,
    appeal,
    application,
    certificate,
    forwarded,
    person,
    refused,
    result,
    reviewed,
    run,
    sign_in_staff,
    staff,
)


@pytest.fixture
def applied(school):
    return application(of=person(full_name="Karen Elmholt"), to=run(school=school))


def state_of(applied):
    row = Application.objects.get(pk=applied.pk)
    return row.state, row.seat


def linked(response):
    """Which fields the summary at the top leads to, and that each has its words beside it."""
    page = text(response)
    names = re.findall(r'<li><a href="#(id_\w+?)(?:_0)?"', page)
    for name in names:
        assert f'id="{name}_error"' in page, name
    return names


# Admission.


def test_the_desk_shows_the_case(sit_down, applied):
    page = text(sit_down().get(desk(APPLICATION, applied.pk)))

    for fact in (
        applied.number,
        "Karen Elmholt",
        "person@example.org",
        applied.run.booking_code,
        "436,00 kr.",
    ):
        assert fact in page


def test_admitting(sit_down, applied):
    response = sit_down().post(desk(APPLICATION, applied.pk, "admit"), follow=True)

    assert state_of(applied) == ("admitted", 1)
    assert said("Admitted. The person is told.") in text(response)


def test_admitting_needs_a_press(sit_down, applied):
    assert sit_down().get(desk(APPLICATION, applied.pk, "admit")).status_code == 405
    assert state_of(applied) == ("submitted", 1)


def test_nobody_is_admitted_from_the_line(sit_down, school):
    where = run(school=school, capacity=1)
    application(to=where)
    waiting = application(to=where)
    response = sit_down().post(desk(APPLICATION, waiting.pk, "admit"), follow=True)

    assert state_of(waiting) == ("waiting", None)
    assert said("There is no free seat. The person keeps their place in line.") in text(response)


def test_admitting_somebody_who_has_withdrawn_says_so(sit_down, applied):
    Application.objects.filter(pk=applied.pk).update(state="withdrawn", seat=None)
    response = sit_down().post(desk(APPLICATION, applied.pk, "admit"), follow=True)

    assert state_of(applied) == ("withdrawn", None)
    assert said("Somebody has decided in the meantime.") in text(response)


def test_admitting_many_names_those_that_cannot_be(sit_down, school):
    where = run(school=school, capacity=2)
    chosen = [application(to=where, now=NOW + timedelta(minutes=n)) for n in range(3)]
    response = sit_down().post(
        f"/admin/{APPLICATION}/",
        {"action": "admit_selected", "_selected_action": [one.pk for one in chosen]},
        follow=True,
    )

    assert [state_of(one)[0] for one in chosen] == ["admitted", "admitted", "waiting"]
    assert said("%(number)s cannot be admitted now.", number=chosen[2].number) in text(response)
    assert said("Admitted: %(count)s", count=2) in text(response)


# Refusal.


def test_refusing_makes_the_letter(sit_down, applied):
    browser = sit_down()
    browser.post(desk(APPLICATION, applied.pk, "refuse"), REFUSAL)

    decision = Decision.objects.get(application=applied)
    assert state_of(applied) == ("refused", None)
    assert (decision.reason_text, decision.told_on, decision.decided_by) == (
        REFUSAL["text"],
        TODAY,
        browser.user,
    )
    letter = browser.get(desk(APPLICATION, applied.pk, "letter", decision.pk))
    assert letter.content == bytes(decision.letter.content)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"text": "Nej."}, "id_text"),
        ({"text": " " * 30}, "id_text"),
        ({"reason": ""}, "id_reason"),
        ({"reason": "full"}, "id_reason"),
        ({"told_on": "31-08-2026"}, "id_told_on"),
        ({"told_on": "05-09-2026"}, "id_told_on"),  # a Saturday: no letters are carried
        ({"told_on": "01-10-2026"}, "id_told_on"),
        ({"told_on": "i morgen"}, "id_told_on"),
        ({"channel": "handed_over", "told_on": "02-09-2026"}, "id_told_on"),
        ({"channel": ""}, "id_channel"),
    ],
)
def test_a_refusal_that_cannot_be_sent_says_why_beside_its_field(sit_down, applied, values, field):
    response = sit_down().post(desk(APPLICATION, applied.pk, "refuse"), {**REFUSAL, **values})

    assert response.status_code == 422
    assert linked(response) == [field]
    assert state_of(applied) == ("submitted", 1)
    assert not Decision.objects.exists()


def test_what_was_written_is_still_there(sit_down, applied):
    response = sit_down().post(desk(APPLICATION, applied.pk, "refuse"), {**REFUSAL, "told_on": "31-08-2026"})

    assert REFUSAL["text"] in text(response)


def test_digital_post_counts_on_a_saturday_too(sit_down, applied):
    sit_down().post(
        desk(APPLICATION, applied.pk, "refuse"), {**REFUSAL, "channel": "digital", "told_on": "05-09-2026"}
    )

    assert state_of(applied) == ("refused", None)


def test_the_day_that_is_proposed_is_one_with_post(sit_down, applied):
    saturday = NOW + timedelta(days=4)
    with time_machine.travel(saturday, tick=False):
        browser = sit_down()
        page = text(browser.get(desk(APPLICATION, applied.pk, "refuse")))

    assert 'value="07-09-2026"' in page


def test_refusing_what_somebody_else_decided_meanwhile_says_so(sit_down, applied):
    Application.objects.filter(pk=applied.pk).update(state="withdrawn", seat=None)
    response = sit_down().post(desk(APPLICATION, applied.pk, "refuse"), REFUSAL, follow=True)

    assert said("Somebody has decided in the meantime.") in text(response)
    assert not Decision.objects.exists()


# Results.


def test_a_result_is_recorded_after_the_class_has_begun(sit_down, school):
    taken = admitted(to=run(school=school))
    with time_machine.travel(AFTER_CLASS, tick=False):
        browser = sit_down()
        assert desk(APPLICATION, taken.pk, "result") in text(browser.get(desk(APPLICATION, taken.pk)))
        browser.post(desk(APPLICATION, taken.pk, "result"), {**result_of(taken), "assessed_on": "02-10-2026"})

    assert [(row.outcome, row.recorded_by) for row in CourseResult.objects.all()] == [
        ("passed", browser.user)
    ]


def test_before_the_class_there_is_no_button_for_it(sit_down, school):
    taken = admitted(to=run(school=school))

    assert desk(APPLICATION, taken.pk, "result") not in text(sit_down().get(desk(APPLICATION, taken.pk)))


@pytest.mark.parametrize("day", ["30-09-2026", "03-10-2026", ""])
def test_a_day_before_the_class_or_after_today_is_said_beside_its_field(sit_down, school, day):
    taken = admitted(to=run(school=school))
    with time_machine.travel(AFTER_CLASS, tick=False):
        response = sit_down().post(
            desk(APPLICATION, taken.pk, "result"), {**result_of(taken), "assessed_on": day}
        )

    assert response.status_code == 422
    assert linked(response) == ["id_assessed_on"]
    assert not CourseResult.objects.exists()


def test_a_course_of_another_class_cannot_be_chosen(sit_down, school):
    taken, other = admitted(to=run(school=school)), admitted(to=run(school=school))
    with time_machine.travel(AFTER_CLASS, tick=False):
        response = sit_down().post(desk(APPLICATION, taken.pk, "result"), result_of(other))

    assert "id_run_course" in linked(response)
    assert not CourseResult.objects.exists()


def test_somebody_not_admitted_gets_no_result(sit_down, applied):
    with time_machine.travel(AFTER_CLASS, tick=False):
        response = sit_down().post(
            desk(APPLICATION, applied.pk, "result"), {**result_of(applied), "assessed_on": "02-10-2026"}
        )

    assert response.status_code == 422
    assert said("Only somebody who is admitted has a result.") in text(response)


# Appeals.


@pytest.fixture
def lodged(school):
    return appeal(refused(to=run(school=school)))


def test_the_appeals_desk_shows_the_case_and_its_clock(sit_down, lodged):
    page = text(sit_down(Role.APPEALS_OFFICER).get(desk(APPEAL, lodged.pk)))

    for fact in (lodged.number, lodged.text, lodged.decision.reason_text, said("In time")):
        assert fact in page


def test_looking_again(sit_down, lodged):
    sit_down(Role.APPEALS_OFFICER).post(desk(APPEAL, lodged.pk, "review"), LOOK)

    lodged.refresh_from_db()
    assert (lodged.state, state_of(lodged.decision.application)) == ("upheld", ("admitted", 1))


def test_the_same_officer_is_asked_why_beside_the_field(client, school):
    officer = staff(Role.APPEALS_OFFICER, school)
    lodged = appeal(refused(to=run(school=school), by=officer))
    sign_in_staff(client, officer)
    response = client.post(desk(APPEAL, lodged.pk, "review"), LOOK)

    assert response.status_code == 422
    assert linked(response) == ["id_why_same_officer"]
    assert LOOK["statement"] in text(response)
    assert not Review.objects.exists()

    client.post(desk(APPEAL, lodged.pk, "review"), {**LOOK, "why_same_officer": "Vi er kun én."})
    assert Review.objects.get().why_same_officer == "Vi er kun én."


@pytest.mark.parametrize("values", [{"statement": "Nej."}, {"outcome": ""}, {"outcome": "perhaps"}])
def test_a_second_look_without_reasons_or_outcome_is_asked_again(sit_down, lodged, values):
    response = sit_down(Role.APPEALS_OFFICER).post(desk(APPEAL, lodged.pk, "review"), {**LOOK, **values})

    assert response.status_code == 422
    assert linked(response) == [f"id_{next(iter(values))}"]
    assert not Review.objects.exists()


def test_the_ministry_decides(sit_down, lodged):
    forwarded(reviewed(lodged))
    browser = sit_down(Role.MINISTRY_OFFICER)
    assert desk(APPEAL, lodged.pk, "decide") in text(browser.get(desk(APPEAL, lodged.pk)))
    browser.post(desk(APPEAL, lodged.pk, "decide"), FINAL)

    lodged.refresh_from_db()
    assert (lodged.state, lodged.referral.decided_by) == ("decided", browser.user)
    assert state_of(lodged.decision.application) == ("admitted", 1)


def test_a_final_decision_without_reasons_is_asked_again(sit_down, lodged):
    forwarded(reviewed(lodged))
    response = sit_down(Role.MINISTRY_OFFICER).post(
        desk(APPEAL, lodged.pk, "decide"), {**FINAL, "reasons": "Nej."}
    )

    assert response.status_code == 422
    assert linked(response) == ["id_reasons"]


def test_deciding_what_was_withdrawn_meanwhile_says_so(sit_down, lodged):
    forwarded(reviewed(lodged))
    type(lodged).objects.filter(pk=lodged.pk).update(state="withdrawn")
    response = sit_down(Role.MINISTRY_OFFICER).post(desk(APPEAL, lodged.pk, "decide"), FINAL, follow=True)

    assert said("Somebody has decided in the meantime.") in text(response)


# Certificates.


def test_a_lost_certificate_is_issued_again(sit_down, school):
    made = certificate(result(admitted(to=run(school=school))))
    sit_down().post(f"/admin/{CERTIFICATE}/", {"action": "issue_again", "_selected_action": [made.pk]})

    assert CertificateIssue.objects.get(certificate=made, is_current=True).kind == "reissue"


# Lists and searches.


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
