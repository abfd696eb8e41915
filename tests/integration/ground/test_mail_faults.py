"""What a mail server can do to a notice: none is lost, and one comes twice only where its receipt was lost."""

import asyncio

import pytest
import time_machine
from aiosmtpd.controller import Controller

from amu.delivery.models import Delivery
from amu.local.processes import free_port
from amu.notices import services
from amu.outbox.backoff import pause_after
from amu.outbox.models import Message
from amu.outbox.services import drain
from amu.settings.env import mailer
from tests.situations import NOW, person

pytestmark = pytest.mark.django_db


class Moody:
    """A mail server with one fault, until it is told to be well."""

    def __init__(self):
        self.fault, self.ids = "", []

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if self.fault in {"450", "550"}:
            return f"{self.fault} Not now"
        envelope.rcpt_tos.append(address)
        return "250 Yes"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if self.fault in {"451", "554"}:
            return f"{self.fault} Not taken"
        if self.fault == "slow":
            await asyncio.sleep(3)
            return "250 Too late"
        if self.fault == "cut before it was taken":
            server.transport.abort()
            return "250 Unheard"
        self.ids.append(_message_id(envelope.original_content))
        if self.fault == "cut after it was taken":
            server.transport.abort()
        return "250 Taken"


def _message_id(content):
    lines = content.decode().splitlines()
    return next(line for line in lines if line.lower().startswith("message-id:"))


@pytest.fixture
def server(settings):
    handler, port = Moody(), free_port()
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    sends = mailer(f"smtp://127.0.0.1:{port}")
    sends["OPTIONS"]["timeout"] = 1
    settings.MAILERS = {"default": sends}
    yield handler
    controller.stop()


FAULTS = {
    "450": 1,
    "550": 1,
    "451": 1,
    "554": 1,
    "slow": 1,
    "cut before it was taken": 1,
    "cut after it was taken": 2,
}
"""How often the notice has come in the end."""


@pytest.mark.parametrize("fault", FAULTS)
def test_a_notice_is_never_lost_and_comes_twice_only_when_its_receipt_was_lost(server, fault):
    with time_machine.travel(NOW, tick=False):
        services.tell(
            "application_received",
            person_id=person().pk,
            about="application:7",
            path="/da/",
            occasion="submitted",
            now=NOW,
        )
        server.fault = fault
        drain(now=NOW)
        assert (Message.objects.get().state, Delivery.objects.get().state) == ("waiting", "waiting")

        server.fault = ""
        drain(now=NOW + pause_after(1))
        drain(now=NOW + 10 * pause_after(1))

    assert (Message.objects.get().state, Delivery.objects.get().state) == ("done", "handed_over")
    assert len(server.ids) == FAULTS[fault]
    assert len(set(server.ids)) == 1  # so that a mailbox can drop the second copy
