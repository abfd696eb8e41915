"""Locks, always in the same order: runs by their ids, application, decision, appeal, certificate, delivery."""

from collections.abc import Collection
from datetime import date

from courses.classes.listing import open_runs_like
from courses.classes.selectors import RunFacts, lock_run, lock_runs, run_facts
from enrolment.models import Application, Decision


def lock_application(application_id: int) -> tuple[RunFacts, Application]:
    """Lock the run, then the application. Raises Application.DoesNotExist."""
    run_id = Application.objects.values_list("run_id", flat=True).get(pk=application_id)
    run = lock_run(run_id)
    return run, Application.objects.select_for_update(of=("self",), no_key=True).get(pk=application_id)


def lock_with_classes_like_it(
    application_id: int, *, today: date, or_this: bool = True
) -> tuple[RunFacts, Application, list[RunFacts]]:
    """The same, with the classes in which somebody can get a seat instead, soonest first.

    There are none while the run itself can still be joined, where that would do (``or_this``). Raises
    Application.DoesNotExist.
    """
    run_id = Application.objects.values_list("run_id", flat=True).get(pk=application_id)
    run, others = lock_run_with_those_like_it(run_id, today=today, or_this=or_this)
    application = Application.objects.select_for_update(of=("self",), no_key=True).get(pk=application_id)
    return run, application, others


def lock_run_with_those_like_it(
    run_id: int, *, today: date, or_this: bool = True
) -> tuple[RunFacts, list[RunFacts]]:
    """Lock the run and, where it can no longer be joined or would not do, the open ones like it at the school.

    They come soonest first.
    """
    others: Collection[int] = ()
    if not or_this or not run_facts(run_id).can_be_joined_on(today):
        others = open_runs_like(run_id, today)
    locked = lock_runs({run_id, *others})
    return locked[run_id], [locked[pk] for pk in others]


def lock_decision(decision_id: int) -> Decision:
    """Raises Decision.DoesNotExist."""
    return Decision.objects.select_for_update(of=("self",), no_key=True).get(pk=decision_id)
