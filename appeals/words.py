"""What the codes of appeals say."""

from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amu.notices.words import register_notices
from amu.people.selectors import card_of
from amu.web.formatting import long_date, long_moment
from amu.words import Facts, Kind, label, register
from appeals.enums import (
    Absent,
    AppealState,
    Finding,
    Lateness,
    LodgedBy,
    MinistryOutcome,
    NoticeCode,
    Queue,
    SecondLook,
)
from appeals.models import Appeal
from appeals.rules.due import DueKind
from appeals.rules.handling import Instance
from appeals.services.asking import SCHOOL_ANSWERED, SCHOOL_ASKED
from appeals.services.bundling import BUNDLED, MAKE_BUNDLE
from appeals.services.due import CARRY_OUT, REMINDED
from appeals.services.files import FILES_ADDED
from appeals.services.forwarding import ASKED, COMMENTS_OVER, NOTHING_TO_ADD
from appeals.services.holding import CLAIMED, HANDED_OVER, NOTED, RELEASED
from appeals.services.lateness import SAID_WHY_LATE
from appeals.services.lodging import RECEIVED, REGISTERED
from appeals.services.promising import EXTENDED
from appeals.services.referring import COMMENTED
from appeals.states import Action
from appeals.timeline import SHOWN

STATES = {
    AppealState.RECEIVED: _("The school is looking at its decision again"),
    AppealState.UPHELD: _("The school changed its decision"),
    AppealState.PARTLY: _("The school agrees in part"),
    AppealState.MAINTAINED: _("The school stands by its decision"),
    AppealState.FORWARDED: _("The ministry is deciding"),
    AppealState.RETURNED: _("The school decides anew"),
    AppealState.DECIDED: _("The ministry has decided"),
    AppealState.WITHDRAWN: _("Withdrawn"),
}
COLOURS = {  # kinds of the ``status`` tag
    AppealState.RECEIVED: "info",
    AppealState.UPHELD: "success",
    AppealState.PARTLY: "warning",
    AppealState.MAINTAINED: "warning",
    AppealState.FORWARDED: "info",
    AppealState.RETURNED: "info",
    AppealState.DECIDED: "neutral",
    AppealState.WITHDRAWN: "neutral",
}
HEADINGS = {  # of the person's page
    AppealState.RECEIVED: _("The school is looking at its decision again"),
    AppealState.UPHELD: _("The school upheld your appeal"),
    AppealState.PARTLY: _("The school agrees with you in part"),
    AppealState.MAINTAINED: _("The school stands by its decision"),
    AppealState.FORWARDED: _("The ministry is deciding on your appeal"),
    AppealState.WITHDRAWN: _("Your appeal is withdrawn"),
}
FINAL_HEADINGS = {
    MinistryOutcome.UPHELD: _("The ministry upheld your appeal"),
    MinistryOutcome.CHANGED: _("The ministry changed the school's decision"),
    MinistryOutcome.RETURNED: _("The ministry sent your case back to the school"),
    MinistryOutcome.DISMISSED: _("The ministry decided that the school's decision stands"),
}
LODGED_BY = {
    LodgedBy.WEB: _("On this website"),
    LodgedBy.LETTER: _("By letter"),
    LodgedBy.EMAIL: _("By e-mail"),
    LodgedBy.PHONE: _("By phone"),
    LodgedBy.IN_PERSON: _("In person"),
}
LATENESS = {
    Lateness.IN_TIME: _("In time"),
    Lateness.NOT_BLAMED: _("Late, and the person cannot be blamed for it: it is considered"),
    Lateness.SPECIAL_REASONS: _("Late, but for special reasons it is considered"),
    Lateness.NO_EXCEPTION: _("Late, and there is no reason for an exception"),
}
FINDINGS = {
    Finding.LAW: _("The rules were applied wrongly"),
    Finding.FACTS: _("The facts were not right, or not looked into"),
    Finding.NO_HEARING: _("The person was not heard first"),
    Finding.REASONS: _("The reasons were not good enough"),
    Finding.DEADLINE: _("A deadline was not kept"),
    Finding.FILE_INCOMPLETE: _("The case was not complete"),
}
ABSENT = {
    Absent.DECISION_LETTER: _("The letter with the decision has not been made yet."),
    Absent.STATEMENT: _("The school has not written a statement."),
    Absent.NOT_SCANNED: _("%(number)s, %(name)s: it has not been scanned for viruses yet."),
    Absent.NOT_SCANNABLE: _("%(number)s, %(name)s: it could not be scanned for viruses."),
    Absent.INFECTED: _("%(number)s, %(name)s: a virus was found in it."),
}
QUEUES = {
    Queue.MINE: _("My appeals"),
    Queue.UNASSIGNED: _("Nobody has taken it"),
    Queue.DUE_TODAY: _("Due today"),
    Queue.OVERDUE: _("Overdue"),
    Queue.WAITING: _("Waiting for others"),
}
INSTANCES = {
    Instance.SCHOOL: _("The school"),
    Instance.MINISTRY: _("Ministry of Children and Education"),
}
DUE = {
    DueKind.APPEAL_IN_A_WEEK: _("Remind the person: a week left to appeal"),
    DueKind.APPEAL_IN_TWO_DAYS: _("Remind the person: two days left to appeal"),
    DueKind.COMMENTS_END: _("Remind the person: the time to comment ends"),
    DueKind.MAY_ASK_MINISTRY: _("Tell the person that the ministry can decide without the school's answer"),
    DueKind.UNCLAIMED: _("Remind the desk: nobody has taken the appeal"),
    DueKind.ANSWER_SOON: _("Remind whoever has the appeal: the answer is due soon"),
    DueKind.ANSWER_OVERDUE: _("Remind whoever has the appeal: the answer is late"),
    DueKind.ANSWER_ESCALATED: _("Tell the leader: the answer is late"),
    DueKind.FORWARD: _("Forward the appeal, because nobody did"),
    DueKind.INQUIRY_SOON: _("Remind the school: its answer to the ministry is due soon"),
    DueKind.INQUIRY_OVERDUE: _("Remind the school: its answer to the ministry is late"),
    DueKind.ANEW_SOON: _("Remind the school: it must soon have decided anew"),
    DueKind.ANEW_OVERDUE: _("Remind the school: it should have decided anew"),
    DueKind.ANEW_ESCALATED: _("Tell the leader: the school should have decided anew"),
}
SECOND_LOOKS = {
    SecondLook.UPHELD: _("The appeal is upheld: the person is admitted, or gets a seat in a later class"),
    SecondLook.PARTLY: _("The person is right in part: the refusal stands for the rest"),
    SecondLook.MAINTAINED: _("The decision is maintained"),
}
MINISTRY_OUTCOMES = {
    MinistryOutcome.UPHELD: _(
        "The appeal is upheld: the person is admitted, or gets a seat in a later class"
    ),
    MinistryOutcome.CHANGED: _(
        "The decision is changed: not this class, but a seat in the school's next class of the same course"
    ),
    MinistryOutcome.RETURNED: _(
        "The case is sent back: the refusal is set aside, and the school decides anew"
    ),
    MinistryOutcome.DISMISSED: _("The school's decision stands"),
}
ACTS = {
    RECEIVED: _("Appeal received"),
    REGISTERED: _("Appeal registered for the person"),
    "appeal.uphold": _("Review: appeal upheld"),
    "appeal.uphold_partly": _("Review: appeal upheld in part"),
    "appeal.maintain": _("Review: decision maintained"),
    "appeal.forward": _("Forwarded to the ministry"),
    "appeal.forward_unanswered": _("Forwarded to the ministry without the school's statement"),
    "appeal.decide": _("Decided by the ministry"),
    "appeal.send_back": _("Sent back to the school by the ministry"),
    "appeal.decide_anew": _("Decided anew by the school"),
    EXTENDED: _("More time to answer"),
    SCHOOL_ASKED: _("The ministry asked the school for more; its time stands still"),
    SCHOOL_ANSWERED: _("The school answered the ministry; its time runs again"),
    CLAIMED: _("Appeal taken"),
    RELEASED: _("Appeal put back"),
    HANDED_OVER: _("Appeal handed over"),
    NOTED: _("Note added"),
    REMINDED: _("Reminder sent"),
    "appeal.withdraw": _("Appeal withdrawn"),
    COMMENTED: _("Comments received"),
    FILES_ADDED: _("Files added"),
    BUNDLED: _("The case was put together for the ministry"),
    ASKED: _("Asked for the appeal to be forwarded"),
    NOTHING_TO_ADD: _("Had nothing to add to the statement"),
    SAID_WHY_LATE: _("Explained why the appeal came late"),
}
MESSAGES = {
    COMMENTS_OVER: _("The time to comment is over: forward the appeal if that was asked for"),
    MAKE_BUNDLE: _("Put a forwarded appeal together for the ministry"),
    CARRY_OUT: _("A reminder, an escalation or a forwarding is due in an appeal"),
}
ACT_CODES = {
    RECEIVED,
    REGISTERED,
    COMMENTED,
    FILES_ADDED,
    BUNDLED,
    ASKED,
    NOTHING_TO_ADD,
    SAID_WHY_LATE,
    EXTENDED,
    SCHOOL_ASKED,
    SCHOOL_ANSWERED,
    REMINDED,
    CLAIMED,
    RELEASED,
    HANDED_OVER,
    NOTED,
    *(f"appeal.{action}" for action in Action),
}
HAPPENINGS = {
    "application.submitted": _("You applied."),
    "decision.admitted": _("The refusal no longer applied."),
    "decision.refused": _("The school decided not to admit you."),
    "hearing.asked": _("The school asked you about facts before it decided."),
    "hearing.answered": _("You answered about the facts."),
    RECEIVED: _("The school received your appeal."),
    REGISTERED: _("The school registered your appeal."),
    "appeal.uphold": _("The school upheld your appeal."),
    "appeal.uphold_partly": _("The school agreed with you in part and gave its reasons for the rest."),
    "appeal.maintain": _("The school stood by its decision and gave its reasons."),
    "appeal.forward": _("Your appeal was forwarded to the ministry."),
    "appeal.forward_unanswered": _(
        "Your appeal was forwarded to the ministry, because the school had not answered in time."
    ),
    "appeal.decide": _("The ministry decided."),
    "appeal.send_back": _("The ministry set the refusal aside and sent your case back to the school."),
    "appeal.decide_anew": _("The school decided anew."),
    EXTENDED: _("You were told that the answer takes longer."),
    SCHOOL_ASKED: _("The ministry asked the school for more."),
    SCHOOL_ANSWERED: _("The school answered the ministry."),
    "appeal.withdraw": _("You withdrew your appeal."),
    COMMENTED: _("You commented on the school's statement."),
    FILES_ADDED: _("Files were added to the case."),
    ASKED: _("You asked for your appeal to be forwarded to the ministry."),
    NOTHING_TO_ADD: _("You said that you have nothing to add."),
    "mandate.given": _("You made a mandate, so that somebody may act for you in the case."),
    "mandate.registered": _("The school registered that somebody may act for you in the case."),
    "mandate.taken": _("A representative can act for you in the case."),
    "mandate.ended": _("A mandate to act for you was ended."),
    SAID_WHY_LATE: _("You explained why your appeal came late."),
}


def register_words() -> None:
    register(AppealState, STATES)
    register(LodgedBy, LODGED_BY)
    register(Lateness, LATENESS)
    register(Absent, ABSENT)
    register(Finding, FINDINGS)
    register(Queue, QUEUES)
    register(Instance, INSTANCES)
    register(DueKind, DUE)
    register(SecondLook, SECOND_LOOKS)
    register(MinistryOutcome, MINISTRY_OUTCOMES)
    register(Kind.ACT, ACTS, codes=ACT_CODES)
    register(Kind.HAPPENING, HAPPENINGS, codes=SHOWN)
    register(Kind.CHANGE, CHANGES, codes=CHANGES)
    register(Kind.MESSAGE, MESSAGES, codes=MESSAGES)
    register_notices(NoticeCode)


def _moved(facts: Facts) -> str:
    """From which state to which."""
    return gettext("from “%(before)s” to “%(after)s”") % {
        "before": label(AppealState(str(facts["from"]))),
        "after": label(AppealState(str(facts["to"]))),
    }


def _extended(facts: Facts) -> str:
    before, after = (long_date(date.fromisoformat(str(facts[name]))) for name in ("from", "to"))
    return gettext("from %(before)s to %(after)s") % {"before": before, "after": after}


def _given(facts: Facts) -> str:
    before, after = (_name(facts[name]) for name in ("from", "to"))
    return gettext("from %(before)s to %(after)s") % {"before": before, "after": after}


def _name(user_id: object) -> str:
    return card_of(user_id).display_name if isinstance(user_id, int) else gettext("nobody")


def _reminder(facts: Facts) -> str:
    return label(DueKind(str(facts["due"])))


CHANGES = {
    **{f"appeal.{action}": _moved for action in Action},
    **dict.fromkeys((EXTENDED, SCHOOL_ASKED, SCHOOL_ANSWERED), _extended),
    REMINDED: _reminder,
    **dict.fromkeys((CLAIMED, RELEASED, HANDED_OVER), _given),
}


def heading(state: str, outcome: str) -> str:
    """What the person's page is called; ``outcome`` is the ministry's, empty where it has not decided."""
    return str(FINAL_HEADINGS[MinistryOutcome(outcome)] if outcome else HEADINGS[AppealState(state)])


def findings_of(appeal: Appeal) -> list[str]:
    """What the ministry noted for the school, in words; nothing before it has decided."""
    referral = getattr(appeal, "referral", None)
    return [label(Finding(code)) for code in referral.findings] if referral else []


def arrived(appeal: Appeal) -> str:
    """When it came: the moment, or the day where no more is known."""
    return long_moment(appeal.received_at) if appeal.is_time_known else long_date(appeal.received_at)
