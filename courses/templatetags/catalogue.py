"""Words of the catalogue's data in the reader's language."""

import re

from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

register = template.Library()

# The project's own grouping, stored in Danish: the only values there are until a source brings another.
AREAS = {
    "Auto, cykel og motorcykel": _("Cars, bicycles and motorcycles"),
    "Bygge og anlæg": _("Building and construction"),
    "El, vvs og energi": _("Electricity, plumbing and energy"),
    "Frisør og mode": _("Hairdressing and fashion"),
    "Fødevareindustri": _("Food industry"),
    "Grønne områder, skov og jordbrug": _("Green areas, forestry and farming"),
    "Industri og produktion": _("Industry and production"),
    "It, kontor og handel": _("IT, office and retail"),
    "Ledelse og samarbejde": _("Leadership and cooperation"),
    "Mad, hotel og restaurant": _("Food, hotels and restaurants"),
    "Metal, svejsning og automatik": _("Metal, welding and automation"),
    "Service": _("Service"),
    "Social, sundhed og pædagogik": _("Social work, health and child care"),
    "Sprog": _("Languages"),
    "Transport og lager": _("Transport and warehousing"),
}
CLOCK = re.compile(r"(\d{1,2})[.:](\d{2})")


@register.filter
def area_name(area: str) -> str:
    """The subject area in the reader's language; one we have no words for stays in Danish."""
    return area if get_language() == "da" else str(AREAS.get(area, area))


@register.filter
def hours(text: str) -> str:
    """08.00–15.24 out of whatever way a school writes its hours; unreadable text stays as it is."""
    times = CLOCK.findall(text)
    if len(times) != 2:
        return text
    mark = ":" if get_language() == "en" else "."
    return "–".join(f"{int(hour):02}{mark}{minute}" for hour, minute in times)
