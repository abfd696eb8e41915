"""``manage.py local_people``: the invented staff of a laptop, with their roles and code apps."""

from functools import cache
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.apps import apps
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from amu import clock
from amu.local.personas import STAFF, STAFF_PHRASE, StaffPersona
from amu.people.enums import Role
from amu.people.models import User
from amu.people.second_factor import factor_of
from amu.people.services import grant_membership


class Command(BaseCommand):
    help = (
        "Create the invented staff one can sign in as. Safe to run again. Refused outside laptops and tests."
    )

    def handle(self, *_: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("invented people belong to the test identity provider")
        for person in STAFF:
            words = make(person)
            if options["verbosity"]:
                self.stdout.write(f"{person.username}: {words}")


hashed = cache(make_password)  # all have the same one, and each hash takes a second


@transaction.atomic
def make(persona: StaffPersona) -> str:
    """One employee with role and code app; what is there stays. Tells what happened."""
    user = User.objects.filter(username=persona.username).first()
    known = user is not None
    if user is None:
        is_operator = not persona.role
        user = User.objects.create(
            username=persona.username,
            password=hashed(STAFF_PHRASE),
            full_name=persona.name,
            is_staff=is_operator,
            is_superuser=is_operator,
        )
    if not Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists():
        with factor_of(user.pk):
            TOTP.activate(user, persona.code_seed)
    if persona.role and not _grant(user, persona):
        return f"no {persona.provider or persona.approver} yet, so no role"
    return "known" if known else "created"


def _grant(user: User, persona: StaffPersona) -> bool:
    """Whether the provider or the approver of the role is in the catalogue."""
    provider_id = None
    if persona.provider:
        providers = apps.get_model("courses", "Provider").objects
        provider_id = providers.filter(key=persona.provider).values_list("pk", flat=True).first()
        if provider_id is None:
            return False
    approver_id = persona.approver or None
    if approver_id and not apps.get_model("courses", "Approver").objects.filter(pk=approver_id).exists():
        return False
    grant_membership(
        user.pk,
        role=Role(persona.role),
        provider_id=provider_id,
        approver_id=approver_id,
        by=None,
        now=clock.now(),
    )
    return True
