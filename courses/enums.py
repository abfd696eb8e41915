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


class SubjectArea(StrEnum):
    """The project's own grouping of courses. Prices depend on it, so it is a code and never a label."""

    VEHICLES = "vehicles"
    CONSTRUCTION = "construction"
    ENERGY = "energy"
    HAIR_AND_FASHION = "hair_and_fashion"
    FOOD_INDUSTRY = "food_industry"
    GREEN = "green"
    INDUSTRY = "industry"
    OFFICE_AND_RETAIL = "office_and_retail"
    LEADERSHIP = "leadership"
    HOSPITALITY = "hospitality"
    METAL = "metal"
    SERVICE = "service"
    SOCIAL_CARE = "social_care"
    LANGUAGES = "languages"
    TRANSPORT = "transport"


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
