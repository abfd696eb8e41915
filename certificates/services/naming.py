"""The holder decides whether the public page shows their name."""

from datetime import datetime

from django.db import transaction

from amu.journal.services import Actor, record
from certificates.models import Certificate
from certificates.services.acts import NAME_HIDDEN, NAME_SHOWN, act_on


@transaction.atomic
def choose_name(certificate_id: int, *, shows: bool, actor: Actor, now: datetime) -> Certificate:
    """Show the name on the public page, or hide it, from its next view on. Choosing the same again renews the choice."""
    certificate = Certificate.objects.select_for_update(of=("self",), no_key=True).get(pk=certificate_id)
    certificate.shows_name, certificate.name_chosen_at = shows, now
    certificate.save(update_fields=["shows_name", "name_chosen_at"])
    record(
        act_on(certificate, NAME_SHOWN if shows else NAME_HIDDEN),
        about=certificate.ref,
        person_id=certificate.person_id,
        actor=actor,
        now=now,
    )
    return certificate
