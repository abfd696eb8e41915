"""Who answers for a school's certificates."""

from datetime import datetime

from django.db import transaction

from amu.journal.services import Actor, record
from certificates.models import Signatory

SIGNATORY = "certificate.signatory"


@transaction.atomic
def name_signatory(provider_id: int, *, name: str, title: str, actor: Actor, now: datetime) -> None:
    """Print this name and title on the certificates that the school issues from now on."""
    Signatory.objects.update_or_create(provider_id=provider_id, defaults={"name": name, "title": title})
    record(
        SIGNATORY, about=f"provider:{provider_id}", actor=actor, facts={"name": name, "title": title}, now=now
    )
