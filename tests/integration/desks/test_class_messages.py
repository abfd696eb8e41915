"""Writing to a class: seen before it is sent, sent once, read on each person's own page."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from amu.journal.models import Entry
from amu.notices.models import Notice
from amu.people.enums import Role
from enrolment.models import ClassMessage, ClassMessageTo
from tests.pages import at, hidden, text
from tests.situations import application, person, run

WORDS = "Tag sikkerhedssko på den første dag.\r\nDer er kaffe fra kl. 7.30."
TYPED = {"group": "seated", "heading": "Sko", "words": WORDS}


@pytest.fixture
def where(school):
    return run(school=school, capacity=2)


@pytest.fixture
def people(where):
    """Two with a seat, one in line."""
    return [application(of=person(full_name=name), to=where) for name in ("Karen", "Ali", "Ole")]


@pytest.fixture
def address(where):
    return reverse("admin:enrolment_class_message", args=[where.pk])


def look(browser, address, **typed):
    return browser.post(address, {**hidden(browser.get(address)), **TYPED, **typed})


def fields(page):
    return hidden(page)


def test_it_is_shown_with_the_number_of_people_before_anything_is_sent(sit_down, people, address):
    page = look(sit_down(), address)

    assert page.context["preview"]["people"] == 2
    assert "Der er kaffe fra kl. 7.30." in text(page)
    assert not ClassMessage.objects.exists()


@pytest.mark.parametrize(("group", "count"), [("seated", 2), ("in_line", 1), ("all", 3)])
def test_it_goes_to_the_group_that_was_chosen_once_each(sit_down, people, address, group, count):
    browser = sit_down(Role.LEADER)
    page = look(browser, address, group=group)
    sent = {**fields(page), "send": "1"}
    browser.post(address, sent)
    browser.post(address, sent)

    assert ClassMessage.objects.count() == 1
    assert ClassMessageTo.objects.count() == Notice.objects.filter(code="class_message").count() == count
    assert Entry.objects.filter(act="class.message_received").count() == count
    assert Entry.objects.get(act="class.message_sent").facts["people"] == count


def test_nothing_is_sent_where_others_would_get_it_than_were_shown(sit_down, where, people, address):
    browser = sit_down()
    page = look(browser, address, group="in_line")
    application(to=where)
    again = browser.post(address, {**fields(page), "send": "1"})

    assert not ClassMessage.objects.exists()
    assert again.context["preview"]["people"] == 2
    browser.post(address, {**fields(again), "send": "1"})
    assert ClassMessageTo.objects.count() == 2


def test_the_words_stand_on_the_persons_page_and_not_in_the_email(sit_down, client, people, address):
    browser = sit_down()
    browser.post(address, {**fields(look(browser, address)), "send": "1"})
    client.force_login(people[0].person)
    assert "Tag sikkerhedssko" in text(client.get(at("enrolment:application", people[0].pk)))
    client.force_login(people[2].person)
    assert "Tag sikkerhedssko" not in text(client.get(at("enrolment:application", people[2].pk)))
    assert not any("sko" in message.body for message in mail.outbox)


def test_it_can_be_changed_after_a_look(sit_down, people, address):
    browser = sit_down()
    page = browser.post(address, {**fields(look(browser, address)), "change": "1"})

    assert page.context["preview"] is None
    assert "Tag sikkerhedssko" in text(page)
    assert re.search(r'name="heading" value="Sko"', text(page))


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"words": "Kort"}, "words"), ({"heading": ""}, "heading"), ({"group": "x"}, "group")],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(sit_down, people, address, typed, field):
    page = look(sit_down(), address, **typed)

    assert page.status_code == 422
    assert field in page.context["form"].errors
    assert not ClassMessage.objects.exists()


def test_an_empty_group_is_said(sit_down, where, address):
    application(to=where)

    assert "group" in look(sit_down(), address, group="in_line").context["form"].errors


def test_what_was_sent_stands_on_the_page_of_the_class(sit_down, where, people, address):
    browser = sit_down()
    browser.post(address, {**fields(look(browser, address)), "send": "1"})

    page = text(browser.get(reverse("admin:enrolment_class", args=[where.pk])))
    assert "Tag sikkerhedssko" in page
