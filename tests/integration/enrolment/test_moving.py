"""Each move of an application leaves its seat, the counts of the class and an entry as they must be."""

import pytest

from amu.journal.models import Entry
from courses.models import CourseRun
from enrolment import services
from enrolment.enums import Because
from enrolment.models import Application
from tests.situations import NOW, actor, admitted, application, refusal, refused, run, staff

pytestmark = pytest.mark.django_db


def counts(where):
    row = CourseRun.objects.get(pk=where.pk)
    return row.seats_taken, row.waiting


def entry_of(act):
    entry = Entry.objects.get(act=act)
    return (
        entry.facts,
        entry.authority,
        entry.actor_role,
        entry.actor_id,
        entry.person_id,
        entry.about,
        entry.case,
    )


def withdraw(applied):
    services.withdraw(applied.pk, actor=services.person(applied.person_id), now=NOW)


def test_admitting_keeps_the_seat_and_says_on_what_authority():
    applied = application()
    officer = staff(school=applied.run.provider)
    services.admit(applied.pk, actor=actor(officer), now=NOW)

    applied.refresh_from_db()
    assert (applied.state, applied.seat, counts(applied.run)) == ("admitted", 1, (1, 0))
    assert entry_of("application.admit") == (
        {"from": "submitted", "to": "admitted", "seat": 1},
        "admission",
        "registrar",
        officer.pk,
        applied.person_id,
        applied.ref,
        applied.ref,
    )


def test_refusing_gives_the_seat_back_and_says_on_what_authority():
    applied = application()
    officer = staff(school=applied.run.provider)
    services.refuse(applied.pk, refusal(), actor=actor(officer), now=NOW)

    applied.refresh_from_db()
    assert (applied.state, applied.seat, counts(applied.run)) == ("refused", None, (0, 0))
    facts, authority, *_ = entry_of("application.refuse")
    assert facts == {"from": "submitted", "to": "refused", "seat": None}
    assert authority == "public_administration_22"


@pytest.mark.parametrize("make", [application, admitted])
def test_withdrawing_gives_the_seat_back_once(make):
    applied = make()
    withdraw(applied)
    withdraw(applied)

    assert counts(applied.run) == (0, 0)
    facts, authority, role, *_ = entry_of("application.withdraw")
    assert (facts["to"], facts["seat"], authority, role) == ("withdrawn", None, "", "person")


def test_leaving_the_line_gives_no_seat_back():
    where = run(capacity=1)
    application(to=where)
    withdraw(application(to=where))

    assert counts(where) == (1, 0)


def test_a_seat_from_the_line_is_counted_and_given_by_the_system():
    where = run(capacity=1)
    holder, waiting = application(to=where), application(to=where)
    withdraw(holder)

    assert Application.objects.get(pk=waiting.pk).seat == 1
    assert counts(where) == (1, 0)
    facts, _, role, *_ = entry_of("application.offer_seat")
    assert (facts, role) == ({"from": "waiting", "to": "submitted", "seat": 1}, "system")


def test_whoever_is_put_back_in_line_is_counted_there():
    where = run(capacity=1)
    decision = refused(to=where)
    application(to=where)
    services.reverse_refusal(
        decision.pk, because=Because.SCHOOL_UPHELD_APPEAL, actor=actor(decision.decided_by), now=NOW
    )

    assert counts(where) == (1, 1)
    facts, authority, *_ = entry_of("application.reinstate_in_line")
    assert (facts, authority) == ({"from": "refused", "to": "waiting", "seat": None}, "admission")
