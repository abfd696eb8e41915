"""The codes of the catalogue that are stored in rows."""

from enum import StrEnum

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


class CourseKind(StrEnum):
    AMU = "amu"
    VET_SUBJECT = "enkeltfag_or_other"
    SKILLS_ASSESSMENT = "rkv"


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


class RunAct(StrEnum):
    """What the journal says was done to a class."""

    DRAFTED = "run.drafted"
    CHANGED = "run.changed"
    PUBLISHED = "run.published"
    CANCELLED = "run.cancelled"


class ProposalState(StrEnum):
    """Where a proposed rate stands."""

    WAITING = "waiting"
    APPROVED = "approved"
    DECLINED = "declined"
