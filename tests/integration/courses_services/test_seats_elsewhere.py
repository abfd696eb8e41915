"""A school's own system tells over HTTP how many seats it has sold: with a key, never too many, and once."""

import json
from datetime import date, timedelta

import pytest
import time_machine
from django.core.cache import cache

from amu.outbox.models import Message
from amu.people.enums import Role
from courses.classes import views
from courses.classes.models import SeatCount
from courses.classes.services.keys import end_key, make_key, replace_key
from courses.classes.services.runs import MORE_SEATS
from courses.models import CourseRun, SchoolKey
from tests.pages import at, text
from tests.situations import NOW, TODAY, actor, application, provider, run, sign_in_staff, staff

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now():
    cache.clear()
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def school(db):
    return provider()


@pytest.fixture
def leader(school):
    return staff(Role.LEADER, school)


@pytest.fixture
def key(school, leader):
    return made(school, leader)


@pytest.fixture
def where(school):
    return run(school=school, capacity=10)


def made(school, leader):
    return make_key(school.pk, name="Studieadministration", actor=actor(leader, Role.LEADER), now=NOW)[1]


def path_of(where):
    return f"/api/classes/{where.booking_code}/seats-elsewhere"


def put(client, where, key, body=None, *, name="", **more):
    headers = {"Authorization": f"Bearer {key}", **({"Idempotency-Key": name} if name else {}), **more}
    sent = body if isinstance(body, str) else json.dumps(body)
    return client.put(path_of(where), sent, content_type="application/json", headers=headers)


def left(where):
    return CourseRun.objects.get(pk=where.pk).seats_left


def test_a_count_is_stored_with_its_day_and_the_free_seats_follow(client, where, key):
    answer = put(client, where, key, {"seats": 4, "counted_on": "2026-08-31"})

    assert answer.status_code == 200
    assert answer.json() == {
        "booking_code": where.booking_code,
        "capacity": 10,
        "seats_elsewhere": 4,
        "counted_on": "2026-08-31",
        "seats_here": 0,
        "waiting": 0,
        "free": 6,
        "page": at("courses:run", where.booking_code),
    }
    assert "6 ledige pladser" in text(client.get(at("courses:run", where.booking_code)))


def test_the_count_can_be_read(client, where, key):
    put(client, where, key, {"seats": 4})
    answer = client.get(path_of(where), headers={"Authorization": f"Bearer {key}"})

    assert (answer.json()["seats_elsewhere"], answer["Cache-Control"]) == (
        4,
        "max-age=0, no-cache, no-store, must-revalidate, private",
    )


def test_more_than_there_is_room_for_is_refused_in_words_and_nothing_is_oversold(client, where, key):
    for _ in range(3):
        application(to=where)
    answer = put(client, where, key, {"seats": 8}, **{"Accept-Language": "en"})

    assert (answer.status_code, answer["Content-Type"]) == (409, "application/problem+json")
    assert answer.json() == {
        "title": "count_oversold",
        "status": 409,
        "detail": "8 seats cannot have been sold elsewhere: the class has 10, and 3 are sold here. At most 7 can be.",
        "capacity": 10,
        "here": 3,
        "most": 7,
        "seats": 8,
    }
    assert left(where) == 7
    assert put(client, where, key, {"seats": 7}).json()["free"] == 0


def test_seats_that_become_free_go_to_the_line_first(client, where, key):
    put(client, where, key, {"seats": 10})
    waiting = application(to=where)
    put(client, where, key, {"seats": 9})

    assert waiting.state == "waiting"
    assert Message.objects.filter(kind=MORE_SEATS, payload__run=where.pk).count() == 1


def test_the_same_request_again_is_the_same_count(client, where, key):
    put(client, where, key, {"seats": 4}, name="a")
    put(client, where, key, {"seats": 6}, name="b")
    again = put(client, where, key, {"seats": 4}, name="a")
    other = put(client, where, key, {"seats": 5}, name="a")

    assert (again.status_code, again.json()["seats_elsewhere"]) == (200, 6)
    assert (other.status_code, other.json()["title"]) == (409, "count_name_used")
    assert SeatCount.objects.count() == 2


def test_the_same_number_again_makes_no_new_version(client, where, key):
    put(client, where, key, {"seats": 4})
    before = CourseRun.objects.get(pk=where.pk).version
    put(client, where, key, {"seats": 4})

    assert CourseRun.objects.get(pk=where.pk).version == before


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ({"seats": 1, "counted_on": "2026-09-02"}, "count_in_future"),
        ({"seats": 1, "counted_on": "2026-08-20"}, "count_older"),
    ],
)
def test_the_day_of_the_count_is_no_later_than_today_and_no_earlier_than_the_last(
    client, where, key, body, title
):
    put(client, where, key, {"seats": 4, "counted_on": "2026-08-31"})

    assert put(client, where, key, body).json()["title"] == title
    assert left(where) == 6


def test_a_cancelled_class_and_one_that_is_over_take_no_count(client, school, where, key):
    CourseRun.objects.filter(pk=where.pk).update(status="cancelled")
    assert put(client, where, key, {"seats": 1}).json()["title"] == "count_class_cancelled"

    past = run(school=school, starts_on=date(2026, 8, 3), ends_on=date(2026, 8, 4), enrol_by=date(2026, 8, 1))
    assert put(client, past, key, {"seats": 1}).json()["title"] == "count_class_over"


@pytest.mark.parametrize(
    "body",
    [
        "",
        "nothing",
        "[]",
        "{}",
        '{"seats": -1}',
        '{"seats": "4"}',
        '{"seats": true}',
        '{"seats": 4.0}',
        '{"seats": 99999999}',
        '{"seats": 4, "counted_on": "i går"}',
        '{"seats": 4, "counted_on": 5}',
        '{"seats": 4, "more": 1}',
        "[" * 5000,
    ],
)
def test_what_is_no_count_is_told_in_words(client, where, key, body):
    answer = put(client, where, key, body)

    assert (answer.status_code, answer.json()["title"]) == (422, "bad_request")
    assert answer.json()["detail"]


def test_without_a_key_that_works_nothing_is_told(client, where, school, leader, key):
    other, ended = made(provider(), leader), made(school, leader)
    end_key(SchoolKey.objects.latest("pk").pk, actor=actor(leader, Role.LEADER), now=NOW)

    assert client.get(path_of(where)).status_code == 401
    for wrong in ("", "x", "amu_00000000_abc", key[:-1], ended):
        answer = put(client, where, wrong, {"seats": 1})
        assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
    assert put(client, where, other, {"seats": 1}).status_code == 404


def test_a_draft_and_a_class_that_is_not_there_are_the_same(client, school, key):
    draft = run(school=school, status="draft")
    found = put(client, draft, key, {"seats": 1})
    draft.booking_code = "NONE-1"

    assert found.status_code == put(client, draft, key, {"seats": 1}).status_code == 404


def test_another_way_to_ask_is_told_which_there_are(client, where, key):
    answer = client.post(path_of(where), headers={"Authorization": f"Bearer {key}"})
    assert (answer.status_code, answer["Allow"]) == (405, "GET, PUT")


def test_a_key_that_asks_too_often_waits(client, where, key, monkeypatch):
    monkeypatch.setattr(views, "MOST_REQUESTS", 2)
    found = [put(client, where, key, {"seats": 1}).status_code for _ in range(3)]
    assert found == [200, 200, 429]


def test_guessing_keys_is_slowed_down(client, where, key, monkeypatch):
    monkeypatch.setattr(views, "MOST_REFUSED", 2)
    found = [put(client, where, "amu_00000000_x", {"seats": 1}).status_code for _ in range(4)]
    assert found == [401, 401, 401, 429]


def test_a_key_that_is_replaced_works_for_a_day_more(client, where, school, leader, key):
    _new, text_of_new = replace_key(SchoolKey.objects.get().pk, actor=actor(leader, Role.LEADER), now=NOW)
    assert put(client, where, key, {"seats": 1}).status_code == 200
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        assert put(client, where, key, {"seats": 1}).status_code == 401
        assert put(client, where, text_of_new, {"seats": 1}).status_code == 200


def test_the_leader_makes_replaces_and_ends_keys_and_sees_each_once(client, where, school, leader):
    pages = "/admin/courses/provider/keys/"
    sign_in_staff(client, leader)
    shown = text(client.post(f"{pages}new/", {"name": "Navision", "provider": school.pk}))
    key = shown.partition('<code class="amu-key">')[2].partition("</code>")[0]
    row = SchoolKey.objects.get()
    assert put(client, where, key, {"seats": 1}).status_code == 200

    page = text(client.get(pages))
    assert "Navision" in page
    assert row.prefix in page
    assert key not in page
    assert row.secret_sha256 not in page
    client.post(f"{pages}{row.pk}/end/")
    assert put(client, where, key, {"seats": 1}).status_code == 401


def test_keys_are_for_the_leader_of_the_school_alone(client, school, leader, key):
    pages, row = "/admin/courses/provider/keys/", SchoolKey.objects.get()
    for other in (staff(Role.REGISTRAR, school), staff(Role.LEADER, provider()), staff(Role.APPROVER)):
        sign_in_staff(client, other)
        client.post(f"{pages}{row.pk}/end/")
        assert client.post(f"{pages}{row.pk}/replace/").status_code == 404
    assert SchoolKey.objects.get().ends_at is None
    assert client.get(pages).status_code == 404


def test_the_day_is_today_where_none_is_told(client, where, key):
    assert put(client, where, key, {"seats": 1}).json()["counted_on"] == TODAY.isoformat()
