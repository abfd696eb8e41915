"""An appeal upheld when the class has begun or is cancelled: a seat in the next class, or the right to one."""

from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine

from amu.due.services import plan
from amu.journal.models import Entry
from amu.notices.models import Notice
from amu.outbox.services import drain
from amu.people.enums import Role
from courses.classes.services import runs
from courses.enums import RunStatus
from courses.models import CourseRun
from enrolment import services as enrolment
from enrolment.invariants import check
from enrolment.models import Application, Decision
from tests.pages import at, text
from tests.situations import (
    TODAY,
    actor,
    admitted,
    appeal,
    application,
    at_ten,
    course,
    decided,
    forwarded,
    person,
    provider,
    refused,
    reviewed,
    run,
    sign_in_staff,
    staff,
)

pytestmark = pytest.mark.django_db(transaction=True)
LATE = at_ten(TODAY + timedelta(days=40))  # the usual class has been held


@pytest.fixture
def school():
    return provider()


@pytest.fixture
def carried():
    return course()


@pytest.fixture
def lodged(school, carried):
    """An appeal against a refusal for a class that is over by ``LATE``."""
    return appeal(refused(of=person(full_name="Karen Elmholt"), to=run(school=school, courses=[carried])))


def later(school, carried, *, days=70, **fields):
    first = TODAY + timedelta(days=days)
    values = {"starts_on": first, "ends_on": first, "enrol_by": first - timedelta(days=7), **fields}
    return run(school=school, courses=[carried], **values)


def of(lodged):
    return Application.objects.get(pk=lodged.decision.application_id)


def uphold(lodged, now=LATE):
    with time_machine.travel(now, tick=False):
        return reviewed(lodged, "upheld", now=now)


def letter_of(application):
    return Decision.objects.get(application=application, is_current=True)


def run_day(now):
    with time_machine.travel(now, tick=False):
        plan(now)
        drain(now=now)


def test_a_seat_is_reserved_in_the_schools_next_class_at_the_original_price(lodged, school, carried):
    before = of(lodged)
    later(school, carried, days=90)
    there = later(school, carried, published_price=Decimal(999))
    uphold(lodged)

    placed = Application.objects.get(continues=before)
    assert of(lodged).state == "elsewhere"
    assert (placed.run_id, placed.state, placed.seat) == (there.pk, "admitted", 1)
    assert (placed.price, placed.quote) == (before.price, before.quote)
    assert CourseRun.objects.get(pk=there.pk).seats_taken == 1
    assert letter_of(placed).because == "school_upheld_appeal"
    assert check() == []


def test_the_person_is_told_and_the_journal_of_both_says_what_happened(lodged, school, carried):
    later(school, carried)
    uphold(lodged)
    placed = Application.objects.get(continues=of(lodged))

    (notice,) = Notice.objects.filter(code="application_seat_elsewhere")
    assert (notice.person_id, notice.path.endswith(f"/{placed.pk}/")) == (placed.person_id, True)
    assert Entry.objects.get(act="application.placed").facts["instead_of"] == of(lodged).number
    assert Entry.objects.filter(act="application.place_elsewhere", about=of(lodged).ref).exists()
    assert not Notice.objects.filter(code="application_admitted").exists()


@pytest.mark.parametrize(
    "other",
    [
        {"status": RunStatus.DRAFT},
        {"status": RunStatus.CANCELLED},
        {"capacity": 0},
        {"enrol_by": TODAY + timedelta(days=39)},
    ],
    ids=["draft", "cancelled", "full", "closed"],
)
def test_without_a_class_to_join_the_person_is_owed_a_seat(lodged, school, carried, other):
    there = later(school, carried, **other)
    uphold(lodged)

    assert of(lodged).state == "owed"
    assert not Application.objects.filter(run=there).exists()


def test_another_schools_class_is_offered_and_not_taken(client, lodged, carried):
    there = later(provider(), carried)
    uphold(lodged)
    with time_machine.travel(LATE, tick=False):
        client.force_login(of(lodged).person)
        page = client.get(at("enrolment:application", of(lodged).pk, language="en"))

    assert of(lodged).state == "owed"
    assert [row.run.pk for row in page.context["others"]] == [there.pk]
    assert "You will have a seat in a later class" in text(page)


def test_a_class_with_other_courses_is_not_the_same(lodged, school, carried):
    first = TODAY + timedelta(days=70)
    run(school=school, courses=[carried, course()], starts_on=first, ends_on=first)
    uphold(lodged)

    assert of(lodged).state == "owed"


def test_a_seat_that_comes_free_is_theirs_before_the_daily_job(lodged, school, carried):
    there = later(school, carried, capacity=1)
    holder = application(to=there)
    uphold(lodged)
    assert of(lodged).state == "owed"

    enrolment.withdraw(holder.pk, actor=enrolment.person(holder.person_id), now=LATE)
    drain(now=LATE)
    assert of(lodged).state == "elsewhere"
    assert Application.objects.get(continues=of(lodged)).run == there


def test_nobody_in_line_is_overtaken(lodged, school, carried):
    there = later(school, carried, capacity=1)
    holder, _waiting = application(to=there), application(to=there)
    CourseRun.objects.filter(pk=there.pk).update(capacity=2)
    uphold(lodged)

    assert of(lodged).state == "owed"
    assert Application.objects.get(pk=holder.pk).state == "submitted"


def test_whoever_applied_for_the_next_class_meanwhile_goes_on_at_the_first_price(lodged, school, carried):
    there = later(school, carried, capacity=1)
    own = application(of=of(lodged).person, to=there)
    uphold(lodged)

    assert Application.objects.get(pk=own.pk).state == "withdrawn"
    assert Application.objects.get(continues=of(lodged)).seat == 1
    assert CourseRun.objects.get(pk=there.pk).seats_taken == 1
    assert check() == []


def test_a_cancelled_class_leads_to_the_next_one_too(lodged, school, carried):
    CourseRun.objects.filter(pk=of(lodged).run_id).update(status="cancelled")
    there = later(school, carried)
    uphold(lodged, at_ten(TODAY))

    assert Application.objects.get(continues=of(lodged)).run_id == there.pk


def test_owed_seats_are_given_in_order_when_the_school_publishes(school, carried):
    lodged = [appeal(refused(to=run(school=school, courses=[carried]))) for _ in range(3)]
    for number, one in enumerate(lodged):
        uphold(one, LATE + timedelta(minutes=number))
    draft = later(school, carried, capacity=2, status=RunStatus.DRAFT)
    by = actor(staff(school=school))
    with time_machine.travel(LATE, tick=False):
        runs.publish_run(draft.pk, version=1, actor=by, now=LATE)
        drain(now=LATE)
        drain(now=LATE)

    assert [of(one).state for one in lodged] == ["elsewhere", "elsewhere", "owed"]
    assert Notice.objects.filter(code="application_seat_elsewhere").count() == 2
    assert CourseRun.objects.get(pk=draft.pk).seats_taken == 2
    assert check() == []


def test_a_seat_that_comes_free_goes_to_whoever_is_owed_one_within_a_day(lodged, school, carried):
    there = later(school, carried, capacity=1)
    holder = application(to=there)
    uphold(lodged)
    enrolment.withdraw(holder.pk, actor=enrolment.person(holder.person_id), now=LATE)
    run_day(LATE + timedelta(days=1))

    assert of(lodged).state == "elsewhere"
    assert Application.objects.get(continues=of(lodged)).run_id == there.pk


def test_whoever_gives_up_the_right_gets_no_seat(lodged, school, carried):
    uphold(lodged)
    enrolment.withdraw(of(lodged).pk, actor=enrolment.person(of(lodged).person_id), now=LATE)
    later(school, carried)
    run_day(LATE + timedelta(days=1))

    assert of(lodged).state == "withdrawn"
    assert not Application.objects.filter(continues=of(lodged)).exists()


def test_whoever_waits_after_an_appeal_when_the_class_begins_is_owed_a_seat(school, carried):
    full = run(school=school, courses=[carried], capacity=1)
    lodged = appeal(refused(to=full))
    admitted(to=full)
    reviewed(lodged, "upheld")
    assert of(lodged).state == "waiting"
    run_day(at_ten(full.starts_on))

    assert of(lodged).state == "owed"
    assert check() == []


@pytest.mark.parametrize("has_next", [True, False])
def test_the_ministrys_letter_says_exactly_what_the_person_gets(lodged, school, carried, has_next):
    at_ministry = forwarded(reviewed(lodged))
    there = later(school, carried) if has_next else None
    with time_machine.travel(LATE, tick=False):
        referral = decided(at_ministry, "upheld", now=LATE)

    words = said_in(referral.letter)
    if there:
        assert there.booking_code in words
        assert "reserveret" in words
    else:
        assert "ingen andre hold" in words
    assert of(lodged).state == ("elsewhere" if has_next else "owed")


def said_in(document):
    from tests.golden import read_back

    return " ".join(read_back(document.content).split())


def test_the_desk_lists_who_is_owed_a_seat(client, lodged, school):
    uphold(lodged)
    sign_in_staff(client, staff(Role.REGISTRAR, school))
    start = text(client.get(at("staff_start", language="en")))
    listed = text(client.get("/admin/enrolment/application/?state__exact=owed"))

    assert "1 person is owed a seat in a later class" in start
    assert of(lodged).number in listed
