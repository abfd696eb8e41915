"""An appeal sent while signed out is saved, and counts from when it first arrived."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from amu.web.models import SavedForm
from appeals.models import Appeal
from tests.pages import at, hidden, send, send_once_signed_out, text
from tests.situations import NOW, appeal, person, refused

pytestmark = pytest.mark.django_db
WORDS = "Jeg har et svejsecertifikat fra 2024, som I ikke har set."


@pytest.fixture
def decision():
    return refused()


@pytest.fixture
def who(decision):
    return decision.application.person


def page_of(decision):
    return at("appeals:appeal", decision.pk)


def later(**passed):
    return time_machine.travel(NOW + timedelta(**passed), tick=False)


def send_signed_out(client, decision, words=WORDS, **fields):
    who = decision.application.person
    return send_once_signed_out(client, who, page_of(decision), text=words, **fields)


def test_it_is_lodged_after_sign_in_with_its_first_moment(client, decision, who):
    sent = send_signed_out(client, decision, wants_forwarding="on")
    assert sent.url == f"{reverse('sign_in')}?next={page_of(decision)}"
    assert not Appeal.objects.exists()

    with later(hours=2):
        client.force_login(who)
        back = client.get(page_of(decision))

    lodged = Appeal.objects.get()
    assert back.url == at("appeals:case", lodged.pk)
    assert (lodged.text, lodged.forwarding_asked_at, lodged.received_at) == (WORDS, NOW, NOW)


def test_the_copy_is_emptied_once_the_words_have_arrived(client, decision, who):
    send_signed_out(client, decision)
    client.force_login(who)
    client.get(page_of(decision))

    assert [(saved.fields, saved.claimed_at) for saved in SavedForm.objects.all()] == [({}, NOW)]


def test_coming_back_again_lodges_nothing_more(client, decision, who):
    send_signed_out(client, decision)
    client.force_login(who)
    client.get(page_of(decision))

    lodged = Appeal.objects.get()
    assert client.get(page_of(decision)).url == at("appeals:case", lodged.pk)


def test_the_last_sent_before_sign_in_is_what_counts(client, decision, who):
    client.force_login(who)
    shown = hidden(client.get(page_of(decision)))
    client.logout()
    for words in ("Første udkast", WORDS):
        client.post(page_of(decision), {**shown, "text": words})
    client.force_login(who)
    client.get(page_of(decision))

    assert Appeal.objects.get().text == WORDS


def test_words_that_cannot_be_taken_as_they_are_come_back_and_count_from_when_they_can(client, decision, who):
    too_long = "x" * 20_001
    send_signed_out(client, decision, too_long)
    with later(hours=2):
        client.force_login(who)
        back = client.get(page_of(decision))
        assert back.status_code == 200
        assert '<a href="#id_text">' in text(back)
        assert too_long in text(back)

        client.post(page_of(decision), {"text": WORDS})

    lodged = Appeal.objects.get()
    assert (lodged.text, lodged.received_at) == (WORDS, NOW + timedelta(hours=2))
    assert SavedForm.objects.get().fields == {}


@pytest.mark.parametrize("first", ["", "x", "Jeg klager."])
def test_an_appeal_cannot_be_dated_back_by_sending_something_else_first(client, decision, who, first):
    send_signed_out(client, decision, first)
    with later(hours=2):
        client.force_login(who)
        client.post(page_of(decision), {"text": WORDS})

    lodged = Appeal.objects.get()
    assert (lodged.text, lodged.received_at) == (WORDS, NOW + timedelta(hours=2))


def test_the_same_words_sent_again_after_sign_in_count_from_the_first_time(client, decision, who):
    send_signed_out(client, decision)
    with later(hours=2):
        client.force_login(who)
        client.post(page_of(decision), {"text": WORDS})

    assert Appeal.objects.get().received_at == NOW


def test_in_another_browser_the_person_finds_the_words_and_sends_them_with_a_press(client, decision, who):
    send_signed_out(client, decision)
    elsewhere = Client()
    elsewhere.force_login(who)

    page = elsewhere.get(page_of(decision))

    assert WORDS in text(page)
    assert not Appeal.objects.exists()
    with later(hours=2):
        elsewhere.force_login(who)
        send(elsewhere, page_of(decision), text=WORDS)
    assert Appeal.objects.get().received_at == NOW


def test_somebody_else_who_signs_in_at_the_same_machine_gets_nothing(client, decision):
    send_signed_out(client, decision)
    client.force_login(person())
    page = client.get(page_of(decision))

    assert page.status_code == 404
    assert WORDS not in text(page)
    assert not Appeal.objects.exists()


def test_the_words_belong_to_their_own_page(client, decision, who):
    other = refused(of=who)
    send_signed_out(client, decision)
    client.force_login(who)
    page = client.get(page_of(other))

    assert page.status_code == 200
    assert WORDS not in text(page)
    assert not Appeal.objects.exists()


def test_merely_looking_without_being_signed_in_keeps_nothing(client, decision):
    client.get(page_of(decision))

    assert not SavedForm.objects.exists()


def test_the_fields_of_the_page_itself_are_not_saved(client, decision):
    send_signed_out(client, decision, csrfmiddlewaretoken="a" * 64)

    assert SavedForm.objects.get().fields == {"text": [WORDS]}


def test_a_form_longer_than_any_appeal_is_not_saved_while_signed_out(client, decision):
    send_signed_out(client, decision, "x" * 60_001)

    assert not SavedForm.objects.exists()


def test_somebody_signed_in_leaves_no_copy(client, decision, who):
    client.force_login(who)
    client.post(page_of(decision), {"text": WORDS})

    assert Appeal.objects.get().received_at == NOW
    assert not SavedForm.objects.exists()


def test_what_was_sent_while_another_window_appealed_leads_to_that_appeal(client, decision, who):
    send_signed_out(client, decision)
    lodged = appeal(decision)
    client.force_login(who)

    assert client.get(page_of(decision)).url == at("appeals:case", lodged.pk)
