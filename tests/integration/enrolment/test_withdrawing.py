"""To withdraw: as long as there is something to withdraw from."""

from datetime import datetime, time, timedelta

import pytest

from amu.clock import COPENHAGEN
from enrolment import services
from tests.pages import at
from tests.situations import admitted, application, result

pytestmark = pytest.mark.django_db


def withdraw(applied, now):
    return services.withdraw(applied.pk, actor=services.person(applied.person_id), now=now)


def at_noon(day):
    return datetime.combine(day, time(12), COPENHAGEN)


def test_until_and_including_the_last_day_of_the_class():
    applied = admitted()

    assert withdraw(applied, at_noon(applied.run.ends_on)).state == "withdrawn"


def test_not_after_the_class():
    applied = application()

    with pytest.raises(services.MoveNotAllowedError):
        withdraw(applied, at_noon(applied.run.ends_on + timedelta(days=1)))


def test_not_once_a_result_says_how_it_went():
    applied = admitted()
    result(applied, assessed_on=applied.run.starts_on, now=at_noon(applied.run.starts_on))

    with pytest.raises(services.MoveNotAllowedError):
        withdraw(applied, at_noon(applied.run.starts_on))


@pytest.mark.parametrize(("days_after", "offered"), [(0, True), (1, False)])
def test_the_page_offers_it_for_as_long(client, time_machine, days_after, offered):
    applied = admitted()
    time_machine.move_to(at_noon(applied.run.ends_on + timedelta(days=days_after)), tick=False)
    client.force_login(applied.person)
    page = client.get(at("enrolment:application", applied.pk))

    assert page.context["can_withdraw"] is offered
