"""The appeals desk: whose each case is, what is due, notes, and nobody writing over somebody else."""

import re
from datetime import UTC, date, datetime

import pytest
import time_machine

from amu.journal.models import Entry
from amu.people.enums import Role
from appeals import services
from appeals.models import Appeal, Note, Review
from enrolment.enums import DecisionChannel
from tests.integration.desks.conftest import APPEAL, desk, linked
from tests.integration.desks.test_who_may_what import FINAL, LOOK
from tests.pages import said, send, text
from tests.situations import (
    NOW,
    actor,
    appeal,
    forwarded,
    held,
    person,
    provider,
    refused,
    reviewed,
    run,
    sign_in_staff,
    staff,
)

STALE = (
    "The case has changed since you opened this page. Look at it again, and press the button once more "
    "if what you have written still holds."
)


@pytest.fixture
def lodged(school):
    return appeal(refused(of=person(full_name="Karen Elmholt"), to=run(school=school)))


def press(browser, lodged, what, **fields):
    return browser.post(desk(APPEAL, lodged.pk, what), fields, follow=True)


def holder(lodged):
    return Appeal.objects.get(pk=lodged.pk).held_by


def test_the_list_says_who_which_class_who_has_it_and_what_is_next(sit_down, lodged):
    officer = held(lodged).held_by
    page = text(sit_down(Role.APPEALS_OFFICER).get(f"/admin/{APPEAL}/"))

    for fact in (
        "Karen Elmholt",
        lodged.decision.application.run.title,
        officer.display_name,
        "15. september 2026",
    ):
        assert fact in page


def in_list(browser, queue, at=NOW):
    with time_machine.travel(at, tick=False):
        sign_in_staff(browser, browser.user)
        page = text(browser.get(f"/admin/{APPEAL}/", {"queue": queue}))
    return set(re.findall(r">(K-\d+)</a>", page))


def test_each_queue_shows_its_own(sit_down, school):
    browser = sit_down(Role.APPEALS_OFFICER)
    mine = held(appeal(refused(to=run(school=school))), by=browser.user)
    others = held(appeal(refused(to=run(school=school))))
    free = appeal(refused(to=run(school=school)))
    waiting = reviewed(appeal(refused(to=run(school=school))))
    away = forwarded(reviewed(appeal(refused(to=run(school=school)))))
    last_day, after = (datetime(2026, 9, day, 10, 0, tzinfo=UTC) for day in (15, 16))

    assert in_list(browser, "mine") == {mine.number}
    assert in_list(browser, "unassigned") == {free.number}
    assert in_list(browser, "waiting") == {waiting.number, away.number}
    assert in_list(browser, "overdue", last_day) == set()
    due = {mine.number, others.number, free.number}
    assert in_list(browser, "due_today", last_day) == in_list(browser, "overdue", after) == due
    assert len(in_list(browser, "x")) == 5


def test_the_ministrys_queues_are_of_what_the_ministry_answers(sit_down, school):
    away = forwarded(reviewed(appeal(refused(to=run(school=school)))))
    appeal(refused(to=run(school=school)))
    browser = sit_down(Role.MINISTRY_OFFICER)

    assert in_list(browser, "unassigned") == {away.number}
    assert in_list(browser, "overdue", datetime(2026, 10, 28, 10, 0, tzinfo=UTC)) == {away.number}


def test_one_takes_an_appeal_and_puts_it_back(sit_down, lodged):
    browser = sit_down(Role.APPEALS_OFFICER)
    press(browser, lodged, "claim", version=0)
    assert holder(lodged) == browser.user
    press(browser, lodged, "release", version=1)

    assert holder(lodged) is None
    facts = [entry.facts for entry in Entry.objects.filter(act__in=["appeal.claimed", "appeal.released"])]
    assert facts == [{"from": None, "to": browser.user.pk}, {"from": browser.user.pk, "to": None}]


def test_who_was_faster_keeps_it_and_the_other_is_told(sit_down, lodged):
    first = held(lodged).held_by
    page = press(sit_down(Role.APPEALS_OFFICER), lodged, "claim", version=0)

    assert holder(lodged) == first
    assert said("The case has changed since you opened this page. Look at it again first.") in text(page)


@pytest.mark.parametrize("version", ["", "x"])
def test_a_button_without_the_version_it_was_shown_with_does_nothing(sit_down, lodged, version):
    press(sit_down(Role.APPEALS_OFFICER), lodged, "claim", version=version)

    assert holder(lodged) is None


def test_an_appeal_is_taken_over_from_somebody_who_is_away(sit_down, lodged):
    away = held(lodged).held_by
    browser = sit_down(Role.APPEALS_OFFICER)
    page = send(browser, desk(APPEAL, lodged.pk, "hand_over"), to=browser.user.pk)
    entry = Entry.objects.get(act="appeal.handed_over")

    assert page.url == desk(APPEAL, lodged.pk)
    assert holder(lodged) == browser.user
    assert entry.facts == {"from": away.pk, "to": browser.user.pk}
    assert f"fra {away.display_name} til {browser.user.display_name}" in text(browser.get(page.url))


def test_a_leader_hands_over_to_an_officer_of_the_school_and_to_nobody_else(sit_down, lodged, school):
    officer, stranger = staff(Role.APPEALS_OFFICER, school), staff(Role.APPEALS_OFFICER, provider())
    browser = sit_down(Role.LEADER)
    wrong = send(browser, desk(APPEAL, lodged.pk, "hand_over"), to=stranger.pk)
    assert (wrong.status_code, linked(wrong)) == (422, ["id_to"])
    send(browser, desk(APPEAL, lodged.pk, "hand_over"), to=officer.pk)

    assert holder(lodged) == officer


def test_nobody_is_handed_an_appeal_of_their_own(school):
    officer, colleague = (staff(Role.APPEALS_OFFICER, school) for _ in range(2))
    lodged = appeal(refused(of=officer, to=run(school=school), channel=DecisionChannel.HANDED_OVER))

    with pytest.raises(services.NotAtThisDeskError):
        services.hand_over(
            lodged.pk, to=officer.pk, version=0, actor=actor(colleague, "appeals_officer"), now=NOW
        )


def test_handing_over_what_somebody_else_has_taken_meanwhile_is_asked_again(sit_down, lodged):
    browser = sit_down(Role.LEADER)
    officer = staff(Role.APPEALS_OFFICER, lodged.provider)
    page = browser.get(desk(APPEAL, lodged.pk, "hand_over"))
    first = held(lodged).held_by
    response = browser.post(desk(APPEAL, lodged.pk, "hand_over"), {"version": 0, "to": officer.pk})

    assert page.status_code == 200
    assert response.status_code == 422
    assert said(STALE) in text(response)
    assert holder(lodged) == first


def test_the_ministry_begins_with_an_appeal_that_nobody_there_has(lodged):
    held(lodged)

    assert forwarded(reviewed(lodged)).held_by is None


def test_a_closed_appeal_is_nobodys_to_take(sit_down, lodged):
    services.withdraw(lodged.pk, actor=services_person(lodged), now=NOW)
    page = press(sit_down(Role.APPEALS_OFFICER), lodged, "claim", version=1)

    assert said("Somebody else has decided in the meantime.") in text(page)


def services_person(lodged):
    return actor(lodged.person, "person")


# Nobody writes over somebody else.


def test_a_decision_about_a_case_that_has_changed_is_shown_again_with_what_was_written(sit_down, lodged):
    browser = sit_down(Role.APPEALS_OFFICER)
    held(lodged)
    response = browser.post(desk(APPEAL, lodged.pk, "review"), LOOK)

    assert response.status_code == 422
    assert said(STALE) in text(response)
    assert LOOK["statement"] in text(response)
    assert not Review.objects.exists()

    again = dict(re.findall(r'name="(version)" value="(\d+)"', text(response)))
    browser.post(desk(APPEAL, lodged.pk, "review"), {**LOOK, **again})
    assert Review.objects.get().outcome == LOOK["outcome"]


def test_a_comment_that_comes_while_the_ministry_writes_is_seen_before_the_decision(sit_down, lodged):
    at_ministry = forwarded(reviewed(lodged))
    browser = sit_down(Role.MINISTRY_OFFICER)
    services.add_comment(lodged.pk, text="Her er beviset.", actor=services_person(lodged), now=NOW)
    response = browser.post(desk(APPEAL, lodged.pk, "decide"), FINAL)

    assert said(STALE) in text(response)
    at_ministry.refresh_from_db()
    assert at_ministry.state == "forwarded"


def test_a_form_without_a_version_is_about_no_case(sit_down, lodged):
    response = sit_down(Role.APPEALS_OFFICER).post(desk(APPEAL, lodged.pk, "review"), {**LOOK, "version": ""})

    assert said(STALE) in text(response)


# Notes.


def test_a_note_is_added_with_who_wrote_it(sit_down, lodged):
    browser = sit_down(Role.APPEALS_OFFICER)
    press(browser, lodged, "note", text="Ringede og sagde, at beviset er sendt.")
    page = text(browser.get(desk(APPEAL, lodged.pk)))

    assert (Note.objects.get().written_by, Note.objects.get().role) == (browser.user, "appeals_officer")
    assert "Ringede og sagde, at beviset er sendt." in page
    assert browser.user.display_name in page
    assert "beviset" not in str(Entry.objects.get(act="appeal.noted").facts)


def test_two_notes_at_once_are_both_there(sit_down, lodged):
    browser = sit_down(Role.LEADER)
    for words in ("Den ene", "Den anden"):
        press(browser, lodged, "note", text=words)

    assert [note.text for note in Note.objects.all()] == ["Den ene", "Den anden"]


def test_an_empty_note_is_asked_again(sit_down, lodged):
    assert linked(press(sit_down(Role.LEADER), lodged, "note", text=" ")) == ["id_text"]


def test_the_person_does_not_see_notes_on_their_page(sit_down, lodged, client):
    press(sit_down(Role.LEADER), lodged, "note", text="Internt notat")
    client.force_login(lodged.person)

    assert "Internt notat" not in text(client.get(f"/klager/{lodged.pk}/"))


# More time.


def test_another_day_is_promised_at_the_desk(sit_down, lodged):
    browser = sit_down(Role.APPEALS_OFFICER)
    reason = "Vi venter på et svar fra læreren."
    send(browser, desk(APPEAL, lodged.pk, "extend"), promised_by="30-09-2026", reason=reason)
    page = text(browser.get(desk(APPEAL, lodged.pk)))

    assert lodged.promises.last().promised_by == date(2026, 9, 30)
    assert reason in page
    assert "fra tirsdag 15. september 2026 til onsdag 30. september 2026" in page


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"promised_by": "15-09-2026"}, "promised_by"),
        ({"reason": "Nej"}, "reason"),
        ({"promised_by": ""}, "promised_by"),
    ],
)
def test_a_day_or_reason_that_is_none_is_asked_again(sit_down, lodged, fields, field):
    typed = {"promised_by": "30-09-2026", "reason": "Vi venter på læreren.", **fields}
    response = send(sit_down(Role.APPEALS_OFFICER), desk(APPEAL, lodged.pk, "extend"), **typed)

    assert (response.status_code, linked(response)) == (422, [f"id_{field}"])


# The journal says who, what and on what authority.


def test_the_journal_says_who_in_which_role_what_changed_and_on_what_authority(sit_down, lodged):
    officer = staff(Role.APPEALS_OFFICER, lodged.provider)
    reviewed(lodged, by=officer)
    page = " ".join(text(sit_down(Role.LEADER).get(desk(APPEAL, lodged.pk))).split())

    before, after = (
        said("The school is looking at its decision again"),
        said("The school stands by its decision"),
    )
    assert f"fra “{before}” til “{after}” <br>{officer.display_name}, Klagesagsbehandler" in page
    assert "Klagefrist på 4 uger" in page
