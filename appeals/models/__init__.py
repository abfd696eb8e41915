"""Tables of appeals."""

from appeals.models.appeal import Appeal, Comment, DueStep, Note
from appeals.models.promises import Inquiry, Promise
from appeals.models.referral import Bundle, Referral, Remittal
from appeals.models.second_look import Review

__all__ = [
    "Appeal",
    "Bundle",
    "Comment",
    "DueStep",
    "Inquiry",
    "Note",
    "Promise",
    "Referral",
    "Remittal",
    "Review",
]
