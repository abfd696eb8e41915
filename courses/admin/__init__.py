"""The catalogue as staff see it: their own runs, and the courses everybody shares."""

from django.contrib import admin

from courses.admin.rates import SharedAdmin
from courses.admin.runs import CourseRunAdmin
from courses.admin.synonyms import SynonymAdmin
from courses.models import Course, CourseRun, FeeRate, Provider, Synonym

admin.site.register(CourseRun, CourseRunAdmin)
admin.site.register(Synonym, SynonymAdmin)


@admin.register(Course)
class CourseAdmin(SharedAdmin[Course]):
    list_display = ["code", "title", "duration_days", "gives_certificate", "fee_exempt", "subject_area"]
    list_filter = ["subject_area", "gives_certificate", "fee_exempt"]
    search_fields = ["number", "title"]


@admin.register(FeeRate)
class FeeRateAdmin(SharedAdmin[FeeRate]):
    list_display = ["year", "rate_class", "per_day", "valid_from", "valid_to", "source"]


@admin.register(Provider)
class ProviderAdmin(SharedAdmin[Provider]):
    list_display = ["name", "kind", "city", "institution_number"]
    list_filter = ["kind"]
    search_fields = ["name"]
