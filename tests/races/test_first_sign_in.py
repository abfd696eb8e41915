import threading

import pytest
from django.db import connection

from amu import clock
from amu.people.enums import AssuranceLevel, HasCpr
from amu.people.identity import Identity
from amu.people.models import User
from amu.people.services import sign_in_from_mitid


@pytest.mark.django_db(transaction=True)
def test_one_person_in_five_tabs_becomes_one_person():
    identity = Identity(
        issuer="https://broker.example",
        subject="{a}",
        level=AssuranceLevel.HIGH,
        has_cpr=HasCpr.YES,
        cpr="0202850002",
    )
    gun, people = threading.Barrier(5), []

    def tab():
        try:
            gun.wait(timeout=5)
            people.append(sign_in_from_mitid(identity, language="da", now=clock.now()).pk)
        finally:
            connection.close()

    tabs = [threading.Thread(target=tab) for _ in range(5)]
    for one in tabs:
        one.start()
    for one in tabs:
        one.join(timeout=20)

    assert len(people) == 5
    assert len(set(people)) == 1
    assert User.objects.count() == 1
