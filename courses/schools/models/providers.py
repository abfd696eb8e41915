"""Who teaches, and where."""

from functools import partial

from django.db import models
from django.utils.translation import gettext_lazy as _

from amu.words import choices
from courses.enums import ProviderKind
from courses.sorting import DanishSortKey


class Provider(models.Model):
    """A school approved to hold labour market training.

    ``address_sourced`` is false where no source confirms the address; it is then not shown
    as a fact. Phone, e-mail and counter hours are what the school itself entered
    (``courses.schools.services``); no page tells people to call where none is known.
    """

    key = models.SlugField(_("name in web addresses"), unique=True, max_length=60)
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("type of school"), max_length=24, choices=partial(choices, ProviderKind))
    institution_number = models.CharField(_("institution number"), max_length=6, blank=True)
    street = models.CharField(_("street and number"), max_length=120, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=4, blank=True)
    city = models.CharField(_("town"), max_length=60, blank=True)
    municipality = models.ForeignKey(
        "courses.Municipality",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="providers",
        verbose_name=_("municipality"),
    )
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    website = models.URLField(_("website"), blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    counter_hours = models.CharField(_("opening hours"), max_length=200, blank=True)
    address_sourced = models.BooleanField(_("a source confirms the address"), default=False)
    evidence = models.CharField(_("what shows that it holds courses"), max_length=200, blank=True)
    source = models.TextField(_("source"), blank=True)
    is_demo = models.BooleanField(_("demonstration"), default=False)
    sort_key = models.GeneratedField(
        expression=DanishSortKey("name"),
        output_field=models.TextField(),
        db_persist=True,
        verbose_name=_("sort key"),
    )

    class Meta:
        verbose_name = _("school")
        verbose_name_plural = _("schools")
        ordering = ["sort_key"]

    def __str__(self) -> str:
        return self.name

    @property
    def can_be_reached(self) -> bool:
        return bool(self.phone or self.email or self.website)


class ProviderAlias(models.Model):
    """Another name the same provider goes by in some source."""

    provider = models.ForeignKey(Provider, models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=160, unique=True)

    class Meta:
        verbose_name_plural = "provider aliases"

    def __str__(self) -> str:
        return self.name


class Location(models.Model):
    """A place where a provider teaches."""

    provider = models.ForeignKey(Provider, models.PROTECT, related_name="locations")
    label = models.CharField(max_length=80, blank=True)
    street = models.CharField(max_length=120)
    postal_code = models.CharField(max_length=4)
    city = models.CharField(max_length=60)
    municipality = models.ForeignKey(
        "courses.Municipality", models.PROTECT, null=True, blank=True, related_name="locations"
    )
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    source = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "street", "postal_code"], name="one_location_per_address"
            )
        ]

    def __str__(self) -> str:
        return f"{self.street}, {self.postal_code} {self.city}"
