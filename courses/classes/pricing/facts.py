"""Rows of the catalogue as the facts that rules ask for. Reads only, in a bounded number of queries."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db import connection
from django.db.models import Prefetch

from courses.classes.models import Course, CourseFullPrice, CourseRun, RunCourse, RunSupplement
from courses.enums import CourseKind, SubjectArea
from courses.fees.rules import Booking, CourseFacts, Field, Flag, Rate, RateClass, Supplement

# Our own subject area that holds both fields the exemption is about.
FIELDS: Mapping[str, Field] = {SubjectArea.SOCIAL_CARE: Field.SOCIAL_CARE}

RATES = """SELECT year, rate_class, per_day, valid_from, valid_to, source FROM courses_feerate
    ORDER BY year, rate_class"""
FACTS = """SELECT asked.code, c.duration_days, c.fee_exempt, c.subject_area, c.is_basic_skills, c.kind,
        c.gives_certificate, c.rate_class, priced.amount, priced.subsidy,
        rate.year, rate.rate_class, rate.per_day, rate.valid_from, rate.valid_to, rate.source
    FROM unnest(%(codes)s::text[]) asked (code)
    JOIN courses_course c ON c.number = split_part(asked.code, '-', 1) AND c.part = split_part(asked.code, '-', 2)
    LEFT JOIN courses_coursefullprice priced ON priced.course_id = c.id AND priced.year = %(year)s
    LEFT JOIN courses_feerate rate ON rate.valid_from <= %(on)s AND coalesce(rate.valid_to, 'infinity') >= %(on)s"""

type FullPrices = Mapping[int, tuple[Decimal, Decimal | None]]  # by year: the whole, and its subsidy


@dataclass(frozen=True, slots=True)
class KnownCourse:
    """A course with the years its full price is stored for."""

    pk: int
    facts: CourseFacts
    full_prices: FullPrices

    def in_year(self, year: int) -> CourseFacts:
        """A full price answers for its own year and no other."""
        full, subsidy = self.full_prices.get(year, (None, None))
        return replace(self.facts, full_price=full, full_subsidy=subsidy)


@dataclass(frozen=True, slots=True)
class KnownRun:
    """A class as it is priced, before anybody has chosen supplements."""

    pk: int
    booking_code: str
    starts_on: date
    published_price: Decimal | None
    asks_school: bool
    courses: tuple[CourseFacts, ...]
    supplements: tuple[Supplement, ...]

    def booking(
        self,
        *,
        also: tuple[CourseFacts, ...],
        accepts: frozenset[str],
        beside: tuple[CourseFacts, ...] = (),
    ) -> Booking:
        return Booking(
            beside=beside,
            starts_on=self.starts_on,
            courses=self.courses,
            also=also,
            published_price=self.published_price,
            asks_school=self.asks_school,
            supplements=self.supplements,
            accepts=accepts,
        )


def load_rates() -> tuple[Rate, ...]:
    """All rates. One query."""
    with connection.cursor() as cursor:
        cursor.execute(RATES)
        return tuple(_rate(*row) for row in cursor)


def _rate(
    year: int, rate_class: str, per_day: Decimal, valid_from: date, valid_to: date | None, source: str
) -> Rate:
    return Rate(year, RateClass(rate_class), per_day, valid_from, valid_to, source)


def load_courses(numbers: Collection[str]) -> dict[str, KnownCourse]:
    """Every course and part with one of the numbers, by code (47592, 49041-B). Two queries."""
    rows = Course.objects.filter(number__in=set(numbers)).prefetch_related(
        Prefetch("full_prices", CourseFullPrice.objects.order_by("year"))
    )
    return {row.code: known_course(row) for row in rows}


def facts_and_rates(codes: Collection[str], on: date) -> tuple[dict[str, CourseFacts], tuple[Rate, ...]]:
    """The courses by code, with their full price of that year where it is known, and the rates in force. One query."""
    with connection.cursor() as cursor:
        cursor.execute(FACTS, {"codes": list(codes), "year": on.year, "on": on})
        rows = cursor.fetchall()
    rates = dict.fromkeys(row[-6:] for row in rows if row[-6] is not None)
    return {row[0]: _facts(*row[:-6]) for row in rows}, tuple(_rate(*rate) for rate in rates)


def _facts(
    code: str,
    days: Decimal | None,
    fee_exempt: str,
    area: str,
    basic_skills: bool,  # noqa: FBT001 - a column
    kind: str,
    certificate: str,
    rate_class: str,
    full_price: Decimal | None,
    subsidy: Decimal | None,
) -> CourseFacts:
    return CourseFacts(
        code=code,
        days=days,
        fee_exempt=Flag(fee_exempt),
        field=FIELDS.get(area, Field.OTHER),
        basic_skills=basic_skills,
        skills_assessment=kind == CourseKind.SKILLS_ASSESSMENT,
        certificate=Flag(certificate),
        rate_class=RateClass(rate_class),
        full_price=full_price,
        full_subsidy=subsidy,
    )


def known_course(row: Course) -> KnownCourse:
    """No query where its full prices were fetched with it."""
    full_prices = {full.year: (full.amount, full.subsidy) for full in row.full_prices.all()}
    return KnownCourse(row.pk, course_facts(row), full_prices)


def load_runs(*, pks: Iterable[int] = (), booking_codes: Iterable[str] = ()) -> list[KnownRun]:
    """The runs with those ids or booking codes. Three queries for any number of them."""
    wanted = CourseRun.objects.filter(pk__in=set(pks)) | CourseRun.objects.filter(
        booking_code__in=set(booking_codes)
    )
    rows = wanted.prefetch_related(
        Prefetch("run_courses", RunCourse.objects.select_related("course").order_by("position", "pk")),
        Prefetch("supplements", RunSupplement.objects.order_by("pk")),
    )
    return [known_run(row) for row in rows]


def course_facts(course: Course) -> CourseFacts:
    """The course by itself: normed days, no full price yet, as that depends on the year."""
    return CourseFacts(
        code=course.code,
        days=course.duration_days,
        fee_exempt=Flag(course.fee_exempt),
        field=FIELDS.get(course.subject_area, Field.OTHER),
        basic_skills=course.is_basic_skills,
        skills_assessment=course.kind == CourseKind.SKILLS_ASSESSMENT,
        certificate=Flag(course.gives_certificate),
        rate_class=RateClass(course.rate_class),
    )


def known_run(row: CourseRun) -> KnownRun:
    """The same of a run at hand. No query where its courses and supplements were fetched with it."""
    return KnownRun(
        pk=row.pk,
        booking_code=row.booking_code,
        starts_on=row.starts_on,
        published_price=row.published_price,
        asks_school=row.asks_school_for_price,
        courses=tuple(
            replace(
                course_facts(each.course),
                days=each.days,
                full_price=each.full_price,
                target_price=each.target_price,
            )
            for each in row.run_courses.all()
        ),
        supplements=tuple(
            Supplement(str(each.pk), each.amount, each.explanation or each.reason)
            for each in row.supplements.all()
        ),
    )
