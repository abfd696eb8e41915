"""Keep the address to which a person's letters go. The only writer of it."""

import json
from datetime import datetime

from django.db import transaction

from amu.journal.services import SYSTEM, Actor, record
from amu.kernel.postal import Address
from amu.people.encryption import cpr_keys
from amu.people.enums import AddressSource, PeopleAct
from amu.people.models import PostalAddress, User
from amu.people.post import address_of, address_row


@transaction.atomic
def change_address(
    person_id: int, address: Address | None, *, source: AddressSource, actor: Actor, now: datetime
) -> None:
    """Store the address with its source and date; None removes it. The same address again changes nothing."""
    User.objects.select_for_update(no_key=True).get(pk=person_id)
    known = address_of(person_id)
    if (known.address if known else None) == address:
        return
    if address is None:
        PostalAddress.objects.filter(pk=person_id).delete()
    else:
        text = json.dumps(address.as_dict(), ensure_ascii=False)
        encrypted = cpr_keys().encrypt(text, bound_to=address_row(person_id))
        PostalAddress.objects.update_or_create(
            person_id=person_id, defaults={"encrypted": encrypted, "source": source, "as_of": now}
        )
    record(
        PeopleAct.ADDRESS_CHANGED if address else PeopleAct.ADDRESS_REMOVED,
        about=f"user:{person_id}",
        person_id=person_id,
        actor=actor,
        facts={"source": source},
        now=now,
    )


def take_address(person_id: int, address: Address | None, *, now: datetime) -> None:
    """What a sign-in says: it fills an empty place and renews its own, and never replaces what somebody has told us."""
    known = address_of(person_id) if address else None
    if address and (known is None or known.source == AddressSource.MITID):
        change_address(person_id, address, source=AddressSource.MITID, actor=SYSTEM, now=now)
