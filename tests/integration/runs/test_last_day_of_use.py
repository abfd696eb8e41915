"""One rule for the last day on which a seat is of use, in line, page, list and search alike."""

from datetime import date, timedelta

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.catalogue.views.pages import obstacle
from courses.classes.listing import listed_runs, other_open_runs
from courses.classes.rules.joining import last_day_to_apply
from courses.classes.selectors import run_facts
from courses.models import CourseRun, SearchRow
from enrolment import services
from enrolment.models import Application
from tests.situations import NOW, TODAY, application, at_ten, course, run

DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
ASKED = "SELECT courses_apply_by(%s, %s, %s, %s)"


@pytest.mark.django_db
@settings(max_examples=60)
@given(starts_on=DAYS, lasts=st.integers(0, 40), enrol_by=st.none() | DAYS, workshop=st.booleans())
def test_the_database_has_the_same_rule(starts_on, lasts, enrol_by, workshop):
    ends_on = starts_on + timedelta(days=lasts)
    with connection.cursor() as cursor:
        cursor.execute(ASKED, [enrol_by, starts_on, ends_on, workshop])
        (found,) = cursor.fetchone()

    assert found == last_day_to_apply(enrol_by, starts_on, ends_on, is_open_workshop=workshop)


@pytest.mark.django_db
@pytest.mark.parametrize(("days_before", "is_open"), [(1, True), (0, False)])
def test_on_the_first_day_neither_newcomers_nor_the_line_get_a_seat(days_before, is_open):
    """A class of one seat, which is given up the day before it begins, or on the day itself."""
    carried, first = course(), TODAY + timedelta(days=7)
    made = run(courses=[carried], capacity=1, starts_on=first, ends_on=first, enrol_by=first)
    holder, waiting = application(to=made), application(to=made)
    day = first - timedelta(days=days_before)

    listed = listed_runs([made.pk], day)[0]
    assert listed.is_closed is not is_open
    assert (made.pk in other_open_runs([carried.pk], day, but=0, most=9)) is is_open
    assert (SearchRow.objects.get(run=made.pk).enrol_by >= day) is is_open
    assert run_facts(made.pk).is_open_on(day) is run_facts(made.pk).can_be_joined_on(day) is is_open
    assert (obstacle(CourseRun.objects.get(pk=made.pk), day) == "closed") is not is_open
    services.withdraw(holder.pk, actor=services.person(holder.person_id), now=at_ten(day))
    assert Application.objects.get(pk=waiting.pk).state == ("submitted" if is_open else "waiting")


@pytest.mark.django_db
def test_an_open_workshop_is_joined_until_its_last_day():
    made = run(
        capacity=1, is_open_workshop=True, starts_on=TODAY - timedelta(days=5), ends_on=TODAY, enrol_by=TODAY
    )
    holder, waiting = application(to=made), application(to=made)
    services.withdraw(holder.pk, actor=services.person(holder.person_id), now=NOW)

    assert Application.objects.get(pk=waiting.pk).state == "submitted"


@pytest.mark.django_db
@pytest.mark.parametrize("change", [{"is_open_workshop": True}, {"ends_on": TODAY + timedelta(days=60)}])
def test_the_search_follows_what_the_last_day_depends_on(change):
    made = run(is_open_workshop="ends_on" in change, enrol_by=None)
    CourseRun.objects.filter(pk=made.pk).update(**change)

    made.refresh_from_db()
    assert SearchRow.objects.get(run=made.pk).enrol_by == made.apply_by == made.ends_on
