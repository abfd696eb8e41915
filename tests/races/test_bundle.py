"""Two workers make one bundle, and nobody waits while it is written."""

import threading

import pytest
from django.db import transaction

from amu.documents.models import Document
from amu.journal.models import Entry
from appeals import services
from appeals.models import Bundle
from appeals.services import bundling
from appeals.services.moving import lock_appeal
from enrolment.services import person as acting
from tests.races.threads import at_once
from tests.situations import NOW, forwarded

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 20  # seconds


def test_two_workers_who_have_both_looked_make_one_bundle(monkeypatch):
    lodged, both_have_looked, write = forwarded(), threading.Barrier(2), bundling.write

    def slow_write(*args, **kwargs):
        both_have_looked.wait(timeout=PATIENCE)
        return write(*args, **kwargs)

    monkeypatch.setattr(bundling, "write", slow_write)
    first, second = at_once(*[lambda: bundling.make_bundle(lodged.referral.pk, now=NOW)] * 2)

    assert first == second == Bundle.objects.get()
    assert Document.objects.filter(kind__in=["appeal_bundle", "appeal_manifest"]).count() == 2
    assert Entry.objects.filter(act="appeal.bundled").count() == 1


def comes_through_while_it_is_written(monkeypatch, make):
    """Whether a comment is stored before the bundle is written."""
    lodged, writing, stored = forwarded(), threading.Event(), threading.Event()
    write, came_first = bundling.write, []

    def slow_write(*args, **kwargs):
        writing.set()
        came_first.append(stored.wait(timeout=3))
        return write(*args, **kwargs)

    def comment():
        writing.wait(timeout=PATIENCE)
        services.add_comment(lodged.pk, text="Endnu en ting.", actor=acting(lodged.person_id), now=NOW)
        stored.set()

    monkeypatch.setattr(bundling, "write", slow_write)
    at_once(lambda: make(lodged), comment)
    return came_first == [True]


def test_the_person_can_comment_while_the_bundle_is_written(monkeypatch):
    assert comes_through_while_it_is_written(
        monkeypatch, lambda lodged: bundling.make_bundle(lodged.referral.pk, now=NOW)
    )


def test_under_the_lock_of_the_appeal_they_would_wait(monkeypatch):
    """The control."""

    def under_the_lock(lodged):
        with transaction.atomic():
            lock_appeal(lodged.pk)
            bundling.make_bundle(lodged.referral.pk, now=NOW)

    assert not comes_through_while_it_is_written(monkeypatch, under_the_lock)
