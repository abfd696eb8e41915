"""E-mail as a channel: a courtesy that there is news, which starts no clock."""

import hashlib

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from amu.delivery.channels import DeliveryChannel, NotDeliverableError, Parcel
from amu.notices.models import Notice
from amu.words import Kind, say


def send(parcel: Parcel) -> str:
    """Send the notice to the address the person has now, in their language; gives the Message-ID.

    Raises NotDeliverableError for a person without an address: the letter is what counts. Raises what the mail
    server raises, and is then tried again with the same Message-ID.
    """
    notice = Notice.objects.select_related("person").get(delivery_id=parcel.delivery_id)
    if not notice.person.email:
        raise NotDeliverableError("no_address")
    with translation.override(notice.person.language or settings.LANGUAGE_CODE):
        subject = say(Kind.NOTICE, notice.code)
        address = settings.AMU["public_address"] + (notice.path or reverse("overview"))
        body = render_to_string("notices/email.txt", {"address": address})
    reference = message_id(parcel.key)
    EmailMessage(
        subject=subject,
        body=body,
        from_email=settings.AMU["mail_from"],
        to=[notice.person.email],
        headers={"Message-ID": reference, "Auto-Submitted": "auto-generated"},
    ).send()
    return reference


def message_id(key: str) -> str:
    """The same for every try, so that a mailbox can drop the second copy."""
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@amu>"


EMAIL = DeliveryChannel("email", notified_by=None, send=send)
