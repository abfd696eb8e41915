"""Filters for the lists in admin."""

from collections.abc import Callable, Iterator
from typing import Any

from django.contrib import admin


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
