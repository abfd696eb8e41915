"""Issue certificates, and statements of participation on request. One valid of a kind for each course.

What is decided here is a row with what the document will say; a worker makes the document (``making``).
"""

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction

from amu import clock
from amu.journal.services import PERSON, SYSTEM, Actor, record
from amu.outbox.services import enqueue
from amu.people.selectors import card_of
from certificates.enums import CertificateKind, EndReason, IssueKind, Standing
from certificates.letterhead.selectors import logo_of, signatory_on
from certificates.models import Certificate, CertificateIssue
from certificates.render import certificate_facts, content_hash, stored
from certificates.rules import ALPHABET, LENGTH
from certificates.services.acts import act_on
from courses.classes.selectors import run_facts
from enrolment.enums import ResultOutcome
from enrolment.selectors.applications import ResultFacts, result_facts
from enrolment.services.results import lock_result

MAKE = "certificates.make"
MOST_IN_A_DAY = 5  # copies of all certificates of a person; each is a document that is kept for good


class NotValidError(Exception):
    """A certificate that was withdrawn or replaced is not issued again."""


class NoStatementError(Exception):
    """There is no statement of participation for a pass, for a corrected result, or for days that are not told."""


class TooOftenError(Exception):
    """Somebody has asked for copy after copy."""


@transaction.atomic
def issue_for_result(result_id: int, *, now: datetime, actor: Actor = SYSTEM) -> Certificate | None:
    """The certificate for a passed result: made once, and returned from then on.

    None when the result was corrected in the meantime and no longer is a pass. Called by a
    worker, possibly twice at once: the unique result decides which one stays.
    """
    lock_result(result_id)  # a correction waits, and then finds the certificate it must withdraw
    result = result_facts(result_id)
    if not result.is_current or result.outcome != ResultOutcome.PASSED:
        return None
    if made := Certificate.objects.filter(result_id=result_id).first():
        return made
    said = {"assessed_on": result.assessed_on.isoformat(), "outcome": result.outcome}
    return _issue(result, CertificateKind.AMU, said, actor=actor, now=now)


@transaction.atomic
def state_participation(
    result_id: int, *, actor: Actor, now: datetime, attended_days: int | None = None
) -> Certificate:
    """The statement that somebody took part without passing: made once for a result, and returned from then on.

    ``attended_days``: how many days of the class they were there; None for all of them. It must be told for somebody
    of whom the result says that they did not take part, and only the school tells it. The right to a statement is
    nobody's: a school may give one, and this system always does. Raises NoStatementError.
    """
    lock_result(result_id)
    result = result_facts(result_id)
    if not result.is_current or result.outcome == ResultOutcome.PASSED:
        raise NoStatementError(result_id)
    if made := Certificate.objects.filter(result_id=result_id).first():
        return made
    if result.outcome == ResultOutcome.ABSENT and attended_days is None:
        raise NoStatementError(result_id)
    said = {"attended_days": attended_days}
    return _issue(result, CertificateKind.PARTICIPATION, said, actor=actor, now=now)


def _issue(
    result: ResultFacts, kind: CertificateKind, said: dict[str, Any], *, actor: Actor, now: datetime
) -> Certificate:
    certificate = _create(result, kind, said, now)
    _replaces_withdrawn(certificate)
    _plan(certificate, IssueKind.ORIGINAL, language=result.language, actor=actor, now=now)
    return certificate


@transaction.atomic
def reissue(certificate_id: int, *, language: str, actor: Actor, now: datetime) -> CertificateIssue:
    """A lost certificate again: the same statement, a new date, marked as reissued. A worker makes the document.

    Raises NotValidError, and TooOftenError for a person who has had MOST_IN_A_DAY copies in 24 hours.
    """
    certificate = Certificate.objects.select_for_update(of=("self",), no_key=True).get(pk=certificate_id)
    if not certificate.is_valid:
        raise NotValidError(certificate.number)
    if (
        actor.role == PERSON
        and _copies_since(now - timedelta(days=1), certificate.person_id) >= MOST_IN_A_DAY
    ):
        raise TooOftenError
    return _plan(certificate, IssueKind.REISSUE, language=language, actor=actor, now=now)


def _copies_since(moment: datetime, person_id: int) -> int:
    return CertificateIssue.objects.filter(
        certificate__person_id=person_id, kind=IssueKind.REISSUE, planned_at__gt=moment
    ).count()


def _create(result: ResultFacts, kind: CertificateKind, said: dict[str, Any], now: datetime) -> Certificate:
    run = run_facts(result.run_id)
    course = next(course for course in run.courses if course.run_course_id == result.run_course_id)
    person = card_of(result.person_id)
    signatory = signatory_on(run.provider_id, clock.danish_date(now))
    return Certificate.objects.create(
        result_id=result.pk,
        application_id=result.application_id,
        run_course_id=result.run_course_id,
        person_id=result.person_id,
        provider_id=run.provider_id,
        kind=kind,
        number=_next_number(now.year),
        code="".join(secrets.choice(ALPHABET) for _ in range(LENGTH)),
        content={
            "name": person.known_name,
            "birth_date": person.birth_date.isoformat() if person.birth_date else None,
            "course_code": course.code,
            "course_title": course.title,
            "days": str(course.days),
            "competence_field": course.competence_field,
            "starts_on": run.starts_on.isoformat(),
            "ends_on": run.ends_on.isoformat(),
            **said,
            "school": run.provider_name,
            "school_number": run.provider_number,
            "is_demo": run.is_demo,
            "signatory": signatory.name if signatory else "",
            "signatory_title": signatory.title if signatory else "",
            "logo": logo_of(run.provider_id),
        },
        created_at=now,
    )


def _replaces_withdrawn(certificate: Certificate) -> None:
    """The last certificate whose result was corrected says from now on that this one has replaced it."""
    before = (
        Certificate.objects.filter(
            application_id=certificate.application_id,
            run_course_id=certificate.run_course_id,
            kind=certificate.kind,
            standing=Standing.WITHDRAWN,
            end_reason=EndReason.RESULT_CORRECTED,
        )
        .order_by("-ended_at", "-pk")
        .first()
    )
    if before:
        Certificate.objects.filter(pk=before.pk).update(standing=Standing.REPLACED, replaced_by=certificate)


def _plan(
    certificate: Certificate, kind: IssueKind, *, language: str, actor: Actor, now: datetime
) -> CertificateIssue:
    """Fix what the next document says, and have a worker make it. The certificate is locked by the caller."""
    last = CertificateIssue.objects.filter(certificate=certificate).order_by("version").last()
    version = 1 + (last.version if last else 0)
    says = stored(certificate_facts(certificate, kind=kind, version=version, language=language, now=now))
    issue = CertificateIssue.objects.create(
        certificate=certificate,
        version=version,
        kind=kind,
        language=language,
        says=says,
        content_hash=content_hash(says),
        planned_at=now,
    )
    record(
        act_on(certificate, kind),
        about=certificate.ref,
        person_id=certificate.person_id,
        actor=actor,
        authority="amu_order",
        facts={"number": certificate.number, "version": version, "content": issue.content_hash},
        now=now,
    )
    enqueue(MAKE, dedup_key=f"certificate_issue:{issue.pk}", payload={"issue": issue.pk}, now=now)
    return issue


def _next_number(year: int) -> str:
    """From a sequence: two workers never get the same, and nothing is counted."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('certificates_number')")
        (value,) = cursor.fetchone()
    return f"{year}-{value:07d}"
