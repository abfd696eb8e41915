"""Lodging an appeal: received when it first arrived, in time or marked late, never refused."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from amu.journal.models import Entry
from amu.notices.models import Notice
from appeals import services
from appeals.enums import LodgedBy
from appeals.models import Appeal
from enrolment import services as enrolment
from enrolment.services import person as acting
from tests.situations import (
    NOW,
    actor,
    admitted,
    appeal,
    application,
    not_frozen,
    refusal,
    refused,
    refused_by_letter_that_waits,
    staff,
)

pytestmark = pytest.mark.django_db


def notified_on(day):
    return refused(notified_on=day, channel="handed_over")


def test_an_appeal_takes_its_last_day_from_the_decision():
    decision = refused()
    lodged = appeal(decision)

    assert (lodged.state, lodged.received_at, lodged.last_day) == ("received", NOW, decision.appeal_by)
    assert (lodged.person, lodged.provider) == (
        decision.application.person,
        decision.application.run.provider,
    )


@pytest.mark.parametrize("language", ["da", "en"])
def test_an_appeal_keeps_what_was_written_how_it_came_and_the_language_of_the_case(language):
    applied = application(language=language)
    decision = enrolment.refuse(
        applied.pk, refusal(), actor=actor(staff(school=applied.run.provider)), now=NOW
    )
    lodged = services.lodge(
        decision.pk,
        text="  I have the certificate. ",
        wants_forwarding=True,
        received_at=NOW,
        actor=acting(applied.person_id),
        lodged_by=LodgedBy.LETTER,
        now=NOW,
    )

    lodged.refresh_from_db()
    assert (lodged.text, lodged.forwarding_asked_at) == ("I have the certificate.", lodged.received_at)
    assert (lodged.lodged_by, lodged.language) == ("letter", language)


@pytest.mark.parametrize(
    ("arrived", "in_time"),
    [
        (datetime(2026, 6, 8, 21, 30, tzinfo=UTC), True),  # 23:30 in Denmark, E4
        (datetime(2026, 6, 8, 21, 59, 59, tzinfo=UTC), True),
        (datetime(2026, 6, 8, 22, 0, tzinfo=UTC), False),  # midnight
    ],
)
def test_it_is_in_time_until_midnight_of_its_last_day_in_denmark(arrived, in_time):
    decision = notified_on(date(2026, 5, 8))
    assert decision.appeal_by == date(2026, 6, 8)

    assert services.in_time(appeal(decision, at=arrived)) is in_time


def test_a_late_appeal_is_registered_like_any_other():
    lodged = appeal(refused(), at=NOW + timedelta(days=90))

    assert (lodged.state, services.in_time(lodged)) == ("received", False)
    assert Entry.objects.get(act="appeal.received").facts["in_time"] is False


def test_before_the_letter_is_posted_no_clock_runs():
    lodged = appeal(refused_by_letter_that_waits(), at=NOW + timedelta(days=90))

    assert lodged.last_day is None
    assert services.in_time(lodged)
    assert Entry.objects.get(act="appeal.received").facts["last_day"] is None


def test_the_day_it_arrived_counts_and_not_the_day_it_was_registered():
    decision = notified_on(date(2026, 9, 1))
    lodged = services.lodge(
        decision.pk,
        text="Jeg er uenig.",
        wants_forwarding=False,
        received_at=datetime(2026, 9, 29, 10, 0, tzinfo=UTC),
        actor=acting(decision.application.person_id),
        now=datetime(2026, 10, 20, 10, 0, tzinfo=UTC),
    )

    assert services.in_time(lodged)
    entry = Entry.objects.get(act="appeal.received")
    assert (entry.at.date(), entry.facts["received_at"][:10]) == (date(2026, 10, 20), "2026-09-29")


def test_a_second_appeal_over_the_same_decision_is_the_first():
    decision = refused()
    first = appeal(decision, text="De første ord")
    second = appeal(decision, text="Andre ord", at=NOW + timedelta(days=1))

    assert second == first
    assert [(row.text, row.received_at) for row in Appeal.objects.all()] == [("De første ord", NOW)]


def test_it_leaves_one_entry_and_one_notice():
    lodged = appeal()

    entry = Entry.objects.get(act="appeal.received")
    assert (entry.about, entry.case) == (lodged.ref, lodged.decision.application.ref)
    assert [notice.person for notice in Notice.objects.filter(code="appeal_received")] == [lodged.person]


def test_the_journal_holds_none_of_its_words():
    appeal(text="Jeg har været indlagt med en alvorlig sygdom.")

    assert "sygdom" not in str(list(Entry.objects.values_list("facts", "about", "case")))


def test_an_admission_has_nothing_to_appeal_over():
    decision = admitted().decisions.get()

    with pytest.raises(services.NothingToAppealError):
        appeal(decision)
    assert not Appeal.objects.exists()


@pytest.mark.parametrize("change", [{"text": ""}, {"state": "forgotten"}])
def test_the_database_refuses_an_appeal_that_says_nothing_or_is_nowhere(change):
    lodged = appeal()
    with pytest.raises(IntegrityError), not_frozen("appeals.Appeal"), transaction.atomic():
        Appeal.objects.filter(pk=lodged.pk).update(**change)


def test_the_database_keeps_one_appeal_for_a_decision():
    lodged = appeal()
    with pytest.raises(IntegrityError), transaction.atomic():
        Appeal.objects.create(
            decision=lodged.decision,
            person=lodged.person,
            provider=lodged.provider,
            text="Igen",
            received_at=NOW,
        )


def test_the_person_withdraws():
    lodged = appeal()
    services.withdraw(lodged.pk, actor=acting(lodged.person_id), now=NOW)
    services.withdraw(lodged.pk, actor=acting(lodged.person_id), now=NOW)

    lodged.refresh_from_db()
    assert lodged.state == "withdrawn"
    assert Entry.objects.filter(act="appeal.withdraw").count() == 1
    assert lodged.decision.application.state == "refused"
