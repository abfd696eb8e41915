"""Where a letter reaches a person. Encrypted, as a CPR number is."""

from functools import partial

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from amu.people.enums import AddressSource
from amu.words import choices


class PostalAddress(models.Model):
    """The address a person has now, with where it comes from and since when. Letters keep the one they were sent to."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        primary_key=True,
        related_name="postal_address",
        verbose_name=_("person"),
    )
    encrypted = models.BinaryField(_("address, encrypted"), editable=False)
    source = models.CharField(_("source"), max_length=8, choices=partial(choices, AddressSource))
    as_of = models.DateTimeField(_("as of"))

    class Meta:
        verbose_name = _("postal address")
        verbose_name_plural = _("postal addresses")

    def __str__(self) -> str:
        return f"address of user {self.person_id}"
