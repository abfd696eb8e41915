"""schema.org data that says exactly what the page says; what the page does not know is not there."""

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from amu.kernel.money import CURRENCY, plain
from courses.classes.listing import ListedRun
from courses.classes.models import Course, CourseRun, RunCourse
from courses.enums import DeliveryForm, RunStatus

type Node = dict[str, Any]

# As django.utils.html.json_script: nothing in the text can end the script element.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
CONTEXT = "https://schema.org"
STATUS = {
    RunStatus.CANCELLED: "https://schema.org/EventCancelled",
    RunStatus.PUBLISHED: "https://schema.org/EventScheduled",
}


def course_data(course: Course, runs: Iterable[ListedRun], prices: Any) -> Node:
    """A course with the classes its page shows, without invented ones: programs do not read the warning."""
    node = _course(course)
    if course.duration_days:
        node["timeRequired"] = _duration(course.duration_days)
    if offers := _offers(prices, course.get_absolute_url()):
        node["offers"] = offers
    if instances := [_instance(run) for run in runs if not run.is_demo]:
        node["hasCourseInstance"] = instances
    return node


def run_data(run: CourseRun, listed: ListedRun, carried: Iterable[RunCourse], prices: Any) -> Node | None:
    """A class with its courses and both prices, or None for an invented one."""
    if run.is_demo:
        return None
    rows = list(carried)
    package: Node = {"@type": "Course", "name": run.title}
    node = _course(rows[0].course) if len(rows) == 1 else package
    node["provider"] = _provider(listed)
    if len(rows) > 1:
        node["hasPart"] = [_course(row.course) for row in rows]
    instance = _instance(listed)
    offers = _offers(prices, run.get_absolute_url())
    for offer in offers:
        offer["validThrough"] = run.apply_by.isoformat()
        if listed.status == RunStatus.PUBLISHED and not listed.is_closed:
            offer["availability"] = f"https://schema.org/{'InStock' if run.seats_left > 0 else 'SoldOut'}"
    if offers:
        instance["offers"] = offers
    return node | {"hasCourseInstance": [instance]}


def script(node: Node | None) -> SafeString:
    """The data ready to stand in a page; nothing for nothing."""
    if node is None:
        return mark_safe("")
    text = json.dumps({"@context": CONTEXT, **node}, ensure_ascii=False)
    return mark_safe(text.translate(ESCAPES))  # noqa: S308 - every character that HTML knows is escaped


def _course(course: Course) -> Node:
    return {
        "@type": "Course",
        "name": course.title,
        "courseCode": course.code,
        "url": _absolute(course.get_absolute_url()),
    }


def _instance(run: ListedRun) -> Node:
    """A class. Which language it is taught in is known for Danish only."""
    node: Node = {
        "@type": "CourseInstance",
        "name": run.title,
        "identifier": run.booking_code,
        "url": _absolute(reverse("courses:run", args=[run.booking_code])),
        "startDate": run.starts_on.isoformat(),
        "endDate": run.ends_on.isoformat(),
        "courseMode": "online" if run.form == DeliveryForm.DISTANCE else "onsite",
        "eventStatus": STATUS[RunStatus(run.status)],
        "organizer": _provider(run),
    }
    if run.days:
        node["courseWorkload"] = _duration(run.days)
    if not run.in_foreign_language:
        node["inLanguage"] = "da"
    if run.city:
        node["location"] = {
            "@type": "Place",
            "name": run.provider,
            "address": {
                "@type": "PostalAddress",
                "streetAddress": run.street,
                "postalCode": run.postal_code,
                "addressLocality": run.city,
                "addressCountry": "DK",
            },
        }
    if run.status == RunStatus.PUBLISHED:
        node["maximumAttendeeCapacity"] = run.capacity
        node["remainingAttendeeCapacity"] = max(0, run.seats_left)
    return node


def _provider(run: ListedRun) -> Node:
    node: Node = {"@type": "EducationalOrganization", "name": run.provider}
    if run.website:
        node["url"] = run.website
    return node


def _offers(prices: Any, path: str) -> list[Node]:
    """The two prices, named as on the page, each only where there is an amount."""
    kinds = ((_("Price for the target group"), prices.low), (_("Full price"), prices.full))
    return [
        {
            "@type": "Offer",
            "name": kind,
            "category": "Paid" if price.amount else "Free",  # the words that search engines know
            "price": plain(price.amount),
            "priceCurrency": CURRENCY,
            "url": _absolute(path),
        }
        for kind, price in kinds
        if price.amount is not None
    ]


def _duration(days: Decimal) -> str:
    """ISO 8601 as schema.org asks: course days of 7.4 hours, in whole minutes."""
    minutes = int((days * Decimal("7.4") * 60).to_integral_value())
    hours, rest = divmod(minutes, 60)
    return f"PT{hours}H{rest}M" if rest else f"PT{hours}H"


def _absolute(path: str) -> str:
    return str(settings.AMU["public_address"]) + path
