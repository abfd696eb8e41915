"""What staff write about a class: store and check it. The caller holds the lock and the transaction."""

import base64
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q

from courses.classes.models import Course, CourseProvider, CourseRun, RunCourse, RunSupplement
from courses.classes.pricing.facts import KnownRun, course_facts, load_rates
from courses.classes.pricing.quote import quote_known_run
from courses.classes.rules.publication import CoursePlan, Finding, Plan, findings
from courses.enums import DeliveryForm
from courses.fees.rules import Education, NoPrice, Person

TARGET_GROUP = Person(Education.UNSKILLED)


@dataclass(frozen=True, slots=True)
class Carried:
    """A course of the class, by its id."""

    course_id: int
    days: Decimal
    target_price: Decimal | None = None
    full_price: Decimal | None = None
    is_distance: bool = False


@dataclass(frozen=True, slots=True)
class Extra:
    """A supplement the participant may decline."""

    amount: Decimal
    explanation: str


@dataclass(frozen=True, slots=True)
class RunContent:
    """Everything staff decide about a class but its provider, its code and its state."""

    title: str
    starts_on: date
    ends_on: date
    enrol_by: date | None
    capacity: int
    courses: tuple[Carried, ...]
    location_id: int | None = None
    hours: str = ""
    form: DeliveryForm = DeliveryForm.UNKNOWN
    in_foreign_language: bool = False
    seats_elsewhere: int = 0
    minimum: int | None = None
    is_guaranteed: bool = False
    is_open_workshop: bool = False
    published_price: Decimal | None = None
    asks_school_for_price: bool = False
    extras: tuple[Extra, ...] = ()

    def columns(self) -> dict[str, Any]:
        """The run's own columns."""
        return {name: value for name, value in asdict(self).items() if name not in {"courses", "extras"}}


def content_of(run: CourseRun) -> RunContent:
    """What the class says now, ready to be changed or copied. Two queries."""
    own = {
        name: getattr(run, name)
        for name in RunContent.__dataclass_fields__
        if name not in {"courses", "extras", "form"}
    }
    return RunContent(
        **own,
        form=DeliveryForm(run.form),
        courses=tuple(
            Carried(row.course_id, row.days, row.target_price, row.full_price, row.is_distance)
            for row in run.run_courses.order_by("position", "pk")
        ),
        extras=tuple(
            Extra(row.amount, row.explanation or row.reason) for row in run.supplements.order_by("pk")
        ),
    )


def save_courses(run: CourseRun, courses: tuple[Carried, ...]) -> None:
    """Courses in this order; those no longer named go. A course that stays keeps its row: results point at it."""
    run.run_courses.exclude(course_id__in=[row.course_id for row in courses]).delete()
    for position, row in enumerate(courses):
        RunCourse.objects.update_or_create(
            run=run,
            course_id=row.course_id,
            defaults={
                "position": position,
                "days": row.days,
                "target_price": row.target_price,
                "full_price": row.full_price,
                "is_distance": row.is_distance,
            },
        )


def keep_extras(run: CourseRun, extras: tuple[Extra, ...]) -> None:
    if extras == content_of(run).extras:
        return
    run.supplements.all().delete()
    RunSupplement.objects.bulk_create(
        [RunSupplement(run=run, amount=extra.amount, explanation=extra.explanation) for extra in extras]
    )


def judge(content: RunContent, *, provider_id: int, seats_taken: int = 0) -> tuple[Finding, ...]:
    """The findings of the rules for publishing. Three queries.

    No source lists approvals: being seen with the course is the nearest thing known, so
    a school without it is warned, not refused (docs/decisions/0008-classes-and-staff.md).
    """
    courses = Course.objects.in_bulk([row.course_id for row in content.courses])
    seen = set(
        CourseProvider.objects.filter(provider_id=provider_id, course_id__in=courses).values_list(
            "course_id", flat=True
        )
    )
    return findings(
        Plan(
            starts_on=content.starts_on,
            ends_on=content.ends_on,
            enrol_by=content.enrol_by,
            capacity=content.capacity,
            seats_gone=content.seats_elsewhere + seats_taken,
            minimum=content.minimum,
            is_guaranteed=content.is_guaranteed,
            is_open_workshop=content.is_open_workshop,
            published_price=content.published_price,
            asks_school_for_price=content.asks_school_for_price,
            has_target_price=_has_target_price(content, courses),
            courses=tuple(
                CoursePlan(
                    courses[row.course_id].code,
                    row.days,
                    tuple(price for price in (row.target_price, row.full_price) if price is not None),
                    True if row.course_id in seen else None,
                )
                for row in content.courses
            ),
            supplements=tuple(extra.amount for extra in content.extras),
        )
    )


def _has_target_price(content: RunContent, courses: Mapping[int, Course]) -> bool:
    """Whether the rules of the fee find what somebody in the target group pays. One query."""
    run = KnownRun(
        pk=0,
        booking_code="",
        starts_on=content.starts_on,
        published_price=content.published_price,
        asks_school=content.asks_school_for_price,
        courses=tuple(
            replace(
                course_facts(courses[row.course_id]),
                days=row.days,
                full_price=row.full_price,
                target_price=row.target_price,
            )
            for row in content.courses
        ),
        supplements=(),
    )
    return not isinstance(quote_known_run(run, TARGET_GROUP, load_rates(), frozenset()), NoPrice)


def fresh_code(number: str) -> str:
    """A booking code of our own: the course's number and 35 random bits, readable on the phone."""
    return f"{number}-{base64.b32encode(secrets.token_bytes(5)).decode()[:7]}"


def at(location_id: int | None) -> Q:
    """Runs at that location; None: those without one."""
    return Q(location__isnull=True) if location_id is None else Q(location_id=location_id)
