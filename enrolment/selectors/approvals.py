"""Questions about approvals. Nothing here writes."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from amu.kernel.verdict import Verdict
from courses.classes.selectors import RunFacts
from courses.guidance.rules.questions import BenefitPath
from courses.guidance.rules.six_weeks import TrainingPlan, checklist
from enrolment.models import Application, Approval


def latest_approvals(rows: Iterable[Application]) -> dict[int, Approval]:
    """What was asked last about each application, where it has an approver. One query where any has."""
    asked = [row.pk for row in rows if row.approver_id]
    if not asked:
        return {}
    found = Approval.objects.filter(application_id__in=asked).select_related("approver").order_by("pk")
    return {approval.application_id: approval for approval in found}


def approvals_of(application_id: int) -> list[Approval]:
    """All that was asked about an application, the oldest first."""
    rows = Approval.objects.filter(application_id=application_id).select_related("approver")
    return list(rows.order_by("pk"))


def waiting_approval(application_id: int) -> Approval | None:
    """What an approver still has to answer."""
    rows = Approval.objects.waiting().filter(application_id=application_id).select_related("approver")
    return rows.first()


def queue_of(approvers: set[str]) -> tuple[int, date | None]:
    """How many questions wait for these approvers, and the first day by which one is to be answered. One query."""
    days = Approval.objects.waiting().filter(approver_id__in=approvers).order_by("answer_by")
    found = list(days.values_list("answer_by", flat=True))
    return len(found), found[0] if found else None


def six_weeks_of(application: Application, run: RunFacts, birth_date: date | None) -> tuple[Verdict, ...]:
    """The conditions of the six weeks, as far as the application says anything of them; none for another path.

    What only the unemployment fund knows, such as for how long somebody has been unemployed, is not known here.
    """
    if application.path != BenefitPath.SIX_WEEKS:
        return ()
    days = [course.days for course in run.courses]
    plan = TrainingPlan(
        education=application.education,
        age=_age(birth_date, run.starts_on) if birth_date else None,
        days=sum(days, Decimal(0)) if days else None,
    )
    return checklist(plan, on=run.starts_on)


def _age(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
