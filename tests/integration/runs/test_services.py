"""Creating and changing classes through the services, also by two people at the same time."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from amu.journal.models import Entry
from amu.outbox.models import Message
from courses.classes.services import runs
from courses.classes.services.content import Carried, Extra, RunContent, content_of
from courses.enums import RunStatus
from courses.models import CourseRun, SearchRow
from tests.situations import NOW, TODAY, actor, course, location, provider, rate, run, staff

pytestmark = pytest.mark.django_db


def content(**changes):
    rate()
    wanted = RunContent(
        title="Gaffeltruck",
        starts_on=TODAY + timedelta(days=30),
        ends_on=TODAY + timedelta(days=31),
        enrol_by=TODAY + timedelta(days=20),
        capacity=12,
        courses=changes.pop("courses", None) or (Carried(course().pk, Decimal(2)),),
        hours="08.00–15.24",
        extras=(Extra(Decimal(340), "Forplejning"),),
    )
    return replace(wanted, **changes)


@pytest.fixture
def school():
    return provider()


@pytest.fixture
def by(school):
    return actor(staff(school=school))


def refused(*args, what=runs.change_run, **kwargs):
    with pytest.raises(runs.ClassNotReadyError) as caught:
        what(*args, **kwargs)
    return [finding.code for finding in caught.value.findings]


def test_a_draft_has_what_was_written_and_nobody_sees_it(client, school, by):
    made = runs.draft_run(content(), provider_id=school.pk, actor=by, now=NOW)

    made.refresh_from_db()
    assert content_of(made) == content(courses=content_of(made).courses)
    assert made.status == RunStatus.DRAFT
    assert client.get(f"/da/hold/{made.booking_code}/").status_code == 404
    assert Entry.objects.get(about=f"run:{made.pk}").act == "run.drafted"


def test_publishing_shows_it_and_twice_is_once(client, school, by):
    made = runs.draft_run(content(), provider_id=school.pk, actor=by, now=NOW)

    runs.publish_run(made.pk, version=made.version, actor=by, now=NOW)
    runs.publish_run(made.pk, version=made.version, actor=by, now=NOW)

    assert client.get(f"/da/hold/{made.booking_code}/").status_code == 200
    assert Entry.objects.filter(act="run.published").count() == 1


def test_a_class_without_deadline_stays_a_draft(school, by):
    made = runs.draft_run(content(enrol_by=None), provider_id=school.pk, actor=by, now=NOW)

    assert refused(made.pk, what=runs.publish_run, version=1, actor=by, now=NOW) == ["deadline_missing"]
    made.refresh_from_db()
    assert made.status == RunStatus.DRAFT


def test_a_class_that_has_begun_is_not_published(school, by):
    past = content(starts_on=TODAY - timedelta(days=1), enrol_by=TODAY - timedelta(days=5))
    made = runs.draft_run(past, provider_id=school.pk, actor=by, now=NOW)

    assert refused(made.pk, what=runs.publish_run, version=1, actor=by, now=NOW) == ["begun_already"]


def test_two_members_of_staff_do_not_overwrite_each_other(school, by):
    made = runs.draft_run(content(), provider_id=school.pk, actor=by, now=NOW)
    seen = content_of(made)
    runs.change_run(made.pk, replace(seen, capacity=14), version=1, actor=by, now=NOW)

    with pytest.raises(runs.StaleRunError):
        runs.change_run(made.pk, replace(seen, hours="09.00–16.24"), version=1, actor=by, now=NOW)

    made.refresh_from_db()
    assert (made.capacity, made.hours, made.version) == (14, "08.00–15.24", 2)


@pytest.mark.parametrize("status", [RunStatus.DRAFT, RunStatus.PUBLISHED])
@pytest.mark.parametrize("act", ["change", "publish", "cancel"])
def test_whoever_looked_at_an_older_version_does_nothing_to_the_class(by, act, status):
    """Publishing what is published already is the one act that changes nothing anyhow."""
    made = run(status=status)
    CourseRun.objects.filter(pk=made.pk).update(version=2)
    seen = {"version": 1, "actor": by, "now": NOW}
    acts = {
        "change": lambda: runs.change_run(made.pk, replace(content_of(made), capacity=20), **seen),
        "publish": lambda: runs.publish_run(made.pk, **seen),
        "cancel": lambda: runs.cancel_run(made.pk, because="x", **seen),
    }

    if (act, status) == ("publish", RunStatus.PUBLISHED):
        acts[act]()
    else:
        with pytest.raises(runs.StaleRunError):
            acts[act]()
    made.refresh_from_db()
    assert (made.version, made.status, made.capacity) == (2, status, 10)
    assert not Entry.objects.filter(about=f"run:{made.pk}").exists()


def test_saving_what_stands_there_writes_nothing(school, by):
    made = runs.draft_run(content(), provider_id=school.pk, actor=by, now=NOW)

    runs.change_run(made.pk, content_of(made), version=1, actor=by, now=NOW)

    assert CourseRun.objects.get(pk=made.pk).version == 1
    assert not Entry.objects.filter(act="run.changed").exists()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"enrol_by": None}, "deadline_missing"),
        ({"capacity": 2, "minimum": None}, "fewer_seats_than_taken"),
        ({"is_guaranteed": True, "minimum": 8}, "guarantee_with_high_minimum"),
        ({"published_price": Decimal(1)}, "placeholder_price"),
        ({"ends_on": TODAY}, "ends_before_start"),
    ],
)
def test_a_published_class_keeps_what_publishing_asked_for(by, changes, code):
    made = run(seats_taken=3)

    assert code in refused(made.pk, replace(content_of(made), **changes), version=1, actor=by, now=NOW)
    assert CourseRun.objects.get(pk=made.pk).version == 1


def test_the_courses_of_a_published_class_are_promised(by):
    made = run()
    other = replace(content_of(made), courses=(Carried(course().pk, Decimal(1)),))

    assert "courses_are_promised" in refused(made.pk, other, version=1, actor=by, now=NOW)


def test_a_place_of_another_school_is_refused(school, by):
    elsewhere = location()

    wanted = content(location_id=elsewhere.pk)

    codes = refused(wanted, what=runs.draft_run, provider_id=school.pk, actor=by, now=NOW)
    assert codes == ["place_of_another_school"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"courses": ()}, "no_courses"),
        ({"capacity": 4, "seats_elsewhere": 5}, "fewer_seats_than_taken"),
    ],
)
def test_not_even_a_draft_is_without_courses_or_promises_more_seats_than_it_has(school, by, changes, code):
    wanted = replace(content(), **changes)

    assert refused(wanted, what=runs.draft_run, provider_id=school.pk, actor=by, now=NOW) == [code]
    assert not CourseRun.objects.exists()


def test_a_course_that_stays_keeps_its_row(school, by):
    first, second = course(), course()
    both = content(courses=(Carried(first.pk, Decimal(2)), Carried(second.pk, Decimal(1))))
    made = runs.draft_run(both, provider_id=school.pk, actor=by, now=NOW)
    row = made.run_courses.get(course=second)

    longer = replace(both, courses=(Carried(second.pk, Decimal(3)),))
    runs.change_run(made.pk, longer, version=1, actor=by, now=NOW)

    kept = made.run_courses.get()
    assert (kept.pk, kept.days) == (row.pk, 3)


def test_a_copy_is_a_draft_whose_days_moved_along(by):
    made = run(seats_taken=4, seats_elsewhere=2)

    copy = runs.copy_run(made.pk, starts_on=made.starts_on + timedelta(days=7), actor=by, now=NOW)

    assert copy.booking_code != made.booking_code
    assert (copy.status, copy.seats_taken, copy.seats_elsewhere) == (RunStatus.DRAFT, 0, 0)
    assert copy.ends_on - made.ends_on == copy.enrol_by - made.enrol_by == timedelta(days=7)
    assert content_of(copy).courses == content_of(made).courses


def test_a_series_makes_one_draft_a_day_and_none_twice(by):
    made = run()
    days = [made.starts_on + timedelta(weeks=week) for week in (1, 2, 3)]
    runs.make_series(made.pk, first_days=days[:2], actor=by, now=NOW)

    again = runs.make_series(made.pk, first_days=days, actor=by, now=NOW)

    assert [copy.starts_on for copy in again] == days[2:]
    assert CourseRun.objects.filter(status="draft").count() == 3


def test_a_cancelled_copy_leaves_its_day_free_for_a_series(by):
    made = run()
    day = made.starts_on + timedelta(weeks=1)
    (copy,) = runs.make_series(made.pk, first_days=[day], actor=by, now=NOW)
    CourseRun.objects.filter(pk=copy.pk).update(status=RunStatus.CANCELLED, cancelled_because="Ingen lærer.")

    (again,) = runs.make_series(made.pk, first_days=[day], actor=by, now=NOW)
    assert (again.starts_on, again.status) == (day, RunStatus.DRAFT)


def test_a_series_has_an_end(by):
    made = run()
    days = [made.starts_on + timedelta(days=day) for day in range(1, 62)]

    codes = refused(made.pk, what=runs.make_series, first_days=days, actor=by, now=NOW)

    assert codes == ["series_too_long"]
    assert CourseRun.objects.count() == 1


def kinds():
    return sorted(Message.objects.values_list("kind", flat=True))


def test_moving_a_published_class_is_told_and_a_new_price_is_not(by):
    made = run()
    seen = content_of(made)

    runs.change_run(made.pk, replace(seen, published_price=Decimal(500)), version=1, actor=by, now=NOW)
    assert kinds() == []
    runs.change_run(made.pk, replace(seen, hours="09.00–16.24"), version=2, actor=by, now=NOW)

    assert kinds() == ["run.moved"]


@pytest.mark.parametrize("changes", [{"hours": "09.00–16.24"}, {"capacity": 20}])
def test_changing_a_draft_is_told_to_nobody(school, by, changes):
    made = runs.draft_run(content(), provider_id=school.pk, actor=by, now=NOW)

    runs.change_run(made.pk, replace(content_of(made), **changes), version=1, actor=by, now=NOW)

    assert kinds() == []


def test_more_seats_are_told_to_those_who_wait(by):
    made = run()

    runs.change_run(made.pk, replace(content_of(made), capacity=11), version=1, actor=by, now=NOW)

    assert kinds() == ["run.more_seats"]


def test_cancelling_is_told_once_and_says_why(client, by):
    made = run()

    for _ in range(2):
        runs.cancel_run(made.pk, because="For få tilmeldte.", version=1, actor=by, now=NOW)

    assert kinds() == ["run.cancelled"]
    assert "For få tilmeldte." in client.get(f"/da/hold/{made.booking_code}/").content.decode()
    assert Entry.objects.filter(act="run.cancelled").count() == 1


def test_cancelling_a_draft_is_told_to_nobody(school, by):
    made = runs.draft_run(content(), provider_id=school.pk, actor=by, now=NOW)
    cancelled = runs.cancel_run(made.pk, because="x", version=made.version, actor=by, now=NOW)

    assert cancelled.status == RunStatus.CANCELLED
    assert not Message.objects.exists()


def test_what_is_cancelled_is_neither_changed_nor_published_again(by):
    made = run()
    cancelled = runs.cancel_run(made.pk, because="x", version=1, actor=by, now=NOW)
    wanted = replace(content_of(cancelled), capacity=11)

    assert refused(made.pk, wanted, version=2, actor=by, now=NOW) == ["cancelled"]
    assert refused(made.pk, what=runs.publish_run, version=2, actor=by, now=NOW) == ["cancelled"]


def test_counting_seats_elsewhere_says_on_which_day(by):
    made = run()

    runs.change_run(made.pk, replace(content_of(made), seats_elsewhere=3), version=1, actor=by, now=NOW)

    assert CourseRun.objects.get(pk=made.pk).seats_elsewhere_on == date(2026, 9, 1)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 9, 1, 21, 59, tzinfo=UTC), date(2026, 9, 1)),
        (datetime(2026, 9, 1, 22, 1, tzinfo=UTC), date(2026, 9, 2)),  # after midnight in Denmark
    ],
)
def test_seats_elsewhere_are_counted_on_the_danish_day(by, moment, day):
    made = run()
    runs.change_run(made.pk, replace(content_of(made), seats_elsewhere=3), version=1, actor=by, now=moment)

    assert CourseRun.objects.get(pk=made.pk).seats_elsewhere_on == day


def test_another_change_leaves_the_day_on_which_seats_elsewhere_were_counted(by):
    made = run(seats_elsewhere=3, seats_elsewhere_on=date(2026, 8, 4))
    later = NOW + timedelta(days=3)
    runs.change_run(made.pk, replace(content_of(made), hours="09.00–16.00"), version=1, actor=by, now=later)

    assert CourseRun.objects.get(pk=made.pk).seats_elsewhere_on == date(2026, 8, 4)


def test_the_search_knows_of_it_in_the_same_transaction(school, by):
    made = runs.draft_run(content(), provider_id=school.pk, actor=by, now=NOW)
    rows = SearchRow.objects.filter(run=made)
    assert not rows.exists()

    runs.publish_run(made.pk, version=1, actor=by, now=NOW)
    assert rows.get().starts_on == made.starts_on
    moved = replace(content_of(made), ends_on=made.ends_on + timedelta(days=7))
    moved = replace(moved, starts_on=made.starts_on + timedelta(days=7))
    runs.change_run(made.pk, moved, version=2, actor=by, now=NOW)
    assert rows.get().starts_on == moved.starts_on
    runs.cancel_run(made.pk, because="x", version=3, actor=by, now=NOW)

    assert not rows.exists()
