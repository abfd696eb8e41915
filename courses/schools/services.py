"""What a school enters about itself."""

from datetime import datetime

from django.db import transaction

from amu.journal.services import Actor, record
from courses.schools.models import Provider
from courses.schools.rules.contact import read_phone

CONTACT_CHANGED = "school.contact_changed"
FIELDS = ("phone", "email", "counter_hours")


def case_of(provider: Provider) -> str:
    return f"school:{provider.key}"


@transaction.atomic
def change_contact(
    provider_id: int, *, phone: str, email: str, counter_hours: str, actor: Actor, now: datetime
) -> Provider:
    """How people reach the school, shown on public pages from the commit on. Nothing changed leaves no trace.

    Raises CodedError for a phone number that is none; Provider.DoesNotExist.
    """
    wanted = {
        "phone": read_phone(phone),
        "email": email.strip(),
        "counter_hours": " ".join(counter_hours.split()),
    }
    row = Provider.objects.select_for_update(of=("self",), no_key=True).get(pk=provider_id)
    before = {name: getattr(row, name) for name in FIELDS}
    if before == wanted:
        return row
    for name, value in wanted.items():
        setattr(row, name, value)
    row.save(update_fields=FIELDS)
    facts = {**wanted, **{f"{name}_before": value for name, value in before.items()}}
    record(CONTACT_CHANGED, about=case_of(row), case=case_of(row), actor=actor, facts=facts, now=now)
    return row
