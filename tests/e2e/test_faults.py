"""Parts of the system die in the middle of somebody's application. Nothing is lost, nothing happens twice."""

import pytest
from playwright.sync_api import expect

from amu import clock
from amu.local.system import is_well
from tests import situations
from tests.e2e.people import answer_as_skilled, own_address, sign_in

pytestmark = [pytest.mark.e2e, pytest.mark.stack]

SUBJECT = "Der er nyt til dig"
RECEIPT = "Vi har din tilmelding, og der er reserveret en plads til dig"


@pytest.fixture
def a_class(stack_database):
    from courses.models import Course, Provider

    next_year = clock.today().replace(year=clock.today().year + 1)
    return situations.run(
        courses=[Course.objects.get(number="22906")],
        school=Provider.objects.get(key="amu-syd"),
        starts_on=next_year,
        ends_on=next_year,
        enrol_by=next_year,
        published_price=436,
    )


@pytest.fixture
def address():
    return own_address()


@pytest.fixture
def about_to_send(new_page, a_class, address):
    """The person has answered everything and sees the price; one press is left."""
    page = new_page()
    page.goto(f"/da/hold/{a_class.booking_code}/tilmeld/")
    sign_in(page, "electrician")
    answer_as_skilled(page, address)
    return page


def send(page):
    page.get_by_role("button", name="Send min tilmelding").click()


def receipts(stack, address):
    """What came. Late mail of the same person's earlier applications goes to their new address too."""
    return [mail["Subject"] for mail in stack.mail() if mail["To"] == address]


def applications(a_class):
    from django.db import connection

    from enrolment.models import Application

    connection.close()  # the server may have died under the last one
    return list(Application.objects.filter(run=a_class).values_list("state", "seat"))


def test_a_worker_that_was_killed_delivers_when_it_is_back(stack, about_to_send, a_class, address):
    stack.kill("worker")

    send(about_to_send)

    expect(about_to_send.get_by_role("heading", level=1)).to_have_text(RECEIPT)
    stack.start("worker")
    stack.wait_until(lambda: SUBJECT in receipts(stack, address), what="the receipt never came")
    assert applications(a_class) == [("submitted", 1)]


def test_without_a_broker_the_journey_goes_on_and_the_message_follows(stack, about_to_send, a_class, address):
    stack.kill("valkey")

    send(about_to_send)

    expect(about_to_send.get_by_role("heading", level=1)).to_have_text(RECEIPT)
    stack.manage("run_due")
    assert SUBJECT in receipts(stack, address)
    stack.start("valkey")
    assert applications(a_class) == [("submitted", 1)]


def test_the_sweep_finds_what_the_bell_did_not_ring_for(stack, about_to_send, address):
    stack.kill("valkey")
    send(about_to_send)
    stack.start("valkey")

    stack.wait_until(lambda: SUBJECT in receipts(stack, address), seconds=60, what="nobody swept")


def test_a_database_that_restarts_costs_a_retry_and_nothing_else(stack, about_to_send, a_class):
    stack.kill("postgres")
    with about_to_send.expect_response(lambda answer: answer.request.method == "POST") as refused:
        send(about_to_send)
    assert refused.value.status == 503

    stack.start("postgres")
    stack.wait_until(lambda: is_well(stack.url("/health/ready")), what="the web server did not recover")
    about_to_send.goto(f"/da/hold/{a_class.booking_code}/tilmeld/tjek/")
    send(about_to_send)

    expect(about_to_send.get_by_role("heading", level=1)).to_have_text(RECEIPT)
    assert applications(a_class) == [("submitted", 1)]


def test_an_application_that_was_confirmed_survives_a_killed_database(stack, about_to_send, a_class):
    send(about_to_send)
    expect(about_to_send.get_by_role("heading", level=1)).to_have_text(RECEIPT)

    stack.kill("postgres")
    stack.start("postgres")

    stack.wait_until(lambda: applications(a_class) == [("submitted", 1)], what="the application was lost")


def test_pressing_twice_is_one_application(stack, about_to_send, a_class):
    about_to_send.get_by_role("button", name="Send min tilmelding").dblclick()

    about_to_send.wait_for_url("**/tilmeldinger/*/")
    assert applications(a_class) == [("submitted", 1)]
