"""Tables of courses and classes."""

from courses.classes.models.courses import CompetenceField, Course, CourseFullPrice, CourseProvider
from courses.classes.models.keys import SchoolKey, SeatCount
from courses.classes.models.runs import CourseRun, RunCourse, RunSupplement
from courses.classes.models.uploads import UploadedSheet

__all__ = [
    "CompetenceField",
    "Course",
    "CourseFullPrice",
    "CourseProvider",
    "CourseRun",
    "RunCourse",
    "RunSupplement",
    "SchoolKey",
    "SeatCount",
    "UploadedSheet",
]
