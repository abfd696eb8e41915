"""Appeals at each stage."""

from datetime import timedelta

from amu import clock
from amu.people.enums import Role
from appeals import services as appeals
from appeals.enums import AppealState, Lateness, MinistryOutcome, SecondLook
from enrolment import services as enrolment
from tests.situations.catalogue import NOW
from tests.situations.enrolments import refused
from tests.situations.people import actor, staff


def appeal(decision=None, *, text="Jeg har et svejsecertifikat fra 2024.", wants_forwarding=False, at=NOW):
    """Somebody has appealed over a refusal."""
    decision = decision or refused()
    return appeals.lodge(
        decision.pk,
        text=text,
        wants_forwarding=wants_forwarding,
        received_at=at,
        actor=enrolment.person(decision.application.person_id),
        now=at,
    )


def opinion(outcome="maintained", statement="Vi har set på sagen igen og fastholder.", why="", lateness=None):
    met = "Du har ret i, at du taler dansk godt nok." if outcome == "partly" else ""
    return appeals.SecondOpinion(SecondLook(outcome), statement, met, why, lateness)


def excused(value="not_blamed", words="Du var indlagt hele måneden."):
    """What was decided on a late appeal."""
    return appeals.LatenessDecision(Lateness(value), words)


def reviewed(lodged=None, outcome="maintained", *, by=None, now=NOW, lateness=None):
    """The school has looked again. Gives the appeal."""
    lodged = lodged or appeal()
    officer = by or staff(Role.APPEALS_OFFICER, lodged.provider)
    found = opinion(outcome, lateness=lateness)
    appeals.review(lodged.pk, found, actor=actor(officer, "appeals_officer"), now=now)
    lodged.refresh_from_db()
    return lodged


def held(lodged=None, *, by=None):
    """Somebody who may answer the appeal has taken it. Gives the appeal."""
    lodged = lodged or appeal()
    at_ministry = lodged.state == AppealState.FORWARDED
    role = Role.MINISTRY_OFFICER if at_ministry else Role.APPEALS_OFFICER
    officer = by or staff(role, None if at_ministry else lodged.provider)
    appeals.claim(lodged.pk, version=lodged.version, actor=actor(officer, str(role)), now=NOW)
    lodged.refresh_from_db()
    return lodged


def forwarded(lodged=None, *, now=NOW):
    """The school kept its decision, and the person had nothing to add and had it forwarded. Gives the appeal."""
    lodged = lodged or reviewed(now=now)
    themselves = enrolment.person(lodged.person_id)
    appeals.ask_to_forward(lodged.pk, actor=themselves, now=now)
    appeals.say_nothing_to_add(lodged.pk, actor=themselves, now=now)
    lodged.refresh_from_db()
    return lodged


def school_asked(lodged=None, *, answer_by=None, now=NOW):
    """The ministry has asked the school for more. Gives the inquiry."""
    lodged = lodged or forwarded(now=now)
    return appeals.ask_school(
        lodged.pk,
        text="Send os adgangskravene, som de stod på holdet.",
        answer_by=answer_by or clock.danish_date(now) + timedelta(days=14),
        version=lodged.version,
        actor=actor(staff(Role.MINISTRY_OFFICER), "ministry_officer"),
        now=now,
    )


def decided(lodged=None, outcome="upheld", *, now=NOW, lateness=None):
    """The ministry has decided. Gives the referral."""
    lodged = lodged or forwarded(now=now)
    return appeals.decide_finally(
        lodged.pk,
        outcome=MinistryOutcome(outcome),
        reasons="Ministeriet har lagt vægt på dit svejsecertifikat.",
        lateness=lateness,
        actor=actor(staff(Role.MINISTRY_OFFICER), "ministry_officer"),
        now=now,
    )


def sent_back(lodged=None, *, now=NOW):
    """The ministry has set the refusal aside and sent the case back to the school. Gives the appeal."""
    case = decided(lodged, "returned", now=now).appeal
    case.refresh_from_db()
    return case


def decided_anew(lodged=None, with_=None, *, by=None, now=NOW):
    """The school has decided anew: admitted, or refused with that refusal. Gives the new decision."""
    lodged = lodged or sent_back(now=now)
    registrar = by or staff(Role.REGISTRAR, lodged.provider)
    return appeals.decide_anew(lodged.pk, with_, actor=actor(registrar), now=now).decision
