"""Every address of the system, filled in with the ids of one case, and the fields that its pages have."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import translation


@dataclass(frozen=True)
class Route:
    """One address as it is written, with ``<type:name>`` for what varies."""

    pattern: str
    name: str

    def filled(self, **values: object) -> str:
        """The address with each part filled in by its name, or by its type where the name is not given."""

        def value(found: re.Match[str]) -> str:
            kind, name = found["kind"] or "str", found["name"]
            return str(values.get(name, values.get(kind, "1")))

        return "/" + re.sub(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>", value, self.pattern)


def routes(language: str = "da") -> list[Route]:
    """All of them, those of Django admin too."""
    with translation.override(language):
        return sorted(set(_walk(get_resolver(), "", "")), key=lambda route: route.pattern)


def _walk(resolver: URLResolver, before: str, namespace: str) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        here = before + _plain(str(entry.pattern))
        if isinstance(entry, URLResolver):
            inside = ":".join(filter(None, (namespace, entry.namespace)))
            yield from _walk(entry, here, inside)
        elif isinstance(entry, URLPattern):
            yield Route(here, ":".join(filter(None, (namespace, entry.name))))


def _plain(pattern: str) -> str:
    """A regular expression of a library's as an address; a path as it stands."""
    pattern = re.sub(r"\(\?P<(\w+)>[^()]*(?:\([^()]*\))?[^()]*\)", r"<\1>", pattern)
    return pattern.replace("^", "").replace("$", "").replace("\\Z", "").replace("\\", "")
