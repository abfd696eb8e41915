"""How the list of applications is narrowed down."""

from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from amu import clock
from enrolment.models import Application, Paper
from enrolment.rules.papers import FROM_THE_PERSON, PaperState


class BeginsFilter(admin.SimpleListFilter):
    """When the class begins, counted from today."""

    title = _("the class begins")
    parameter_name = "begins"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("soon", _("Within two weeks")), ("later", _("Later")), ("begun", _("Has begun"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Application]) -> QuerySet[Application]:
        today, soon = clock.today(), clock.today() + timedelta(days=14)
        conditions = {
            "begun": Q(run__starts_on__lte=today),
            "soon": Q(run__starts_on__gt=today, run__starts_on__lte=soon),
            "later": Q(run__starts_on__gt=soon),
        }
        return queryset.filter(conditions.get(self.value() or "", Q()))


class PapersFilter(admin.SimpleListFilter):
    """Whether papers are missing, or wait to be looked at."""

    title = _("papers")
    parameter_name = "papers"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("missing", _("The person has to hand some in")), ("handed_in", _("To be checked"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Application]) -> QuerySet[Application]:
        papers = Paper.objects.filter(application=OuterRef("pk"))
        conditions = {
            "missing": papers.filter(state__in=FROM_THE_PERSON),
            "handed_in": papers.filter(state=PaperState.HANDED_IN),
        }
        wanted = conditions.get(self.value() or "")
        return queryset if wanted is None else queryset.filter(Exists(wanted))


class AgeFilter(admin.SimpleListFilter):
    """For how long the application has been with the school."""

    title = _("received")
    parameter_name = "received"
    LONG_AGO = {"week": timedelta(days=7), "fortnight": timedelta(days=14), "month": timedelta(days=30)}

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("week", _("More than a week ago")),
            ("fortnight", _("More than two weeks ago")),
            ("month", _("More than 30 days ago")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Application]) -> QuerySet[Application]:
        age = self.LONG_AGO.get(self.value() or "")
        return queryset if age is None else queryset.filter(applied_at__lt=clock.now() - age)
