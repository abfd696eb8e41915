"""Look for what somebody has from any school. It is for one purpose, and each look is logged where the person sees it."""

from datetime import datetime

from django.db import transaction

from amu.journal.services import Actor, record
from amu.people.enums import Purpose, Seen
from amu.people.models import User
from amu.people.services import record_view
from certificates.enums import SearchReason
from certificates.selectors.anywhere import Found, found_anywhere

SEARCHED = "certificate.searched"


@transaction.atomic
def search_all_schools(
    person_id: int, *, why: SearchReason, viewer: User, actor: Actor, now: datetime
) -> list[Found]:
    """What the person has, the latest course first. The look and its reason stay, also where nothing is found."""
    found = found_anywhere(person_id)
    about = f"user:{person_id}"
    record_view(
        viewer,
        person_id,
        what=Seen.ALL_CERTIFICATES,
        object_ref=about,
        purpose=Purpose.CERTIFICATE,
        now=now,
    )
    facts = {"reason": why, "found": len(found)}
    record(SEARCHED, about=about, person_id=person_id, actor=actor, facts=facts, now=now)
    return found
