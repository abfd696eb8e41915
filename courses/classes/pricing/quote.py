"""What it costs: the rules applied to the facts of the catalogue. Reads only; nothing is stored here."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from courses.classes.pricing.facts import KnownCourse, KnownRun, load_courses, load_rates, load_runs
from courses.fees.rules import Booking, CourseFacts, NoPrice, Person, Quote, Rate, price
from courses.fees.rules.answers import NoPriceCode, PriceError


def quote_run(
    run_id: int,
    person: Person,
    *,
    with_supplements: bool | Collection[int] = False,
    with_courses: Collection[str] = (),
) -> Quote | NoPrice:
    """The price of a class for the person. At most six queries.

    ``with_supplements``: none, all (True), or the ids of those accepted. ``with_courses``: codes
    of courses taken beside it. ``NoPrice("unknown_run")`` for a run that does not exist.
    """
    run = next(iter(load_runs(pks=[run_id])), None)
    if run is None:
        return NoPrice(NoPriceCode.UNKNOWN_RUN)
    return quote_known_run(run, person, load_rates(), _supplements(run, with_supplements), with_courses)


def quote_known_run(
    run: KnownRun,
    person: Person,
    rates: Sequence[Rate],
    accepts: frozenset[str],
    with_courses: Collection[str] = (),
    known: Mapping[str, KnownCourse] | None = None,
    *,
    beside: tuple[CourseFacts, ...] = (),
) -> Quote | NoPrice:
    """The same from facts at hand; ``known`` are courses already read.

    ``beside`` are the courses of a class that is applied for at the same time.
    """
    try:
        also = find_courses(with_courses, run.starts_on, known)
    except PriceError as error:
        return error.answer
    return price(person, run.booking(also=also, accepts=accepts, beside=beside), rates)


def quote_course(
    number: str, part: str, start: date, person: Person, *, with_courses: Collection[str] = ()
) -> Quote | NoPrice:
    """The price of a course that begins on ``start``, no class chosen: normed days at the year's rate.

    A full price only where one is stored for that year. Three queries.
    """
    code = f"{number}-{part}" if part else number
    try:
        courses = find_courses([code, *with_courses], start)
    except PriceError as error:
        return error.answer
    return price(person, Booking(start, courses[:1], also=courses[1:]), load_rates())


def quote_runs(run_ids: Collection[int], person: Person) -> dict[int, Quote | NoPrice]:
    """The prices of many classes without supplements, for a list: four queries for any number."""
    rates = load_rates()
    return {
        run.pk: quote_known_run(run, person, rates, frozenset())
        for run in (load_runs(pks=run_ids) if run_ids else ())
    }


def find_courses(
    codes: Collection[str], start: date, known: Mapping[str, KnownCourse] | None = None
) -> tuple[CourseFacts, ...]:
    """Raises ``PriceError("unknown_course")``; its fact ``parts`` names the parts a bare number has."""
    if not codes:
        return ()
    courses = load_courses([number_of(code) for code in codes]) if known is None else known
    return tuple(_found(code, courses).in_year(start.year) for code in codes)


def number_of(code: str) -> str:
    return code.partition("-")[0]


def _found(code: str, courses: Mapping[str, KnownCourse]) -> KnownCourse:
    if code in courses:
        return courses[code]
    parts = ", ".join(sorted(other for other in courses if number_of(other) == code))
    raise PriceError(NoPriceCode.UNKNOWN_COURSE, course=code, parts=parts)


def _supplements(run: KnownRun, wanted: bool | Collection[int]) -> frozenset[str]:  # noqa: FBT001
    if isinstance(wanted, bool):
        return all_supplements(run) if wanted else frozenset()
    return frozenset(str(pk) for pk in wanted)


def all_supplements(run: KnownRun) -> frozenset[str]:
    return frozenset(supplement.key for supplement in run.supplements)
