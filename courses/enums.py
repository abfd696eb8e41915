"""The codes of the catalogue that are stored in rows."""

from enum import StrEnum


class Known(StrEnum):
    """A fact that may be missing from the data. Unknown is shown as unknown, never read as no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class ProviderKind(StrEnum):
    AMU_CENTRE = "amu_centre"
    VOCATIONAL_SCHOOL = "vocational_school"
    SOSU_SCHOOL = "sosu_school"
    AGRICULTURAL_SCHOOL = "agricultural_school"
    PRIVATE_PROVIDER = "private_provider"


class ApproverKind(StrEnum):
    """Who approves a course for somebody on benefit."""

    MUNICIPALITY = "municipality"
    FUND = "fund"


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


class DeliveryForm(StrEnum):
    DAY = "day"
    EVENING = "evening"
    WEEKEND = "weekend"
    DISTANCE = "distance"
    UNKNOWN = "unknown"


class RunStatus(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    CANCELLED = "cancelled"


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
