"""Redis is away all day: everything people do works, and all that follows is found in the table."""

import pytest
from celery import Celery
from django.conf import settings as configured

from amu.journal.models import Entry
from amu.outbox import wake
from amu.outbox.models import Message
from amu.outbox.services import drain
from tests.integration.ground.test_wake import closed_port, publishing
from tests.pages import at
from tests.situations import NOW, appeal, application, heard, person, refused, reviewed

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _no_redis(settings, monkeypatch, time_machine):
    """Broker and cache at a port where nobody listens."""
    address = f"redis://127.0.0.1:{closed_port()}/0"
    app = Celery("test", broker=address, set_as_current=False)
    app.conf.broker_transport_options = configured.CELERY_BROKER_TRANSPORT_OPTIONS
    monkeypatch.setattr(wake, "current_app", app)
    monkeypatch.setattr(wake, "_paused_until", 0.0)
    settings.OUTBOX_WAKE = True
    settings.CACHES = {"default": {"BACKEND": "amu.web.cache.PatientRedisCache", "LOCATION": address}}
    time_machine.move_to(NOW, tick=False)
    yield
    for thread in publishing():
        thread.join(timeout=10)


# Each begins with a case, and gives the address of a page and what is typed there.
JOURNEYS = {
    "application.withdraw": lambda who: (at("enrolment:withdraw", application(of=who).pk), {}),
    "hearing.answered": lambda who: _hearing(heard(of=who)),
    "mandate.given": lambda who: (
        at("enrolment:representatives", application(of=who).pk),
        {"name": "Bo", "until": "31-12-2026"},
    ),
    "appeal.received": lambda who: (at("appeals:appeal", refused(of=who).pk), {"text": "Jeg er uenig."}),
    "appeal.commented": lambda who: (at("appeals:comment", reviewed_of(who).pk), {"text": "Se beviset."}),
    "appeal.forwarding_asked": lambda who: (at("appeals:forward", reviewed_of(who).pk), {}),
    "appeal.withdraw": lambda who: (at("appeals:withdraw", appeal(refused(of=who)).pk), {}),
    "person.contact_changed": lambda who: (
        at("my_data"),
        {
            "email": "ny@example.org",
            "language": "da",
            "street": "Åvej 1",
            "postal_code": "5000",
            "city": "Odense",
        },
    ),
}


def _hearing(asked):
    return at("enrolment:hearing", asked.application_id, asked.pk), {"words": "Det passer ikke."}


def reviewed_of(who):
    return reviewed(appeal(refused(of=who)))


@pytest.mark.parametrize("act", JOURNEYS)
def test_it_is_done_at_once_and_what_follows_is_found_in_the_table(client, act):
    who = person()
    address, typed = JOURNEYS[act](who)
    client.force_login(who)

    answer = client.post(address, typed)

    assert answer.status_code == 302
    assert Entry.objects.filter(act=act, person=who).exists()
    drain(now=NOW)
    assert not Message.objects.filter(state="waiting", due_at__lte=NOW).exists()
