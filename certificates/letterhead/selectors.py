"""Questions about who signs a school's certificates and about its logo. Nothing here writes."""

from base64 import b64encode
from datetime import date
from functools import lru_cache

from django.db.models import Q, QuerySet

from certificates.letterhead.models import SchoolLogo, Signatory


def signatory_on(provider_id: int, day: date) -> Signatory | None:
    """Who signs on that day; None where nobody is named."""
    rows = Signatory.objects.filter(provider_id=provider_id, valid_from__lte=day)
    return rows.filter(Q(valid_to=None) | Q(valid_to__gte=day)).order_by("-valid_from").first()


def signatories_of(provider_id: int) -> QuerySet[Signatory]:
    """All of them, the latest first."""
    return Signatory.objects.filter(provider_id=provider_id).order_by("-valid_from")


def logo_of(provider_id: int) -> str:
    """The hash of the school's logo as it is now; empty without one."""
    rows = SchoolLogo.objects.filter(provider_id=provider_id, ended_at=None)
    return rows.values_list("sha256", flat=True).first() or ""


@lru_cache(maxsize=16)
def picture(sha256: str) -> str:
    """The logo with that hash, as an address that holds the picture itself. Raises SchoolLogo.DoesNotExist."""
    row = SchoolLogo.objects.filter(sha256=sha256).first()
    if row is None:
        raise SchoolLogo.DoesNotExist(sha256)
    return f"data:image/png;base64,{b64encode(bytes(row.content)).decode()}"
