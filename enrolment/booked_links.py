"""The link by which somebody says that a booked seat is theirs: signed, and of one naming only."""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils import translation

_SIGNER = Signer(salt="enrolment.booked_seat")


def link_of(seat_id: int, version: int, language: str) -> str:
    """The whole address, for an e-mail. Signed with the secret key, so that nobody can make one from the database."""
    with translation.override(language):
        path = reverse("enrolment:booked", args=[_SIGNER.sign(f"{seat_id}.{version}")])
    return f"{settings.AMU['public_address']}{path}"


def read_token(token: str) -> tuple[int, int] | None:
    """Seat and version; None for a token that we have not made."""
    try:
        seat_id, _, version = _SIGNER.unsign(token).partition(".")
        return int(seat_id), int(version)
    except (BadSignature, ValueError):
        return None
