"""Which rows each act locks, and in which order: run, application, decision, appeal, certificate, delivery."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amu.people.enums import Role
from appeals import services as appeals
from appeals.enums import MinistryOutcome
from certificates.services.issuing import reissue
from courses.classes.services import runs
from courses.enums import RunStatus
from enrolment import services as enrolment
from tests.situations import (
    NOW,
    TODAY,
    actor,
    admitted,
    appeal,
    application,
    certificate,
    forwarded,
    opinion,
    refusal,
    refused_by_letter_that_waits,
    result,
    reviewed,
    run,
    staff,
)

pytestmark = pytest.mark.django_db
RUN, APPLICATION, DECISION = "courses_courserun", "enrolment_application", "enrolment_decision"
APPEAL, CERTIFICATE, DELIVERY = "appeals_appeal", "certificates_certificate", "delivery_delivery"
CASE = {RUN, APPLICATION, DECISION, APPEAL, CERTIFICATE, DELIVERY}
LOCK = re.compile(r'FROM "(\w+)".* FOR (NO KEY )?UPDATE')


def locked_by(act):
    """The tables of the case that the act locks, each once, in the order of their first lock."""
    with CaptureQueriesContext(connection) as asked:
        act()
    found = [match[1] for query in asked if (match := LOCK.search(query["sql"]))]
    return list(dict.fromkeys(table for table in found if table in CASE))


def by(applied, role=Role.REGISTRAR):
    return actor(staff(role, applied.run.provider), str(role))


def applying():
    applied = application()
    return lambda: application(to=applied.run)


def withdrawing():
    applied = application()
    return lambda: enrolment.withdraw(applied.pk, actor=enrolment.person(applied.person_id), now=NOW)


def admitting():
    applied = application()
    officer = by(applied)
    return lambda: enrolment.admit(applied.pk, actor=officer, now=NOW)


def asking_for_the_letter():
    decision = admitted().decisions.get()
    return lambda: enrolment.letter_of(decision.pk, now=NOW)


def refusing_by_letter():
    applied = application()
    officer = by(applied)
    return lambda: enrolment.refuse(applied.pk, refusal(), actor=officer, now=NOW)


def handing_a_refusal_over():
    applied = application()
    officer = by(applied)
    return lambda: enrolment.refuse(applied.pk, refusal("handed_over"), actor=officer, now=NOW)


def noting_the_post():
    decision = refused_by_letter_that_waits()
    officer = by(decision.application)
    return lambda: enrolment.note_posted(decision.pk, posted_on=TODAY, actor=officer, now=NOW)


def recording_a_result():
    applied = admitted()
    return lambda: result(applied)


def upholding(lodged=None):
    lodged = lodged or appeal(refused_by_letter_that_waits())
    officer = by(lodged.decision.application, Role.APPEALS_OFFICER)
    return lambda: appeals.review(lodged.pk, opinion("upheld"), actor=officer, now=NOW)


def maintaining():
    lodged = appeal()
    officer = by(lodged.decision.application, Role.APPEALS_OFFICER)
    return lambda: appeals.review(lodged.pk, opinion("maintained"), actor=officer, now=NOW)


def deciding_finally(outcome):
    def act():
        lodged = forwarded()
        officer = actor(staff(Role.MINISTRY_OFFICER), "ministry_officer")
        return lambda: appeals.decide_finally(
            lodged.pk, outcome=MinistryOutcome(outcome), reasons="Derfor, og fordi.", actor=officer, now=NOW
        )

    return act


def issuing_again():
    made = certificate()
    return lambda: reissue(made.pk, language="da", actor=enrolment.person(made.person_id), now=NOW)


def asking_to_forward():
    kept = reviewed()
    return lambda: appeals.ask_to_forward(kept.pk, actor=enrolment.person(kept.person_id), now=NOW)


def commenting():
    kept = reviewed()
    return lambda: appeals.add_comment(
        kept.pk, text="Se bilaget.", actor=enrolment.person(kept.person_id), now=NOW
    )


def dropping_an_appeal():
    lodged = appeal()
    return lambda: appeals.withdraw(lodged.pk, actor=enrolment.person(lodged.person_id), now=NOW)


def changing_a_class():
    made = run()
    by, wanted = actor(staff(school=made.provider)), replace(runs.content_of(made), capacity=14)
    return lambda: runs.change_run(made.pk, wanted, version=made.version, actor=by, now=NOW)


def publishing_a_class():
    made = run(status=RunStatus.DRAFT)
    by = actor(staff(school=made.provider))
    return lambda: runs.publish_run(made.pk, version=made.version, actor=by, now=NOW)


def cancelling_a_class():
    made = run()
    by = actor(staff(school=made.provider))
    return lambda: runs.cancel_run(made.pk, because="x", version=made.version, actor=by, now=NOW)


def making_a_series():
    made = run()
    by, day = actor(staff(school=made.provider)), made.starts_on + timedelta(days=7)
    return lambda: runs.make_series(made.pk, first_days=[day], actor=by, now=NOW)


@pytest.mark.parametrize(
    ("prepare", "tables"),
    [
        (applying, [RUN]),
        (withdrawing, [RUN, APPLICATION]),
        (admitting, [RUN, APPLICATION, DECISION]),
        (asking_for_the_letter, [DECISION]),
        (refusing_by_letter, [RUN, APPLICATION, DECISION]),
        (handing_a_refusal_over, [RUN, APPLICATION, DECISION, DELIVERY]),
        (noting_the_post, [RUN, APPLICATION, DECISION, DELIVERY]),
        (recording_a_result, [RUN, APPLICATION]),
        (upholding, [RUN, APPLICATION, DECISION, APPEAL, DELIVERY]),
        (maintaining, [RUN, APPLICATION, DECISION, APPEAL]),
        (deciding_finally("upheld"), [RUN, APPLICATION, DECISION, APPEAL, DELIVERY]),
        (deciding_finally("dismissed"), [RUN, APPLICATION, DECISION, APPEAL]),
        (asking_to_forward, [APPEAL]),
        (commenting, [APPEAL]),
        (dropping_an_appeal, [APPEAL]),
        (issuing_again, [CERTIFICATE]),
        (changing_a_class, [RUN]),
        (publishing_a_class, [RUN]),
        (cancelling_a_class, [RUN]),
        (making_a_series, [RUN]),
    ],
    ids=lambda value: getattr(value, "__qualname__", "locks"),
)
def test_an_act_locks_these_in_this_order(prepare, tables):
    assert locked_by(prepare()) == tables
