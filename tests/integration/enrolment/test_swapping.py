"""A seat is kept while the person waits for another, and given up in the commit that gives the other one."""

from datetime import timedelta

import pytest
import time_machine
from django.db import transaction

from amu.notices.models import Notice
from courses.models import CourseRun
from enrolment import services
from enrolment.enums import ApplicationState as State
from enrolment.invariants import check
from enrolment.models import Application
from tests.pages import at, said, text
from tests.situations import NOW, TODAY, actor, application, person, provider, run, staff

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def who(db):
    return person()


@pytest.fixture
def wanted(db):
    """A full class: whose seat is the first to become free."""
    where = run(capacity=1)
    application(to=where)
    return where


@pytest.fixture
def kept(who):
    """The person's seat in another full class, in which somebody waits."""
    where = run(capacity=1)
    mine = application(of=who, to=where)
    application(to=where, now=NOW + timedelta(minutes=1))
    return mine


@pytest.fixture
def waiting(who, wanted, kept):
    mine = application(of=who, to=wanted)
    return services.want_swap(mine.pk, kept.pk, actor=services.person(who.pk), now=NOW)


def states(*rows):
    return [Application.objects.get(pk=row.pk).state for row in rows]


def seat_comes_free(where):
    first = Application.objects.holding_a_seat().get(run=where)
    services.withdraw(first.pk, actor=services.person(first.person_id), now=NOW)


def test_the_seat_is_kept_until_there_is_one_and_then_released_with_its_line_promoted(waiting, kept, wanted):
    behind = Application.objects.get(run=kept.run, state=State.WAITING)
    assert states(waiting, kept, behind) == [State.WAITING, State.SUBMITTED, State.WAITING]

    seat_comes_free(wanted)

    assert states(waiting, kept, behind) == [State.SUBMITTED, State.WITHDRAWN, State.SUBMITTED]
    assert check() == []
    assert Notice.objects.filter(code="application_swapped", person_id=kept.person_id).count() == 1


def test_all_of_it_is_one_commit(waiting, kept, wanted):
    with transaction.atomic():
        seat_comes_free(wanted)
        transaction.set_rollback(True)

    assert states(waiting, kept) == [State.WAITING, State.SUBMITTED]


def test_without_the_wish_both_are_kept(who, wanted, kept, waiting):
    services.keep_both(waiting.pk, actor=services.person(who.pk), now=NOW)
    seat_comes_free(wanted)

    assert states(waiting, kept) == [State.SUBMITTED, State.SUBMITTED]


def test_an_admitted_seat_is_given_up_too(waiting, kept, wanted):
    services.admit(kept.pk, actor=actor(staff(school=kept.run.provider)), now=NOW)
    seat_comes_free(wanted)

    assert states(waiting, kept) == [State.SUBMITTED, State.WITHDRAWN]


def test_a_class_that_has_begun_is_not_taken_away(waiting, kept, wanted):
    CourseRun.objects.filter(pk=kept.run_id).update(starts_on=TODAY)
    seat_comes_free(wanted)

    assert states(waiting, kept) == [State.SUBMITTED, State.SUBMITTED]


def test_a_seat_that_is_gone_holds_up_nothing(who, waiting, kept, wanted):
    services.withdraw(kept.pk, actor=services.person(who.pk), now=NOW)
    seat_comes_free(wanted)

    assert states(waiting) == [State.SUBMITTED]


def test_two_who_hold_what_the_other_waits_for_both_move_when_one_seat_comes_free():
    here, there = run(capacity=2), run(capacity=1)
    leaves, one = application(to=here), application(to=here)
    other = application(to=there)
    for mine, to in ((one, there), (other, here)):
        wish = application(of=mine.person, to=to, now=NOW + timedelta(minutes=1))
        services.want_swap(wish.pk, mine.pk, actor=services.person(mine.person_id), now=NOW)
    services.withdraw(leaves.pk, actor=services.person(leaves.person_id), now=NOW)

    holding = Application.objects.holding_a_seat()
    assert holding.get(person=one.person).run_id == there.pk
    assert holding.get(person=other.person).run_id == here.pk
    assert check() == []


def test_what_does_not_fit_is_refused(who, wanted, kept):
    mine, me = application(of=who, to=wanted), services.person(who.pk)
    theirs = application()
    for waiting_id, seat_id in ((kept.pk, kept.pk), (kept.pk, mine.pk), (mine.pk, theirs.pk), (mine.pk, 0)):
        with pytest.raises(services.SwapNotPossibleError):
            services.want_swap(waiting_id, seat_id, actor=me, now=NOW)


def test_the_person_swaps_and_keeps_by_a_button_on_either_page(client, who, wanted, kept):
    mine = application(of=who, to=wanted)
    page, seat, press = (at(f"enrolment:{name}", pk) for name, pk in _addresses(mine, kept))
    client.force_login(who)
    assert said("Swap one seat for another") in text(client.get(page))

    client.post(press, {"seat": kept.pk})
    for shown in (page, seat):
        assert said("Keep both instead") in text(client.get(shown))
        assert f'action="{press}"' in text(client.get(shown))
    client.post(press)
    assert Application.objects.get(pk=mine.pk).swaps is None

    client.post(press, {"seat": kept.pk})
    seat_comes_free(wanted)
    assert mine.number in text(client.get(seat))


def _addresses(mine, kept):
    return ("application", mine.pk), ("application", kept.pk), ("swap", mine.pk)


@pytest.mark.parametrize("seat", ["0", "x", "99999999999999999999", "-1"])
def test_a_seat_that_is_not_ones_own_does_not_exist(client, who, wanted, kept, seat):
    mine, theirs = application(of=who, to=wanted), application(to=run(school=provider()))
    client.force_login(who)
    press = at("enrolment:swap", mine.pk)

    assert client.post(press, {"seat": theirs.pk}).status_code == 404
    assert client.post(press, {"seat": seat}).status_code == 404
    client.force_login(theirs.person)
    assert client.post(press, {"seat": kept.pk}).status_code == 404
