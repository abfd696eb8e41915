"""Many questions about prices at once: what they need is read together, each is answered by itself."""

from collections.abc import Collection
from dataclasses import dataclass

from courses.classes.pricing.facts import KnownCourse, KnownRun, load_courses, load_rates, load_runs
from courses.classes.pricing.quote import all_supplements, find_courses, number_of, quote_known_run
from courses.fees.requests import PriceRequest
from courses.fees.rules import Booking, CourseFacts, NoPrice, Quote, Rate, RateClass, price
from courses.fees.rules.answers import NoPriceCode, PriceError
from courses.fees.rules.facts import DAYS_ALONE


@dataclass(frozen=True, slots=True)
class PriceBook:
    """Everything that a set of questions needs, read in a handful of queries."""

    rates: tuple[Rate, ...]
    courses: dict[str, KnownCourse]
    runs: dict[str, KnownRun]

    @classmethod
    def for_requests(
        cls, requests: Collection[PriceRequest], rates: tuple[Rate, ...] | None = None
    ) -> "PriceBook":
        numbers = {number_of(code) for request in requests for code in request.courses}
        codes = {request.run for request in requests if request.run}
        return cls(
            rates=load_rates() if rates is None else rates,
            courses=load_courses(numbers) if numbers else {},
            runs={run.booking_code: run for run in load_runs(booking_codes=codes)} if codes else {},
        )

    def answer(self, request: PriceRequest) -> Quote | NoPrice:
        try:
            return self._run(request) if request.run else self._course(request)
        except PriceError as error:
            return error.answer

    def _run(self, request: PriceRequest) -> Quote | NoPrice:
        run = self.runs.get(request.run)
        if run is None:
            raise PriceError(NoPriceCode.UNKNOWN_RUN)
        if request.start not in (None, run.starts_on):
            raise PriceError(NoPriceCode.START_DIFFERS, start=run.starts_on.isoformat())
        asked, *beside = request.courses
        find_courses([asked], run.starts_on, self.courses)
        if asked not in {course.code for course in run.courses}:
            raise PriceError(NoPriceCode.COURSE_NOT_ON_RUN, course=asked)
        accepts = all_supplements(run) if request.supplements else frozenset()
        return quote_known_run(run, request.person, self.rates, accepts, beside, self.courses)

    def _course(self, request: PriceRequest) -> Quote | NoPrice:
        if request.start is None:
            raise PriceError(NoPriceCode.MISSING_START)
        if request.days is not None:
            courses: tuple[CourseFacts, ...] = (
                CourseFacts(DAYS_ALONE, request.days, rate_class=RateClass.LOW),
            )
        else:
            courses = find_courses(request.courses, request.start, self.courses)
        return price(request.person, Booking(request.start, courses[:1], also=courses[1:]), self.rates)
