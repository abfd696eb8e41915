"""One story for each thing that can become of an application, told through the services that the pages use."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import chain

from amu.journal.enums import Asked
from amu.journal.services import person
from amu.local.demo.stage import SKILLED, Stage
from amu.people.models import User
from appeals import services as appeals
from appeals.enums import MinistryOutcome, SecondLook
from appeals.models import Appeal
from certificates.authority.enums import AuthorityKind
from certificates.authority.recording import NewAuthority, record_authority
from certificates.services.issuing import state_participation
from courses.classes.services.runs import cancel_run
from courses.enums import DeliveryForm
from courses.models import CourseRun
from enrolment import services as enrolment
from enrolment.enums import DecisionChannel, ResultOutcome
from enrolment.selectors.approvals import waiting_approval

type Cast = Mapping[str, User]

FUND = "fund-faglig-faelles-3f"
NOT_ON_THE_LIST = "Kurset er ikke på den liste, som de seks uger gælder for."
NO_BASICS = "Kurset bygger oven på grundkurset, og vi har ikke fået et bevis for, at du har taget det."
MY_BASICS = "Jeg tog grundkurset i 2019 på en anden skole.\nBeviset ligger i min mappe."
KEPT = "Vi har spurgt den anden skole, som ikke kan finde et bevis. Vi holder derfor fast i afslaget."


def tell_all(stage: Stage, cast: Cast) -> None:
    for story in (
        karsten,
        sara,
        birthe,
        dagmar,
        marta,
        anna,
        asked_about_facts,
        not_passed,
        a_held_class,
        a_class_to_come,
        a_full_class,
        a_cancelled_class,
        a_class_that_began,
        upheld_too_late,
        appeals_desk,
    ):
        story(stage, cast)


def karsten(stage: Stage, cast: Cast) -> None:
    """Skilled electrician: courses behind him, one ahead, one asked for, and a refusal he disagrees with.

    A welding certificate of his runs out in two months.
    """
    who = cast["electrician"]
    for starts in (-700, -330, -60):
        run = stage.a_class(starts)
        result_id = stage.passed(stage.admitted(who, run, days=starts - 40), run)
        if starts == -700:
            welding = NewAuthority(
                kind=AuthorityKind.WELDING,
                issuer="Teknologisk Institut",
                number="DEMO-4711",
                passed_on=run.ends_on,
                printed=stage.today + timedelta(days=60),
            )
            record_authority(result_id, welding, actor=stage.registrar, now=stage.at(-690))
    stage.admitted(who, stage.a_class(12), days=-20)
    stage.applied(who, stage.a_class(45, form=DeliveryForm.EVENING), days=-1)
    stage.applied(who, stage.a_class(70), days=-3)
    decision = stage.refused(who, stage.a_class(40), days=-16, text=NO_BASICS)
    appeal = stage.appealed(decision, days=-12, text=MY_BASICS)
    stage.reviewed(appeal, days=-2, outcome=SecondLook.MAINTAINED, statement=KEPT)


def sara(stage: Stage, cast: Cast) -> None:
    """Nurse, who uses her degree and pays the full price: third in line."""
    run = stage.a_class(25, seats=6, elsewhere=6)
    for _ in range(2):
        stage.applied(stage.somebody(), run, days=-9)
    degree = replace(SKILLED, education="higher", use="in_use")
    stage.applied(cast["nurse"], run, days=-8, answers=degree)


def asked_about_facts(stage: Stage, _cast: Cast) -> None:
    """Another school has written that the basic course was not passed: the person may answer before a decision."""
    application = stage.applied(stage.somebody(), stage.a_class(38), days=-7)
    question = enrolment.Question(
        reason="entry_requirement",
        facts="Den anden skole skriver, at du var tilmeldt grundkurset, men ikke bestod det.",
        source="Den anden skole, i et brev",
        channel=DecisionChannel.HANDED_OVER,
    )
    enrolment.hear(application.pk, question, actor=stage.registrar, now=stage.at(-2, 11))


def not_passed(stage: Stage, _cast: Cast) -> None:
    """Took part and did not pass: a statement of participation instead of a certificate."""
    run = stage.a_class(-50)
    application = stage.admitted(stage.somebody(), run, days=-80)
    result_id = stage.graded(application, run, outcome=ResultOutcome.NOT_PASSED)
    state_participation(result_id, actor=stage.registrar, now=stage.at(-40))


def birthe(stage: Stage, cast: Cast) -> None:
    """Engineer with an old degree: refused nine days ago, and the last day to appeal is ahead."""
    stage.refused(cast["engineer"], stage.a_class(35), days=-9, text=NO_BASICS)


def dagmar(stage: Stage, cast: Cast) -> None:
    """On unemployment benefit: her fund is asked, another has three days left, and one was refused by letter."""
    unemployed = replace(SKILLED, situation="on_benefit", path="six_weeks", approver=FUND, payer="", wage="")
    stage.applied(cast["job_seeker"], stage.a_class(30), days=-4, answers=unemployed)
    stage.applied(stage.somebody(), stage.a_class(36), days=-12, answers=unemployed)
    refused = stage.applied(stage.somebody(), stage.a_class(42), days=-9, answers=unemployed)
    letter = enrolment.Answer(
        is_approved=False,
        words=NOT_ON_THE_LIST,
        asked=Asked.LETTER,
        said_by="Frida Fællesen, Faglig Fælles A-kasse (3F)",
        said_on=stage.today - timedelta(days=3),
    )
    asked = waiting_approval(refused.pk)
    if asked:
        enrolment.answer_approval(asked.pk, letter, actor=stage.registrar, now=stage.at(-2))


def marta(stage: Stage, cast: Cast) -> None:
    """Works in Denmark and lives abroad: the declaration of work is missing."""
    abroad = replace(SKILLED, residence="employed")
    stage.applied(cast["no_cpr"], stage.a_class(33), days=-2, answers=abroad)


def anna(stage: Stage, cast: Cast) -> None:
    """Name and address protection: a certificate that does not tell her name."""
    run = stage.a_class(-90)
    stage.passed(stage.admitted(cast["protected"], run, days=-120), run)


def a_held_class(stage: Stage, _cast: Cast) -> None:
    """Twelve people whose class ended the day before yesterday; no result is written down yet."""
    run = stage.a_class(-4, course=min(stage.courses, key=lambda course: course.duration_days or 0))
    for _ in range(12):
        stage.admitted(stage.somebody(), run, days=-30)


def a_class_to_come(stage: Stage, _cast: Cast) -> None:
    """Starts in three weeks: some are admitted, some wait for a decision, one has withdrawn."""
    run = stage.a_class(21)
    for number in range(5):
        stage.admitted(stage.somebody(), run, days=-15 + number)
    for number in range(4):
        stage.applied(stage.somebody(), run, days=-5 + number)
    gone = stage.applied(stage.somebody(), run, days=-10)
    enrolment.withdraw(gone.pk, actor=person(gone.person_id), now=stage.at(-6))


def a_full_class(stage: Stage, _cast: Cast) -> None:
    """Eight seats, eight people, and three in line."""
    run = stage.a_class(18, seats=8)
    for number in range(8):
        stage.admitted(stage.somebody(), run, days=-25 + number)
    for number in range(3):
        stage.applied(stage.somebody(), run, days=-10 + number)


def a_cancelled_class(stage: Stage, _cast: Cast) -> None:
    """Too few had applied: three people are told, and other classes are offered."""
    run = stage.a_class(15)
    for number in range(3):
        stage.applied(stage.somebody(), run, days=-12 + number)
    run.refresh_from_db()
    cancel_run(
        run.pk, because="For få tilmeldte.", version=run.version, actor=stage.registrar, now=stage.at(-1)
    )


def a_class_that_began(stage: Stage, _cast: Cast) -> None:
    """It was full until the end: whoever was in line got no seat."""
    run = stage.a_class(-1, seats=2)
    for number in range(2):
        stage.admitted(stage.somebody(), run, days=-20 + number)
    stage.applied(stage.somebody(), run, days=-10)


def upheld_too_late(stage: Stage, _cast: Cast) -> None:
    """The class was over when the school changed its mind: a seat in the next one, or in the next there will be."""
    for number in (1, 2):
        course = stage.courses[-number]
        run = stage.a_class(-12, course=course)
        appeal = _refused(stage, run, days=-40)(days=-38)
        if number == 1:
            stage.a_class(60, course=course)
        stage.reviewed(
            appeal, days=-6, outcome=SecondLook.UPHELD, statement="Beviset er fundet, så du er optaget."
        )


def appeals_desk(stage: Stage, _cast: Cast) -> None:
    """An appeal at each stage."""
    run = stage.a_class(50, seats=20)
    for ending in chain(AT_THE_SCHOOL, AT_THE_MINISTRY):
        ending(stage, run)


def _refused(stage: Stage, run: CourseRun, *, days: int) -> Callable[..., Appeal]:
    decision = stage.refused(stage.somebody(), run, days=days, text=NO_BASICS)
    return lambda **said: stage.appealed(decision, text=MY_BASICS, **said)


def arrived_today(stage: Stage, run: CourseRun) -> None:
    _refused(stage, run, days=-3)(days=-1)


def in_somebodys_hands(stage: Stage, run: CourseRun) -> None:
    appeal = _refused(stage, run, days=-12)(days=-10)
    appeals.claim(appeal.pk, version=appeal.version, actor=stage.officer, now=stage.at(-9))
    appeals.note(
        appeal.pk,
        text="Har ringet til den anden skole om grundkurset.",
        actor=stage.officer,
        now=stage.at(-8),
    )


def late(stage: Stage, run: CourseRun) -> None:
    _refused(stage, run, days=-45)(days=-2, why_late="Jeg har ligget på hospitalet i tre uger.")


def upheld(stage: Stage, run: CourseRun) -> None:
    appeal = _refused(stage, run, days=-20)(days=-18)
    stage.reviewed(
        appeal, days=-11, outcome=SecondLook.UPHELD, statement="Beviset er fundet, så du er optaget."
    )


def week_to_comment(stage: Stage, run: CourseRun) -> None:
    appeal = _refused(stage, run, days=-18)(days=-14, wants_forwarding=True)
    stage.reviewed(appeal, days=-3, outcome=SecondLook.MAINTAINED, statement=KEPT)


def in_part(stage: Stage, run: CourseRun) -> None:
    appeal = _refused(stage, run, days=-16)(days=-13)
    stage.reviewed(
        appeal,
        days=-4,
        outcome=SecondLook.PARTLY,
        statement="Vi skulle have spurgt dig først. Grundkurset mangler stadig.",
        met="Du har ret i, at vi burde have spurgt dig, før vi traf afgørelsen.",
    )


def withdrawn(stage: Stage, run: CourseRun) -> None:
    appeal = _refused(stage, run, days=-22)(days=-20)
    appeals.withdraw(appeal.pk, actor=person(appeal.person_id), now=stage.at(-17))


def at_the_ministry(stage: Stage, run: CourseRun, *, days: int = -30) -> Appeal:
    appeal = _refused(stage, run, days=days)(days=days + 3, wants_forwarding=True)
    stage.reviewed(appeal, days=days + 10, outcome=SecondLook.MAINTAINED, statement=KEPT)
    stage.forwarded(appeal, days=days + 12)
    appeal.refresh_from_db()
    return appeal


def waits_at_the_ministry(stage: Stage, run: CourseRun) -> None:
    at_the_ministry(stage, run)


def school_is_asked(stage: Stage, run: CourseRun) -> None:
    appeal = at_the_ministry(stage, run, days=-26)
    appeals.ask_school(
        appeal.pk,
        text="Hvilke adgangskrav stod på holdet, da personen søgte?",
        answer_by=stage.today + timedelta(days=9),
        version=appeal.version,
        actor=stage.ministry,
        now=stage.at(-4),
    )


def decided(outcome: MinistryOutcome, reasons: str, *, days: int = -30) -> Callable[[Stage, CourseRun], None]:
    def tell(stage: Stage, run: CourseRun) -> None:
        appeal = at_the_ministry(stage, run, days=-80)
        appeals.decide_finally(
            appeal.pk, outcome=outcome, reasons=reasons, actor=stage.ministry, now=stage.at(days)
        )

    return tell


AT_THE_SCHOOL = (arrived_today, in_somebodys_hands, late, upheld, in_part, week_to_comment, withdrawn)
AT_THE_MINISTRY = (
    waits_at_the_ministry,
    school_is_asked,
    decided(MinistryOutcome.UPHELD, "Adgangskravet stod ikke på holdet, da du søgte. Du er derfor optaget."),
    decided(MinistryOutcome.CHANGED, "Det er for sent til holdet, men du skal have en plads på det næste."),
    decided(MinistryOutcome.RETURNED, "Skolen har ikke undersøgt, om dit bevis gælder.", days=-3),
    decided(MinistryOutcome.DISMISSED, "Skolen har fulgt reglerne, og du har ikke vist beviset."),
)
