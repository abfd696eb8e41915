"""Issue the certificates of a class. Each is a transaction of its own, so that a second press goes on where one broke."""

from datetime import datetime

from django.db import transaction

from amu.journal.services import Actor, OwnCaseError
from amu.outbox.services import enqueue
from certificates.enums import IssueState
from certificates.models import CertificateIssue
from certificates.services.issuing import MAKE, issue_for_result
from enrolment.selectors.applications import passed_in_class


def issue_for_class(run_id: int, *, actor: Actor, now: datetime) -> int:
    """Decide what is missing, and have workers look again at what is not made yet; how many were decided.

    The officer's own certificate is left to the system, which issues it by itself.
    """
    have = set(
        CertificateIssue.objects.values_list("certificate__result_id", flat=True).filter(
            certificate__result__application__run_id=run_id
        )
    )
    missing = [result.pk for result in passed_in_class(run_id) if result.pk not in have]
    issued = sum(_issue(result_id, actor, now) for result_id in missing)
    _make_again(run_id, now)
    return issued


def _issue(result_id: int, actor: Actor, now: datetime) -> bool:
    try:
        return issue_for_result(result_id, actor=actor, now=now) is not None
    except OwnCaseError:
        return False


@transaction.atomic
def _make_again(run_id: int, now: datetime) -> None:
    waiting = CertificateIssue.objects.filter(
        certificate__result__application__run_id=run_id, state=IssueState.PLANNED, planned_at__lt=now
    )
    for issue_id in waiting.values_list("pk", flat=True):
        key = f"certificate_issue:{issue_id}:{now:%Y-%m-%dT%H:%M}"
        enqueue(MAKE, dedup_key=key, payload={"issue": issue_id}, now=now)
