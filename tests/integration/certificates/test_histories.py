"""Results, corrections, workers and lost papers in any order: no history leaves a false certificate valid.

A few histories are tried each time, the same ones. ``HISTORIES=2000`` tries so many.
"""

import os
from datetime import timedelta
from unittest.mock import patch

import hypothesis.strategies as st
import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from amu.outbox import services as outbox
from amu.outbox.services import drain
from amu.people.enums import Role
from amu.sealing.keys import SealingError
from certificates.models import Certificate, CertificateIssue
from certificates.selectors.certificates import by_code
from certificates.services import making
from certificates.services.issuing import (
    NoStatementError,
    NotValidError,
    issue_for_result,
    reissue,
    state_participation,
)
from enrolment import services as enrolment
from enrolment.enums import ResultOutcome
from enrolment.models import CourseResult
from enrolment.services import results
from tests.situations import AFTER_CLASS, actor, admitted, staff

pytestmark = pytest.mark.django_db
HISTORIES = int(os.environ.get("HISTORIES", "6"))
OUTCOMES = [ResultOutcome.PASSED, ResultOutcome.NOT_PASSED, ResultOutcome.ABSENT]


def fails(*_args, **_kwargs):
    raise SealingError("no time stamp")


class Histories(RuleBasedStateMachine):
    """One person, one course, and all that can be done about its certificate. Files are made quickly, and not sealed."""

    def __init__(self):
        super().__init__()
        self.undone = transaction.atomic()
        self.undone._from_testcase = True
        self.undone.__enter__()
        self.now = AFTER_CLASS
        self.files = 0
        self.ended = set()
        try:
            self.applied = admitted()
            self.by = actor(staff(Role.REGISTRAR, self.applied.run.provider))
        except BaseException:
            self.teardown()
            raise

    def teardown(self):
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    def works(self, seal=None):
        """Workers deliver all that is due, an hour later."""
        self.now += timedelta(hours=1)

        def sealed(content, *, now):
            self.files += 1
            return b"%%PDF- %d" % self.files

        with (
            patch.object(making, "write", lambda *_, **__: b""),
            patch.object(making, "seal", seal or sealed),
        ):
            drain(now=self.now)

    @property
    def current(self):
        return CourseResult.objects.filter(application=self.applied, is_current=True).first()

    def say(self, outcome, day=0, *, is_resit=False):
        return enrolment.record_result(
            self.applied.pk,
            run_course_id=self.applied.run.run_courses.get().pk,
            outcome=outcome,
            assessed_on=self.applied.run.ends_on + timedelta(days=day),
            is_resit=is_resit,
            reason="Rettet efter en tastefejl.",
            actor=self.by,
            now=self.now,
        )

    @rule(outcome=st.sampled_from(OUTCOMES), day=st.integers(0, 1))
    def the_school_records_or_corrects(self, outcome, day):
        self.say(outcome, day)

    @precondition(lambda self: self.current and self.current.outcome == ResultOutcome.NOT_PASSED)
    @rule()
    def the_person_passes_the_re_sit(self):
        if self.current.attempt == 1:
            self.say(ResultOutcome.PASSED, 2, is_resit=True)

    @rule()
    def workers_come(self):
        self.works()

    @rule()
    def no_time_stamp_can_be_had(self):
        self.works(seal=fails)

    @precondition(lambda self: self.current)
    @rule(outcome=st.sampled_from(OUTCOMES))
    def it_is_corrected_while_the_file_is_made(self, outcome):
        def corrected(_content, *, now):
            self.say(outcome)
            self.files += 1
            return b"%%PDF- %d" % self.files

        self.works(seal=corrected)

    @precondition(lambda self: CourseResult.objects.exists())
    @rule(which=st.integers(0, 20))
    def a_worker_that_was_asleep_issues_an_old_result(self, which):
        every = list(CourseResult.objects.filter(application=self.applied).order_by("pk"))
        issue_for_result(every[which % len(every)].pk, now=self.now)

    @precondition(lambda self: Certificate.objects.exists())
    @rule(which=st.integers(0, 20))
    def somebody_has_lost_it(self, which):
        every = list(Certificate.objects.order_by("pk"))
        lost = every[which % len(every)]
        try:
            reissue(lost.pk, language="da", actor=self.by, now=self.now)
        except NotValidError:
            assert lost.ended_at

    @precondition(lambda self: self.current)
    @rule()
    def a_statement_is_asked_for(self):
        try:
            state_participation(self.current.pk, actor=self.by, now=self.now, attended_days=1)
        except NoStatementError:
            assert self.current.outcome == ResultOutcome.PASSED

    @invariant()
    def nothing_is_valid_that_is_not_so(self):
        valid = list(Certificate.objects.filter(standing="valid").select_related("result"))
        assert len({each.kind for each in valid}) == len(valid)
        for each in valid:
            if each.is_statement:
                assert each.result.outcome != ResultOutcome.PASSED
            else:
                assert each.result.is_current
                assert each.result.outcome == ResultOutcome.PASSED
                assert each.content["assessed_on"] == each.result.assessed_on.isoformat()

    @invariant()
    def what_has_ended_stays_so_and_every_code_that_was_handed_out_answers(self):
        ended = set(Certificate.objects.exclude(standing="valid").values_list("pk", flat=True))
        assert self.ended <= ended
        self.ended = ended
        for issue in CertificateIssue.objects.filter(is_current=True).select_related("certificate"):
            assert by_code(issue.certificate.printed_code) == issue.certificate

    @invariant()
    def nobody_has_a_file_of_what_was_never_sealed(self):
        ready = CertificateIssue.objects.filter(state="ready")
        assert ready.count() == ready.filter(document__isnull=False).count() <= self.files

    @rule()
    def in_the_end_a_pass_has_one_certificate_with_its_file_and_nothing_else_has(self):
        for _ in range(3):
            self.now += outbox.LEASE * 2 + timedelta(days=1)
            self.works()
        found = CertificateIssue.objects.filter(
            certificate__kind="amu", certificate__standing="valid", is_current=True
        )
        passed = self.current is not None and self.current.outcome == ResultOutcome.PASSED
        assert found.count() == passed
        assert not CertificateIssue.objects.filter(state="planned").exists()


def tried(histories):
    how = settings(
        max_examples=histories,
        stateful_step_count=12,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
        phases=[Phase.generate],
    )
    with time_machine.travel(AFTER_CLASS, tick=False):
        run_state_machine_as_test(Histories, settings=how)


@pytest.mark.timeout(3600)
def test_no_history_leaves_a_false_certificate_valid():
    tried(HISTORIES)


def test_control_where_nobody_follows_a_correction_one_does(monkeypatch):
    monkeypatch.setattr(results, "_on_correction", [])

    with pytest.raises(AssertionError):
        tried(40)
