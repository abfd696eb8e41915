"""Recording the day on which a refusal was posted, from which the appeal period runs."""

from datetime import date, timedelta

import pytest

from enrolment import services
from tests.situations import NOW, TODAY, actor, at_ten, refused_by_letter_that_waits

pytestmark = pytest.mark.django_db


def note(decision, day, now):
    return services.note_posted(decision.pk, posted_on=day, actor=actor(decision.decided_by), now=now)


def told(decision):
    decision.refresh_from_db()
    return decision.notified_on, decision.appeal_by, decision.delivery.state


@pytest.mark.parametrize(
    ("day", "now", "problem"),
    [
        (date(2026, 9, 2), NOW, "in_the_future"),
        (date(2026, 8, 31), NOW, "before_the_decision"),
        (TODAY, at_ten(TODAY + timedelta(days=15)), "too_long_ago"),
        (date(2026, 9, 5), at_ten(date(2026, 9, 7)), "no_post"),
    ],
)
def test_a_day_on_which_it_cannot_have_left_starts_no_clock(day, now, problem):
    decision = refused_by_letter_that_waits()

    with pytest.raises(services.PostingDayError) as refused:
        note(decision, day, now)

    assert refused.value.problem == problem
    assert told(decision) == (None, None, "waiting")


def test_what_was_handed_over_is_never_posted():
    decision = refused_by_letter_that_waits(channel="handed_over")
    before = told(decision)

    with pytest.raises(services.NotForPostingError):
        note(decision, TODAY, NOW)

    assert told(decision) == before
