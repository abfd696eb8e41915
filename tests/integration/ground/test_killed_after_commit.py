"""A process that dies between its commit and waking a worker: the next sweep finds what it left."""

import os
import subprocess
import sys

import pytest
from django.db import connection

from amu.notices.models import Notice
from amu.outbox.models import Message
from amu.outbox.services import drain
from appeals.models import Appeal
from tests.situations import NOW, refused

pytestmark = pytest.mark.django_db(transaction=True)
DIES = 9
CHILD = """
import os, sys
import django
from django.conf import settings
django.setup()
from django.db import connection
settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = sys.argv[1]
from amu.outbox import wake
wake.wake_after_commit.__globals__["wake"] = lambda: os._exit(9)
from appeals import services
from enrolment.models import Decision
from enrolment.services import person
from tests.situations import NOW
decision = Decision.objects.select_related("application").get(pk=int(sys.argv[2]))
services.lodge(
    decision.pk, text="Jeg er uenig.", wants_forwarding=False, received_at=NOW,
    actor=person(decision.application.person_id), now=NOW,
)
"""


def lodge_and_die(decision):
    """In a process of its own, which ends the moment the appeal is committed; how it ended."""
    url = connection.settings_dict
    place = f"postgresql://{url['USER']}:{url['PASSWORD']}@/{url['NAME']}?host={url['HOST']}"
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "amu.settings.test", "DATABASE_URL": place}
    command = [sys.executable, "-c", CHILD, url["NAME"], str(decision.pk)]
    return subprocess.run(command, env=environment, check=False, timeout=60).returncode


def test_an_appeal_whose_process_dies_at_its_commit_is_there_and_its_receipt_follows_once():
    decision = refused()
    Message.objects.all().delete()

    assert lodge_and_die(decision) == DIES

    appeal = Appeal.objects.get(decision=decision)
    told = Notice.objects.get(person=appeal.person, code="appeal_received")
    assert Message.objects.get(kind="delivery.send", payload__delivery=told.delivery_id).state == "waiting"
    drain(now=NOW)
    told.delivery.refresh_from_db()
    assert told.delivery.state == "handed_over"
