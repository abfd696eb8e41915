"""Let several calls start at the same moment, each on a thread and a database connection of its own."""

import threading

from django.db import connection, connections

PATIENCE = 30  # seconds


def at_once(*calls):
    """What each call returned or raised, in order. Fails when a thread never comes back."""
    gun, results = threading.Barrier(len(calls)), [None] * len(calls)

    def run(place, call):
        try:
            _wait_longer_for_locks()
            gun.wait(timeout=PATIENCE)
            results[place] = call()
        except Exception as error:  # noqa: BLE001 - what was raised is the result of that call
            results[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=PATIENCE)
    assert not any(thread.is_alive() for thread in threads), "a thread never came back"
    return results


def _wait_longer_for_locks():
    """A slow machine must not look like a lost race: in a page nobody waits this long."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = '{PATIENCE}s'; SET statement_timeout = '{PATIENCE}s'")
