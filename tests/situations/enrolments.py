"""Applications, decisions and results."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pgtrigger

from amu.mandates import services as mandates
from amu.mandates.codes import code_of
from amu.people.enums import Role
from enrolment import services as enrolment
from enrolment.enums import RESTS_ON_OTHERS, DecisionChannel, FactsFrom, ResultOutcome
from enrolment.models import Approval
from tests.situations.catalogue import AFTER_CLASS, NOW, TODAY, at_ten, run
from tests.situations.people import actor, fund, person, staff

SKILLED = enrolment.Answers(
    education="vocational", residence="resident", situation="employee", email="person@example.org"
)


ABROAD = replace(SKILLED, residence="employed")  # a declaration of work is needed


def approval(*, of=None, to=None, now=NOW, by=None, path="six_weeks"):
    """Somebody on benefit has applied, and the fund is asked. Gives the question."""
    benefit = replace(SKILLED, situation="on_benefit", path=path, approver=(by or fund()).code)
    return Approval.objects.get(application=application(of=of, to=to, answers=benefit, now=now))


def application(*, of=None, to=None, answers=SKILLED, language="da", now=NOW, key=None):
    """Somebody has applied: through the service, so seat, price, journal and message are there."""
    who, where = of or person(), to or run()
    return enrolment.apply(
        run_id=where.pk,
        person_id=who.pk,
        answers=answers,
        submission_key=key or uuid4(),
        language=language,
        actor=enrolment.person(who.pk),
        now=now,
    )


def refusal(channel=DecisionChannel.LETTER, **fields):
    values = {
        "reason": "entry_requirement",
        "text": "Du har ikke det certifikat, som uddannelsen kræver.",
        "channel": channel,
    }
    if fields.get("reason", values["reason"]) in RESTS_ON_OTHERS:
        values["facts_from"] = FactsFrom.OWN
    else:
        values["facts_from"] = None
    return enrolment.Refusal(**{**values, **fields})


def heard(*, of=None, to=None, by=None, now=NOW, channel=DecisionChannel.LETTER):
    """Somebody is asked about facts that others gave, by a letter that waits to be posted. Gives the hearing."""
    return heard_about(application(of=of, to=to), by=by, now=now, channel=channel)


def heard_about(applied, *, by=None, now=NOW, channel=DecisionChannel.LETTER):
    """The same of an application that is there. Gives the hearing."""
    registrar = by or staff(Role.REGISTRAR, applied.run.provider)
    question = enrolment.Question(
        "entry_requirement",
        "A-kassen skriver, at du ikke har gennemført grundkurset.",
        "A-kassen 3F",
        channel,
    )
    return enrolment.hear(applied.pk, question, actor=actor(registrar), now=now)


def refused(*, of=None, to=None, by=None, notified_on=TODAY, channel=DecisionChannel.LETTER):
    """Somebody has been refused, and told on that day: by a letter that was posted, or handed over. Gives the decision."""
    decision = refused_by_letter_that_waits(of=of, to=to, by=by, on=notified_on, channel=channel)
    if channel == DecisionChannel.LETTER:
        return posted(decision, notified_on)
    return decision


def refused_by_letter_that_waits(*, of=None, to=None, by=None, on=TODAY, channel=DecisionChannel.LETTER):
    """Somebody has been refused, and nobody has noted yet that the letter was posted. Gives the decision."""
    applied = application(of=of, to=to)
    registrar = by or staff(Role.REGISTRAR, applied.run.provider)
    return enrolment.refuse(applied.pk, refusal(channel), actor=actor(registrar), now=at_ten(on))


def posted(decision, on=TODAY, *, by=None):
    """The letter of a refusal was posted on that day, and noted the same day. Gives the decision."""
    registrar = by or staff(Role.REGISTRAR, decision.application.run.provider)
    return enrolment.note_posted(decision.pk, posted_on=on, actor=actor(registrar), now=at_ten(on))


def decisions_not_frozen():
    """Decisions as they could never come about: what else holds them has to be tested by itself."""
    return pgtrigger.ignore(
        "enrolment.Decision:what_was_decided_stays", "enrolment.Decision:what_was_sent_stays"
    )


def not_frozen(*labels):
    """Rows of these models as they could never come about: what else holds them has to be tested by itself."""
    frozen = [(model, trigger) for model, trigger in pgtrigger.registered() if model._meta.label in labels]
    return pgtrigger.ignore(*(trigger.get_uri(model) for model, trigger in frozen))


def admitted(*, of=None, to=None, by=None, now=NOW):
    """Somebody has been admitted. Gives the application."""
    applied = application(of=of, to=to)
    registrar = by or staff(Role.REGISTRAR, applied.run.provider)
    enrolment.admit(applied.pk, actor=actor(registrar), now=now)
    applied.refresh_from_db()
    return applied


def result(applied=None, outcome="passed", *, course=0, assessed_on=None, by=None, now=None):
    """Somebody who was admitted has a result for one course of the class, recorded after it."""
    applied = applied or admitted()
    where = applied.run
    return enrolment.record_result(
        applied.pk,
        run_course_id=where.run_courses.all()[course].pk,
        outcome=ResultOutcome(outcome),
        assessed_on=assessed_on or where.ends_on,
        reason="Rettet efter en tastefejl.",
        actor=actor(by or staff(Role.REGISTRAR, where.provider)),
        now=now or AFTER_CLASS,
    )


def mandate(applied=None, *, to=None, until=None, now=NOW):
    """Somebody may act in the case of the application, and has taken the code. Gives the mandate."""
    given = mandate_given(applied or application(), until=until, now=now)
    return mandates.take(given.application_id, code_of(given.pk), user=to or person(), now=now)


def mandate_given(applied, *, until=None, now=NOW):
    """The person has made a mandate, and nobody has used its code yet."""
    return mandates.give(
        applied.pk,
        person_id=applied.person_id,
        name="Bo Hjælper",
        until=until or TODAY + timedelta(days=90),
        actor=enrolment.person(applied.person_id),
        now=now,
    )
