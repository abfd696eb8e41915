"""A person's applications with everything that decides what comes next in them."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from amu.kernel.verdict import Verdict
from courses.classes.selectors import RunFacts, many_run_facts
from enrolment.enums import ApplicationState, Outcome
from enrolment.models import Application, Approval, CourseResult, Decision, Draft, Hearing, Paper
from enrolment.next_steps import Facts
from enrolment.rules.approving import ApprovalState
from enrolment.rules.papers import APPROVALS, FROM_THE_PERSON, NEEDED
from enrolment.selectors.appealed import appealed
from enrolment.selectors.applications import applications_of, current_decisions
from enrolment.selectors.approvals import latest_approvals
from enrolment.selectors.hearings import current_hearings
from enrolment.states import shown


@dataclass(frozen=True, slots=True)
class Case:
    """One application as a page speaks of it today.

    ``paper`` is the first that the person still has to hand in, and ``duty`` what the rules said of it;
    ``instead_id`` is the application that took this one's place. ``hearing`` is what the person is being, or was, asked
    about before the decision. ``approval`` is what an approver was asked last.
    """

    application: Application
    run: RunFacts
    decision: Decision | None
    facts: Facts
    paper: Paper | None
    duty: Verdict | None
    instead_id: int | None
    hearing: Hearing | None
    approval: Approval | None

    @property
    def state(self) -> ApplicationState:
        return self.facts.state


def begun_by(person_id: int, *, today: date) -> list[RunFacts]:
    """The classes that a person has begun to apply for, and still can. One query, and two where there are any."""
    drafts = (
        Draft.objects.filter(person_id=person_id).order_by("-changed_at").values_list("run_id", flat=True)
    )
    runs = many_run_facts(set(drafts)) if drafts else {}
    return [runs[pk] for pk in drafts if runs[pk].is_open_on(today)]


def cases_of(person_id: int, *, today: date) -> list[Case]:
    """All of a person's, newest first: nine queries for any number of them."""
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
    papers = _papers(rows)
    hearings = current_hearings(ids) if rows else {}
    approvals = latest_approvals(rows)
    return [
        Case(
            row,
            runs[row.run_id],
            decisions.get(row.pk),
            _facts(
                row,
                runs[row.run_id],
                decisions.get(row.pk),
                results[row.pk],
                against,
                papers.get(row.pk),
                hearings.get(row.pk),
                approvals.get(row.pk),
                today,
            ),
            papers.get(row.pk),
            _duty(row, papers.get(row.pk)),
            took_place.get(row.pk),
            hearings.get(row.pk),
            approvals.get(row.pk),
        )
        for row in rows
    ]


def _facts(
    row: Application,
    run: RunFacts,
    decision: Decision | None,
    results: int,
    against: set[int],
    paper: Paper | None,
    hearing: Hearing | None,
    approval: Approval | None,
    today: date,
) -> Facts:
    return Facts(
        state=shown(row.state, is_cancelled=run.is_cancelled, can_be_joined=run.can_be_joined_on(today)),
        today=today,
        starts_on=run.starts_on,
        ends_on=run.ends_on,
        join_by=run.join_by,
        is_open=run.is_open_on(today),
        needs_approval=paper is not None and paper.kind in APPROVALS,
        needs_paper=paper is not None,
        has_price=row.price is not None,
        has_results=results >= len(run.courses),
        appeal_by=decision.appeal_by if decision else None,
        is_appealed=decision is not None and decision.pk in against,
        is_heard=hearing is not None and hearing.is_open_on(today),
        answer_by=hearing.answer_by if hearing else None,
        approval_by=approval.answer_by if approval and approval.is_waiting else None,
        kept_until=approval.kept_until if approval else None,
        is_refused_approval=approval is not None and approval.state == ApprovalState.REFUSED,
        is_passed_over=row.is_passed_over,
    )


def papers_of(application_id: int) -> list[Paper]:
    """The papers that the application needs."""
    return list(Paper.objects.filter(application_id=application_id))


def _papers(rows: list[Application]) -> dict[int, Paper]:
    """The first paper that the person has to hand in, and no approver is asked about, by the application it belongs to."""
    waited = (
        Paper.objects.filter(
            application_id__in=[row.pk for row in rows],
            application__state=ApplicationState.SUBMITTED,
            state__in=FROM_THE_PERSON,
        )
        .exclude(approvals__state=ApprovalState.ASKED)
        .order_by("-pk")
    )
    return {paper.application_id: paper for paper in waited} if rows else {}


def _duty(row: Application, paper: Paper | None) -> Verdict | None:
    """What the rules said when they asked for the paper."""
    said = (Verdict.from_dict(stored) for stored in row.verdicts)
    return next((verdict for verdict in said if paper and NEEDED.get(verdict.code) == paper.kind), None)
