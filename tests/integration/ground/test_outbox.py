"""Messages of the outbox are delivered once and in time, whatever fails on the way."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import IntegrityError, connection, transaction

from amu.outbox import registry, services
from amu.outbox.backoff import GIVE_TO_A_PERSON_AFTER, pause_after
from amu.outbox.models import Message
from amu.outbox.selectors import backlog
from tests.integration.ground.outbox import KIND, enqueue, message
from tests.situations import NOW

pytestmark = pytest.mark.django_db


def test_a_message_goes_out_once_and_is_settled(post):
    enqueue("one")

    assert (services.drain(now=NOW), services.drain(now=NOW)) == (1, 0)
    assert post.delivered == ["one"]
    assert (message("one").state, message("one").settled_at) == ("done", NOW)


def test_the_same_key_is_one_message_and_the_first_payload_stands(post):
    enqueue("one")
    services.enqueue(KIND, dedup_key="one", payload={"n": 2}, now=NOW)

    assert [row.payload for row in Message.objects.all()] == [{"n": 1}]


def test_the_same_key_after_delivery_is_not_delivered_again(post):
    enqueue("one")
    services.drain(now=NOW)
    enqueue("one")
    services.drain(now=NOW)

    assert post.delivered == ["one"]


def test_a_message_vanishes_with_the_change_that_was_rolled_back():
    with transaction.atomic():
        enqueue("one")
        transaction.set_rollback(True)

    assert not Message.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_message_without_a_transaction_is_refused():
    with pytest.raises(RuntimeError):
        enqueue("one")
    assert not Message.objects.exists()


def test_the_oldest_goes_first(post):
    enqueue("second", now=NOW + timedelta(seconds=1))
    enqueue("first")
    services.drain(now=NOW + timedelta(seconds=2))

    assert post.delivered == ["first", "second"]


def test_more_than_one_batch_is_drained_in_one_call(post):
    keys = [f"m{n:02d}" for n in range(services.BATCH * 2 + 5)]
    enqueue(*keys)

    assert services.drain(now=NOW) == len(keys)
    assert post.delivered == keys


def test_what_fails_holds_up_nobody(post):
    post.failing = {"bad"}
    enqueue("bad", "good")
    services.drain(now=NOW)

    assert post.delivered == ["good"]
    assert message("bad").state == "waiting"


def test_a_handler_that_breaks_its_transaction_holds_up_nobody(post, monkeypatch):
    def break_it(_payload, _key):
        with connection.cursor() as cursor:
            cursor.execute("SELECT nothing FROM nowhere")

    monkeypatch.setitem(registry._handlers, "test.broken", break_it)
    enqueue("bad", kind="test.broken")
    enqueue("good")
    services.drain(now=NOW)

    assert post.delivered == ["good"]
    assert message("bad").last_error == "ProgrammingError"


def test_what_a_failed_handler_wrote_is_undone(monkeypatch):
    def write_then_fail(_payload, _key):
        Message.objects.create(kind=KIND, dedup_key="half-done", created_at=NOW, planned_at=NOW, due_at=NOW)
        raise ValueError

    monkeypatch.setitem(registry._handlers, KIND, write_then_fail)
    enqueue("one")
    services.drain(now=NOW)

    assert [row.dedup_key for row in Message.objects.all()] == ["one"]


def test_the_error_is_kept_by_its_kind_and_never_by_its_words(post):
    post.failing = {"bad"}
    enqueue("bad")
    services.drain(now=NOW)

    assert message("bad").last_error == "ValueError"


def test_an_error_leaves_the_message_when_the_next_try_succeeds(post):
    post.failing = {"bad"}
    enqueue("bad")
    services.drain(now=NOW)
    post.failing = set()
    services.drain(now=NOW + pause_after(1))

    assert (message("bad").state, message("bad").last_error) == ("done", "")


def test_it_is_not_tried_again_before_its_pause_is_over(post):
    post.failing = {"bad"}
    enqueue("bad")
    services.drain(now=NOW)

    assert services.drain(now=NOW + pause_after(1) - timedelta(seconds=1)) == 0
    assert services.drain(now=NOW + pause_after(1)) == 1


def test_retries_go_on_for_more_than_seven_days_and_then_a_person_is_asked(post):
    post.failing = {"bad"}
    enqueue("bad")
    tries = []
    while message("bad").state == "waiting":
        tries.append(message("bad").due_at)
        services.drain(now=tries[-1])

    pauses = [later - earlier for earlier, later in pairwise(tries)]
    assert tries[-1] - NOW >= timedelta(days=7)
    assert pauses == [pause_after(n) for n in range(1, len(tries))]
    assert message("bad").state == "parked"
    assert backlog(NOW).parked == 1


def test_nothing_is_parked_before_its_eight_days_are_over(post):
    post.failing = {"bad"}
    enqueue("bad")
    services.drain(now=NOW + GIVE_TO_A_PERSON_AFTER - timedelta(seconds=1))

    assert message("bad").state == "waiting"


def test_a_message_nobody_could_take_for_ten_days_is_still_tried(post):
    """A system that stood still parks nothing untried."""
    enqueue("late")
    services.drain(now=NOW + timedelta(days=10))

    assert post.delivered == ["late"]


def test_a_parked_message_gets_another_week_when_a_person_says_so(post):
    post.failing = {"bad"}
    enqueue("bad")
    services.drain(now=NOW + timedelta(days=9))
    services.retry_parked(message("bad").pk, now=NOW + timedelta(days=10))
    post.failing = set()
    services.drain(now=NOW + timedelta(days=10))

    assert post.delivered == ["bad"]


def test_a_parked_message_begins_its_pauses_anew(post):
    post.failing = {"bad"}
    enqueue("bad")
    for day in range(10):
        services.drain(now=NOW + timedelta(days=day))
    again = NOW + timedelta(days=10)
    services.retry_parked(message("bad").pk, now=again)
    assert (message("bad").attempts, message("bad").planned_at) == (0, again)

    services.drain(now=again)
    assert message("bad").due_at == again + pause_after(1)


def test_a_message_that_is_not_parked_is_not_touched_by_trying_again(post):
    enqueue("one")
    services.drain(now=NOW)
    services.retry_parked(message("one").pk, now=NOW)

    assert message("one").state == "done"


def test_a_kind_nobody_knows_yet_is_delivered_once_somebody_does(post, monkeypatch):
    enqueue("new", kind="test.unknown")
    services.drain(now=NOW)
    assert (message("new").state, message("new").last_error) == ("waiting", "UnknownKindError")

    monkeypatch.setitem(registry._handlers, "test.unknown", post)
    services.drain(now=NOW + pause_after(1))
    assert post.delivered == ["new"]


def test_one_kind_has_one_handler(post):
    with pytest.raises(ValueError, match="has a handler"):
        registry.register(KIND, lambda _payload, _key: None)


# A worker that dies says nothing: claiming without delivering is what is left of it.


def test_a_dead_workers_message_is_left_alone_while_its_lease_runs(post):
    enqueue("one")
    services._claim(NOW)

    assert services.drain(now=NOW + services.LEASE) == 0


def test_a_dead_workers_message_goes_to_another_when_its_lease_is_over(post):
    enqueue("one")
    services._claim(NOW)
    services.drain(now=NOW + services.LEASE + timedelta(seconds=1))

    assert post.delivered == ["one"]
    assert message("one").attempts == 2


def test_a_worker_that_comes_back_too_late_settles_nothing(post):
    enqueue("one")
    (late,) = services._claim(NOW)
    after = NOW + services.LEASE + timedelta(seconds=1)
    (taken_over,) = services._claim(after)
    services._deliver(late, now=after)

    assert message("one").state == "waiting"
    assert message("one").claimed_until == taken_over.claimed_until


def test_what_the_late_worker_did_in_the_database_is_undone(monkeypatch):
    enqueue("one")
    (late,) = services._claim(NOW)
    after = NOW + services.LEASE + timedelta(seconds=1)
    services._claim(after)
    monkeypatch.setitem(
        registry._handlers,
        KIND,
        lambda _payload, _key: Message.objects.create(
            kind=KIND, dedup_key="done-by-the-late-one", created_at=NOW, planned_at=NOW, due_at=NOW
        ),
    )
    services._deliver(late, now=after)

    assert not Message.objects.filter(dedup_key="done-by-the-late-one").exists()


def test_a_message_that_kills_its_worker_holds_up_nobody(post):
    enqueue("killer", "innocent", "bystander")
    services._claim(NOW)  # the worker dies with all three

    after = NOW + services.LEASE + timedelta(seconds=1)
    assert [row.dedup_key for row in services._claim(after)] == ["killer"]  # and so does the next
    services.drain(now=after)

    assert post.delivered == ["innocent", "bystander"]


def test_a_message_that_kills_every_worker_is_parked_in_the_end(post):
    enqueue("killer")
    now = NOW
    while message("killer").state == "waiting":
        services._claim(now)
        now += services.LEASE * 12

    assert now - NOW > GIVE_TO_A_PERSON_AFTER
    assert backlog(NOW).parked == 1


def test_the_backlog_tells_how_many_wait_and_since_when(post):
    enqueue("first")
    enqueue("second", now=NOW + timedelta(seconds=30))
    services.drain(now=NOW)
    enqueue("third", now=NOW + timedelta(seconds=60))

    left = backlog(NOW + timedelta(seconds=60))

    assert (left.waiting, left.oldest, left.parked) == (2, NOW + timedelta(seconds=30), 0)
    assert left.age_in_seconds(NOW + timedelta(seconds=90)) == 60


def test_a_message_for_later_waits_until_its_moment(post):
    services.enqueue(KIND, dedup_key="reminder", payload={}, now=NOW, at=NOW + timedelta(days=14))

    assert services.drain(now=NOW + timedelta(days=13)) == 0
    assert services.drain(now=NOW + timedelta(days=14)) == 1


def test_a_message_for_later_is_not_late_before(post):
    services.enqueue(KIND, dedup_key="reminder", payload={}, now=NOW, at=NOW + timedelta(days=14))

    assert backlog(NOW + timedelta(days=13)).waiting == 0
    assert backlog(NOW + timedelta(days=15)).age_in_seconds(NOW + timedelta(days=15)) == 86400


def test_a_message_for_later_is_retried_for_as_long_as_any_other(post):
    post.failing.add("reminder")
    services.enqueue(KIND, dedup_key="reminder", payload={}, now=NOW, at=NOW + timedelta(days=14))
    services.drain(now=NOW + timedelta(days=14))

    assert message("reminder").state == "waiting"
    assert message("reminder").due_at == NOW + timedelta(days=14) + pause_after(1)


def test_the_database_refuses_a_settled_message_without_its_moment():
    enqueue("one")
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.update(state="done")
