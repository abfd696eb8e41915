"""What every story of the demonstration needs: a school, its staff, a calendar, classes, and people who apply."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import count, islice
from uuid import NAMESPACE_URL, uuid5

from amu import clock
from amu.journal.services import Actor, person
from amu.people.enums import Role
from amu.people.models import Membership, User
from appeals import services as appeals
from appeals.enums import SecondLook
from appeals.models import Appeal
from certificates.services.issuing import issue_for_result
from certificates.services.making import make
from courses.enums import DeliveryForm, RunStatus
from courses.models import Course, CourseRun, Location, Provider, RunCourse
from enrolment import services as enrolment
from enrolment.enums import DecisionChannel, FactsFrom, ResultOutcome
from enrolment.models import Application, Decision

SCHOOL = "amu-fyn"
CODE = "VIS"
SKILLED = enrolment.Answers(
    education="vocational", residence="resident", situation="employee", payer="myself", wage="paid", email=""
)
HOURS = {DeliveryForm.DAY: "08.00–15.24", DeliveryForm.EVENING: "17.00–20.42"}
WEEKEND = 5  # Saturday
LONGEST = 5  # days of a course
STRIDE = 7  # so that neighbours in the stories are of different trades


class NothingToShowError(Exception):
    """The catalogue or the staff that the stories are about is not there."""


@dataclass
class Stage:
    """``school`` and its staff, seen from ``today``; each class and each application gets its own number."""

    school: Provider
    today: date
    registrar: Actor
    officer: Actor
    ministry: Actor
    extras: Iterator[User]
    courses: list[Course]
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    @classmethod
    def set(cls, extras: Iterator[User]) -> "Stage":
        """Raises NothingToShowError."""
        school = Provider.objects.filter(key=SCHOOL).first()
        if school is None:
            raise NothingToShowError(f"there is no school {SCHOOL}")
        short = list(Course.objects.filter(duration_days__lte=LONGEST).order_by("number", "part"))
        if not short:
            raise NothingToShowError("no course has a length")
        return cls(
            school=school,
            today=clock.today(),
            registrar=_with(Role.REGISTRAR, school),
            officer=_with(Role.APPEALS_OFFICER, school),
            ministry=_with(Role.MINISTRY_OFFICER, None),
            extras=extras,
            courses=short,
        )

    def at(self, days: int, hour: int = 10) -> datetime:
        """That hour in Denmark, so many days from today; never later than now."""
        moment = datetime.combine(self.today + timedelta(days=days), time(hour), tzinfo=clock.COPENHAGEN)
        return min(moment.astimezone(UTC), clock.now())

    def _weekday(self, days: int) -> date:
        step = timedelta(days=1 if days >= 0 else -1)
        day = self.today + timedelta(days=days)
        while day.weekday() >= WEEKEND:
            day += step
        return day

    def a_class(
        self,
        starts: int,
        *,
        seats: int = 16,
        form: DeliveryForm = DeliveryForm.DAY,
        course: Course | None = None,
        elsewhere: int = 0,
    ) -> CourseRun:
        """A published class that starts so many days from today; past and future stay what they are at weekends."""
        number = next(self.numbers)
        taught = course or self.courses[number * STRIDE % len(self.courses)]
        days = max(1, int((taught.duration_days or Decimal(1)).to_integral_value(rounding="ROUND_CEILING")))
        first = self._weekday(starts)
        run = CourseRun.objects.create(
            booking_code=f"{CODE}-{number:04d}",
            provider=self.school,
            location=Location.objects.filter(provider=self.school).order_by("pk").first(),
            title=taught.title,
            starts_on=first,
            ends_on=_weekdays(first, days),
            enrol_by=first - timedelta(days=3),
            hours=HOURS[form],
            form=form,
            capacity=seats,
            seats_elsewhere=elsewhere,
            status=RunStatus.PUBLISHED,
            published_price=(taught.duration_days or Decimal(1)) * Decimal(218),
            is_demo=True,
            source="demonstration data",
        )
        RunCourse.objects.create(run=run, course=taught, position=0, days=taught.duration_days or 1)
        return run

    def somebody(self) -> User:
        return next(self.extras)

    def applied(
        self, who: User, run: CourseRun, *, days: int, answers: enrolment.Answers = SKILLED
    ) -> Application:
        return enrolment.apply(
            run_id=run.pk,
            person_id=who.pk,
            answers=replace(answers, email=f"person{who.pk}@example.org"),
            submission_key=uuid5(NAMESPACE_URL, f"{run.booking_code} {who.pk}"),
            language="da",
            actor=person(who.pk),
            now=self.at(days, 9),
        )

    def admitted(self, who: User, run: CourseRun, *, days: int) -> Application:
        """Applied on that day, and admitted two days later."""
        application = self.applied(who, run, days=days)
        enrolment.admit(application.pk, actor=self.registrar, now=self.at(days + 2, 11))
        return application

    def graded(
        self, application: Application, run: CourseRun, *, outcome: ResultOutcome = ResultOutcome.PASSED
    ) -> int:
        """The id of the result of the class's only course, written down the day after the class."""
        after = (run.ends_on - self.today).days + 1
        result = enrolment.record_result(
            application.pk,
            run_course_id=run.run_courses.get().pk,
            outcome=outcome,
            assessed_on=run.ends_on,
            actor=self.registrar,
            now=self.at(after, 12),
        )
        return result.pk

    def passed(self, application: Application, run: CourseRun) -> int:
        """The same, with the certificate that it leads to."""
        result_id, at = self.graded(application, run), self.at((run.ends_on - self.today).days + 1, 12)
        certificate = issue_for_result(result_id, now=at)
        for issue in certificate.issues.all() if certificate else ():
            make(issue.pk, now=at)
        return result_id

    def refused(
        self, who: User, run: CourseRun, *, days: int, text: str, reason: str = "entry_requirement"
    ) -> Decision:
        """Applied two days before, and on that day the decision was handed over at the school."""
        application = self.applied(who, run, days=days - 2)
        refusal = enrolment.Refusal(
            reason=reason, text=text, channel=DecisionChannel.HANDED_OVER, facts_from=FactsFrom.OWN
        )
        return enrolment.refuse(application.pk, refusal, actor=self.registrar, now=self.at(days, 13))

    def appealed(
        self, decision: Decision, *, days: int, text: str, wants_forwarding: bool = False, why_late: str = ""
    ) -> Appeal:
        return appeals.lodge(
            decision.pk,
            text=text,
            why_late=why_late,
            wants_forwarding=wants_forwarding,
            received_at=self.at(days, 20),
            actor=person(decision.application.person_id),
            now=self.at(days, 20),
        )

    def reviewed(
        self, appeal: Appeal, *, days: int, outcome: SecondLook, statement: str, met: str = ""
    ) -> None:
        opinion = appeals.SecondOpinion(outcome, statement, met)
        appeals.review(appeal.pk, opinion, actor=self.officer, now=self.at(days, 14))

    def forwarded(self, appeal: Appeal, *, days: int) -> None:
        """The person has it forwarded and has nothing to add."""
        themselves = person(appeal.person_id)
        appeals.ask_to_forward(appeal.pk, actor=themselves, now=self.at(days, 18))
        appeals.say_nothing_to_add(appeal.pk, actor=themselves, now=self.at(days, 18))


def _with(role: Role, school: Provider | None) -> Actor:
    holder = Membership.objects.live().filter(role=role, provider=school).order_by("pk").first()
    if holder is None:
        raise NothingToShowError(f"nobody is {role}")
    return Actor(role=str(role), user_id=holder.user_id)


def _weekdays(first: date, days: int) -> date:
    """The last of so many weekdays, counted from the first one on or after that day."""
    coming = (first + timedelta(days=number) for number in count())
    return next(islice((day for day in coming if day.weekday() < WEEKEND), days - 1, None))
