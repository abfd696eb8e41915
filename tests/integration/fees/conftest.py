import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from courses.enums import Known, ProviderKind, RunStatus
from courses.fees.rules import RateClass
from courses.models import Course, CourseFullPrice, CourseRun, FeeRate, Provider, RunCourse, RunSupplement

RATES = Path(__file__).parents[3] / "courses" / "data" / "fee_rates.csv"


@pytest.fixture
def rates(db):
    """The rates this project publishes."""
    with RATES.open(encoding="utf-8") as rows:
        FeeRate.objects.bulk_create(
            FeeRate(**{**row, "valid_to": row["valid_to"] or None}) for row in csv.DictReader(rows)
        )


@pytest.fixture
def courses(rates):
    """The courses the worked cases speak of, by code."""
    rows = [
        Course(number="22906", title="Asbest", duration_days=2),
        Course(number="47592", title="Gaffeltruck", duration_days=7, rate_class=RateClass.LOW),
        Course(
            number="48300",
            title="El-cykel",
            duration_days=2,
            rate_class=RateClass.LOW,
            gives_certificate=Known.NO,
        ),
        Course(number="49041", part="B", title="Kviste", duration_days=3),
        Course(number="49041", part="C", title="Ovenlys", duration_days=3),
        Course(number="45000", title="Matematik", duration_days=1, is_basic_skills=True),
        Course(number="48706", title="Pleje", duration_days=3, subject_area="social_care"),
        Course(number="40000", title="SOSU", duration_days=3, fee_exempt=Known.YES),
        Course(number="10911", title="Uden længde"),
    ]
    made = {course.code: course for course in Course.objects.bulk_create(rows)}
    CourseFullPrice.objects.create(course=made["48300"], year=2021, amount=Decimal("1508.60"))
    return made


@pytest.fixture
def new_run(courses):
    provider = Provider.objects.create(key="skole", name="Skole", kind=ProviderKind.AMU_CENTRE)

    def make(code="22906-TEST", *, carries=("22906",), full_price=None, starts_on=date(2026, 9, 30), **facts):
        run = CourseRun.objects.create(
            booking_code=code,
            provider=provider,
            title="Hold",
            starts_on=starts_on,
            ends_on=starts_on,
            capacity=20,
            status=RunStatus.PUBLISHED,
            **facts,
        )
        for each in carries:
            course = courses[each]
            RunCourse.objects.create(
                run=run, course=course, days=course.duration_days or 1, full_price=full_price
            )
        return run

    return make


@pytest.fixture
def run_with_supplements(new_run):
    run = new_run(published_price=Decimal(436))
    RunSupplement.objects.create(run=run, amount=340, explanation="Forplejning")
    RunSupplement.objects.create(run=run, amount=360, explanation="Lokale")
    return run
