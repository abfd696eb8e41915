"""What is sent is what the check page showed: answers, price and class."""

from datetime import timedelta
from decimal import Decimal

import pytest

from courses.models import CourseRun
from enrolment.models import Application
from tests.applying import answer, check_at, question_at
from tests.pages import hidden, said, send, text
from tests.situations import application, run

pytestmark = pytest.mark.django_db
CHANGED = "Something has changed since you saw the page, so nothing has been sent. Check it, and send again."


@pytest.fixture
def where():
    return run(published_price=Decimal("436.00"))


@pytest.fixture(params=["da", "en"])
def language(request):
    return request.param


@pytest.fixture
def shown(browser, where, language):
    """The check page has been opened, and stands in a tab."""
    answer(browser, where, language)
    return hidden(browser.get(check_at(where, language)))


def press(browser, where, shown, language):
    response = browser.post(check_at(where, language), shown, follow=True)
    assert response.redirect_chain[-1][0] == check_at(where, language)
    assert said(CHANGED, language) in text(response)
    assert not Application.objects.exists()
    return text(response)


def test_answers_changed_in_another_window_are_not_sent_unseen(browser, where, shown, language):
    browser.post(question_at(where, "contact"), {"email": "new@example.org", "phone": ""})
    page = press(browser, where, shown, language)

    words = {
        "da": [
            "E-mail: før: karen@example.org. Nu: new@example.org.",
            "Telefon: før: 12 34 56 78. Nu: intet.",
        ],
        "en": [
            "E-mail: before: karen@example.org. Now: new@example.org.",
            "Phone: before: 12 34 56 78. Now: nothing.",
        ],
    }
    for sentence in words[language]:
        assert sentence in page


def test_a_price_that_has_changed_is_not_paid_unseen(browser, where, shown, language):
    CourseRun.objects.filter(pk=where.pk).update(published_price=Decimal("500.00"))
    page = press(browser, where, shown, language)

    before = page.partition("436")[2]
    assert "500" in before


def test_a_class_that_has_moved_is_not_applied_for_unseen(browser, where, shown, language):
    CourseRun.objects.filter(pk=where.pk).update(
        starts_on=where.starts_on + timedelta(days=7), ends_on=where.ends_on + timedelta(days=7)
    )
    page = press(browser, where, shown, language)

    assert {"da": "Første dag: før: ", "en": "First day: before: "}[language] in page


def test_pressing_again_sends_what_is_shown_now(browser, where, shown):
    CourseRun.objects.filter(pk=where.pk).update(published_price=Decimal("500.00"))
    browser.post(check_at(where), shown)
    send(browser, check_at(where))

    assert Application.objects.get().price == Decimal("500.00")


def test_what_has_not_changed_is_sent(browser, where, shown, language):
    browser.post(check_at(where, language), shown)

    assert Application.objects.exists()


def test_a_seat_taken_meanwhile_holds_nobody_up(browser, shown, where, language):
    application(to=where)
    browser.post(check_at(where, language), shown)

    assert Application.objects.count() == 2


@pytest.mark.parametrize("invented", ["", "x", "W10:1abc:def"])
def test_nothing_is_sent_without_what_was_shown(browser, where, invented):
    answer(browser, where)
    response = browser.post(check_at(where), {"shown": invented}, follow=True)

    assert said(
        "Nothing has been sent yet. Check your answers and your price, and send the application."
    ) in text(response)
    assert not Application.objects.exists()
