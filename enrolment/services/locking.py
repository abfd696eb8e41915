"""Locks, always in the same order: run, application, decision, appeal, certificate, delivery."""

from courses.classes.selectors import RunFacts, lock_run
from enrolment.models import Application, Decision


def lock_application(application_id: int) -> tuple[RunFacts, Application]:
    """Lock the run, then the application. Raises Application.DoesNotExist."""
    run_id = Application.objects.values_list("run_id", flat=True).get(pk=application_id)
    run = lock_run(run_id)
    return run, Application.objects.select_for_update(of=("self",), no_key=True).get(pk=application_id)


def lock_decision(decision_id: int) -> Decision:
    """Raises Decision.DoesNotExist."""
    return Decision.objects.select_for_update(of=("self",), no_key=True).get(pk=decision_id)
