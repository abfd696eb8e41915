"""A school that imports workbooks, its leader, and what its files hold."""

from datetime import date, time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from amu.people.enums import Role
from courses.classes.services.imports import check_file, import_runs
from courses.models import CourseRun, PostalCode
from tests.situations import NOW, actor, course, provider, rate, sign_in_staff, staff
from tests.workbooks import workbook

ADDRESS, TEMPLATE = "admin:courses_run_import", "admin:courses_run_template"
HEAD = ["courses", "starts_on", "ends_on", "capacity", "enrol_by", "hours", "place", "price", "guaranteed"]
FIRST = [
    "22906", date(2026, 9, 29), date(2026, 9, 30), 20, date(2026, 9, 22), "08.00–15.24", "Skolevej 1, 5000 Odense C",
    436, True,
]  # fmt: skip
SECOND = [
    "22906:3:500:1.508,60",
    date(2026, 10, 6),
    date(2026, 10, 8),
    16.0,
    None,
    time(8, 0),
    None,
    436.5,
    "nej",
]
CSV = (
    ";".join(HEAD)
    + "\n22906;29-09-2026;30-09-2026;20;22-09-2026;08.00–15.24;Skolevej 1, 5000 Odense C;436,00;ja\n"
    "22906:3:500:1.508,60;2026-10-06;2026-10-08;16;;08.00;;436,50;nej\n"
)
EVERYTHING = {
    "courses": "22906:3:500:1.508,60",
    "starts_on": date(2026, 9, 29),
    "ends_on": date(2026, 10, 1),
    "capacity": 20,
    "enrol_by": date(2026, 9, 22),
    "hours": "08.00–15.24",
    "place": "Skolevej 1, 5000 Odense C",
    "minimum": 8,
    "seats_elsewhere": 2,
    "price": 436.5,
    "supplements": "340:Forplejning|360:Lokale",
    "title": "Asbest i Odense",
}


@pytest.fixture
def school():
    rate()
    PostalCode.objects.create(code="5000", city="Odense C", latitude=55.4, longitude=10.4)
    return provider()


@pytest.fixture
def number(school):
    return course(number="22906", title="Asbest på æ, ø og å").code


@pytest.fixture
def leader(client, school):
    return sign_in_staff(client, staff(Role.LEADER, school))


def take(school, content, *, dry_run=False):
    facts = {"provider_id": school.pk, "actor": actor(staff(school=school)), "now": NOW}
    report = check_file(content, **facts)
    return report if dry_run else import_runs(content, looked_at=report.fingerprint, **facts)


def book(*rows):
    return workbook(*rows, head=HEAD)


def upload(client, school, content, name="hold.xlsx"):
    """The check of the file, or the form again with what is wrong with it."""
    file = SimpleUploadedFile(name, content)
    return client.post(reverse(ADDRESS), {"provider": school.pk, "file": file}, follow=True)


def carry_out(client, looked):
    fingerprint = looked.context["report"].fingerprint
    return client.post(looked.request["PATH_INFO"], {"looked_at": fingerprint}, follow=True)


def made():
    fields = (
        "starts_on",
        "ends_on",
        "capacity",
        "enrol_by",
        "hours",
        "published_price",
        "is_guaranteed",
        "title",
    )
    return [
        (
            *(getattr(run, name) for name in fields),
            str(run.location),
            [str(c.days) for c in run.run_courses.all()],
        )
        for run in CourseRun.objects.order_by("starts_on")
    ]
