"""The catalogue as staff see it: their own runs, and the courses everybody shares."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from amu.people.scoped_admin import SharedAdmin
from amu.web.list_filters import in_words
from courses.admin import rates, schools  # noqa: F401 - they register themselves
from courses.admin.classes import CourseRunAdmin
from courses.admin.schools import AS_WRITTEN, ORIGIN
from courses.admin.synonyms import SynonymAdmin
from courses.classes.models import Course, CourseRun
from courses.classes.words import area_name
from courses.fees.models import FeeRate
from courses.search.models import Synonym

admin.site.register(CourseRun, CourseRunAdmin)
admin.site.register(Synonym, SynonymAdmin)


def area_or_not_stated(area: str) -> str:
    return area_name(area) or str(_("Not stated"))


@admin.register(Course)
class CourseAdmin(SharedAdmin[Course]):
    list_display = ["course_number", "title", "duration_days", "gives_certificate", "fee_exempt", "area"]
    list_filter = [("subject_area", in_words(area_or_not_stated)), "gives_certificate", "fee_exempt"]
    search_fields = ["number", "title"]
    search_help_text = _("The number, or words from the title.")
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "course_number",
                    "title",
                    "title_may_be_cut",
                    "short_label",
                    "kind",
                    "area",
                    "competence_field",
                    "duration_days",
                    "lessons",
                    "gives_certificate",
                    "fee_exempt",
                    "rate_class",
                    "is_basic_skills",
                    "is_demo",
                ]
            },
        ),
        (
            ORIGIN,
            {
                "fields": ["status_note", "seen_from", "seen_to", "source", "source_ref"],
                "description": AS_WRITTEN,
            },
        ),
    ]

    @admin.display(description=_("course number"), ordering="number")
    def course_number(self, row: Course) -> str:
        return row.code

    @admin.display(description=_("subject area"), ordering="subject_area")
    def area(self, row: Course) -> str:
        return area_or_not_stated(row.subject_area)


@admin.register(FeeRate)
class FeeRateAdmin(SharedAdmin[FeeRate]):
    list_display = ["year", "rate_class", "per_day", "valid_from", "valid_to"]
    fieldsets = [
        (None, {"fields": ["year", "rate_class", "per_day", "valid_from", "valid_to"]}),
        (ORIGIN, {"fields": ["source"], "description": AS_WRITTEN}),
    ]
