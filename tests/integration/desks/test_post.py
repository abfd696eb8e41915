"""Letters wait at the desk until an officer notes the day they were posted; from that day the time to appeal runs."""

from datetime import date, timedelta

import pytest
import time_machine

from amu.people.enums import Role
from enrolment.models import Decision
from tests.integration.desks.conftest import APPLICATION, desk, linked
from tests.pages import said, text
from tests.situations import NOW, person, posted, provider, refused, refused_by_letter_that_waits, run

LETTERS = f"/admin/{APPLICATION}/letters/"


@pytest.fixture
def waiting(school):
    return refused_by_letter_that_waits(of=person(full_name="Karen Elmholt"), to=run(school=school))


def note_at(decision):
    return desk(APPLICATION, decision.application_id, "posted")


def note(browser, decision, day="01-09-2026"):
    return browser.post(note_at(decision), {"posted_on": day}, follow=True)


def told(decision):
    decision.refresh_from_db()
    return decision.notified_on, decision.appeal_by


def test_a_letter_waits_with_what_the_officer_needs(sit_down, waiting):
    page = text(sit_down().get(LETTERS))

    assert "Karen Elmholt" in page
    assert desk(APPLICATION, waiting.application_id, "letter", waiting.pk) in page
    assert note_at(waiting) in page
    assert "Åvej 12, 2. th." in page


def test_noting_the_day_starts_the_clock_and_takes_the_letter_off_the_list(sit_down, waiting):
    assert told(waiting) == (None, None)
    response = note(sit_down(), waiting)

    assert told(waiting) == (date(2026, 9, 1), date(2026, 10, 7))
    assert said("Recorded. The person can now see the last day to appeal.") in text(response)
    assert said("No letters are waiting to be posted.") in text(response)


def test_the_clock_counts_from_the_day_that_is_noted_and_not_from_the_day_of_noting(sit_down, waiting):
    with time_machine.travel(NOW + timedelta(days=6), tick=False):
        note(sit_down(), waiting, "03-09-2026")

    assert told(waiting) == (date(2026, 9, 3), date(2026, 10, 9))


@pytest.mark.parametrize(
    ("day", "days_later", "why"),
    [
        ("02-09-2026", 0, "That day is in the future. Record it once the letter has been posted."),
        ("31-08-2026", 0, "The decision had not yet been made on that day."),
        ("05-09-2026", 7, "There is no post on that day. Choose the next day with post."),
        (
            "02-09-2026",
            16,
            "Choose a day within the last two weeks: the person would lose time to appeal.",
        ),
    ],
)
def test_a_day_on_which_it_cannot_have_been_posted_is_said_beside_the_field(
    sit_down, waiting, day, days_later, why
):
    with time_machine.travel(NOW + timedelta(days=days_later), tick=False):
        response = note(sit_down(), waiting, day)

    assert response.status_code == 422
    assert linked(response) == ["id_posted_on"]
    assert said(why) in text(response)
    assert told(waiting) == (None, None)


def test_the_day_that_is_proposed_is_the_last_with_post(sit_down, waiting):
    sunday = NOW + timedelta(days=5)
    with time_machine.travel(sunday, tick=False):
        page = text(sit_down().get(note_at(waiting)))

    assert 'value="04-09-2026"' in page


def test_a_day_that_is_noted_already_is_not_changed(sit_down, waiting):
    posted(waiting)
    with time_machine.travel(NOW + timedelta(days=2), tick=False):
        response = note(sit_down(), waiting, "03-09-2026")

    assert said("The letter is no longer waiting to be posted.") in text(response)
    assert told(waiting) == (date(2026, 9, 1), date(2026, 10, 7))


def test_what_was_handed_over_is_not_posted(sit_down, school):
    decision = refused(to=run(school=school), channel="handed_over")
    browser = sit_down()

    assert said("No letters are waiting to be posted.") in text(browser.get(LETTERS))
    assert said("The letter is no longer waiting to be posted.") in text(
        browser.get(note_at(decision), follow=True)
    )


@pytest.mark.parametrize("role", [Role.LEADER, Role.APPEALS_OFFICER, Role.MINISTRY_OFFICER])
def test_only_the_registrar_sees_and_notes_the_post(sit_down, waiting, role):
    browser = sit_down(role)

    assert browser.get(LETTERS).status_code == 404
    assert note(browser, waiting).status_code == 404
    assert told(waiting) == (None, None)


def test_another_schools_post_is_its_own(sit_down, waiting):
    browser = sit_down(at=provider())

    assert "Karen Elmholt" not in text(browser.get(LETTERS))
    assert note(browser, waiting).status_code == 404
    assert told(waiting) == (None, None)


def test_the_case_and_the_start_page_lead_to_the_letter(sit_down, waiting):
    browser = sit_down()
    case, start = (
        text(browser.get(desk(APPLICATION, waiting.application_id))),
        text(browser.get("/da/medarbejder/")),
    )

    assert note_at(waiting) in case
    assert said("the letter is waiting to be posted") in case
    assert LETTERS in start
    posted(waiting)
    assert note_at(waiting) not in text(browser.get(desk(APPLICATION, waiting.application_id)))
    assert LETTERS not in text(browser.get("/da/medarbejder/"))


def test_the_list_asks_as_much_for_many_letters_as_for_one(sit_down, school, django_assert_max_num_queries):
    browser = sit_down()
    for _ in range(4):
        refused_by_letter_that_waits(to=run(school=school))
    browser.get(LETTERS)

    with django_assert_max_num_queries(10):
        browser.get(LETTERS)
    assert Decision.objects.count() == 4
