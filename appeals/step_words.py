"""What the rows of ``next_steps`` say, and where they lead."""

from enum import StrEnum

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amu import clock
from amu.kernel.next_steps import Turn
from amu.web.formatting import long_date
from amu.web.next_steps import NextStep, StepWords, in_words
from amu.words import label
from appeals import next_steps as table
from appeals import services
from appeals.enums import AppealState as State
from appeals.enums import MinistryOutcome
from appeals.models import Appeal
from appeals.rules.handling import Instance
from appeals.selectors.promises import HAS_IT, promised

SEE = _("See your appeal")
LATE = StepWords(
    _("Tell us what delayed your appeal"),
    _(
        "It came after the deadline, and has been registered all the same. Whoever decides the appeal also decides "
        "whether it can be considered, and looks at what you write."
    ),
    _("Tell us what delayed you"),
)
WORDS: dict[tuple[State, StrEnum], StepWords] = {
    (State.RECEIVED, table.Received.SAY_WHY_LATE): LATE,
    (State.RECEIVED, table.Received.SCHOOL_LOOKS): StepWords(
        _("The school looks at its decision again"),
        _("You do not need to do anything. We tell you when the school has answered."),
        SEE,
    ),
    (State.RECEIVED, table.Received.OVERDUE): StepWords(
        _("The school should have answered your appeal"),
        _("It promised an answer by %(answer_by)s, and there is none yet. You do not need to do anything."),
        SEE,
    ),
    (State.RECEIVED, table.Received.MAY_SKIP_SCHOOL): StepWords(
        _("The school has not answered your appeal"),
        _(
            "The school has had its time to look at its decision again. You can wait for its answer, or have your "
            "appeal forwarded to the Ministry of Children and Education now, without the school's statement."
        ),
        SEE,
    ),
    (State.UPHELD, table.Upheld.UPHELD): StepWords(
        _("The school upheld your appeal"),
        _("The refusal no longer applies. Your application says what applies now."),
        _("See what it means for you"),
    ),
    (State.PARTLY, table.Kept.COMMENT_OR_ASK): StepWords(
        _("The school agrees with you in part"),
        _(
            "Its refusal stands for the rest. You can comment on its statement, and ask for the rest of your appeal to be "
            "forwarded to the ministry."
        ),
        _("See the statement"),
    ),
    (State.PARTLY, table.Kept.COMMENT): StepWords(
        _("Comment on the school's statement, if you wish"),
        _(
            "The school agrees with you in part. After this day the rest of your appeal goes to the ministry, with your "
            "comments."
        ),
        _("See the statement"),
    ),
    (State.PARTLY, table.Kept.ASK): StepWords(
        _("The school agrees with you in part"),
        _(
            "Your time to comment is over. You can still ask for the rest of your appeal to be forwarded to the ministry."
        ),
        _("See the statement"),
    ),
    (State.PARTLY, table.Kept.GOES): StepWords(
        _("The rest of your appeal is on its way to the ministry"),
        _("Your time to comment is over. You do not need to do anything."),
        SEE,
    ),
    (State.MAINTAINED, table.Kept.COMMENT_OR_ASK): StepWords(
        _("The school stands by its decision"),
        _("You can comment on its statement, and ask for your appeal to be forwarded to the ministry."),
        _("See the statement"),
    ),
    (State.MAINTAINED, table.Kept.COMMENT): StepWords(
        _("Comment on the school's statement, if you wish"),
        _(
            "The school stands by its decision. After this day your appeal goes to the ministry, with your comments."
        ),
        _("See the statement"),
    ),
    (State.MAINTAINED, table.Kept.ASK): StepWords(
        _("The school stands by its decision"),
        _("Your time to comment is over. You can still ask for your appeal to be forwarded to the ministry."),
        _("See the statement"),
    ),
    (State.MAINTAINED, table.Kept.GOES): StepWords(
        _("Your appeal is on its way to the ministry"),
        _("Your time to comment is over. You do not need to do anything."),
        SEE,
    ),
    (State.FORWARDED, table.Forwarded.SAY_WHY_LATE): LATE,
    (State.FORWARDED, table.Forwarded.SCHOOL_IS_ASKED): StepWords(
        _("The school answers what the ministry has asked it"),
        _("The ministry needs to know more, and its time to decide stands still until then."),
        SEE,
    ),
    (State.FORWARDED, table.Forwarded.MINISTRY_DECIDES): StepWords(
        _("The ministry decides on your appeal"),
        _("You do not need to do anything. Until the ministry has decided, you can add comments."),
        SEE,
    ),
    (State.FORWARDED, table.Forwarded.OVERDUE): StepWords(
        _("The ministry should have decided on your appeal"),
        _("It promised an answer by %(answer_by)s, and there is none yet. You do not need to do anything."),
        SEE,
    ),
    (State.DECIDED, table.Decided.UPHELD): StepWords(
        _("The ministry upheld your appeal"),
        _("The refusal no longer applies. Your application says what applies now."),
        _("See what it means for you"),
    ),
    (State.RETURNED, table.Returned.SCHOOL_DECIDES_ANEW): StepWords(
        _("The school decides on your application anew"),
        _(
            "The ministry has set the refusal aside and sent your case back. You do not need to do anything, but you can "
            "add papers until the school has decided."
        ),
        SEE,
    ),
    (State.RETURNED, table.Returned.OVERDUE): StepWords(
        _("The school should have decided anew"),
        _("It had to decide by %(decide_by)s, and has not done it yet. You do not need to do anything."),
        SEE,
    ),
    (State.DECIDED, table.Decided.CHANGED): StepWords(
        _("The ministry changed the school's decision"),
        _("The refusal no longer applies. Your application says what applies now."),
        _("See what it means for you"),
    ),
    (State.DECIDED, table.Decided.ANEW): StepWords(
        _("The school has decided anew"),
        _("The ministry had sent your case back. Your application says what applies now."),
        _("See what it means for you"),
    ),
    (State.DECIDED, table.Decided.DISMISSED_LATELY): StepWords(
        _("Read the ministry's decision"),
        _("The school's decision stands. The ministry's decision is final."),
        _("Read the ministry's reasons"),
    ),
    (State.DECIDED, table.Decided.DISMISSED): StepWords(
        _("The ministry has decided"),
        _("The school's decision stands. The ministry's decision is final."),
        _("Download the ministry's decision (PDF)"),
    ),
    (State.WITHDRAWN, table.Withdrawn.WITHDRAWN): StepWords(
        _("You withdrew your appeal"),
        _("Nobody considers it any more. Your application says what applies now."),
        _("See your application"),
    ),
}


def next_step(appeal: Appeal, *, school: str) -> NextStep:
    """What comes next in an appeal, in the active language.

    It reads the appeal with review, referral, remittal and promises.
    """
    facts = facts_of(appeal)
    key = facts.state, table.situation(facts)
    row, words = table.TABLE[key], WORDS[key]
    who = label(Instance.MINISTRY) if row.turn == Turn.MINISTRY else school
    return in_words(
        row,
        words,
        facts={"answer_by": long_date(facts.answer_by), "decide_by": long_date(facts.decide_by)},
        day=getattr(facts, row.day) if row.day else None,
        who=who,
        url=_address(row.leads_to, appeal),
    )


def facts_of(appeal: Appeal) -> table.Facts:
    """What is so of an appeal at this moment."""
    now, state = clock.now(), State(appeal.state)
    review, referral = getattr(appeal, "review", None), getattr(appeal, "referral", None)
    promise = promised(appeal, HAS_IT[state]) if state in HAS_IT else None
    decided_at = referral.decided_at if referral else None
    remittal = getattr(referral, "remittal", None)
    return table.Facts(
        state=state,
        today=clock.danish_date(now),
        answer_by=promise.by if promise else None,
        may_say_why_late=services.may_say_why_late(appeal),
        may_skip_school=services.may_skip_the_school(appeal, now),
        comment_by=review.comment_by if review else None,
        may_comment_first=review is not None and services.may_still_comment_first(review, now),
        goes_to_ministry=services.is_to_be_forwarded(appeal),
        is_school_asked=any(row.ended_at is None for row in appeal.inquiries.all()),
        decide_by=remittal.decide_by if remittal else None,
        outcome=MinistryOutcome(referral.outcome) if referral and referral.outcome else None,
        decided_on=clock.danish_date(decided_at) if decided_at else None,
    )


def _address(leads_to: str, appeal: Appeal) -> str:
    match leads_to:
        case table.CASE:
            return reverse("appeals:case", args=[appeal.pk])
        case table.WHY_LATE:
            return reverse("appeals:why_late", args=[appeal.pk])
        case table.APPLICATION:
            return reverse("enrolment:application", args=[appeal.decision.application_id])
        case table.LETTER:
            return reverse("appeals:final_letter", args=[appeal.pk])
        case _:
            return ""
