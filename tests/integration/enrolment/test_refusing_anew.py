"""A refusal that the ministry set aside, and the one that the school puts in its place."""

import pytest

from enrolment import services
from enrolment.enums import DecisionChannel
from tests.situations import NOW, actor, person, refusal, refused, staff

pytestmark = pytest.mark.django_db


def refuse_anew(decision, **fields):
    by = actor(staff("registrar", decision.application.run.provider))
    return services.refuse_anew(decision.pk, refusal(**fields), actor=by, now=NOW)


def test_a_letter_that_was_not_posted_is_called_off():
    first = refused(channel=DecisionChannel.HANDED_OVER)
    second = refuse_anew(first, channel=DecisionChannel.LETTER)
    third = refuse_anew(second, channel=DecisionChannel.HANDED_OVER)

    second.delivery.refresh_from_db()
    assert second.delivery.state == "called_off"
    assert third.version == 3


def test_a_letter_needs_an_address():
    first = refused(of=person(address=None), channel=DecisionChannel.HANDED_OVER)

    with pytest.raises(services.NoAddressError):
        refuse_anew(first, channel=DecisionChannel.LETTER)


def test_only_the_decision_that_stands_is_replaced():
    first = refused(channel=DecisionChannel.HANDED_OVER)
    refuse_anew(first, channel=DecisionChannel.HANDED_OVER)

    with pytest.raises(services.StaleDecisionError):
        refuse_anew(first, channel=DecisionChannel.HANDED_OVER)


def test_a_full_class_is_a_reason_only_where_it_was_one():
    first = refused(channel=DecisionChannel.HANDED_OVER)

    with pytest.raises(services.ReasonDoesNotFitError):
        refuse_anew(first, channel=DecisionChannel.HANDED_OVER, reason="no_seat_came_free", facts_from=None)
