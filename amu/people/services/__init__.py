"""Every change to people, their rights and the log of viewed data. One function is one transaction."""

from amu.people.services.accounts import (
    change_contact,
    close_account,
    note_access,
    note_sign_in,
    open_account,
)
from amu.people.services.addresses import change_address
from amu.people.services.data_views import match_cpr, record_list_view, record_view, record_views, reveal_cpr
from amu.people.services.entering import Particulars, correct_person, enter_person, name_on_paper
from amu.people.services.finding import Wanted, find_people
from amu.people.services.invitations import accept, accept_with_new_account, invite, withdraw_invitation
from amu.people.services.rights import check_grant, end_membership, grant_membership
from amu.people.services.same_person import confirm_same
from amu.people.services.sign_in import sign_in_from_mitid

__all__ = [
    "Particulars",
    "Wanted",
    "accept",
    "accept_with_new_account",
    "change_address",
    "change_contact",
    "check_grant",
    "close_account",
    "confirm_same",
    "correct_person",
    "end_membership",
    "enter_person",
    "find_people",
    "grant_membership",
    "invite",
    "match_cpr",
    "name_on_paper",
    "note_access",
    "note_sign_in",
    "open_account",
    "record_list_view",
    "record_view",
    "record_views",
    "reveal_cpr",
    "sign_in_from_mitid",
    "withdraw_invitation",
]
