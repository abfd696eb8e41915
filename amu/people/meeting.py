"""Whom staff have found, in this session: finding a person with a reason is what opens that person's page."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from amu.journal.services import Actor
from amu.people.access import Act
from amu.people.acting import actor_somewhere
from amu.people.enums import Purpose
from amu.people.models import User
from amu.people.services.finding import people

FOUND = "people_found"  # in the session: ids of ours, with the reason


@dataclass(frozen=True, slots=True)
class Meeting:
    """Somebody of the staff, in their role, with the person they have found, and why they looked."""

    actor: Actor
    person: User
    purpose: Purpose


def actor_or_404(request: HttpRequest, act: Act) -> Actor:
    """Who acts, at whatever school. Raises Http404 for somebody who may nowhere."""
    actor = actor_somewhere(request.user, act)
    if actor is None:
        raise Http404
    return actor


def remember(request: HttpRequest, person_id: int, purpose: Purpose) -> None:
    request.session[FOUND] = {**request.session.get(FOUND, {}), str(person_id): purpose}


def meeting_or_404(request: HttpRequest, person_id: int, act: Act) -> Meeting:
    """Raises Http404 for somebody who may not, and for a person who was not found in this session."""
    actor = actor_or_404(request, act)
    purpose = request.session.get(FOUND, {}).get(str(person_id))
    if purpose is None:
        raise Http404
    return Meeting(actor, get_object_or_404(people(), pk=person_id), Purpose(purpose))
