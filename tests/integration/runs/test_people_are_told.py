"""A class is cancelled, moved or gets more seats: everybody in it is notified once."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.urls import reverse

from amu.notices.models import Notice
from amu.outbox.services import drain
from courses.classes.services import runs
from courses.classes.services.content import content_of
from enrolment import services as enrolment
from enrolment.models import Application
from tests.situations import NOW, actor, admitted, application, course, person, run, sign_in_staff, staff

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


def test_a_cancelled_class_leaves_the_applications_as_history(full):
    made, by, _people = full
    before = list(Application.objects.order_by("pk").values("state", "seat", "price"))

    runs.cancel_run(made.pk, because="x", version=1, actor=by, now=NOW)
    drain(now=NOW)

    assert list(Application.objects.order_by("pk").values("state", "seat", "price")) == before


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


def test_a_seat_given_up_in_a_cancelled_class_is_offered_to_nobody(full):
    made, by, people = full
    runs.cancel_run(made.pk, because="x", version=1, actor=by, now=NOW)

    enrolment.withdraw(people["in"].pk, actor=enrolment.person(people["in"].person_id), now=NOW)

    assert Application.objects.get(pk=people["waiting"].pk).state == "waiting"


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
