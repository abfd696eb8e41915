"""A person's applications with everything that decides what comes next in them."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from amu.kernel.verdict import Verdict
from courses.classes.selectors import RunFacts, many_run_facts
from courses.guidance.rules.access import AccessCode
from enrolment.enums import ApplicationState, Outcome
from enrolment.models import Application, CourseResult, Decision
from enrolment.next_steps import Facts
from enrolment.selectors.appealed import appealed
from enrolment.selectors.applications import applications_of, current_decisions
from enrolment.states import shown

APPROVALS = frozenset(
    {
        AccessCode.BENEFIT_APPROVAL_NEEDED,
        AccessCode.SIX_WEEKS_APPROVAL_NEEDED,
        AccessCode.MUNICIPALITY_AGREEMENT_NEEDED,
    }
)
PAPERS = frozenset({AccessCode.IGU_CONTRACT_NEEDED})


@dataclass(frozen=True, slots=True)
class Case:
    """One application as a page speaks of it today.

    ``duty`` is what the rules asked of the person, ``instead_id`` the application that took this one's place.
    """

    application: Application
    run: RunFacts
    decision: Decision | None
    facts: Facts
    duty: Verdict | None
    instead_id: int | None

    @property
    def state(self) -> ApplicationState:
        return self.facts.state


def cases_of(person_id: int, *, today: date) -> list[Case]:
    """All of a person's, newest first: seven queries for any number of them."""
    return _cases(list(applications_of(person_id)), today)


def case_of(application: Application, *, today: date) -> Case:
    return _cases([application], today)[0]


def _cases(rows: list[Application], today: date) -> list[Case]:
    ids = {row.pk for row in rows}
    runs = many_run_facts({row.run_id for row in rows})
    decisions = current_decisions(ids)
    refusals = [row.pk for row in decisions.values() if row.outcome == Outcome.REFUSED]
    against = appealed(refusals)
    admitted = [row.pk for row in rows if row.state == ApplicationState.ADMITTED]
    found = CourseResult.objects.filter(application_id__in=admitted, is_current=True)
    results = Counter(found.values_list("application_id", flat=True)) if admitted else Counter[int]()
    elsewhere = [row.pk for row in rows if row.state == ApplicationState.ELSEWHERE]
    instead = Application.objects.filter(continues_id__in=elsewhere).values_list("continues_id", "pk")
    took_place = dict(instead) if elsewhere else {}
    return [
        Case(
            row,
            runs[row.run_id],
            decisions.get(row.pk),
            _facts(row, runs[row.run_id], decisions.get(row.pk), results[row.pk], against, today),
            _duty(row),
            took_place.get(row.pk),
        )
        for row in rows
    ]


def _facts(
    row: Application, run: RunFacts, decision: Decision | None, results: int, against: set[int], today: date
) -> Facts:
    duty = _duty(row)
    return Facts(
        state=shown(row.state, is_cancelled=run.is_cancelled, can_be_joined=run.can_be_joined_on(today)),
        today=today,
        starts_on=run.starts_on,
        ends_on=run.ends_on,
        join_by=run.join_by,
        is_open=run.is_open_on(today),
        needs_approval=duty is not None and duty.code in APPROVALS,
        needs_paper=duty is not None and duty.code in PAPERS,
        has_price=row.price is not None,
        has_results=results >= len(run.courses),
        appeal_by=decision.appeal_by if decision else None,
        is_appealed=decision is not None and decision.pk in against,
    )


def _duty(row: Application) -> Verdict | None:
    said = (Verdict.from_dict(stored) for stored in row.verdicts)
    return next((verdict for verdict in said if verdict.code in APPROVALS | PAPERS), None)
