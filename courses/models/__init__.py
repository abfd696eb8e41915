"""The catalogue's tables."""

from courses.models.changes import SearchChange
from courses.models.courses import CompetenceField, Course, CourseFullPrice, CourseProvider
from courses.models.fees import FeeRate, RateProposal
from courses.models.places import Municipality, PostalCode
from courses.models.providers import Location, Provider, ProviderAlias
from courses.models.runs import CourseRun, RunCourse, RunSupplement
from courses.models.search import CourseText, SearchRow, SearchWord, Synonym
from courses.models.sources import DataSource

__all__ = [
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
    "SearchChange",
    "SearchRow",
    "SearchWord",
    "Synonym",
]
