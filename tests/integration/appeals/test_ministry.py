"""Forwarded, commented on, and finally decided."""

import hashlib

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import DatabaseError

from amu.documents.models import Document
from amu.journal.models import Entry
from amu.notices.models import Notice
from appeals import services
from appeals.letters import final_decision_facts
from appeals.models import Comment, Referral
from enrolment import services as enrolment
from enrolment.models import Application
from enrolment.selectors.applications import Standing
from enrolment.services import person as acting
from tests.situations import (
    NOW,
    actor,
    appeal,
    application,
    decided,
    forwarded,
    not_frozen,
    person,
    refusal,
    refused,
    reviewed,
    run,
    staff,
)

pytestmark = pytest.mark.django_db


def comment(lodged, words="Det står i mit bevis."):
    return services.add_comment(lodged.pk, text=words, actor=acting(lodged.person_id), now=NOW)


def state_of(lodged):
    row = Application.objects.get(pk=lodged.decision.application_id)
    return row.state, row.seat


# Comments.


def test_comments_follow_the_case_also_after_it_is_forwarded():
    lodged = reviewed()
    comment(lodged, "  Først  ")
    forwarded(lodged)
    comment(lodged, "Siden")

    assert [row.text for row in lodged.comments.all()] == ["Først", "Siden"]
    assert Entry.objects.filter(act="appeal.commented").count() == 2


@pytest.mark.parametrize("make", [appeal, lambda: decided().appeal])
def test_there_is_nothing_to_comment_on_before_the_statement_or_after_the_decision(make):
    lodged = make()

    with pytest.raises(services.MoveNotAllowedError):
        comment(lodged)
    assert not Comment.objects.exists()


# The decision.


def test_upheld_admits_in_the_same_commit():
    referral = decided(outcome="upheld")

    assert referral.appeal.state == "decided"
    assert state_of(referral.appeal) == ("admitted", 1)
    current = referral.appeal.decision.application.decisions.get(is_current=True)
    assert (current.outcome, current.because) == ("admitted", "ministry_upheld_appeal")


def test_upheld_in_a_full_class_is_a_place_in_line():
    where = run(capacity=1)
    lodged = forwarded(reviewed(appeal(refused(to=where))))
    application(to=where)
    decided(lodged, "upheld")

    assert state_of(lodged) == ("waiting", None)


def test_dismissed_leaves_the_refusal_standing():
    referral = decided(outcome="dismissed")

    assert referral.appeal.state == "decided"
    assert state_of(referral.appeal) == ("refused", None)
    assert referral.appeal.decision.application.decisions.count() == 1


@pytest.mark.parametrize(
    ("outcome", "notices"),
    [("dismissed", ["appeal_decided"]), ("upheld", ["appeal_decided", "application_admitted"])],
)
def test_it_leaves_one_entry_and_tells_the_person(outcome, notices):
    lodged = forwarded()
    before = Notice.objects.latest("pk").pk
    decided(lodged, outcome)

    entry = Entry.objects.get(act="appeal.decide")
    assert (entry.actor_role, entry.facts["outcome"]) == ("ministry_officer", outcome)
    told = Notice.objects.filter(pk__gt=before, person=lodged.person).order_by("pk")
    assert [notice.code for notice in told] == notices


def test_the_letter_is_frozen_with_the_very_words():
    referral = decided(outcome="dismissed")
    letter = Document.objects.get(pk=referral.letter_id)

    assert letter.made_from["reasons"] == referral.reasons
    assert letter.made_from["outcome"] == "dismissed"
    assert letter.sha256 == hashlib.sha256(bytes(letter.content)).hexdigest()
    with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
        Document.objects.filter(pk=letter.pk).update(content=b"%PDF other words")


@pytest.mark.parametrize(("language", "name"), [("da", "Beskyttet navn"), ("en", "Protected name")])
def test_the_letter_has_words_for_a_protected_name_in_the_language_of_the_case(language, name):
    applied = application(of=person(full_name="", name_protected=True), language=language)
    registrar = actor(staff(school=applied.run.provider))
    decision = enrolment.refuse(applied.pk, refusal("handed_over"), actor=registrar, now=NOW)
    referral = decided(forwarded(reviewed(appeal(decision))), "dismissed")

    assert referral.letter.made_from["recipient"][0] == name


def test_no_letter_tells_of_a_decision_that_is_not_made():
    lodged = forwarded()

    with pytest.raises(ValueError, match="a final letter tells of a final decision"):
        final_decision_facts(lodged, Referral.objects.get(appeal=lodged), standing=Standing("admitted", 1))


def test_deciding_twice_the_same_is_once():
    first = decided(outcome="upheld")
    second = decided(first.appeal, "upheld")

    assert first == second
    assert Document.objects.filter(kind="appeal_decision_letter").count() == 1


def test_the_other_way_round_afterwards_is_refused():
    referral = decided(outcome="dismissed")

    with pytest.raises(services.MoveNotAllowedError):
        decided(referral.appeal, "upheld")
    assert state_of(referral.appeal) == ("refused", None)


def test_the_ministry_does_not_decide_what_has_not_been_forwarded():
    lodged = reviewed()

    with pytest.raises(services.MoveNotAllowedError):
        decided(lodged)


def test_a_forwarded_appeal_may_be_withdrawn_and_is_then_not_decided():
    lodged = forwarded()
    services.withdraw(lodged.pk, actor=acting(lodged.person_id), now=NOW)

    with pytest.raises(services.MoveNotAllowedError):
        decided(lodged)


def test_a_decided_appeal_is_not_withdrawn():
    lodged = decided(outcome="dismissed").appeal

    with pytest.raises(services.MoveNotAllowedError):
        services.withdraw(lodged.pk, actor=acting(lodged.person_id), now=NOW)


@pytest.mark.parametrize(
    "missing", [{"reasons": ""}, {"letter": None}, {"decided_by": None}, {"decided_at": None}]
)
def test_the_database_keeps_a_final_decision_whole(missing):
    referral = decided(outcome="dismissed")
    whole = pytest.raises(IntegrityError, match="final_decision_whole_or_absent")
    with whole, not_frozen("appeals.Referral"), transaction.atomic():
        Referral.objects.filter(pk=referral.pk).update(**missing)
