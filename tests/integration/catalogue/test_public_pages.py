"""A public page is what the rows say now; a proxy may share it for seconds, and nobody gets another's page."""

import pytest

from courses.classes.services.seats import give_back_seat, note_line, take_seat
from courses.models import CourseRun
from tests.situations import person

pytestmark = pytest.mark.django_db

PAGES = [
    "/da/",
    "/da/kurser/",
    "/da/kurser/?q=asbest&place=6000&km=50",
    "/da/kurser/22906/",
    "/da/kurser/22906/?place=8000",
    "/da/hold/SEEN/",
    "/da/skoler/",
    "/da/skoler/amu-syd/",
    "/da/mistet-bevis/?place=6000",
]


@pytest.fixture
def run(new_run):
    return new_run("SEEN", capacity=3, seats_elsewhere=1)


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


@pytest.mark.parametrize("address", PAGES)
def test_a_proxy_may_share_a_page_for_seconds_and_a_browser_asks_each_time(client, run, address):
    response = client.get(address)

    assert response["Cache-Control"] == "public, max-age=0, s-maxage=10, stale-while-revalidate=30"
    assert not response.cookies


@pytest.mark.parametrize("address", PAGES)
def test_whoever_has_a_cookie_may_get_another_page(client, run, address):
    assert "Cookie" in client.get(address)["Vary"]
    client.force_login(person())
    signed_in = client.get(address)

    assert "Cookie" in signed_in["Vary"]
    assert signed_in["Cache-Control"] == "no-store"
    assert "ETag" not in signed_in


def test_a_page_that_is_not_there_is_not_shared(client, run):
    assert client.get("/da/kurser/99999/")["Cache-Control"] == "no-cache"


def test_whoever_has_the_page_already_is_told_that_it_is_the_same(client, run):
    first = client.get("/da/kurser/22906/")
    again = client.get("/da/kurser/22906/", headers={"if-none-match": first["ETag"]})

    assert again.status_code == 304
    assert not again.content
    take_seat(run.pk)
    changed = client.get("/da/kurser/22906/", headers={"if-none-match": first["ETag"]})
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]


@pytest.mark.parametrize("address", ["/da/hold/SEEN/", "/da/kurser/22906/", "/da/skoler/amu-syd/"])
def test_a_seat_that_goes_is_gone_on_every_page_at_once(client, run, address):
    assert "2 ledige pladser" in page(client, address)
    take_seat(run.pk)
    assert "1 ledig plads" in page(client, address)
    give_back_seat(run.pk)
    assert "2 ledige pladser" in page(client, address)


def test_whoever_joins_the_line_makes_it_longer_on_the_page(client, run):
    CourseRun.objects.filter(pk=run.pk).update(capacity=1)
    assert "Ingen venter lige nu." in page(client, "/da/hold/SEEN/")
    note_line(run.pk, 2)

    assert "2 personer venter lige nu." in page(client, "/da/hold/SEEN/")
    assert "Ingen ledige pladser, 2 venter" in page(client, "/da/kurser/22906/")
