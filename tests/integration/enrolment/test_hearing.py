"""Nobody is refused on facts that others gave before they were asked about them, or a reason is noted."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from amu.delivery.states import State
from amu.journal.enums import Asked
from amu.journal.models import Entry
from amu.notices.models import Notice
from enrolment import services
from enrolment.enums import DecisionChannel, FactsFrom, RefusalReason
from enrolment.models import Application, Decision, Hearing
from enrolment.services.hearing import remind_of_hearings
from tests.situations import (
    NOW,
    TODAY,
    actor,
    admitted,
    application,
    at_ten,
    heard,
    not_frozen,
    refusal,
    run,
    staff,
)

pytestmark = pytest.mark.django_db

HANDED_OVER = DecisionChannel.HANDED_OVER
LAST_DAY = date(2026, 9, 8)  # a week after it was handed over
AFTER = at_ten(LAST_DAY + timedelta(days=1))


def registrar(applied):
    return actor(staff("registrar", applied.run.provider))


def refuse(applied, *, now=AFTER, **fields):
    return services.refuse(applied.pk, refusal(**fields), actor=registrar(applied), now=now)


def answered(asked, words="Jeg har taget kurset i foråret.", now=NOW):
    themselves = services.person(asked.application.person_id)
    return services.answer_hearing(asked.pk, words=words, actor=themselves, now=now)


def test_the_time_to_answer_runs_from_the_delivery():
    asked = heard()
    assert (asked.notified_on, asked.answer_by) == (None, None)
    posted = services.note_hearing_posted(
        asked.pk, posted_on=TODAY, actor=registrar(asked.application), now=NOW
    )

    assert posted.notified_on == TODAY
    assert posted.answer_by == date(2026, 9, 16)  # six delivery days and a week
    assert heard(channel=HANDED_OVER).answer_by == LAST_DAY


def test_the_seat_stays_meanwhile():
    where = run(capacity=1)
    asked = heard(to=where)
    waiting = application(to=where)

    assert Application.objects.get(pk=asked.application_id).seat == 1
    assert waiting.state == "waiting"


@pytest.mark.parametrize("facts_from", [FactsFrom.OWN, FactsFrom.HEARD, FactsFrom.EXCEPTION])
@pytest.mark.parametrize("channel", [DecisionChannel.LETTER, HANDED_OVER])
def test_nothing_is_refused_while_the_person_may_answer(facts_from, channel):
    asked = heard(channel=channel)

    with pytest.raises(services.HearingOpenError):
        refuse(
            asked.application,
            now=at_ten(LAST_DAY),
            facts_from=facts_from,
            unheard_because="Det haster meget.",
        )
    assert not Decision.objects.exists()


def test_the_answer_is_cited_in_the_decision():
    asked = answered(heard(channel=HANDED_OVER))
    decision = refuse(asked.application, now=NOW, facts_from=FactsFrom.HEARD)

    assert decision.hearing == asked
    assert "public_administration_19" in decision.statutes
    assert decision.letter.made_from["heard"]["answer"] == "Jeg har taget kurset i foråret."


def test_whoever_lets_it_pass_can_be_refused_afterwards():
    asked = heard(channel=HANDED_OVER)
    decision = refuse(asked.application, facts_from=FactsFrom.HEARD)

    assert decision.letter.made_from["heard"]["answer"] == ""
    assert Hearing.objects.get().closed_at == AFTER


@pytest.mark.parametrize(
    "fields",
    [
        {"facts_from": FactsFrom.HEARD},
        {"facts_from": FactsFrom.EXCEPTION},
        {"facts_from": None},
        {"reason": RefusalReason.TOO_LATE, "facts_from": FactsFrom.OWN},
    ],
    ids=["not heard", "exception without a reason", "not said", "no reason that rests on others"],
)
def test_a_refusal_without_what_it_needs_is_refused(fields):
    with pytest.raises(services.HearingMissingError):
        refuse(application(), now=NOW, **fields)


def test_a_hearing_about_another_reason_does_not_do():
    asked = answered(heard(channel=HANDED_OVER))

    with pytest.raises(services.HearingMissingError):
        refuse(asked.application, reason=RefusalReason.LANGUAGE, facts_from=FactsFrom.HEARD)


def test_an_exception_is_noted_with_its_reason():
    why = "Oplysningerne er til gunst for andre og haster."
    decision = refuse(application(), now=NOW, facts_from=FactsFrom.EXCEPTION, unheard_because=why)

    assert decision.unheard_because == why
    assert Entry.objects.get(act="decision.refused").facts["unheard_because"] == why


def test_the_database_refuses_a_refusal_on_facts_of_others_without_a_hearing():
    decision = refuse(application(), now=NOW)

    with not_frozen("enrolment.Decision"), transaction.atomic(), pytest.raises(IntegrityError):
        Decision.objects.filter(pk=decision.pk).update(facts_from="heard")


def test_an_answer_counts_until_the_decision_and_is_given_once():
    asked = heard(channel=HANDED_OVER)
    answered(asked, now=AFTER)
    again = answered(asked, now=AFTER)

    assert again.answered_at == AFTER
    assert Entry.objects.filter(act="hearing.answered").count() == 1
    with pytest.raises(services.HearingClosedError):
        answered(asked, "Noget andet, som jeg kom i tanke om.")


def test_staff_write_down_what_came_by_phone():
    asked = heard()
    services.answer_hearing(
        asked.pk, words="Kurset er taget.", asked=Asked.PHONE, actor=registrar(asked.application), now=NOW
    )

    assert Hearing.objects.get().asked == "phone"
    assert Entry.objects.get(act="hearing.answered").facts == {"asked": "phone"}


@pytest.mark.parametrize("end", ["admit", "withdraw"])
def test_a_hearing_ends_with_the_application_and_its_letter_is_called_off(end):
    asked = heard()
    applied = asked.application
    act = {"admit": services.admit, "withdraw": services.withdraw}[end]
    who = registrar(applied) if end == "admit" else services.person(applied.person_id)
    act(applied.pk, actor=who, now=NOW)
    asked.refresh_from_db()

    assert asked.closed_at == NOW
    assert asked.delivery.state == State.CALLED_OFF
    with pytest.raises(services.HearingClosedError):
        answered(asked)


def test_one_hearing_waits_at_a_time_and_a_later_one_takes_its_place():
    asked = heard(channel=HANDED_OVER)
    applied = asked.application
    question = services.Question(
        "language", "Læreren skriver, at du ikke forstår dansk.", "Læreren", HANDED_OVER
    )
    with pytest.raises(services.HearingOpenError):
        services.hear(applied.pk, question, actor=registrar(applied), now=NOW)
    answered(asked)
    services.hear(applied.pk, question, actor=registrar(applied), now=NOW)

    assert Hearing.objects.filter(closed_at=None).get().reason == "language"


@pytest.mark.parametrize("reason", [RefusalReason.TOO_LATE, RefusalReason.NO_SEAT_CAME_FREE])
def test_nobody_is_heard_about_what_the_school_itself_told_them(reason):
    applied = application()
    question = services.Question(reason, "Tilmeldingen kom efter fristen.", "Skolen", HANDED_OVER)

    with pytest.raises(ValueError, match=reason):
        services.hear(applied.pk, question, actor=registrar(applied), now=NOW)


def test_nobody_is_heard_who_cannot_be_refused():
    applied = admitted()

    with pytest.raises(services.MoveNotAllowedError):
        services.hear(
            applied.pk,
            services.Question("language", "Læreren skriver noget om det.", "Læreren", HANDED_OVER),
            actor=registrar(applied),
            now=NOW,
        )


def notices(code):
    return Notice.objects.filter(code=code).count()


def test_the_person_is_told_reminded_once_and_then_the_desk_is_told():
    asked = heard(channel=HANDED_OVER)
    assert notices("hearing") == 1
    assert remind_of_hearings(at_ten(LAST_DAY - timedelta(days=3))) == 0
    for _ in range(2):
        remind_of_hearings(at_ten(LAST_DAY - timedelta(days=2)))
    assert notices("hearing_reminder") == 1
    remind_of_hearings(AFTER)

    desk = asked.application.run.provider.memberships.filter(role="registrar").count()
    assert notices("desk_not_heard") == desk == 1


def test_the_desk_is_told_of_an_answer():
    answered(heard(channel=HANDED_OVER))

    assert notices("desk_heard") == 1
    assert remind_of_hearings(AFTER) == 0
