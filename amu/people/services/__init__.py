"""Every change to people, their rights and the log of viewed data. One function is one transaction."""

from amu.people.services.accounts import (
    change_contact,
    close_account,
    note_access,
    note_sign_in,
    open_account,
)
from amu.people.services.data_views import match_cpr, record_view, record_views, reveal_cpr
from amu.people.services.rights import check_grant, end_membership, grant_membership
from amu.people.services.sign_in import sign_in_from_mitid

__all__ = [
    "change_contact",
    "check_grant",
    "close_account",
    "end_membership",
    "grant_membership",
    "match_cpr",
    "note_access",
    "note_sign_in",
    "open_account",
    "record_view",
    "record_views",
    "reveal_cpr",
    "sign_in_from_mitid",
]
