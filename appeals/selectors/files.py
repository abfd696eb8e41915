"""The files of an appeal's case, and who of the staff may read them."""

from typing import Any

from amu.attachments.registry import Reader
from amu.people.enums import Purpose
from amu.people.selectors import is_ministry_officer, providers_of
from appeals.models import Appeal


def reader(user: Any, appeal_id: int) -> Reader | None:
    """Whoever may see the case at a desk, as ``AppealAdmin`` scopes it; None for anybody else."""
    row = Appeal.objects.filter(pk=appeal_id).values("provider_id", "referral").first()
    if row is None or not user.has_perm("appeals.view_appeal"):
        return None
    if is_ministry_officer(user):
        may_see = row["referral"] is not None
    else:
        may_see = user.is_superuser or row["provider_id"] in providers_of(user)
    return Reader(row["provider_id"], Purpose.APPEAL) if may_see else None
