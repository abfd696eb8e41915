"""Where Django finds the models of the catalogue; each package defines its own."""

from courses.classes.models import (
    CompetenceField,
    Course,
    CourseFullPrice,
    CourseProvider,
    CourseRun,
    RunCourse,
    RunSupplement,
    SchoolKey,
    SeatCount,
    UploadedSheet,
)
from courses.fees.models import FeeRate, RateProposal
from courses.loading.models import DataSource
from courses.schools.models import Approver, Location, Municipality, PostalCode, Provider, ProviderAlias
from courses.search.models import CourseText, SearchChange, SearchRow, SearchWord, Synonym

__all__ = [
    "Approver",
    "CompetenceField",
    "Course",
    "CourseFullPrice",
    "CourseProvider",
    "CourseRun",
    "CourseText",
    "DataSource",
    "FeeRate",
    "Location",
    "Municipality",
    "PostalCode",
    "Provider",
    "ProviderAlias",
    "RateProposal",
    "RunCourse",
    "RunSupplement",
    "SchoolKey",
    "SearchChange",
    "SearchRow",
    "SearchWord",
    "SeatCount",
    "Synonym",
    "UploadedSheet",
]
