"""A class begins while people wait for a seat: their wait has an end, in words, and the school decides."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine

from amu.due.services import plan
from amu.journal.models import Entry
from amu.notices.models import Notice
from amu.outbox.services import drain
from amu.people.models import PostalAddress
from courses.classes.services import runs
from courses.classes.services.content import content_of
from courses.models import CourseRun
from enrolment import services
from enrolment.invariants import check
from enrolment.models import Application, Decision
from enrolment.services.ending import end_line, plan_ends_of_lines
from tests.pages import at, text
from tests.situations import (
    actor,
    application,
    at_ten,
    course,
    refusal,
    run,
    sign_in_staff,
    staff,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def full():
    """A class of one seat that somebody holds, and two in line."""
    made = run(capacity=1)
    return made, application(to=made), application(to=made), application(to=made)


def first_day(made):
    return at_ten(made.starts_on)


def begun(made):
    """The outbox and the daily jobs on the first day of the class."""
    now = first_day(made)
    with time_machine.travel(now, tick=False):
        plan(now)
        drain(now=now)


def states(*applied):
    return [Application.objects.get(pk=one.pk).state for one in applied]


def told(code):
    return sorted(Notice.objects.filter(code=code).values_list("person_id", flat=True))


def test_those_in_line_are_not_placed_and_are_told_once_and_nobody_is_refused(full):
    made, holder, first, second = full
    begun(made)
    begun(made)

    assert states(holder, first, second) == ["submitted", "not_placed", "not_placed"]
    assert told("application_not_placed") == sorted([first.person_id, second.person_id])
    assert not Entry.objects.filter(act="decision.refused").exists()
    assert CourseRun.objects.get(pk=made.pk).waiting == 0
    assert check() == []


def test_the_day_before_they_wait_on(full):
    made, _, first, _ = full

    assert plan_ends_of_lines(first_day(made) - timedelta(days=1)) == 0
    assert states(first) == ["waiting"]


def test_a_cancelled_class_ends_no_line(full):
    made, _, first, _ = full
    CourseRun.objects.filter(pk=made.pk).update(status="cancelled")
    end_line(made.pk, now=first_day(made))

    assert states(first) == ["waiting"]


@pytest.mark.parametrize("is_ended", [True, False])
def test_the_page_says_so_and_offers_other_classes(client, full, is_ended):
    """Also before the daily job has come to it."""
    made, _, first, _ = full
    other = run(
        courses=[made.run_courses.get().course],
        starts_on=made.starts_on + timedelta(days=30),
        ends_on=made.starts_on + timedelta(days=31),
        enrol_by=made.starts_on + timedelta(days=20),
    )
    if is_ended:
        begun(made)
    client.force_login(first.person)
    with time_machine.travel(first_day(made), tick=False):
        page = client.get(at("enrolment:application", first.pk, language="en"))
        overview = text(client.get(at("overview", language="en")))

    assert "The class has begun, and no seat came free for you" in text(page)
    assert "ahead of you" not in text(page) + overview
    assert "You do not need to do anything" not in text(page)
    assert [row.run.pk for row in page.context["others"]] == [other.pk]


def test_the_school_decides_with_a_reason_of_its_own(client, full):
    made, _, first, second = full
    begun(made)
    by = actor(staff(school=made.provider))
    decision = services.refuse(first.pk, refusal(reason="no_seat_came_free"), actor=by, now=first_day(made))

    assert (decision.reason, decision.letter is not None) == ("no_seat_came_free", True)
    assert states(first) == ["refused"]
    sign_in_staff(client, staff(school=made.provider))
    with time_machine.travel(first_day(made), tick=False):
        page = client.get(f"/admin/enrolment/application/{second.pk}/refuse/")
    assert page.context["form"]["reason"].initial == "no_seat_came_free"


IN_VAIN = "Holdet havde én plads, og ventelisten blev brugt i rækkefølge."


def refuse_all(client, made, people, words=IN_VAIN):
    """The page of those who waited in vain, sent with these people marked."""
    sign_in_staff(client, staff(school=made.provider))
    address = f"/admin/enrolment/application/class/{made.pk}/refuse/"
    with time_machine.travel(first_day(made), tick=False):
        shown = text(client.get(address))
        sent = client.post(address, {"people": [one.pk for one in people], "text": words}, follow=True)
    return shown, sent


def test_all_who_waited_in_vain_are_refused_with_one_text(client, full):
    made, holder, first, second = full
    begun(made)
    shown, sent = refuse_all(client, made, [first, second])

    assert holder.number not in shown
    assert first.number in shown
    assert second.number in shown
    assert states(holder, first, second) == ["submitted", "refused", "refused"]
    letters = Decision.objects.filter(
        application__in=[first, second], reason="no_seat_came_free", reason_text=IN_VAIN
    )
    assert letters.exclude(letter=None).count() == 2
    assert "Afslag: 2." in text(sent)


def test_whoever_is_not_marked_or_has_no_address_still_waits(client, full):
    made, _, first, second = full
    begun(made)
    PostalAddress.objects.filter(pk=first.person_id).delete()
    _, sent = refuse_all(client, made, [first])

    assert states(first, second) == ["not_placed", "not_placed"]
    assert f"{first.number}: der er ingen postadresse" in text(sent)


def test_a_text_that_is_missing_is_asked_for_and_the_marks_stay(client, full):
    made, _, first, _ = full
    begun(made)
    _, sent = refuse_all(client, made, [first], words="")

    assert sent.status_code == 422
    assert text(sent).count(" checked") == 1
    assert states(first) == ["not_placed"]


def test_the_reason_fits_nobody_else(client, full):
    made, holder, first, _ = full
    by = actor(staff(school=made.provider))
    for one in (holder, first):
        with pytest.raises(services.ReasonDoesNotFitError):
            services.refuse(one.pk, refusal(reason="no_seat_came_free"), actor=by, now=first_day(made))
    sign_in_staff(client, staff(school=made.provider))
    page = client.get(f"/admin/enrolment/application/{holder.pk}/refuse/")
    assert "no_seat_came_free" not in dict(page.context["form"].fields["reason"].choices)


def test_the_start_page_counts_those_who_must_have_a_decision(client, full):
    made, *_ = full
    begun(made)
    sign_in_staff(client, staff(school=made.provider))
    page = text(client.get(at("staff_start", language="en")))

    assert "2 people waited in vain for a seat" in page


def test_a_class_that_is_moved_to_later_days_has_its_line_again(full):
    made, holder, first, second = full
    begun(made)
    seen, by = content_of(made), actor(staff(school=made.provider))
    later = {name: getattr(seen, name) + timedelta(days=30) for name in ("starts_on", "ends_on", "enrol_by")}
    with time_machine.travel(first_day(made), tick=False):
        runs.change_run(made.pk, replace(seen, **later), version=1, actor=by, now=first_day(made))
        drain(now=first_day(made))
        services.withdraw(holder.pk, actor=services.person(holder.person_id), now=first_day(made))

    assert states(first, second) == ["submitted", "waiting"]
    assert check() == []


def test_whoever_waits_in_an_open_workshop_waits_until_its_last_day():
    first = application(to=run(courses=[course()])).applied_at
    made = run(capacity=1, is_open_workshop=True)
    application(to=made)
    waiting = application(to=made)
    begun(made)

    assert first
    assert states(waiting) == ["waiting"]
