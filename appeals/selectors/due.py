"""What is due, from the rows as they are now."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet

from amu import clock
from appeals.enums import AppealState
from appeals.models import Appeal, DueStep
from appeals.rules.due import (
    AtMinistry,
    Due,
    Kept,
    Lodged,
    SentBack,
    due_at_ministry,
    due_of_kept,
    due_of_lodged,
    due_of_refusal,
    due_of_sent_back,
)
from appeals.rules.handling import Instance, rule_for
from appeals.selectors.promises import promised
from appeals.states import FINAL
from enrolment.selectors.refusals import RefusalClock, refusal_clock, refusals_to_appeal_by

OPEN = sorted(set(AppealState) - FINAL)
FIRST_REMINDER = timedelta(days=7)


def due_on(day: date) -> list[Due]:
    """Everything that is due on the day and has not been done, the longest due first."""
    found = [due for due in _all(day) if due.applies_on(day)]
    done = set(DueStep.objects.filter(key__in=[due.key for due in found]).values_list("key", flat=True))
    return sorted((due for due in found if due.key not in done), key=lambda due: (due.from_day, due.key))


def due_about(about: str) -> Iterator[Due]:
    """What is or will be due about one appeal or refusal, done or not."""
    kind, _, pk = about.partition(":")
    if kind == "appeal":
        for appeal in open_appeals().filter(pk=int(pk)):
            yield from due_of(appeal)
    elif (refusal := refusal_clock(int(pk))) and not _appealed([refusal]):
        yield from due_of_refusal(about, refusal.appeal_by)


def open_appeals() -> QuerySet[Appeal]:
    rows = Appeal.objects.filter(state__in=OPEN).select_related("review", "referral__remittal")
    return rows.prefetch_related("promises", "comments", "inquiries")


def is_to_be_forwarded(appeal: Appeal) -> bool:
    """Whether the ministry gets it when the time to comment is over."""
    return appeal.forwarding_asked_at is not None or settings.AMU["forward_mode"] == "automatic"


def due_of(appeal: Appeal) -> Iterator[Due]:
    school, ministry = (promised(appeal, instance) for instance in (Instance.SCHOOL, Instance.MINISTRY))
    is_held = appeal.held_by_id is not None
    match appeal.state:
        case AppealState.RECEIVED if school:
            case = Lodged(
                appeal.ref,
                registered_on=_day(appeal.promises.all()[0].made_at),
                is_held=is_held,
                first_promise=school.first,
                promised_by=school.by,
                goes_to_ministry=is_to_be_forwarded(appeal),
            )
            yield from due_of_lodged(case, rule_for(case.registered_on))
        case AppealState.PARTLY | AppealState.MAINTAINED if appeal.review.comment_by:
            ended_at = appeal.review.nothing_to_add_at
            kept = Kept(
                appeal.ref,
                comment_by=appeal.review.comment_by,
                has_commented=bool(appeal.comments.all()),
                comments_ended_on=ended_at and _day(ended_at),
                goes_to_ministry=is_to_be_forwarded(appeal),
            )
            yield from due_of_kept(kept, rule_for(_day(appeal.review.reviewed_at)))
        case AppealState.FORWARDED if ministry:
            forwarded_on = _day(appeal.referral.forwarded_at)
            waits_until = [row.answer_by for row in appeal.inquiries.all() if row.ended_at is None]
            there = AtMinistry(
                appeal.ref,
                forwarded_on,
                is_held=is_held,
                promised_by=ministry.by,
                asked_for_by=waits_until[0] if waits_until else None,
            )
            yield from due_at_ministry(there, rule_for(forwarded_on))
        case AppealState.RETURNED:
            back = appeal.referral.remittal
            yield from due_of_sent_back(
                SentBack(appeal.ref, back.decide_by), rule_for(_day(back.sent_back_at))
            )


def _all(day: date) -> Iterator[Due]:
    refusals = refusals_to_appeal_by(day, day + FIRST_REMINDER)
    appealed = _appealed(refusals)
    for refusal in refusals:
        if refusal.decision_id not in appealed:
            yield from due_of_refusal(refusal.about, refusal.appeal_by)
    for appeal in open_appeals():
        yield from due_of(appeal)


def _appealed(refusals: Iterable[RefusalClock]) -> set[int]:
    """Those over which somebody has appealed, also where the appeal was withdrawn."""
    ids = [refusal.decision_id for refusal in refusals]
    return set(Appeal.objects.filter(decision_id__in=ids).values_list("decision_id", flat=True))


def _day(moment: datetime) -> date:
    return clock.danish_date(moment)
