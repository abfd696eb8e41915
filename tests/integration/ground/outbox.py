"""A handler of messages that can fail, and messages for it."""

from amu.outbox import services
from amu.outbox.models import Message
from tests.situations import NOW

KIND = "test.delivery"
SECRET = "Karen Nielsen 010190-1234"


class Post:
    """A handler that keeps what it delivered, and fails for the keys it is told to."""

    def __init__(self):
        self.delivered, self.failing = [], set()

    def __call__(self, payload, key):
        if key in self.failing:
            raise ValueError(SECRET)
        self.delivered.append(key)


def enqueue(*keys, kind=KIND, now=NOW):
    for key in keys:
        services.enqueue(kind, dedup_key=key, payload={"n": 1}, now=now)


def message(key):
    return Message.objects.get(dedup_key=key)
