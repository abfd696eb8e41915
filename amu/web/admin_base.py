"""What the lists in admin have in common."""

from datetime import MAXYEAR, MINYEAR, date
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import SEARCH_VAR
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse

from amu.kernel.identity import find_cpr

SEARCH = "search_by_post"
# What Django's own filters, and the hierarchy of dates, add to the name of their field.
ADDED = {"", "exact", "in", "isnull", "id__exact", "year", "month", "day", "gte", "lt"}
DATE_PARTS = ("year", "month", "day")


class FilteredAdmin[M: Model](admin.ModelAdmin[M]):
    """A list that its address can narrow by the filters beside it, and by nothing else.

    Django lets an address ask about any column of the table, and so read a password's hash or a name letter by letter.
    """

    searches_by_post = True

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The list. What is searched for comes by POST first, so that a CPR number never becomes part of an address."""
        if request.method == "POST" and SEARCH in request.POST:
            return _searched(request)
        return super().changelist_view(request, extra_context)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        filters = [each[0] if isinstance(each, tuple | list) else each for each in self.list_filter]
        names = [str(getattr(each, "parameter_name", each)) for each in filters]
        names += [name for name in (self.date_hierarchy, "id") if name]
        return any(lookup.startswith(name) and _added(lookup, name) in ADDED for name in names)

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """Raises IncorrectLookupParameters, which Django answers with the whole list, for a day no calendar has."""
        if self.date_hierarchy and not _is_in_a_calendar(request.GET, self.date_hierarchy):
            raise IncorrectLookupParameters
        return super().get_changelist_instance(request)


def _searched(request: HttpRequest) -> HttpResponse:
    """Lead to the list with the words in its address; a CPR number leads, unsaid, to where people are found."""
    if find_cpr(request.POST.get(SEARCH_VAR, "")):
        return HttpResponseRedirect(reverse("admin:find_person"), preserve_request=True)
    asked = request.POST.copy()
    for name in (SEARCH, "csrfmiddlewaretoken"):
        asked.pop(name, None)
    return HttpResponseRedirect(f"{request.path}?{asked.urlencode()}")


def _added(lookup: str, name: str) -> str:
    return lookup.removeprefix(name).removeprefix("__")


def _is_in_a_calendar(asked: QueryDict, field: str) -> bool:
    """Whether year, month and day of the hierarchy of dates, those that are given, can be together.

    The first and last year are left out: PostgreSQL's moments go beyond them when the time zone is taken off.
    """
    given = [asked.getlist(f"{field}__{part}") or ["2000" if part == "year" else "1"] for part in DATE_PARTS]
    try:
        year, month, day = (int(value) for (value,) in given)
        return MINYEAR < date(year, month, day).year < MAXYEAR
    except (ValueError, OverflowError):
        return False


class ReadOnlyAdmin[M: Model](FilteredAdmin[M]):
    """Rows that are written by services alone, and that people look at."""

    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        return False
