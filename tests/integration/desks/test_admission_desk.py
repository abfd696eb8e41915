"""Admission, refusal and results: what is pressed takes effect, and what is wrong is said beside its field."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine

from amu.people.encryption import cpr_keys
from amu.people.enums import Role
from amu.people.models import DataView, Membership
from amu.people.selectors import cpr_row
from enrolment.models import Application, CourseResult, Decision
from tests.integration.desks.conftest import APPLICATION, desk, linked, state_of
from tests.integration.desks.test_who_may_what import REFUSAL, result_of
from tests.pages import said, text
from tests.situations import (
    AFTER_CLASS,
    NOW,
    SKILLED,
    TODAY,
    admitted,
    application,
    person,
    provider,
    run,
    sign_in_staff,
    staff,
)

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


def test_the_desk_shows_the_cpr_number_masked(sit_down, applied):
    who = applied.person
    who.cpr_encrypted = cpr_keys().encrypt("1402851234", bound_to=cpr_row(who.pk))
    who.cpr_index, who.has_cpr = cpr_keys().index("1402851234"), "yes"
    who.save()
    page = text(sit_down().get(desk(APPLICATION, applied.pk)))

    assert "140285-xxxx" in page
    assert "1234" not in page


def test_admitting(sit_down, applied):
    response = sit_down().post(desk(APPLICATION, applied.pk, "admit"), follow=True)

    assert state_of(applied) == ("admitted", 1)
    assert said("Admitted. The person is being notified.") in text(response)


def test_admitting_needs_a_press(sit_down, applied):
    assert sit_down().get(desk(APPLICATION, applied.pk, "admit")).url == desk(APPLICATION, applied.pk)
    assert state_of(applied) == ("submitted", 1)


def test_nobody_is_admitted_from_the_line(sit_down, school):
    where = run(school=school, capacity=1)
    application(to=where)
    waiting = application(to=where)
    response = sit_down().post(desk(APPLICATION, waiting.pk, "admit"), follow=True)

    assert state_of(waiting) == ("waiting", None)
    assert said("There is no free seat. The person keeps their place on the waiting list.") in text(response)


def test_admitting_somebody_who_has_withdrawn_says_so(sit_down, applied):
    Application.objects.filter(pk=applied.pk).update(state="withdrawn", seat=None)
    response = sit_down().post(desk(APPLICATION, applied.pk, "admit"), follow=True)

    assert state_of(applied) == ("withdrawn", None)
    assert said("Somebody else has decided in the meantime.") in text(response)


def test_the_list_says_what_is_suggested_and_asks_as_much_for_many(
    sit_down, school, django_assert_max_num_queries
):
    where = run(school=school, capacity=30)
    abroad = application(to=where, answers=replace(SKILLED, residence="employed"))
    for _ in range(20):
        application(to=where)
    browser = sit_down()
    with django_assert_max_num_queries(24):
        page = browser.get(f"/admin/{APPLICATION}/")

    assert text(page).count(said("Admit")) >= 20
    assert said("Wait for papers") in text(page)
    assert said("Wait for papers") in text(browser.get(desk(APPLICATION, abroad.pk)))


@pytest.mark.parametrize(
    ("query", "found"),
    [("papers=missing", 1), ("papers=handed_in", 0), ("received=week", 0), ("papers=odd", 2)],
)
def test_the_list_is_narrowed_down_by_papers_and_age(sit_down, school, query, found):
    where = run(school=school)
    application(to=where, answers=replace(SKILLED, residence="employed"))
    application(to=where)
    page = sit_down().get(f"/admin/{APPLICATION}/?{query}")

    assert (len(page.context["cl"].result_list) if page.status_code == 200 else 2) == found


def admit_all(browser, chosen, **confirmed):
    """Chosen in the list, and sent again from the page that names them."""
    ids = [one.pk for one in chosen]
    sent = {"action": "admit_selected", "_selected_action": ids, "confirmed": "1", "application": ids}
    return browser.post(f"/admin/{APPLICATION}/", sent | confirmed, follow=True)


def test_admitting_many_first_names_them_and_admits_nobody(sit_down, school):
    named = application(of=person(full_name="Karen Elmholt"), to=run(school=school))
    other = application(to=named.run)
    browser = sit_down()
    page = browser.post(
        f"/admin/{APPLICATION}/", {"action": "admit_selected", "_selected_action": [named.pk, other.pk]}
    )

    assert "Karen Elmholt" in text(page)
    assert state_of(named)[0] == "submitted"
    assert set(DataView.objects.values_list("person", flat=True)) == {named.person_id, other.person_id}
    admit_all(browser, [named, other], application=[named.pk])
    assert (state_of(named)[0], state_of(other)[0]) == ("admitted", "submitted")


def test_admitting_many_names_those_that_cannot_be(sit_down, school):
    where = run(school=school, capacity=2)
    chosen = [application(to=where, now=NOW + timedelta(minutes=n)) for n in range(3)]
    response = admit_all(sit_down(), chosen)

    assert [state_of(one)[0] for one in chosen] == ["admitted", "admitted", "waiting"]
    assert said("%(number)s cannot be admitted now.", number=chosen[2].number) in text(response)
    assert said("Admitted: %(count)s", count=2) in text(response)


def test_admitting_many_leaves_out_those_of_a_school_where_one_may_not(client, school):
    elsewhere = provider()
    user = staff(Role.REGISTRAR, school)
    Membership.objects.create(user=user, provider=elsewhere, role=Role.LEADER)
    sign_in_staff(client, user)
    here, there = application(to=run(school=school)), application(to=run(school=elsewhere))
    response = admit_all(client, [there, here])

    assert (state_of(here)[0], state_of(there)[0]) == ("admitted", "submitted")
    assert said("%(case)s was left out: you are not allowed to do this there.", case=there.number) in text(
        response
    )
    assert said("Admitted: %(count)s", count=1) in text(response)


# Refusal.


def test_refusing_makes_the_letter(sit_down, applied):
    browser = sit_down()
    browser.post(desk(APPLICATION, applied.pk, "refuse"), REFUSAL)

    decision = Decision.objects.get(application=applied)
    assert state_of(applied) == ("refused", None)
    assert (decision.reason_text, decision.decided_by) == (REFUSAL["text"], browser.user)
    assert (decision.delivery.channel, decision.delivery.state) == ("letter", "waiting")
    letter = browser.get(desk(APPLICATION, applied.pk, "letter", decision.pk))
    assert letter.content == bytes(decision.letter.content)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"text": "Nej."}, "id_text"),
        ({"text": " " * 30}, "id_text"),
        ({"reason": ""}, "id_reason"),
        ({"reason": "full"}, "id_reason"),
        ({"channel": ""}, "id_channel"),
        ({"channel": "digital"}, "id_channel"),  # nothing connects us to Digital Post
        ({"channel": "email"}, "id_channel"),
        ({"text": "Du mangler certifikatet til 🚜."}, "id_text"),  # from here: no font of ours has it
        ({"text": "Du kan få hjælp på 日本語 i receptionen."}, "id_text"),
        ({"text": "Du kan få hjælp på ภาษาไทย i receptionen."}, "id_text"),
        ({"text": "Du kan få hjælp på עברית i receptionen."}, "id_text"),
        ({"text": "Du kan få hjælp på العربية i receptionen."}, "id_text"),
    ],
)
def test_a_refusal_that_cannot_be_sent_says_why_beside_its_field(sit_down, applied, values, field):
    response = sit_down().post(desk(APPLICATION, applied.pk, "refuse"), {**REFUSAL, **values})

    assert response.status_code == 422
    assert linked(response) == [field]
    assert state_of(applied) == ("submitted", 1)
    assert not Decision.objects.exists()


def test_what_was_written_is_still_there(sit_down, applied):
    response = sit_down().post(desk(APPLICATION, applied.pk, "refuse"), {**REFUSAL, "channel": ""})

    assert REFUSAL["text"] in text(response)


def test_what_a_letter_cannot_show_is_named_and_kept(sit_down, applied):
    written = "Du mangler certifikatet 🚜 og kan få hjælp på 日本語. 🚜"
    response = sit_down().post(desk(APPLICATION, applied.pk, "refuse"), {**REFUSAL, "text": written})

    why = said(
        "A letter cannot show these characters: %(characters)s. Write it in another way.",
        characters="🚜 日 本 語",
    )
    assert why in text(response)
    assert written in text(response)


def test_a_name_that_a_letter_cannot_show_is_said_before_anything_is_decided(sit_down, school):
    applied = application(of=person(full_name="李 Elmholt"), to=run(school=school))
    response = sit_down().post(desk(APPLICATION, applied.pk, "refuse"), REFUSAL)

    assert response.status_code == 422
    assert "李" in str(response.context["form"].non_field_errors())
    assert REFUSAL["text"] in text(response)
    assert state_of(applied) == ("submitted", 1)


def test_only_channels_that_are_connected_can_be_chosen(sit_down, applied):
    form = sit_down().get(desk(APPLICATION, applied.pk, "refuse")).context["form"]

    assert [code for code, _ in form.fields["channel"].choices] == ["letter", "handed_over"]


def test_a_decision_that_is_handed_over_starts_the_clock_today(sit_down, applied):
    response = sit_down().post(
        desk(APPLICATION, applied.pk, "refuse"), {**REFUSAL, "channel": "handed_over"}, follow=True
    )

    assert Decision.objects.get().notified_on == TODAY
    assert said("Refused. Print the letter and hand it over today: the time to appeal has started.") in text(
        response
    )


def test_refusing_what_somebody_else_decided_meanwhile_says_so(sit_down, applied):
    Application.objects.filter(pk=applied.pk).update(state="withdrawn", seat=None)
    response = sit_down().post(desk(APPLICATION, applied.pk, "refuse"), REFUSAL, follow=True)

    assert said("Somebody else has decided in the meantime.") in text(response)
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
    assert said("Only somebody who has been admitted can have a result.") in text(response)
