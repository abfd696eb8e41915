"""Certificates and statements."""

from certificates.services.issuing import issue_for_result, reissue, state_participation
from certificates.services.making import make
from enrolment import services as enrolment
from tests.situations.catalogue import AFTER_CLASS
from tests.situations.enrolments import admitted, result


def certificate(passed=None, *, now=None):
    """A certificate as the workers make it, with its document."""
    made = issue_for_result((passed or result()).pk, now=now or AFTER_CLASS)
    return issues_made(made, now=now)


def statement(outcome="not_passed", *, of=None, days=None, by=None):
    """A statement of participation, with its document, for somebody who did not pass."""
    without = result(of or admitted(), outcome)
    by = by or enrolment.person(without.application.person_id)
    made = state_participation(without.pk, actor=by, now=AFTER_CLASS, attended_days=days)
    return issues_made(made)


def issues_made(made, *, now=None):
    """The certificate whose planned documents have been made."""
    for issue in made.issues.filter(state="planned"):
        make(issue.pk, now=now or AFTER_CLASS)
    made.refresh_from_db()
    return made


def reissued(made, *, by=None, language="da", now=None):
    """The certificate's newest document, made for somebody who has lost theirs."""
    planned = reissue(
        made.pk, language=language, actor=by or enrolment.person(made.person_id), now=now or AFTER_CLASS
    )
    issues_made(made, now=now)
    planned.refresh_from_db()
    return planned
