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


class SubjectArea(models.TextChoices):
    """The project's own grouping of courses. Prices depend on it, so it is a code and never a label."""

    VEHICLES = "vehicles", _("Cars, bicycles and motorcycles")
    CONSTRUCTION = "construction", _("Building and construction")
    ENERGY = "energy", _("Electricity, plumbing and energy")
    HAIR_AND_FASHION = "hair_and_fashion", _("Hairdressing and fashion")
    FOOD_INDUSTRY = "food_industry", _("Food industry")
    GREEN = "green", _("Green areas, forestry and farming")
    INDUSTRY = "industry", _("Industry and production")
    OFFICE_AND_RETAIL = "office_and_retail", _("IT, office and retail")
    LEADERSHIP = "leadership", _("Leadership and cooperation")
    HOSPITALITY = "hospitality", _("Food, hotels and restaurants")
    METAL = "metal", _("Metal, welding and automation")
    SERVICE = "service", _("Service")
    SOCIAL_CARE = "social_care", _("Social work, health and child care")
    LANGUAGES = "languages", _("Languages")
    TRANSPORT = "transport", _("Transport and warehousing")


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
