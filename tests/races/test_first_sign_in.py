import pytest

from amu import clock
from amu.people.enums import AssuranceLevel, HasCpr
from amu.people.identity import Identity
from amu.people.models import User
from amu.people.services import sign_in_from_mitid
from tests.races.threads import at_once

TABS = 5


@pytest.mark.django_db(transaction=True)
def test_one_person_in_five_tabs_becomes_one_person():
    identity = Identity(
        issuer="https://broker.example",
        subject="{a}",
        level=AssuranceLevel.HIGH,
        has_cpr=HasCpr.YES,
        cpr="0202850002",
    )

    people = at_once(*[lambda: sign_in_from_mitid(identity, language="da", now=clock.now())] * TABS)

    assert people == [User.objects.get()] * TABS
