"""What operators do with a message that could not be delivered: try it again, or put it aside and say why."""

from datetime import timedelta

import pytest

from amu.outbox import services
from amu.outbox.selectors import backlog
from amu.people.models import User
from tests.integration.ground.outbox import enqueue, message
from tests.pages import text
from tests.situations import NOW, sign_in_staff

pytestmark = pytest.mark.django_db


def test_an_operator_gives_parked_messages_another_week(post, client):
    post.failing = {"bad"}
    enqueue("bad")
    services.drain(now=NOW + timedelta(days=9))
    sign_in_staff(client, User.objects.create_superuser("operator"))

    client.post(
        "/admin/outbox/message/", {"action": "retry", "_selected_action": [message("bad").pk]}, follow=True
    )

    assert message("bad").state == "waiting"


@pytest.fixture
def parked(post):
    post.failing = {"bad"}
    enqueue("bad")
    services.drain(now=NOW + timedelta(days=9))
    return message("bad")


def test_an_operator_puts_a_parked_message_aside_and_says_why(parked, client):
    operator = User.objects.create_superuser("operator")
    sign_in_staff(client, operator)
    assert f"/{parked.pk}/aside/" in text(client.get(f"/admin/outbox/message/{parked.pk}/change/"))

    page = f"/admin/outbox/message/{parked.pk}/aside/"
    client.post(page, {"because": "Skolen har ringet til personen i dag."})

    aside = message("bad")
    assert (aside.state, aside.aside_by) == ("aside", operator)
    assert aside.aside_because == "Skolen har ringet til personen i dag."
    assert backlog(NOW + timedelta(days=9)).parked == 0
    assert client.get(page).status_code == 404


def test_without_a_reason_it_stays_parked(parked, client):
    sign_in_staff(client, User.objects.create_superuser("operator"))
    answer = client.post(f"/admin/outbox/message/{parked.pk}/aside/", {"because": " "})

    assert answer.status_code == 422
    assert message("bad").state == "parked"


def test_a_message_put_aside_is_never_sent_again(parked, post):
    operator = User.objects.create_superuser("operator")
    later = NOW + timedelta(days=10)
    assert services.put_aside(parked.pk, because="Klaret i telefonen.", user_id=operator.pk, now=later)
    post.failing = set()
    services.retry_parked(parked.pk, now=later)
    services.drain(now=later)

    assert message("bad").state == "aside"
    assert not services.put_aside(parked.pk, because="Igen, og igen.", user_id=operator.pk, now=later)


def test_a_message_that_waits_is_not_put_aside(client):
    enqueue("one")
    sign_in_staff(client, User.objects.create_superuser("operator"))

    assert client.get(f"/admin/outbox/message/{message('one').pk}/aside/").status_code == 404
