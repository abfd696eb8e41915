"""Who acts in a person's case: they themselves, or their representative. And the looks of the latter leave a row."""

from django.http import HttpRequest

from amu import clock
from amu.journal.services import Actor, person, representative
from amu.mandates.models import Mandate
from amu.mandates.selectors import mandate_to_act
from amu.people.enums import Purpose, Seen
from amu.people.requests import person_id
from amu.people.services import record_view

LOOKS = {"GET", "HEAD"}


def actor_in(request: HttpRequest, whose: int) -> Actor:
    """Whoever is signed in, in a case that they reach (``selectors.cases_acted_in``). ``whose`` case it is."""
    mine = person_id(request)
    return person(mine) if mine == whose else representative(mine)


def acts_for_another(request: HttpRequest, whose: int) -> bool:
    return request.user.pk != whose


def mandate_of(request: HttpRequest, whose: int, application_id: int) -> Mandate | None:
    """By which whoever is signed in acts for another in the case; None in one's own."""
    return mandate_to_act(person_id(request), application_id) if acts_for_another(request, whose) else None


def looked(request: HttpRequest, whose: int, *, what: Seen, ref: str) -> None:
    """Log that a representative viewed something, as a look of staff is logged; one's own case is not."""
    if request.method in LOOKS and acts_for_another(request, whose):
        record_view(
            request.user,  # type: ignore[arg-type]  # signed in
            whose,
            what=what,
            object_ref=ref,
            purpose=Purpose.MANDATE,
            as_representative=True,
            now=clock.now(),
        )
