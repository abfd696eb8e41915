"""Results and attendance of a class of twenty, with the keys alone: how many presses beside the answers."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from amu import clock
from tests import situations
from tests.e2e.people import sign_in_staff
from tests.e2e.test_accessible import DESKTOP, PHONE, faults

pytestmark = [pytest.mark.e2e, pytest.mark.stack]

PEOPLE = 20
MOST_PRESSES = 25


@pytest.fixture
def a_class(stack_database):
    """A class of two days that began yesterday, with twenty people admitted."""
    from amu.people.models import User
    from courses.models import Course, CourseRun, Provider
    from enrolment import services as enrolment

    now, today = clock.now(), clock.today()
    registrar = situations.actor(User.objects.get(username="registrar-fyn"))
    where = situations.run(
        courses=[Course.objects.get(number="22906")],
        school=Provider.objects.get(key="amu-fyn"),
        starts_on=today + timedelta(days=1),
        ends_on=today + timedelta(days=1),
        enrol_by=today,
        capacity=PEOPLE + 2,
        published_price=436,
    )
    for number in range(PEOPLE):
        applied = situations.application(
            of=situations.person(full_name=f"Deltager {number:02}"), to=where, now=now
        )
        enrolment.admit(applied.pk, actor=registrar, now=now)
    CourseRun.objects.filter(pk=where.pk).update(starts_on=today, ends_on=today, enrol_by=today)
    return where


class Keys:
    """Counts what is pressed, but for the answers themselves."""

    def __init__(self, page):
        self.page, self.presses = page, 0

    def press(self, key):
        self.presses += 1
        self.page.keyboard.press(key)

    def answer(self, key):
        self.page.keyboard.press(key)


def outcomes(where):
    from django.db import connection

    from enrolment.models import Attendance, CourseResult

    connection.close()
    results = CourseResult.objects.filter(application__run=where, is_current=True)
    notes = Attendance.objects.filter(application__run=where, is_current=True)
    return (
        sorted(results.values_list("outcome", flat=True)),
        sorted(notes.values_list("presence", flat=True)),
    )


def test_twenty_results_and_everybodys_attendance_by_keyboard(new_page, a_class):
    page = new_page(viewport=DESKTOP)
    address = f"/admin/enrolment/application/class/{a_class.pk}/results/"
    sign_in_staff(page, "registrar-fyn", to=address)
    expect(page.get_by_role("heading", name="Resultater og fremmøde")).to_be_visible()
    keys = Keys(page)
    for number in range(PEOPLE):
        keys.answer("i" if number == 3 else "b")  # the first letter of the word
        keys.press("Tab")
    keys.answer("Space")  # everybody was there
    keys.press("Tab")
    keys.press("Enter")
    expect(page.get_by_text("20 resultater er registreret.")).to_be_visible()

    assert outcomes(a_class) == (["not_passed", *["passed"] * 19], ["present"] * 20)
    assert keys.presses <= MOST_PRESSES, keys.presses


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("page_name", ["", "results/", "message/"])
def test_the_pages_of_a_class_are_readable_by_all(new_page, a_class, viewport, page_name):
    page = new_page(viewport=viewport)
    sign_in_staff(page, "registrar-fyn", to=f"/admin/enrolment/application/class/{a_class.pk}/{page_name}")

    assert faults(page) == []
