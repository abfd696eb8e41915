"""A person's side of an appeal, page by page."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from appeals.models import Appeal, Comment
from tests.pages import at, questions, said, text
from tests.situations import (
    NOW,
    admitted,
    appeal,
    decided,
    forwarded,
    person,
    refused,
    refused_by_letter_that_waits,
    reviewed,
)

pytestmark = pytest.mark.django_db
WORDS = "Jeg har et svejsecertifikat fra 2024."


@pytest.fixture
def decision():
    return refused()


@pytest.fixture
def browser(client, decision):
    client.force_login(decision.application.person)
    return client


def press(browser, what, lodged, **fields):
    return browser.post(at(f"appeals:{what}", lodged.pk), fields, follow=True)


def test_one_writes_and_gets_a_case(browser, decision):
    sent = browser.post(at("appeals:appeal", decision.pk), {"text": WORDS})

    lodged = Appeal.objects.get()
    assert sent.url == at("appeals:case", lodged.pk)
    page = text(browser.get(sent.url))
    assert lodged.number in page
    assert WORDS in page
    assert said("In time") in page


def test_the_case_in_english(browser, decision):
    lodged = appeal(decision)
    page = text(browser.get(at("appeals:case", lodged.pk, language="en")))

    assert "The school is looking at its decision again" in page


def test_saying_nothing_is_asked_again_beside_the_field(browser, decision):
    response = browser.post(at("appeals:appeal", decision.pk), {"text": "", "wants_forwarding": "on"})

    assert response.status_code == 422
    assert '<a href="#id_text">' in text(response)
    assert "checked" in text(response)
    assert not Appeal.objects.exists()


def test_a_double_click_is_one_appeal(browser, decision):
    first = browser.post(at("appeals:appeal", decision.pk), {"text": WORDS})
    second = browser.post(at("appeals:appeal", decision.pk), {"text": WORDS})

    assert first.url == second.url
    assert Appeal.objects.count() == 1


def test_a_late_appeal_is_taken_and_said_to_be_late(browser, decision):
    with time_machine.travel(NOW + timedelta(days=90), tick=False):
        browser.force_login(decision.application.person)
        response = browser.post(at("appeals:appeal", decision.pk), {"text": WORDS}, follow=True)

    assert Appeal.objects.get().state == "received"
    assert said("Your appeal came after the deadline") in text(response)


def test_an_admission_has_no_appeal_page(client):
    mine = admitted()
    client.force_login(mine.person)

    assert client.get(at("appeals:appeal", mine.decisions.get().pk)).status_code == 404


def test_it_is_forwarded_by_a_button_once_the_school_has_kept_its_decision(browser, decision):
    lodged = appeal(decision)
    assert at("appeals:forward", lodged.pk) not in text(browser.get(at("appeals:case", lodged.pk)))

    reviewed(lodged)
    assert at("appeals:forward", lodged.pk) in text(browser.get(at("appeals:case", lodged.pk)))
    press(browser, "forward", lodged)
    press(browser, "nothing_to_add", lodged)

    lodged.refresh_from_db()
    assert lodged.state == "forwarded"


def test_forwarding_too_early_says_so_and_changes_nothing(browser, decision):
    lodged = appeal(decision)
    response = press(browser, "forward", lodged)

    lodged.refresh_from_db()
    assert lodged.state == "received"
    assert said("The appeal cannot be forwarded now. See below where the case is.") in text(response)


def test_the_statement_and_the_day_to_comment_by_are_shown(browser, decision):
    lodged = reviewed(appeal(decision))
    page = text(browser.get(at("appeals:case", lodged.pk)))

    assert lodged.review.statement in page
    assert "tirsdag 8. september 2026" in page


def test_a_comment_follows_the_case(browser, decision):
    lodged = reviewed(appeal(decision))
    response = press(browser, "comment", lodged, text="Beviset ligger hos jer.")

    assert Comment.objects.get().text == "Beviset ligger hos jer."
    assert "Beviset ligger hos jer." in text(response)


def test_an_empty_comment_is_asked_again_beside_its_field(browser, decision):
    lodged = reviewed(appeal(decision))
    response = press(browser, "comment", lodged, text=" ")

    assert response.status_code == 422
    assert '<a href="#id_text">' in text(response)
    assert not Comment.objects.exists()


def test_a_comment_after_the_final_decision_is_not_swallowed_in_silence(browser, decision):
    lodged = decided(forwarded(reviewed(appeal(decision))), "dismissed").appeal
    response = press(browser, "comment", lodged, text="Vent!")

    assert not Comment.objects.exists()
    assert said("The appeal is no longer being considered, so you cannot comment on it.") in text(response)


def test_withdrawing_on_the_page(browser, decision):
    lodged = appeal(decision)
    press(browser, "withdraw", lodged)

    lodged.refresh_from_db()
    assert lodged.state == "withdrawn"


@pytest.mark.parametrize("make", [appeal, lambda decision: forwarded(reviewed(appeal(decision)))])
def test_withdrawing_asks_first_and_says_what_is_given_up(browser, decision, make):
    lodged = make(decision)
    link = at("appeals:withdraw", lodged.pk)
    before, case = lodged.state, text(browser.get(at("appeals:case", lodged.pk)))
    page = text(browser.get(link))

    assert f'href="{link}"' in case
    assert f'action="{link}"' not in case
    assert said("The school's decision stands: you are not admitted.") in page
    at_ministry = said("The Ministry of Children and Education does not decide on your appeal.") in page
    assert at_ministry is (before == "forwarded")
    assert said("You can appeal again until %(day)s.", day="onsdag 7. oktober 2026") in page
    lodged.refresh_from_db()
    assert lodged.state == before


def test_after_the_last_day_withdrawing_says_that_a_new_appeal_is_late(browser, decision):
    lodged = appeal(decision)
    with time_machine.travel(NOW + timedelta(days=60), tick=False):
        browser.force_login(lodged.person)
        page = text(browser.get(at("appeals:withdraw", lodged.pk)))

    assert "Hvis du klager igen" in page


def test_before_the_letter_has_come_one_can_appeal_again_whenever(client):
    lodged = appeal(refused_by_letter_that_waits())
    client.force_login(lodged.person)

    page = text(client.get(at("appeals:withdraw", lodged.pk)))
    assert said("You can appeal again: your time to appeal has not started.") in page


def test_a_closed_appeal_has_no_such_page(browser, decision):
    lodged = decided(forwarded(reviewed(appeal(decision))), "dismissed").appeal

    assert browser.get(at("appeals:withdraw", lodged.pk)).url == at("appeals:case", lodged.pk)


def test_withdrawing_after_the_decision_says_that_it_is_too_late(browser, decision):
    lodged = decided(forwarded(reviewed(appeal(decision))), "dismissed").appeal
    response = press(browser, "withdraw", lodged)

    lodged.refresh_from_db()
    assert lodged.state == "decided"
    assert said("The appeal has been decided and can no longer be withdrawn.") in text(response)


def test_the_final_letter_is_the_frozen_file(browser, decision):
    referral = decided(forwarded(reviewed(appeal(decision))), "upheld")
    page = text(browser.get(at("appeals:case", referral.appeal_id)))
    letter = browser.get(at("appeals:final_letter", referral.appeal_id))

    assert referral.reasons in page
    assert letter.content == bytes(referral.letter.content)
    assert letter["Content-Disposition"] == f'attachment; filename="{referral.appeal.number}-final.pdf"'


def test_there_is_no_final_letter_before_the_decision(browser, decision):
    lodged = forwarded(reviewed(appeal(decision)))

    assert browser.get(at("appeals:final_letter", lodged.pk)).status_code == 404


def test_the_case_tells_what_happened_newest_first(browser, decision):
    lodged = decided(forwarded(reviewed(appeal(decision))), "upheld").appeal
    timeline = (
        text(browser.get(at("appeals:case", lodged.pk))).partition("amu-timeline")[2].partition("</ol>")[0]
    )

    told = timeline.split("<li>")[1:]
    assert len(told) == 9
    assert said("You applied.") in told[-1]


# What belongs to somebody else does not exist.


@pytest.fixture
def stranger(client):
    client.force_login(person())
    return client


@pytest.mark.parametrize("what", ["case", "final_letter"])
def test_somebody_elses_appeal_does_not_exist(stranger, client, what):
    lodged = decided(outcome="dismissed").appeal
    assert stranger.get(at(f"appeals:{what}", lodged.pk)).status_code == 404

    client.force_login(lodged.person)
    assert client.get(at(f"appeals:{what}", lodged.pk)).status_code == 200


@pytest.mark.parametrize("what", ["comment", "forward", "withdraw"])
def test_nobody_acts_in_somebody_elses_appeal(stranger, what):
    lodged = reviewed()

    assert stranger.post(at(f"appeals:{what}", lodged.pk), {"text": "Jeg bestemmer"}).status_code == 404
    lodged.refresh_from_db()
    assert lodged.state == "maintained"
    assert not Comment.objects.exists()


def test_nobody_appeals_over_somebody_elses_decision(stranger, decision):
    response = stranger.post(at("appeals:appeal", decision.pk), {"text": WORDS})

    assert response.status_code == 404
    assert not Appeal.objects.exists()


@pytest.mark.parametrize("what", ["comment", "forward"])
def test_looking_changes_nothing(browser, decision, what):
    lodged = reviewed(appeal(decision))

    assert browser.get(at(f"appeals:{what}", lodged.pk)).url == at("appeals:case", lodged.pk)
    lodged.refresh_from_db()
    assert lodged.state == "maintained"


@pytest.mark.parametrize("what", ["comment", "forward", "withdraw"])
def test_without_a_sign_in_nothing_happens(client, decision, what):
    lodged = reviewed(appeal(decision))
    response = client.post(at(f"appeals:{what}", lodged.pk), {"text": WORDS})

    assert response.url.startswith(reverse("sign_in"))
    lodged.refresh_from_db()
    assert lodged.state == "maintained"


def test_the_case_page_asks_a_fixed_number(browser, decision):
    lodged = reviewed(appeal(decision))
    press(browser, "comment", lodged, text="En")
    with_one = questions(browser, at("appeals:case", lodged.pk))
    for words in ("To", "Tre", "Fire"):
        press(browser, "comment", lodged, text=words)

    assert questions(browser, at("appeals:case", lodged.pk)) == with_one <= 12
