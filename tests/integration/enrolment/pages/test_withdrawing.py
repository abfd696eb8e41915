"""To withdraw: a page that says what is given up, and then the act; afterwards one may apply again."""

import pytest

from enrolment.models import Application
from tests.pages import at, said, text
from tests.situations import application, run

pytestmark = pytest.mark.django_db


def test_the_page_says_what_is_given_up_and_its_form_withdraws(browser, who):
    mine = application(of=who)
    address = at("enrolment:withdraw", mine.pk)
    assert address in text(browser.get(at("enrolment:application", mine.pk)))
    page = text(browser.get(address))

    assert said("What you give up") in page
    assert '<form method="post">' in page
    browser.post(address)
    assert Application.objects.get(pk=mine.pk).state == "withdrawn"


def test_whoever_waits_gives_up_their_place_in_line(browser, who):
    where = run(capacity=1)
    application(to=where)
    page = text(browser.get(at("enrolment:withdraw", application(of=who, to=where).pk)))

    assert "ventelisten" in page


def test_what_can_no_longer_be_withdrawn_leads_back_to_its_page(browser, who, time_machine):
    mine = application(of=who)
    browser.post(at("enrolment:withdraw", mine.pk))

    assert browser.get(at("enrolment:withdraw", mine.pk)).url == at("enrolment:application", mine.pk)


def test_whoever_withdrew_is_offered_to_apply_again_while_the_class_is_open(browser, who):
    mine = application(of=who)
    browser.post(at("enrolment:withdraw", mine.pk))
    apply = at("enrolment:apply", mine.run.booking_code)

    assert apply in text(browser.get(at("enrolment:application", mine.pk)))
    assert browser.get(apply).status_code == 200
    assert application(of=who, to=mine.run).pk != mine.pk
    type(mine.run).objects.filter(pk=mine.run_id).update(status="cancelled")
    assert apply not in text(browser.get(at("enrolment:application", mine.pk)))
