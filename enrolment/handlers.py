"""What a change to a class means for the people in it. Delivered from the outbox, perhaps twice."""

import hashlib
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from amu import clock
from courses.classes.selectors import lock_run, run_facts
from enrolment.booked_links import link_of
from enrolment.selectors.bookings import named_seat
from enrolment.services import ending
from enrolment.services.approving import release_seat
from enrolment.services.elsewhere import give_owed_seats
from enrolment.services.line import promote, promote_with_swaps


def run_moved(payload: Mapping[str, Any], dedup_key: str) -> None:
    """Tell everybody with a seat or in line, unless the class has been cancelled since: then that is the news."""
    if not run_facts(payload["run"]).is_cancelled:
        ending.resume_line(payload["run"], now=clock.now())
        ending.tell_of_move(payload["run"], occasion=_occasion(payload), now=clock.now())


def run_cancelled(payload: Mapping[str, Any], dedup_key: str) -> None:
    """Close the applications, and tell everybody who had a seat or stood in line."""
    ending.close_cancelled(payload["run"], occasion=_occasion(payload), now=clock.now())


def run_has_more_seats(payload: Mapping[str, Any], dedup_key: str) -> None:
    """Give the new seats to those who wait, in order, and then to those who are owed one."""
    promote(lock_run(payload["run"]), now=clock.now())
    give_owed_seats(payload["run"], now=clock.now())


def run_published(payload: Mapping[str, Any], dedup_key: str) -> None:
    """Whoever is owed a seat by the school in a class like this one comes first."""
    give_owed_seats(payload["run"], now=clock.now())


def line_over(payload: Mapping[str, Any], dedup_key: str) -> None:
    """A class has begun, and nobody can be added to it any more."""
    ending.end_line(payload["run"], now=clock.now())


def approval_over(payload: Mapping[str, Any], dedup_key: str) -> None:
    """No approval came, and everybody has been told: the seat is released, unless an answer came meanwhile."""
    release_seat(payload["approval"], now=clock.now())


def swaps(payload: Mapping[str, Any], dedup_key: str) -> None:
    """A seat waits for somebody who gives up another one for it: both classes are locked in their order."""
    promote_with_swaps(payload["run"], now=clock.now())


def ask_booked(payload: Mapping[str, Any], dedup_key: str) -> None:
    """Send the link to whoever is named on a booked seat, unless somebody else is by now, or the class has begun.

    Raises what the mail server raises, and is then tried again with the same Message-ID.
    """
    seat = named_seat(payload["seat"], payload["version"])
    if seat is None:
        return
    run = run_facts(seat.run_id)
    if not run.can_be_joined_on(clock.today()):
        return
    language = seat.booking.language
    with translation.override(language):
        facts = {
            "address": link_of(seat.pk, seat.version, language),
            "company": str(seat.booking.company),
            "last_day": run.join_by,
        }
        subject, body = (
            _("A seat in a course is booked for you"),
            render_to_string("enrolment/booked.txt", facts),
        )
    EmailMessage(
        subject=subject,
        body=body,
        from_email=settings.AMU["mail_from"],
        to=[seat.email],
        headers={"Message-ID": f"<{hashlib.sha256(dedup_key.encode()).hexdigest()[:40]}@amu>"},
    ).send()


def _occasion(payload: Mapping[str, Any]) -> str:
    """Each application is told once of a version of the class, however often the message comes."""
    return f"version {payload['version']}"
