"""Each move of an appeal is an entry in the application's case: from where to where, by whom, on what authority."""

import pytest

from amu.journal.models import Entry
from appeals import services
from enrolment.services import person as acting
from tests.situations import NOW, appeal, decided, forwarded, reviewed

pytestmark = pytest.mark.django_db


def withdrawn(lodged):
    return services.withdraw(lodged.pk, actor=acting(lodged.person_id), now=NOW)


@pytest.mark.parametrize(
    ("make", "act", "facts", "role"),
    [
        (
            lambda: reviewed(outcome="upheld"),
            "uphold",
            {"from": "received", "to": "upheld", "lateness": "in_time"},
            "appeals_officer",
        ),
        (reviewed, "maintain", {"from": "received", "to": "maintained"}, "appeals_officer"),
        (forwarded, "forward", {"from": "maintained", "to": "forwarded"}, "person"),
        (
            lambda: decided(outcome="dismissed").appeal,
            "decide",
            {
                "from": "forwarded",
                "to": "decided",
                "outcome": "dismissed",
                "findings": [],
                "lateness": "in_time",
            },
            "ministry_officer",
        ),
        (lambda: withdrawn(appeal()), "withdraw", {"from": "received", "to": "withdrawn"}, "person"),
        (lambda: withdrawn(forwarded()), "withdraw", {"from": "forwarded", "to": "withdrawn"}, "person"),
    ],
)
def test_a_move_is_written_down(make, act, facts, role):
    moved = make()

    entry = Entry.objects.get(act=f"appeal.{act}")
    assert (entry.facts, entry.actor_role, entry.authority) == (facts, role, "appeal_four_weeks")
    assert (entry.about, entry.case) == (moved.ref, moved.decision.application.ref)
    assert (entry.person_id, entry.at) == (moved.person_id, NOW)
