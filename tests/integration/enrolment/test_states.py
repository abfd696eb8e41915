"""The table of moves, and the database's own idea of what a state may look like."""

from datetime import date
from itertools import product

import pytest
from django.db import IntegrityError, transaction

from enrolment.enums import ApplicationState as State
from enrolment.models import Application, Decision
from enrolment.services import MoveNotAllowedError
from enrolment.services.moving import move
from enrolment.states import HOLDS_SEAT, MOVES, OVER, Action, after, allows
from tests.situations import NOW, actor, application, decisions_not_frozen, refused, run, staff

LEGAL = {
    (State.SUBMITTED, Action.ADMIT): State.ADMITTED,
    (State.SUBMITTED, Action.REFUSE): State.REFUSED,
    (State.SUBMITTED, Action.WITHDRAW): State.WITHDRAWN,
    (State.SUBMITTED, Action.RELEASE_SEAT): State.WAITING,
    (State.WAITING, Action.OFFER_SEAT): State.SUBMITTED,
    (State.WAITING, Action.REFUSE): State.REFUSED,
    (State.WAITING, Action.WITHDRAW): State.WITHDRAWN,
    (State.ADMITTED, Action.WITHDRAW): State.WITHDRAWN,
    (State.REFUSED, Action.REINSTATE): State.SUBMITTED,
    (State.REFUSED, Action.REINSTATE_IN_LINE): State.WAITING,
    **{
        (state, Action.CLOSE): State.CANCELLED
        for state in (State.SUBMITTED, State.WAITING, State.NOT_PLACED, State.ADMITTED)
    },
    (State.WAITING, Action.END_LINE): State.NOT_PLACED,
    (State.NOT_PLACED, Action.RESUME_LINE): State.WAITING,
    (State.NOT_PLACED, Action.REFUSE): State.REFUSED,
    (State.NOT_PLACED, Action.WITHDRAW): State.WITHDRAWN,
    (State.REFUSED, Action.OWE): State.OWED,
    (State.WAITING, Action.OWE): State.OWED,
    (State.OWED, Action.WITHDRAW): State.WITHDRAWN,
    **{
        (state, Action.PLACE_ELSEWHERE): State.ELSEWHERE
        for state in (State.REFUSED, State.WAITING, State.OWED)
    },
}


@pytest.mark.parametrize(("state", "action"), list(product(State, Action)))
def test_every_pair_of_state_and_act_is_either_legal_or_refused(state, action):
    if (state, action) in LEGAL:
        assert after(action, state) == LEGAL[state, action]
        assert allows(action, state)
    else:
        assert not allows(action, state)
        with pytest.raises(MoveNotAllowedError):
            after(action, state)


@pytest.mark.parametrize("state", [State.WITHDRAWN, State.CANCELLED, State.ELSEWHERE])
def test_nothing_leads_out_of_what_is_final(state):
    assert [action for action in MOVES if allows(action, state)] == []


def test_a_state_never_holds_a_seat_and_is_over_at_once():
    assert frozenset() == HOLDS_SEAT & OVER


@pytest.mark.django_db
@pytest.mark.parametrize("seat", [None, 1])
@pytest.mark.parametrize("state", State)
def test_the_database_agrees_with_the_table_on_who_holds_a_seat(state, seat):
    applied = application()
    rows = Application.objects.filter(pk=applied.pk)

    if (state in HOLDS_SEAT) == (seat is not None):
        assert rows.update(state=state, seat=seat) == 1
    else:
        with pytest.raises(IntegrityError, match="seat_exactly_while_it_is_held"), transaction.atomic():
            rows.update(state=state, seat=seat)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"state": "nowhere", "seat": None}, "application_state_known"),
        ({"seat": 0}, "seat_exactly_while_it_is_held"),
        ({"price": -1}, "price_not_negative"),
    ],
)
def test_the_database_refuses_what_makes_no_sense(values, constraint):
    applied = application()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Application.objects.filter(pk=applied.pk).update(**values)


@pytest.mark.django_db
def test_the_database_refuses_two_people_on_one_seat():
    where = run()
    first, second = application(to=where), application(to=where)
    with pytest.raises(IntegrityError, match="one_person_per_seat"), transaction.atomic():
        Application.objects.filter(pk=second.pk).update(seat=first.seat)


@pytest.mark.django_db
def test_the_same_seat_number_on_two_runs_is_two_seats():
    assert (application().seat, application().seat) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_nobody_moves_an_application_outside_a_transaction():
    applied = application()
    with pytest.raises(RuntimeError):
        move(applied, Action.ADMIT, actor=actor(staff(school=applied.run.provider)), now=NOW)
    assert Application.objects.get(pk=applied.pk).state == "submitted"


@pytest.mark.django_db
@pytest.mark.parametrize("values", [{"notified_on": None, "sent_at": None}, {"appeal_by": date(2026, 9, 28)}])
def test_a_last_day_to_appeal_is_never_without_four_weeks_from_a_day(values):
    decision = refused()
    with (
        pytest.raises(IntegrityError, match="last_day_at_least_four_weeks"),
        decisions_not_frozen(),
        transaction.atomic(),
    ):
        Decision.objects.filter(pk=decision.pk).update(**values)
