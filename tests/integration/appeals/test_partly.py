"""The school agrees in part: what it agrees with is said, and the person may have the ministry decide on the rest."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from amu.notices.models import Notice
from amu.outbox.models import Message
from appeals import services
from appeals.bundle import bundle_facts
from appeals.models import Referral, Review
from enrolment.models import Application
from enrolment.services import person as acting
from tests.situations import NOW, TODAY, appeal, decided, forwarded, not_frozen, opinion, reviewed

pytestmark = pytest.mark.django_db

MET = "Du har ret i, at du taler dansk godt nok."


def test_it_says_in_what_and_why_not_in_the_rest():
    lodged = reviewed(outcome="partly")

    assert lodged.state == "partly"
    assert (lodged.review.met, lodged.review.statement) == (MET, opinion().statement)
    assert Application.objects.get(pk=lodged.decision.application_id).state == "refused"


def test_the_week_to_comment_runs():
    lodged = reviewed(outcome="partly")

    assert lodged.review.comment_by == TODAY + timedelta(7)
    services.add_comment(lodged.pk, text="Og beviset?", actor=acting(lodged.person_id), now=NOW)
    assert lodged.comments.count() == 1


def test_the_person_is_told():
    lodged = reviewed(outcome="partly")

    assert Notice.objects.filter(person=lodged.person).latest("pk").code == "appeal_partly"


def test_it_goes_nowhere_unless_the_person_asks():
    lodged = reviewed(outcome="partly")
    services.forward_after_comments(lodged.pk, now=NOW + timedelta(8))

    lodged.refresh_from_db()
    assert lodged.state == "partly"


def test_the_rest_is_forwarded_when_the_week_is_over():
    lodged = reviewed(appeal(wants_forwarding=True), "partly")
    assert Message.objects.filter(kind="appeals.comments_over").exists()
    services.forward_after_comments(lodged.pk, now=NOW + timedelta(8))

    lodged.refresh_from_db()
    assert lodged.state == "forwarded"


def test_the_ministry_reads_both_parts():
    lodged = forwarded(reviewed(outcome="partly"))
    facts = bundle_facts(Referral.objects.get(appeal=lodged), now=NOW)

    assert facts.statement is not None
    assert (facts.statement.met, facts.statement.text) == (MET, opinion().statement)


@pytest.mark.parametrize("outcome", ["upheld", "changed", "returned", "dismissed"])
def test_the_ministry_decides_on_the_rest(outcome):
    assert decided(forwarded(reviewed(outcome="partly")), outcome).outcome == outcome


def test_it_may_be_withdrawn():
    lodged = reviewed(outcome="partly")
    services.withdraw(lodged.pk, actor=acting(lodged.person_id), now=NOW)

    lodged.refresh_from_db()
    assert lodged.state == "withdrawn"


@pytest.mark.parametrize(("outcome", "met"), [("partly", ""), ("maintained", "Noget."), ("upheld", "Noget.")])
def test_the_database_keeps_what_is_met_to_those_upheld_in_part(outcome, met):
    lodged = reviewed(outcome=outcome)
    says = pytest.raises(IntegrityError, match="upheld_partly_says_in_what")
    with says, not_frozen("appeals.Review"), transaction.atomic():
        Review.objects.filter(appeal=lodged).update(met=met)
