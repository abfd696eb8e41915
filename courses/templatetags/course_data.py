"""Words of the catalogue's data in the reader's language."""

from django import template
from django.utils.translation import get_language, gettext, gettext_noop

from courses.classes.hours import times_in
from courses.classes.words import area_name

register = template.Library()

# What our own list of sources says (courses/data/sources.csv), so that it is found for translation.
SOURCES = [
    gettext_noop("GeoNames postal codes"),
    gettext_noop("Postal codes with coordinates"),
    gettext_noop("Contains data from GeoNames (geonames.org)"),
    gettext_noop("Danish administrative division (DAGI/DAWA)"),
    gettext_noop("Municipalities and regions with their codes"),
    gettext_noop("Free public data"),
    gettext_noop("Contains data from the Danish Agency for Data Supply and Infrastructure"),
    gettext_noop("Samples of the national VEU web service"),
    gettext_noop(
        "Course numbers, short titles, normed days, certificate flag, who was seen offering what (2018-2023)"
    ),
    gettext_noop("Copyright PensionDanmark"),
    gettext_noop("Published runs of course 22906"),
    gettext_noop("128 runs at 19 providers: dates, seats, deadlines, prices as published on 4 August 2026"),
    gettext_noop("No licence stated: facts shown here but left out of open data"),
    gettext_noop("Providers and teaching places"),
    gettext_noop(
        "Names and addresses gathered from the schools' own pages and public lists; "
        "unconfirmed addresses are marked"
    ),
    gettext_noop("Facts from public pages"),
    gettext_noop("Joint competence descriptions (FKB)"),
    gettext_noop("Numbers and names of job areas seen in public sources"),
    gettext_noop("Participation fee rates"),
    gettext_noop("Rates per day and year with the source of each"),
]


register.filter(area_name)


@register.filter
def hours(text: str) -> str:
    """08.00–15.24 out of whatever way a school writes its hours; unreadable text stays as it is."""
    times = times_in(text)
    if len(times) != 2:
        return text
    mark = ":" if get_language() == "en" else "."
    return "–".join(f"{hour:02}{mark}{minute:02}" for hour, minute in times)


@register.filter
def source_words(text: str) -> str:
    """What the list of sources says, in the reader's language; other texts stay as they are."""
    return gettext(text) if text else ""
