"""What the rows of ``next_steps`` say, and where they lead."""

from enum import StrEnum

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from amu.kernel.next_steps import DayIs, Pressing, Step, Turn
from amu.web.formatting import long_date
from amu.web.next_steps import NextStep, StepWords, in_words
from amu.words import Kind, say
from courses.classes.selectors import RunFacts
from enrolment import next_steps as table
from enrolment.enums import ApplicationState as State
from enrolment.selectors.cases import Case

SEE = _("See your application")
HAND_IN = _("Hand it in")
SCHOOL = _("See how to reach the school")
OTHER_DATES = _("Find another date")

HEARING = StepWords(
    _("Say what you think before the school decides on %(course)s"),
    _(
        "The school has been told something that may lead to a refusal. Read it, and say what is wrong or missing. "
        "Nothing is decided yet."
    ),
    _("Read it, and answer"),
)

WORDS: dict[tuple[State, StrEnum], StepWords] = {
    (State.SUBMITTED, table.Submitted.HEARING): HEARING,
    (State.WAITING, table.Waiting.HEARING): HEARING,
    (State.NOT_PLACED, table.NotPlaced.HEARING): HEARING,
    (State.SUBMITTED, table.Submitted.NEEDS_APPROVAL): StepWords(
        _("Have %(course)s approved"), "%(duty)s", HAND_IN
    ),
    (State.SUBMITTED, table.Submitted.APPROVAL_ASKED): StepWords(
        _("%(approver)s is asked to approve %(course)s"),
        _("Your seat is reserved meanwhile. If you have the approval already, hand it in as a file."),
        SEE,
    ),
    (State.SUBMITTED, table.Submitted.APPROVAL_LATE): StepWords(
        _("Nobody has approved %(course)s yet"),
        _(
            "%(approver)s has not answered. Ask them to, or hand in their approval as a file. Otherwise your seat is "
            "released after this day; you keep your place in line."
        ),
        SEE,
    ),
    (State.SUBMITTED, table.Submitted.NOT_APPROVED): StepWords(
        _("%(course)s is not approved for you"),
        _(
            "%(approver)s has said no; read why. Talk with them, or hand in another approval as a file. You keep your "
            "seat until the school decides, and the school asks you first. You can also apply in another situation, "
            "for example if you pay yourself, or withdraw."
        ),
        SEE,
    ),
    (State.WAITING, table.Waiting.SEAT_RELEASED): StepWords(
        _("Your seat on %(course)s was released"),
        _(
            "%(approver)s did not approve the course in time. You are in line where you were when you applied, and get "
            "a seat again when the course is approved and one is free. Ask them to answer, or hand in their approval "
            "as a file."
        ),
        SEE,
    ),
    (State.SUBMITTED, table.Submitted.NEEDS_PAPER): StepWords(
        _("Hand in a paper for %(course)s"), "%(duty)s", HAND_IN
    ),
    (State.SUBMITTED, table.Submitted.NO_PRICE): StepWords(
        _("Ask the school what %(course)s costs you"),
        _("Your seat is reserved while the school considers your application, but no price is known for it."),
        SCHOOL,
    ),
    (State.SUBMITTED, table.Submitted.UNDECIDED): StepWords(
        _("The school decides on %(course)s"),
        _(
            "Your seat is reserved while the school considers your application. You will receive an e-mail when "
            "there is news, and you can always see it here."
        ),
        SEE,
    ),
    (State.SUBMITTED, table.Submitted.BEGUN): StepWords(
        _("The school has not decided on %(course)s"),
        _("The class began on %(starts)s, and there is no decision yet. Ask the school what applies to you."),
        SCHOOL,
    ),
    (State.WAITING, table.Waiting.IN_LINE): StepWords(
        _("You are on the waiting list for %(course)s"),
        _(
            "%(ahead)s Whoever applied first gets the first seat that becomes free. You do not need to do anything."
        ),
        SEE,
    ),
    (State.NOT_PLACED, table.NotPlaced.UNDECIDED): StepWords(
        _("No seat came free in %(course)s"),
        _(
            "The last day on which you could get a seat was %(join_by)s. The school decides your case and writes to "
            "you why you did not get a seat, and how you can appeal. You do not need to wait for that if you want "
            "another date."
        ),
        OTHER_DATES,
    ),
    (State.ADMITTED, table.Admitted.COMING): StepWords(
        _("You start on %(course)s"),
        _("%(place)s You do not need to do anything before that."),
        _("See where and when to attend"),
    ),
    (State.ADMITTED, table.Admitted.COMING_NO_PRICE): StepWords(
        _("Ask the school what %(course)s costs you"),
        _("You have been admitted, but no price is known for your seat. %(place)s"),
        SCHOOL,
    ),
    (State.ADMITTED, table.Admitted.RUNNING): StepWords(
        _("You are on %(course)s"), "%(place)s", _("See where and when to attend")
    ),
    (State.ADMITTED, table.Admitted.NO_RESULT): StepWords(
        _("The school records your result of %(course)s"),
        _(
            "The class ended on %(ends)s. If you passed, you receive a certificate once the school has recorded it."
        ),
        SCHOOL,
    ),
    (State.ADMITTED, table.Admitted.HAS_RESULT): StepWords(
        _("You have a result of %(course)s"),
        _("The school has recorded how it went. See it, and the certificate if you passed, on My Overview."),
        _("See your result"),
    ),
    (State.REFUSED, table.Refused.NOT_SENT): StepWords(
        _("Read the decision on %(course)s"),
        _(
            "You were not admitted. Your time to appeal starts on the day the letter is sent, which the school has "
            "not recorded yet. You can appeal now if you wish."
        ),
        _("Read the decision"),
    ),
    (State.REFUSED, table.Refused.MAY_APPEAL): StepWords(
        _("Read the decision on %(course)s"),
        _("You were not admitted. Read why, and appeal if you disagree."),
        _("Read the decision, and what you can do"),
    ),
    (State.REFUSED, table.Refused.LAST_DAY_PASSED): StepWords(
        _("You were not admitted to %(course)s"),
        _("The last day to appeal was %(appeal_by)s. You can still read why you were not admitted."),
        _("Read the decision"),
    ),
    (State.REFUSED, table.Refused.APPEALED): StepWords(
        _("You have appealed"),
        _("You were not admitted to %(course)s, and you have appealed against that."),
        _("See your appeal"),
    ),
    (State.WITHDRAWN, table.Withdrawn.MAY_APPLY_AGAIN): StepWords(
        _("You withdrew your application for %(course)s"),
        _("The class is still open. If you have changed your mind, you can apply again."),
        _("Apply again"),
    ),
    (State.WITHDRAWN, table.Withdrawn.CLOSED): StepWords(
        _("You withdrew your application for %(course)s"), _("You have no seat in the class any more.")
    ),
    (State.CANCELLED, table.Cancelled.COMING): StepWords(
        _("%(course)s is cancelled"),
        _(
            "Your application is closed. You do not need to withdraw it, and it costs you nothing. You decide whether "
            "you want another date: nothing is booked for you."
        ),
        OTHER_DATES,
    ),
    (State.CANCELLED, table.Cancelled.PAST): StepWords(
        _("%(course)s was cancelled"),
        _("Your application is closed, and it costs you nothing."),
        OTHER_DATES,
    ),
    (State.OWED, table.Owed.WAITS): StepWords(
        _("You will have a seat in a later class"),
        _(
            "Your appeal gave you the right to it. You get a seat in the school's next class of %(course)s before "
            "newcomers, at the price you were given, and we tell you. If you would rather take the course at another "
            "school, you can apply there, at that school's price."
        ),
        OTHER_DATES,
    ),
    (State.ELSEWHERE, table.Elsewhere.HAS_SEAT): StepWords(
        _("You have a seat in another class"),
        _(
            "Your appeal gave you a seat, which is reserved for you in another class of the same course, at the price "
            "you were given."
        ),
        _("See your seat"),
    ),
}


BEGUN = Step(Turn.PERSON, Pressing.ACT, table.APPLY, "apply_by", DayIs.LAST_DAY)
BEGUN_WORDS = StepWords(
    _("You have begun to apply for %(course)s"),
    _("Your answers are saved. No seat is reserved until you send the application."),
    _("Go on with your application"),
)


def step_of_draft(run: RunFacts) -> NextStep:
    """What comes next where somebody has answered questions and not sent them."""
    return in_words(
        BEGUN,
        BEGUN_WORDS,
        facts={"course": run.title},
        day=run.apply_by,
        who=run.provider_name,
        url=reverse("enrolment:apply", args=[run.booking_code]),
    )


def next_step(case: Case) -> NextStep:
    """What comes next in an application, in the active language."""
    key = case.state, table.situation(case.facts)
    row, words = table.TABLE[key], WORDS[key]
    day = getattr(case.facts, row.day) if row.day else None
    return in_words(
        row, words, facts=_facts(case), day=day, who=_who(row, case), url=_address(row.leads_to, case)
    )


def _who(row: Step, case: Case) -> str:
    """The school, or the approver whose turn it is."""
    if row.turn == Turn.APPROVER and case.approval:
        return case.approval.approver.name
    return case.run.provider_name


def _facts(case: Case) -> dict[str, object]:
    facts, run = case.facts, case.run
    ahead = getattr(case.application, "ahead", 0)
    where = ", ".join(filter(None, (run.hours, run.provider_name, run.place)))
    return {
        "course": run.title,
        "approver": case.approval.approver.name if case.approval else "",
        "starts": long_date(facts.starts_on),
        "ends": long_date(facts.ends_on),
        "join_by": long_date(facts.join_by),
        "appeal_by": long_date(facts.appeal_by),
        "place": f"{where}.",
        "duty": say(Kind.VERDICT, case.duty.code, case.duty.facts) if case.duty is not None else "",
        "ahead": ngettext("%(ahead)s person is ahead of you.", "%(ahead)s people are ahead of you.", ahead)
        % {"ahead": ahead},
    }


def _address(leads_to: str, case: Case) -> str:
    match leads_to:
        case table.APPLICATION | table.PAPER | table.HEARING:
            return _in_application(leads_to, case)
        case table.DECISION if case.decision:
            return reverse("enrolment:decision", args=[case.decision.pk])
        case table.APPEAL if case.decision:  # leads on to the appeal that stands
            return reverse("appeals:appeal", args=[case.decision.pk])
        case table.CLASS:
            return reverse("courses:run", args=[case.run.booking_code])
        case table.COURSE:
            return reverse("courses:course", args=[case.run.courses[0].code]) + "#classes"
        case table.APPLY:
            return reverse("enrolment:apply", args=[case.run.booking_code])
        case table.INSTEAD if case.instead_id:
            return reverse("enrolment:application", args=[case.instead_id])
        case table.RESULTS:
            return reverse("overview") + "#courses"
        case _:
            return ""


def _in_application(leads_to: str, case: Case) -> str:
    """The page of the application, or one below it."""
    pk = case.application.pk
    if leads_to == table.PAPER and case.paper:
        return reverse("enrolment:paper", args=[pk, case.paper.pk])
    if leads_to == table.HEARING and case.hearing:
        return reverse("enrolment:hearing", args=[pk, case.hearing.pk])
    return reverse("enrolment:application", args=[pk])
