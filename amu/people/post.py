"""Where letters to people go. Nothing here writes."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from amu.kernel.postal import Address
from amu.people.encryption import cpr_keys
from amu.people.enums import AddressSource
from amu.people.models import PostalAddress
from amu.people.selectors import card_of


@dataclass(frozen=True, slots=True)
class KnownAddress:
    address: Address
    source: AddressSource
    as_of: datetime


def address_row(person_id: int) -> str:
    """The name of the row that an address is bound to."""
    return f"people.postal_address:{person_id}"


def has_address(person_id: int) -> bool:
    return PostalAddress.objects.filter(pk=person_id).exists()


def address_of(person_id: int) -> KnownAddress | None:
    """Showing it to anybody but the person is a view to record; see also ``acting.may_see_address``."""
    return addresses_of([person_id]).get(person_id)


def addresses_of(person_ids: Iterable[int]) -> dict[int, KnownAddress]:
    """The addresses that are known, by person. Raises EncryptionKeyError."""
    return {row.pk: _decrypted(row) for row in PostalAddress.objects.filter(pk__in=set(person_ids))}


def recipient_of(person_id: int) -> tuple[str, ...]:
    """How a letter names its recipient: the name, and the address where there is one.

    The address of a protected person is in no letter, because more people read letters than post them: whoever posts
    it writes the address on the envelope. A name that is not known is said in the active language.
    """
    card = card_of(person_id)
    known = None if card.name_protected else address_of(person_id)
    return known.address.lines(card.name_on_paper) if known else (card.name_on_paper,)


def _decrypted(row: PostalAddress) -> KnownAddress:
    stored = cpr_keys().decrypt(bytes(row.encrypted), bound_to=address_row(row.pk))
    return KnownAddress(Address.from_dict(json.loads(stored)), AddressSource(row.source), row.as_of)
