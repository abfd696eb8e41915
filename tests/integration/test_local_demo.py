"""The demonstration of `make demo`: every state is in it, twice adds nothing, and nobody takes it for real."""

from collections import Counter

import pytest
from django.core.management import call_command

from amu import clock
from amu.local.demo.show import show
from amu.outbox.services import drain
from appeals.enums import AppealState
from appeals.models import Appeal
from certificates.archive.models import ArchivedCourse
from certificates.models import Certificate
from courses.loading import load_catalogue
from courses.models import CourseRun
from enrolment.enums import ApplicationState
from enrolment.models import Application, BookedSeat
from enrolment.services.ending import plan_ends_of_lines

pytestmark = pytest.mark.django_db
CLASSES = 40


@pytest.fixture
def shown():
    load_catalogue(now=clock.now())
    call_command("local_people", verbosity=0)
    said = []
    show(classes=CLASSES, seed=1, say=said.append)
    return said


@pytest.fixture
def settled(shown):
    """What the workers and the scheduler make of it."""
    plan_ends_of_lines(clock.now())
    drain()


def test_applications_and_appeals_in_every_state(settled):
    assert set(Application.objects.values_list("state", flat=True)) == set(ApplicationState)
    assert set(Appeal.objects.values_list("state", flat=True)) == set(AppealState)


def test_an_employer_with_people_who_have_applied_are_asked_and_are_to_be_named(shown):
    states = Counter(BookedSeat.objects.values_list("state", flat=True))

    assert states == {"confirmed": 2, "asked": 3, "open": 2}


def test_certificates_and_courses_since_2004(shown):
    assert Certificate.objects.count() >= 4
    assert ArchivedCourse.objects.order_by("ends_on")[0].ends_on.year < 2012


def test_every_class_is_marked(shown):
    invented = CourseRun.objects.filter(booking_code__startswith="DEMO") | CourseRun.objects.filter(
        booking_code__startswith="VIS"
    )

    assert invented.count() > CLASSES
    assert not invented.filter(is_demo=False).exists()


def test_again_adds_nothing(shown):
    before = Application.objects.count(), CourseRun.objects.count()

    show(classes=CLASSES, seed=1, say=shown.append)

    assert (Application.objects.count(), CourseRun.objects.count()) == before
    assert shown[-1] == "the cases were there already"


def test_refused_in_production(settings):
    settings.PRODUCTION = True

    with pytest.raises(RuntimeError, match="belongs to a laptop"):
        show(classes=1, seed=1, say=print)
