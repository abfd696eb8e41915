"""What a change to a class means for the people in it. Delivered from the outbox, perhaps twice."""

from collections.abc import Mapping
from typing import Any

from amu import clock
from amu.notices.services import tell
from amu.web.addresses import page_in
from courses.classes.selectors import lock_run, run_facts
from enrolment.enums import NoticeCode
from enrolment.models import Application
from enrolment.services.line import promote


def run_moved(payload: Mapping[str, Any], dedup_key: str) -> None:
    """Tell everybody with a seat or in line, unless the class has been cancelled since: then that is the news."""
    if not run_facts(payload["run"]).is_cancelled:
        _tell_everybody(NoticeCode.RUN_MOVED, payload)


def run_cancelled(payload: Mapping[str, Any], dedup_key: str) -> None:
    """Tell everybody with a seat or in line. Their applications stay as they are: that is their history."""
    _tell_everybody(NoticeCode.RUN_CANCELLED, payload)


def run_has_more_seats(payload: Mapping[str, Any], dedup_key: str) -> None:
    """Give the new seats to those who wait, in order."""
    promote(lock_run(payload["run"]), now=clock.now())


def _tell_everybody(code: NoticeCode, payload: Mapping[str, Any]) -> None:
    """Each application once for this version of the class, however often the message comes."""
    for application in Application.objects.live().filter(run_id=payload["run"]).order_by("pk"):
        tell(
            code,
            person_id=application.person_id,
            about=application.ref,
            path=page_in(application.language, "enrolment:application", application.pk),
            occasion=f"version {payload['version']}",
            now=clock.now(),
        )
