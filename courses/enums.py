"""Words of the catalogue that are stored in rows."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Known(models.TextChoices):
    """A fact that may be missing from the data. Unknown is shown as unknown, never read as no."""

    YES = "yes", pgettext_lazy("known fact", "Yes")
    NO = "no", pgettext_lazy("known fact", "No")
    UNKNOWN = "unknown", pgettext_lazy("known fact", "Unknown")


class ProviderKind(models.TextChoices):
    AMU_CENTRE = "amu_centre", _("AMU centre")
    VOCATIONAL_SCHOOL = "vocational_school", _("Vocational school")
    SOSU_SCHOOL = "sosu_school", _("Social and health care school")
    AGRICULTURAL_SCHOOL = "agricultural_school", _("Agricultural school")
    PRIVATE_PROVIDER = "private_provider", _("Private provider")


class CourseKind(models.TextChoices):
    AMU = "amu", _("Labour market training course")
    VET_SUBJECT = "enkeltfag_or_other", _("Vocational single subject")
    SKILLS_ASSESSMENT = "rkv", _("Individual skills assessment")


class DeliveryForm(models.TextChoices):
    DAY = "day", _("Day")
    EVENING = "evening", _("Evening")
    WEEKEND = "weekend", _("Weekend")
    DISTANCE = "distance", _("Distance learning")
    UNKNOWN = "unknown", _("Not stated")


class RunStatus(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    CANCELLED = "cancelled", _("Cancelled")


class RateClass(models.TextChoices):
    """Until 2023 two rates applied, by course; from 2024 one."""

    SINGLE = "single", _("One rate")
    LOW = "low", _("Low rate")
    HIGH = "high", _("High rate")
    UNKNOWN = "unknown", _("Unknown")


class ProposalState(models.TextChoices):
    """Where a proposed rate stands."""

    WAITING = "waiting", _("Waiting for a second person")
    APPROVED = "approved", _("Approved")
    DECLINED = "declined", _("Declined")
