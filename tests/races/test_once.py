"""The same request twice at the same moment takes effect once."""

import threading
import time
from uuid import uuid4

import pytest

from amu.documents.models import Document
from amu.journal.models import Entry
from amu.notices.models import Notice
from appeals.models import Appeal
from certificates.models import Certificate, CertificateIssue
from certificates.services import issuing, making
from courses.models import CourseRun
from enrolment import services
from enrolment.models import Application, Decision
from enrolment.selectors.applications import draft_of
from tests.races.threads import at_once
from tests.situations import (
    AFTER_CLASS,
    NOW,
    SKILLED,
    actor,
    appeal,
    application,
    certificate,
    issues_made,
    person,
    refusal,
    refused,
    result,
    run,
    staff,
)

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_identical_submissions_are_one_application():
    who, where, key = person(), run(), uuid4()

    first, second = at_once(*[lambda: application(of=who, to=where, key=key)] * 2)

    assert first == second
    assert Application.objects.count() == 1
    assert CourseRun.objects.get(pk=where.pk).seats_taken == 1
    assert Entry.objects.filter(act="application.submitted").count() == 1


def test_one_person_in_two_browsers_has_one_application():
    who, where = person(), run()

    first, second = at_once(*[lambda: application(of=who, to=where)] * 2)

    assert first == second
    assert CourseRun.objects.get(pk=where.pk).seats_taken == 1


def test_two_browsers_keep_one_draft_with_one_key():
    who, where = person(), run()

    def keep(education):
        return lambda: services.save_draft(
            run_id=where.pk, person_id=who.pk, answers={"education": education}, now=NOW
        )

    first, second = at_once(keep("vocational"), keep("unskilled"))

    assert first.submission_key == second.submission_key == draft_of(who.pk, where.pk).submission_key


def test_two_appeals_over_one_decision_are_one():
    decision = refused()

    first, second = at_once(*[lambda: appeal(decision)] * 2)

    assert first == second
    assert Appeal.objects.count() == 1
    assert Entry.objects.filter(act="appeal.received").count() == 1
    assert Notice.objects.filter(code="appeal_received").count() == 1


def test_two_workers_issue_one_certificate():
    passed = result()

    results = at_once(*[lambda: certificate(passed)] * 2)

    (made,) = Certificate.objects.all()
    assert made in results
    assert CertificateIssue.objects.count() == 1
    assert Notice.objects.filter(code="certificate_issued").count() == 1
    assert certificate(passed) == made


def test_without_that_lock_the_unique_result_still_refuses_a_second(monkeypatch):
    passed, both_have_looked = result(), threading.Barrier(2)
    number = issuing._next_number

    def slow_number(year):
        both_have_looked.wait(timeout=5)
        return number(year)

    monkeypatch.setattr(issuing, "_next_number", slow_number)
    monkeypatch.setattr(issuing, "lock_result", lambda _: None)

    results = at_once(*[lambda: certificate(passed)] * 2)

    assert sorted(type(made).__name__ for made in results) == ["Certificate", "IntegrityError"]
    assert CertificateIssue.objects.count() == 1


def correct_while_the_worker_issues(monkeypatch):
    """The result is corrected after the worker has read it, and before it has stored the certificate."""
    passed, has_read, number = result(), threading.Event(), issuing._next_number

    def slow_number(year):
        has_read.set()
        time.sleep(0.5)
        return number(year)

    def correct():
        has_read.wait(timeout=5)
        return result(passed.application, "not_passed")

    monkeypatch.setattr(issuing, "_next_number", slow_number)
    at_once(lambda: certificate(passed), correct)
    return Certificate.objects.filter(standing="valid").count()


def test_a_correction_while_the_certificate_is_made_withdraws_it(monkeypatch):
    assert correct_while_the_worker_issues(monkeypatch) == 0


def test_without_the_lock_on_the_result_a_false_certificate_would_stay_valid(monkeypatch):
    monkeypatch.setattr(issuing, "lock_result", lambda _: None)

    assert correct_while_the_worker_issues(monkeypatch) == 1


def test_two_reissues_at_once_are_two_versions_with_one_current():
    made = certificate()

    def again():
        return issuing.reissue(made.pk, language="da", actor=services.person(made.person_id), now=AFTER_CLASS)

    at_once(again, again)
    issues_made(made)

    issues = CertificateIssue.objects.filter(certificate=made).values_list("version", "is_current")
    assert sorted(issues) == [(1, False), (2, False), (3, True)]


def planned():
    return issuing.issue_for_result(result().pk, now=AFTER_CLASS).issues.get()


def test_two_workers_that_make_the_same_document_store_it_once():
    issue = planned()

    at_once(*[lambda: making.make(issue.pk, now=AFTER_CLASS)] * 2)

    issue.refresh_from_db()
    assert (issue.state, issue.is_current) == ("ready", True)
    assert Document.objects.filter(kind="certificate").count() == 1
    assert Notice.objects.filter(code="certificate_issued").count() == 1
    assert Entry.objects.filter(act="certificate.sealed").count() == 1


def test_control_without_the_lock_both_try_to_store_it(monkeypatch):
    issue, both_have_looked = planned(), threading.Barrier(2)
    keep = making.keep

    def slow(*args, **kwargs):
        both_have_looked.wait(timeout=5)
        return keep(*args, **kwargs)

    monkeypatch.setattr(making, "keep", slow)
    rows = Certificate.objects
    monkeypatch.setattr(rows, "select_for_update", lambda **_: rows.all(), raising=False)

    results = at_once(*[lambda: making.make(issue.pk, now=AFTER_CLASS)] * 2)

    assert [type(made).__name__ for made in results if made is not None] != []
    assert Document.objects.filter(kind="certificate").count() == 1


def test_two_officers_who_admit_and_refuse_at_once_leave_one_decision():
    applied = application()
    one, other = staff(school=applied.run.provider), staff(school=applied.run.provider)

    results = at_once(
        lambda: services.admit(applied.pk, actor=actor(one), now=NOW),
        lambda: services.refuse(applied.pk, refusal(), actor=actor(other), now=NOW),
    )

    assert sorted(type(made).__name__ for made in results) == ["Decision", "MoveNotAllowedError"]
    assert Decision.objects.filter(application=applied).count() == 1


def test_two_results_at_once_leave_one_current():
    first = result(outcome="not_passed")

    def record(outcome):
        return lambda: result(first.application, outcome)

    at_once(record("passed"), record("absent"))

    rows = first.application.results.values_list("version", "is_current")
    assert sorted(rows) == [(1, False), (2, False), (3, True)]


def test_the_line_gets_a_withdrawn_seat_once_when_two_leave_and_one_applies():
    where = run(capacity=1)
    holder, waiting = application(to=where), application(to=where)
    newcomer = person()

    at_once(
        lambda: services.withdraw(holder.pk, actor=services.person(holder.person_id), now=NOW),
        lambda: services.withdraw(holder.pk, actor=services.person(holder.person_id), now=NOW),
        lambda: application(of=newcomer, to=where, answers=SKILLED),
    )

    held = Application.objects.holding_a_seat().filter(run=where).values_list("pk", flat=True)
    assert list(held) == [waiting.pk]
    assert CourseRun.objects.get(pk=where.pk).seats_taken == 1
