"""What the outbox sends for people: invitations to staff."""

import hashlib
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from amu import clock
from amu.people.models import Invitation
from amu.people.services.invitations import link_of


def send_invitation(payload: Mapping[str, Any], key: str) -> None:
    """Send the link, and nothing about anybody; an invitation that is over is not sent.

    Raises what the mail server raises, and is then tried again with the same Message-ID.
    """
    found = (
        Invitation.objects.unanswered().filter(pk=payload["invitation"], expires_at__gt=clock.now()).first()
    )
    if found is None:
        return
    with translation.override(settings.LANGUAGE_CODE):
        facts = {"address": link_of(found), "last_day": clock.danish_date(found.expires_at)}
        subject, body = _("Invitation to AMU for staff"), render_to_string("people/invitation.txt", facts)
    EmailMessage(
        subject=subject,
        body=body,
        from_email=settings.AMU["mail_from"],
        to=[found.email],
        headers={"Message-ID": f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@amu>"},
    ).send()
