"""Situations tests begin from: one function makes one, with sound defaults, through the real services."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count
from uuid import uuid4

from amu.journal.services import Actor
from amu.kernel.calendar import is_delivery_day
from amu.people.enums import Role
from amu.people.models import Membership, User
from courses.enums import DeliveryForm, ProviderKind, RateClass, RunStatus
from courses.models import Course, CourseRun, FeeRate, Location, Provider, RunCourse
from enrolment import services as enrolment
from enrolment.enums import DecisionChannel

NOW = datetime(2026, 9, 1, 10, 0, tzinfo=UTC)  # a Tuesday; noon in Denmark
TODAY = date(2026, 9, 1)
SKILLED = enrolment.Answers(
    education="vocational", residence="resident", situation="employee", email="person@example.org"
)
_number = count(1)


def provider(**fields):
    n = next(_number)
    values = {
        "key": f"school-{n}",
        "name": f"Skole {n}",
        "kind": ProviderKind.VOCATIONAL_SCHOOL,
        "street": "Skolevej 1",
        "postal_code": "5000",
        "city": "Odense C",
        "address_sourced": True,
    }
    return Provider.objects.create(**{**values, **fields})


def course(**fields):
    n = next(_number)
    values = {
        "number": f"{40000 + n:05d}",
        "title": f"Kursus {n}",
        "duration_days": Decimal(2),
        "subject_area": "Transport og lager",
    }
    return Course.objects.create(**{**values, **fields})


def rate(year=2026, per_day="218.00"):
    return FeeRate.objects.get_or_create(
        year=year,
        rate_class=RateClass.SINGLE,
        valid_from=date(year, 1, 1),
        defaults={"per_day": Decimal(per_day), "valid_to": date(year, 12, 31), "source": "test"},
    )[0]


def run(*, courses=None, school=None, full_price=None, **fields):
    """A published run of one two-day course in a month's time, with ten seats."""
    rate()
    school = school or provider()
    carried = courses or [course()]
    n = next(_number)
    values = {
        "booking_code": f"TEST-{n}",
        "provider": school,
        "location": Location.objects.create(
            provider=school, street=f"Skolevej {n}", postal_code="5000", city="Odense C"
        ),
        "title": carried[0].title,
        "starts_on": TODAY + timedelta(days=30),
        "ends_on": TODAY + timedelta(days=31),
        "enrol_by": TODAY + timedelta(days=23),
        "hours": "08.00–15.24",
        "form": DeliveryForm.DAY,
        "capacity": 10,
        "status": RunStatus.PUBLISHED,
    }
    made = CourseRun.objects.create(**{**values, **fields})
    for position, item in enumerate(carried):
        RunCourse.objects.create(
            run=made, course=item, position=position, days=item.duration_days or 1, full_price=full_price
        )
    return made


def person(**fields):
    n = next(_number)
    values = {
        "issuer": "https://broker.example",
        "subject": f"subject-{n}",
        "full_name": f"Person {n}",
        "birth_date": date(1985, 2, 14),
        "email": f"person{n}@example.org",
    }
    return User.objects.create_user(f"mitid-{n}", **{**values, **fields})


def staff(role=Role.REGISTRAR, school=None):
    """A member of staff with one role; the ministry's officer belongs to no school."""
    n = next(_number)
    user = User.objects.create_user(f"staff-{n}", full_name=f"Medarbejder {n}", is_staff=True)
    Membership.objects.create(user=user, provider=school, role=role)
    return user


def actor(user, role="registrar"):
    return Actor(role=role, user_id=user.pk)


def application(*, of=None, to=None, answers=SKILLED, now=NOW, key=None):
    """Somebody has applied: through the service, so seat, price, journal and message are there."""
    who, where = of or person(), to or run()
    return enrolment.apply(
        run_id=where.pk,
        person_id=who.pk,
        answers=answers,
        submission_key=key or uuid4(),
        language="da",
        now=now,
    )


def refusal(told_on=TODAY, channel=DecisionChannel.LETTER, **fields):
    values = {
        "reason": "entry_requirement",
        "text": "Du har ikke det certifikat, som uddannelsen kræver.",
        "channel": channel,
        "told_on": told_on,
    }
    return enrolment.Refusal(**{**values, **fields})


def refused(*, of=None, to=None, by=None, told_on=TODAY, channel=DecisionChannel.LETTER, now=NOW):
    """Somebody has been refused. Gives the decision."""
    applied = application(of=of, to=to)
    registrar = by or staff(Role.REGISTRAR, applied.run.provider)
    return enrolment.refuse(applied.pk, refusal(told_on, channel), actor=actor(registrar), now=now)


def admitted(*, of=None, to=None, by=None, now=NOW):
    """Somebody has been admitted. Gives the application."""
    applied = application(of=of, to=to)
    registrar = by or staff(Role.REGISTRAR, applied.run.provider)
    enrolment.admit(applied.pk, actor=actor(registrar), now=now)
    applied.refresh_from_db()
    return applied


def post_day(day):
    """The day itself, or the next on which letters are carried."""
    while not is_delivery_day(day):
        day += timedelta(days=1)
    return day
