"""The second look and the final decision: what is pressed takes effect, what is wrong is said beside its field."""

import re

import pytest

from amu.journal.models import Entry
from amu.people.enums import Role
from amu.people.models import DataView
from appeals.models import Review
from tests.golden import read_back
from tests.integration.desks.conftest import APPEAL, desk, linked, state_of
from tests.integration.desks.test_who_may_what import FINAL, LOOK
from tests.pages import said, text
from tests.situations import (
    appeal,
    decided,
    forwarded,
    provider,
    refused,
    refused_by_letter_that_waits,
    reviewed,
    run,
    sign_in_staff,
    staff,
)


@pytest.fixture
def lodged(school):
    return appeal(refused(to=run(school=school)))


def test_the_appeals_desk_shows_the_case_and_its_clock(sit_down, lodged):
    page = text(sit_down(Role.APPEALS_OFFICER).get(desk(APPEAL, lodged.pk)))

    for fact in (lodged.number, lodged.text, lodged.decision.reason_text, said("In time")):
        assert fact in page


def test_the_appeals_desk_says_that_no_clock_ran(sit_down, school):
    lodged = appeal(refused_by_letter_that_waits(to=run(school=school)))
    page = text(sit_down(Role.APPEALS_OFFICER).get(desk(APPEAL, lodged.pk)))

    assert said("None: the letter had not been sent when the appeal came") in page
    assert said("How we worked out the deadline") not in page


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


def test_a_final_decision_that_a_letter_cannot_show_is_asked_again(sit_down, lodged):
    forwarded(reviewed(lodged))
    response = sit_down(Role.MINISTRY_OFFICER).post(
        desk(APPEAL, lodged.pk, "decide"), {**FINAL, "reasons": "Du har ret til en plads på 日本語."}
    )

    assert response.status_code == 422
    assert linked(response) == ["id_reasons"]
    assert "日 本 語" in text(response)


@pytest.mark.parametrize(
    ("role", "page", "words"),
    [(Role.APPEALS_OFFICER, "review", LOOK), (Role.MINISTRY_OFFICER, "decide", FINAL)],
)
def test_a_name_that_the_letter_cannot_show_is_said_and_nothing_decided(sit_down, lodged, role, page, words):
    if page == "decide":
        forwarded(reviewed(lodged))
    before = type(lodged).objects.get(pk=lodged.pk).state
    type(lodged.person).objects.filter(pk=lodged.person_id).update(full_name="李 Elmholt")
    response = sit_down(role).post(desk(APPEAL, lodged.pk, page), words)

    assert response.status_code == 422
    assert "李" in str(response.context["form"].non_field_errors())
    assert type(lodged).objects.get(pk=lodged.pk).state == before


def test_deciding_what_was_withdrawn_meanwhile_says_so(sit_down, lodged):
    forwarded(reviewed(lodged))
    type(lodged).objects.filter(pk=lodged.pk).update(state="withdrawn")
    response = sit_down(Role.MINISTRY_OFFICER).post(desk(APPEAL, lodged.pk, "decide"), FINAL, follow=True)

    assert said("Somebody else has decided in the meantime.") in text(response)


@pytest.mark.parametrize("role", [Role.APPEALS_OFFICER, Role.LEADER, Role.MINISTRY_OFFICER])
def test_whoever_sees_the_case_opens_its_final_letter_and_leaves_a_look(sit_down, school, role):
    case = decided(forwarded(reviewed(appeal(refused(to=run(school=school)))))).appeal
    browser = sit_down(role)
    letter = browser.get(desk(APPEAL, case.pk, "letter"))

    assert desk(APPEAL, case.pk, "letter") in text(browser.get(desk(APPEAL, case.pk)))
    assert letter["Content-Type"] == "application/pdf"
    assert DataView.objects.filter(viewer=browser.user, what="document", object_ref=case.ref).count() == 1


def test_before_the_final_decision_there_is_no_such_letter(sit_down, school):
    case = forwarded(reviewed(appeal(refused(to=run(school=school)))))

    assert sit_down(Role.MINISTRY_OFFICER).get(desk(APPEAL, case.pk, "letter")).status_code == 404


def test_another_school_opens_no_letter(sit_down, school):
    case = decided(forwarded(reviewed(appeal(refused(to=run(school=school)))))).appeal

    assert sit_down(Role.LEADER, at=provider()).get(desk(APPEAL, case.pk, "letter")).status_code == 404


FOUND = ["reasons", "no_hearing"]


@pytest.mark.parametrize("outcome", ["upheld", "dismissed"])
def test_what_the_ministry_finds_is_noted_and_shown_to_the_school(sit_down, lodged, outcome):
    forwarded(reviewed(lodged))
    browser = sit_down(Role.MINISTRY_OFFICER)
    browser.post(desk(APPEAL, lodged.pk, "decide"), {**FINAL, "outcome": outcome, "findings": FOUND})

    lodged.refresh_from_db()
    assert lodged.referral.findings == ["no_hearing", "reasons"]
    assert Entry.objects.get(act="appeal.decide").facts["findings"] == ["no_hearing", "reasons"]
    page = text(sit_down(Role.APPEALS_OFFICER).get(desk(APPEAL, lodged.pk)))
    assert said("The person was not heard first") in page
    assert said("The reasons were not good enough") in page
    assert said("A deadline was not kept") not in page


def test_the_letter_to_the_person_says_nothing_of_it(sit_down, lodged):
    forwarded(reviewed(lodged))
    sit_down(Role.MINISTRY_OFFICER).post(desk(APPEAL, lodged.pk, "decide"), {**FINAL, "findings": FOUND})

    lodged.refresh_from_db()
    assert said("The person was not heard first") not in read_back(lodged.referral.letter.content)


def test_a_decision_without_findings_has_no_heading_for_them(sit_down, lodged):
    decided(forwarded(reviewed(lodged)))

    page = text(sit_down(Role.APPEALS_OFFICER).get(desk(APPEAL, lodged.pk)))
    assert said("What the school has to do better") not in page


def test_findings_that_were_ticked_stay_ticked_when_the_case_has_changed(sit_down, lodged):
    forwarded(reviewed(lodged))
    response = sit_down(Role.MINISTRY_OFFICER).post(
        desk(APPEAL, lodged.pk, "decide"), {**FINAL, "findings": FOUND, "version": 1}
    )

    assert response.status_code == 422
    assert [
        f'value="{code}"' in line and "checked" in line for code in FOUND for line in ticked(response)
    ].count(True) == len(FOUND)


def ticked(response):
    return [line for line in re.findall(r"<input[^>]*>", text(response)) if 'name="findings"' in line]


def test_a_finding_that_nobody_knows_is_asked_again(sit_down, lodged):
    forwarded(reviewed(lodged))
    response = sit_down(Role.MINISTRY_OFFICER).post(
        desk(APPEAL, lodged.pk, "decide"), {**FINAL, "findings": ["manners"]}
    )

    assert response.status_code == 422
    assert linked(response) == ["id_findings"]
