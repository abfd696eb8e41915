"""Filters for the lists in admin, and which of them an address can ask for."""

from collections.abc import Callable, Iterator
from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

# What Django's own filters, and the hierarchy of dates, add to the name of their field.
ADDED = {"", "exact", "in", "isnull", "id__exact", "year", "month", "day", "gte", "lt"}


class FilteredAdmin[M: Model](admin.ModelAdmin[M]):
    """A list that its address can narrow by the filters beside it, and by nothing else.

    Django lets an address ask about any column of the table, and so read a password's hash or a name letter by letter.
    """

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        filters = [each[0] if isinstance(each, tuple | list) else each for each in self.list_filter]
        names = [str(getattr(each, "parameter_name", each)) for each in filters]
        names += [name for name in (self.date_hierarchy, "id") if name]
        return any(lookup.startswith(name) and _added(lookup, name) in ADDED for name in names)


def _added(lookup: str, name: str) -> str:
    return lookup.removeprefix(name).removeprefix("__")


def in_words(words: Callable[[str], str]) -> type[admin.AllValuesFieldListFilter]:
    """The codes stored in a field (none of them NULL) as choices, each in words."""

    class InWords(admin.AllValuesFieldListFilter):
        def choices(self, changelist: Any) -> Iterator[Any]:
            everything, *stored = super().choices(changelist)
            yield everything
            for code, choice in zip(self.lookup_choices, stored, strict=True):
                count = choice["display"].removeprefix(code)
                yield {**choice, "display": words(code) + count}

    return InWords
