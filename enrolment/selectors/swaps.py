"""Which seats somebody who waits could give up, and which applications wait to take the place of a seat."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from courses.classes.selectors import RunFacts, many_run_facts
from enrolment.enums import ApplicationState
from enrolment.models import Application
from enrolment.states import HOLDS_SEAT


@dataclass(frozen=True, slots=True)
class Other:
    """An application of the same person, with its class."""

    application: Application
    run: RunFacts


@dataclass(frozen=True, slots=True)
class Swaps:
    """``kept`` is given up once there is a seat here; ``offers`` could be; ``takers`` wait to take this seat's place."""

    kept: Other | None = None
    offers: tuple[Other, ...] = ()
    takers: tuple[Other, ...] = ()

    @property
    def has_any(self) -> bool:
        return bool(self.kept or self.offers or self.takers)


def swaps_of(mine: Application, *, on: date) -> Swaps:
    """Two queries, and none for an application that neither waits nor holds a seat."""
    theirs = Application.objects.filter(person_id=mine.person_id).exclude(run_id=mine.run_id).order_by("pk")
    if mine.state == ApplicationState.WAITING:
        seated = [each for each in _with_runs(theirs.filter(state__in=HOLDS_SEAT)) if on < each.run.starts_on]
        kept = next((each for each in seated if each.application.pk == mine.swaps_id), None)
        return Swaps(kept=kept, offers=() if kept else tuple(seated))
    if mine.state in HOLDS_SEAT:
        waiting = theirs.filter(state=ApplicationState.WAITING, swaps=mine)
        return Swaps(takers=tuple(_with_runs(waiting)))
    return Swaps()


def gave_up_for(mine: Application) -> Application | None:
    """The application for whose seat this one was given up."""
    if mine.state != ApplicationState.WITHDRAWN:
        return None
    return Application.objects.filter(swaps=mine, state__in=HOLDS_SEAT).first()


def _with_runs(rows: QuerySet[Application]) -> list[Other]:
    found = list(rows)
    runs = many_run_facts({row.run_id for row in found}) if found else {}
    return [Other(row, runs[row.run_id]) for row in found]
