"""Which rows each act locks, and in which order: run, application, decision, appeal, certificate, delivery."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amu.people.enums import Role
from appeals import services as appeals
from appeals.enums import MinistryOutcome
from certificates.services.issuing import reissue
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


@pytest.mark.parametrize(
    ("prepare", "tables"),
    [
        (applying, [RUN]),
        (withdrawing, [RUN, APPLICATION]),
        (admitting, [RUN, APPLICATION, DECISION]),
        (refusing_by_letter, [RUN, APPLICATION, DECISION]),
        (handing_a_refusal_over, [RUN, APPLICATION, DECISION, DELIVERY]),
        (noting_the_post, [RUN, APPLICATION, DECISION, DELIVERY]),
        (recording_a_result, [RUN, APPLICATION]),
        (upholding, [RUN, APPLICATION, DECISION, APPEAL, DELIVERY]),
        (maintaining, [RUN, APPLICATION, DECISION, APPEAL]),
        (deciding_finally("upheld"), [RUN, APPLICATION, DECISION, APPEAL, DELIVERY]),
        (deciding_finally("dismissed"), [RUN, APPLICATION, DECISION, APPEAL]),
        (issuing_again, [CERTIFICATE]),
    ],
    ids=lambda value: getattr(value, "__qualname__", "locks"),
)
def test_an_act_locks_these_in_this_order(prepare, tables):
    assert locked_by(prepare()) == tables
