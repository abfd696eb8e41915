"""Questions about applications and decisions. Nothing here writes."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404

from amu.delivery.states import State
from amu.kernel.numbers import id_in
from amu.mandates.selectors import theirs_or_acted_in
from enrolment.enums import ApplicationState, DecisionChannel, ResultOutcome
from enrolment.models import Application, CourseResult, Decision, Draft, Hearing, Paper
from enrolment.states import UNDECIDED


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """A decision as appeals speak of it."""

    pk: int
    application_id: int
    application_number: str
    person_id: int
    run_id: int
    outcome: str
    is_current: bool
    appeal_by: date | None
    deadline: dict[str, Any] | None
    decided_by_id: int
    language: str
    reason: str
    reason_text: str


@dataclass(frozen=True, slots=True)
class ResultFacts:
    """A result as certificates speak of it."""

    pk: int
    application_id: int
    person_id: int
    run_id: int
    run_course_id: int
    outcome: str
    is_current: bool
    assessed_on: date
    language: str


def own_application_or_404(person_id: int | None, application_id: int) -> Application:
    """The person's own, or one in whose case they act for somebody. Raises Http404 for any other."""
    mine = theirs_or_acted_in(person_id, person="person", application="pk")
    return get_object_or_404(Application.objects.filter(mine), pk=application_id)


def nobody_elses_application_or_404(person_id: int | None, application_id: int) -> Application:
    """Raises Http404 for a representative too: for what the person alone does."""
    return get_object_or_404(Application, pk=application_id, person_id=person_id)


def own_decision_or_404(person_id: int | None, decision_id: int) -> Decision:
    """The person's own, or one in whose case they act for somebody. Raises Http404 for any other.

    Shown as soon as it is made: the delivery starts the appeal period, not the page.
    """
    mine = theirs_or_acted_in(person_id, person="application__person", application="application")
    return get_object_or_404(Decision.objects.filter(mine).select_related("application"), pk=decision_id)


def draft_of(person_id: int, run_id: int) -> Draft | None:
    return Draft.objects.filter(person_id=person_id, run_id=run_id).first()


def live_application(person_id: int, run_id: int) -> Application | None:
    return Application.objects.live().filter(person_id=person_id, run_id=run_id).first()


def applications_of(person_id: int) -> QuerySet[Application]:
    """A person's applications, newest first, each with ``ahead``: how many stand before it in line."""
    return with_place_in_line(Application.objects.filter(person_id=person_id)).order_by("-applied_at", "-pk")


def case_to_show(person_id: int, application_id: int) -> Application:
    """As ``own_application_or_404``, with its place in line."""
    mine = theirs_or_acted_in(person_id, person="person", application="pk")
    return get_object_or_404(with_place_in_line(Application.objects.filter(mine)), pk=application_id)


def with_place_in_line(rows: QuerySet[Application]) -> QuerySet[Application]:
    """Each with ``ahead``: how many stand before it in line."""
    ahead = (
        Application.objects.in_line()
        .filter(run=OuterRef("run"))
        .filter(
            Q(applied_at__lt=OuterRef("applied_at"))
            | Q(applied_at=OuterRef("applied_at"), pk__lt=OuterRef("pk"))
        )
        .order_by()
        .values("run")
        .annotate(count=Count("pk"))
        .values("count")
    )
    return rows.annotate(ahead=Coalesce(Subquery(ahead), 0))


def current_decisions(application_ids: set[int]) -> dict[int, Decision]:
    """The current decision of each application, by application."""
    rows = Decision.objects.filter(application_id__in=application_ids, is_current=True)
    return {row.application_id: row for row in rows}


def decisions_of(application_id: int) -> QuerySet[Decision]:
    """Every version, with its delivery."""
    return (
        Decision.objects.filter(application_id=application_id).select_related("delivery").order_by("version")
    )


def letters_to_post(provider_ids: set[int]) -> QuerySet[Decision]:
    """Decisions whose letter waits to be posted, the oldest first."""
    return (
        Decision.objects.filter(
            delivery__state=State.WAITING,
            delivery__channel=DecisionChannel.LETTER,
            application__run__provider_id__in=provider_ids,
        )
        .select_related("application__person", "application__run")
        .order_by("decided_at", "pk")
    )


def has_a_letter_to_post(application: Application) -> bool:
    return _letters_to_post_of(application.pk).exists()


def letter_to_post(application_id: int) -> Decision | None:
    """The oldest that waits, where any does."""
    return _letters_to_post_of(application_id).first()


def _letters_to_post_of(application_id: int) -> QuerySet[Decision]:
    return Decision.objects.filter(
        application_id=application_id,
        delivery__state=State.WAITING,
        delivery__channel=DecisionChannel.LETTER,
    ).order_by("decided_at", "pk")


def decision_facts(decision_id: int) -> DecisionFacts:
    """Raises Decision.DoesNotExist."""
    decision = Decision.objects.select_related("application").get(pk=decision_id)
    application = decision.application
    return DecisionFacts(
        pk=decision.pk,
        application_id=application.pk,
        application_number=application.number,
        person_id=application.person_id,
        run_id=application.run_id,
        outcome=decision.outcome,
        is_current=decision.is_current,
        appeal_by=decision.appeal_by,
        deadline=decision.deadline,
        decided_by_id=decision.decided_by_id,
        language=application.language,
        reason=decision.reason,
        reason_text=decision.reason_text,
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an application stands, and on which class: its own, or the one that took its place."""

    state: ApplicationState
    run_id: int


def standing_of(application_id: int) -> Standing:
    """Raises Application.DoesNotExist."""
    application = Application.objects.get(pk=application_id)
    instead = continued_by(application)
    return Standing(ApplicationState(application.state), (instead or application).run_id)


def continued_by(application: Application) -> Application | None:
    """The application that took its place after an appeal."""
    return Application.objects.filter(continues=application).first()


def result_facts(result_id: int) -> ResultFacts:
    """Raises CourseResult.DoesNotExist."""
    result = CourseResult.objects.select_related("application").get(pk=result_id)
    return ResultFacts(
        pk=result.pk,
        application_id=result.application_id,
        person_id=result.application.person_id,
        run_id=result.application.run_id,
        run_course_id=result.run_course_id,
        outcome=result.outcome,
        is_current=result.is_current,
        assessed_on=result.assessed_on,
        language=result.application.language,
    )


def one_result(result_id: int) -> ResultFacts | None:
    """None where there is no such result."""
    return result_facts(result_id) if CourseResult.objects.filter(pk=result_id).exists() else None


def results_of(person_id: int) -> QuerySet[CourseResult]:
    """Current results, newest first."""
    return (
        CourseResult.objects.filter(application__person_id=person_id, is_current=True)
        .select_related("application")
        .order_by("-assessed_on", "-pk")
    )


def own_result_or_404(person_id: int | None, result_id: int) -> CourseResult:
    """Raises Http404, also for somebody else's result and for one that was corrected."""
    return get_object_or_404(CourseResult, pk=result_id, application__person_id=person_id, is_current=True)


def people_in_class(run_id: int) -> QuerySet[Application]:
    """Everybody with a seat or in line, or whose wait has ended without one; those with a seat first, by its number."""
    rows = Application.objects.live().filter(run_id=run_id).select_related("person", "run")
    return rows.order_by(F("seat").asc(nulls_last=True), "applied_at", "pk")


def counts_in_class(run_id: int) -> list[tuple[str, int]]:
    """How many applications the class has in each state. One query."""
    rows = Application.objects.filter(run_id=run_id).order_by().values_list("state")
    counted = dict(rows.annotate(count=Count("pk")))
    return [(state, counted[state]) for state in ApplicationState if state in counted]


def told_of_a_change(run_id: int) -> int:
    """How many people are told when the class is moved or cancelled."""
    return Application.objects.live().filter(run_id=run_id).count()


def results_in_class(run_id: int) -> dict[tuple[int, int], CourseResult]:
    """The current results of a class, by application and course of the class. One query."""
    rows = CourseResult.objects.filter(application__run_id=run_id, is_current=True)
    return {(row.application_id, row.run_course_id): row for row in rows}


def passed_in_class(run_id: int) -> QuerySet[CourseResult]:
    """The current passes of a class, with whose they are; by name."""
    return (
        CourseResult.objects.filter(application__run_id=run_id, is_current=True, outcome=ResultOutcome.PASSED)
        .select_related("application__person", "run_course__course")
        .order_by("application__person__full_name", "pk")
    )


def not_passed_in_class(run_id: int) -> QuerySet[CourseResult]:
    """The current results of a class that are no pass, with whose they are; by name."""
    return (
        CourseResult.objects.filter(application__run_id=run_id, is_current=True)
        .exclude(outcome=ResultOutcome.PASSED)
        .select_related("application__person", "run_course__course")
        .order_by("application__person__full_name", "pk")
    )


def owed_a_seat() -> QuerySet[Application]:
    """Applications whose person is owed a seat, the oldest decision first."""
    rows = Application.objects.filter(state=ApplicationState.OWED, decisions__is_current=True)
    return rows.order_by("decisions__decided_at", "pk")


def counts_at(provider_ids: set[int]) -> dict[str, int]:
    """How many applications the school has in each state that concerns its desk. One query."""
    rows = Application.objects.filter(run__provider_id__in=provider_ids).order_by()
    wanted = rows.filter(state__in=[*UNDECIDED, ApplicationState.OWED])
    return dict(wanted.values_list("state").annotate(count=Count("pk")))


def oldest_undecided_at(provider_ids: set[int]) -> datetime | None:
    return (
        Application.objects.undecided()
        .filter(run__provider_id__in=provider_ids)
        .order_by("applied_at")
        .values_list("applied_at", flat=True)
        .first()
    )


def application_numbered(number: str) -> int | None:
    """The application that T-000017 or t17 names, where there is one."""
    pk = id_in(number, "T")
    return Application.objects.filter(pk=pk).values_list("pk", flat=True).first() if pk is not None else None


def _decided_in(decision_id: int) -> int | None:
    return Decision.objects.filter(pk=decision_id).values_list("application_id", flat=True).first()


def _heard_in(hearing_id: int) -> int | None:
    return Hearing.objects.filter(pk=hearing_id).values_list("application_id", flat=True).first()


def _needed_in(paper_id: int) -> int | None:
    return Paper.objects.filter(pk=paper_id).values_list("application_id", flat=True).first()


CASE_OF = {
    "application": lambda application_id: application_id,
    "decision": _decided_in,
    "hearing": _heard_in,
    "paper": _needed_in,
}
"""From the number of a thing of ours to that of its application, by the kind of thing."""
