"""Questions about the certificates of a class. Nothing here writes."""

from dataclasses import dataclass
from datetime import date

from amu.words import label
from certificates.enums import CertificateKind, IssueState, Standing
from certificates.models import Certificate, CertificateIssue
from enrolment.enums import ResultOutcome
from enrolment.selectors.applications import not_passed_in_class, passed_in_class


@dataclass(frozen=True, slots=True)
class Pass:
    """Somebody's pass, and how far the newest document of their certificate is; ``state`` is empty without one."""

    result_id: int
    person_id: int
    name: str
    course: str
    assessed_on: date
    certificate: Certificate | None
    state: str
    ref: str

    @property
    def state_label(self) -> str:
        return label(IssueState(self.state)) if self.state else ""


@dataclass(frozen=True, slots=True)
class Progress:
    """How many have passed, how many of them have a certificate that can be handed out, and how many have not passed."""

    passed: int
    ready: int
    not_passed: int

    @property
    def is_complete(self) -> bool:
        return self.ready >= self.passed


def passes(run_id: int) -> list[Pass]:
    """Three queries, however many they are."""
    rows = list(passed_in_class(run_id))
    certificates = {row.result_id: row for row in Certificate.objects.filter(result__in=rows)}
    newest = CertificateIssue.objects.filter(certificate__result__in=rows).order_by("version")
    states = dict(newest.values_list("certificate__result_id", "state"))
    return [
        Pass(
            result_id=row.pk,
            person_id=row.application.person_id,
            name=row.application.person.display_name,
            course=row.run_course.course.title,
            assessed_on=row.assessed_on,
            certificate=certificates.get(row.pk),
            state=states.get(row.pk, ""),
            ref=certificates[row.pk].ref if row.pk in certificates else row.application.ref,
        )
        for row in rows
    ]


def progress(run_id: int) -> Progress:
    rows = passed_in_class(run_id)
    ready = CertificateIssue.objects.filter(
        certificate__result__in=rows, state=IssueState.READY, is_current=True
    )
    others = not_passed_in_class(run_id)
    return Progress(passed=rows.count(), ready=ready.count(), not_passed=others.count())


@dataclass(frozen=True, slots=True)
class WithoutPass:
    """Somebody who has not passed, and their statement of participation, where they have one."""

    result_id: int
    person_id: int
    name: str
    course: str
    outcome: str
    statement: Certificate | None
    ref: str

    @property
    def outcome_label(self) -> str:
        return label(ResultOutcome(self.outcome))


def without_pass(run_id: int) -> list[WithoutPass]:
    """Two queries, however many they are."""
    rows = list(not_passed_in_class(run_id))
    statements = {row.result_id: row for row in Certificate.objects.filter(result__in=rows)}
    return [
        WithoutPass(
            result_id=row.pk,
            person_id=row.application.person_id,
            name=row.application.person.display_name,
            course=row.run_course.course.title,
            outcome=row.outcome,
            statement=statements.get(row.pk),
            ref=statements[row.pk].ref if row.pk in statements else row.application.ref,
        )
        for row in rows
    ]


def current_issues(run_id: int) -> list[CertificateIssue]:
    """What is valid and can be printed, by name."""
    rows = CertificateIssue.objects.filter(
        certificate__result__application__run_id=run_id,
        certificate__kind=CertificateKind.AMU,
        certificate__standing=Standing.VALID,
        is_current=True,
    )
    return list(rows.select_related("certificate").order_by("certificate__person__full_name", "pk"))
