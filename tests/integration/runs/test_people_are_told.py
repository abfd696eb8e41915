"""A class is cancelled, moved or gets more seats: everybody in it is notified once."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.urls import reverse

from amu.journal.models import Entry
from amu.notices.models import Notice
from amu.outbox.services import drain
from courses.classes.services import runs
from courses.classes.services.content import content_of
from courses.models import CourseRun
from enrolment import handlers
from enrolment import services as enrolment
from enrolment.models import Application
from tests.situations import (
    AFTER_CLASS,
    NOW,
    actor,
    admitted,
    application,
    course,
    person,
    refusal,
    result,
    run,
    sign_in_staff,
    staff,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


def told(code):
    return sorted(Notice.objects.filter(code=code).values_list("person_id", flat=True))


@pytest.fixture
def full():
    """A class of two seats: one admitted, one undecided, one in line, one who withdrew before."""
    made = run(capacity=2)
    by = actor(staff(school=made.provider))
    gone = application(to=made)
    enrolment.withdraw(gone.pk, actor=enrolment.person(gone.person_id), now=NOW)
    people = {"in": admitted(to=made), "undecided": application(to=made), "waiting": application(to=made)}
    drain(now=NOW)
    Notice.objects.all().delete()
    mail.outbox.clear()
    return made, by, people


def ids(people):
    return sorted(row.person_id for row in people.values())


def test_cancelling_tells_everybody_with_a_seat_or_in_line_once(full):
    made, by, people = full

    for _ in range(2):
        runs.cancel_run(made.pk, because="Underviseren er syg.", version=1, actor=by, now=NOW)
        drain(now=NOW)

    assert told("run_cancelled") == ids(people)
    assert len(mail.outbox) == 3


def test_the_mail_says_neither_which_class_nor_why(full):
    made, by, _ = full
    runs.cancel_run(made.pk, because="Underviseren er syg.", version=1, actor=by, now=NOW)
    drain(now=NOW)

    for letter in mail.outbox:
        assert made.title not in letter.body + letter.subject
        assert "syg" not in letter.body


def test_a_cancelled_class_closes_its_applications_and_gives_their_seats_back(full):
    made, by, people = full
    prices = {row.pk: row.price for row in people.values()}
    runs.cancel_run(made.pk, because="x", version=1, actor=by, now=NOW)
    for _ in range(2):
        drain(now=NOW)
        enqueue_again(made)

    rows = Application.objects.filter(pk__in=prices)
    assert {(row.state, row.seat) for row in rows} == {("cancelled", None)}
    assert {row.pk: row.price for row in rows} == prices
    after = CourseRun.objects.get(pk=made.pk)
    assert (after.seats_taken, after.waiting) == (0, 0)
    assert Entry.objects.filter(act="application.close", actor_role="system").count() == 3


def enqueue_again(made):
    """The same message comes a second time, as the outbox may deliver it."""
    handlers.run_cancelled({"run": made.pk, "version": 2}, "again")


def test_whoever_has_a_result_keeps_it_when_the_rest_of_the_class_is_cancelled(full):
    made, by, people = full
    with time_machine.travel(AFTER_CLASS, tick=False):
        result(people["in"], now=AFTER_CLASS)
        runs.cancel_run(made.pk, because="x", version=1, actor=by, now=AFTER_CLASS)
        drain(now=AFTER_CLASS)

    states = [Application.objects.get(pk=people[who].pk).state for who in ("in", "undecided", "waiting")]
    assert states == ["admitted", "cancelled", "cancelled"]


def test_a_class_that_has_been_held_is_not_cancelled(full):
    made, by, _ = full
    later = AFTER_CLASS + timedelta(days=1)

    with pytest.raises(runs.ClassNotReadyError, match="over_already"):
        runs.cancel_run(made.pk, because="x", version=1, actor=by, now=later)


def test_a_message_of_a_class_that_is_not_cancelled_closes_nothing(full):
    made, _by, people = full
    enqueue_again(made)

    assert Application.objects.get(pk=people["in"].pk).state == "admitted"


@pytest.mark.parametrize("who", ["in", "undecided", "waiting"])
def test_the_page_says_that_it_is_cancelled_why_and_what_now(client, full, who):
    made, by, people = full
    runs.cancel_run(made.pk, because="Underviseren er syg.", version=1, actor=by, now=NOW)
    mine = people[who]
    client.force_login(mine.person)

    with client_language("en"):
        text = client.get(reverse("enrolment:application", args=[mine.pk])).content.decode()

    assert "The class you applied for has been cancelled" in text
    assert "Underviseren er syg." in text
    assert "Find another date" in text
    assert "Withdraw my application" not in text


def client_language(code):
    from django.utils import translation

    return translation.override(code)


def test_nobody_is_admitted_to_a_cancelled_class(client, full):
    made, by, people = full
    runs.cancel_run(made.pk, because="x", version=1, actor=by, now=NOW)

    with pytest.raises(enrolment.RunCancelledError):
        enrolment.admit(people["undecided"].pk, actor=by, now=NOW)
    sign_in_staff(client, staff(school=made.provider))
    client.post(reverse("admin:enrolment_admit", args=[people["undecided"].pk]))
    assert Application.objects.get(pk=people["undecided"].pk).state == "submitted"


def test_nobody_refuses_or_withdraws_what_a_cancellation_has_ended(full):
    """Also in the moment before the applications are closed."""
    made, by, people = full
    runs.cancel_run(made.pk, because="x", version=1, actor=by, now=NOW)

    with pytest.raises(enrolment.RunCancelledError):
        enrolment.refuse(people["undecided"].pk, refusal(), actor=by, now=NOW)
    with pytest.raises(enrolment.MoveNotAllowedError):
        enrolment.withdraw(people["in"].pk, actor=enrolment.person(people["in"].person_id), now=NOW)


def test_the_desk_offers_nothing_to_do_with_a_closed_application_and_says_why(client, full):
    made, by, people = full
    runs.cancel_run(made.pk, because="x", version=1, actor=by, now=NOW)
    sign_in_staff(client, staff(school=made.provider))
    for _ in ("before the outbox", "after it"):
        page = client.get(reverse("admin:enrolment_application_change", args=[people["undecided"].pk]))
        offered = {button.address.split("/")[-2] for button in page.context["buttons"]}
        # A letter that says so, once it is so, and how to reach the person.
        assert offered <= {"confirmation", "contact", "mandate"}
        assert page.context["state"] == "cancelled"
        drain(now=NOW)


def test_the_page_and_my_overview_offer_the_other_classes_of_the_course(client, full):
    made, by, people = full
    other = run(courses=[made.run_courses.get().course])
    runs.cancel_run(made.pk, because="x", version=1, actor=by, now=NOW)
    drain(now=NOW)
    client.force_login(people["undecided"].person)
    page = client.get(reverse("enrolment:application", args=[people["undecided"].pk]))
    overview = client.get(reverse("overview")).content.decode()

    assert [row.run.pk for row in page.context["others"]] == [other.pk]
    assert reverse("courses:run", args=[other.booking_code]) in page.content.decode()
    assert "er aflyst" in overview


def test_a_moved_class_is_told_each_time_it_moves(client, full):
    made, by, people = full
    seen = content_of(made)
    runs.change_run(made.pk, replace(seen, hours="09.00–16.24"), version=1, actor=by, now=NOW)
    drain(now=NOW)
    assert told("run_moved") == ids(people)
    drain(now=NOW)
    later = replace(seen, hours="09.00–16.24", ends_on=seen.ends_on + timedelta(days=1))
    runs.change_run(made.pk, later, version=2, actor=by, now=NOW)
    drain(now=NOW)

    assert len(told("run_moved")) == 6
    client.force_login(people["in"].person)
    with client_language("en"):
        text = client.get(reverse("enrolment:application", args=[people["in"].pk])).content.decode()
    assert "The school has changed the class" in text
    assert "09:00–16:24" in text


def test_moved_and_cancelled_at_once_is_told_as_cancelled(full):
    made, by, people = full
    runs.change_run(made.pk, replace(content_of(made), hours="9–16"), version=1, actor=by, now=NOW)
    runs.cancel_run(made.pk, because="x", version=2, actor=by, now=NOW)

    drain(now=NOW)

    assert told("run_moved") == []
    assert told("run_cancelled") == ids(people)


def test_more_seats_go_to_those_who_wait(full):
    made, by, people = full

    runs.change_run(made.pk, replace(content_of(made), capacity=3), version=1, actor=by, now=NOW)
    drain(now=NOW)

    assert Application.objects.get(pk=people["waiting"].pk).state == "submitted"
    assert told("application_seat_free") == [people["waiting"].person_id]


def test_a_class_nobody_is_in_is_cancelled_without_a_word():
    made = run(courses=[course()])
    somebody = person()

    runs.cancel_run(made.pk, because="x", version=1, actor=actor(staff(school=made.provider)), now=NOW)
    drain(now=NOW)

    assert not Notice.objects.filter(person=somebody).exists()
