"""Hearing a person at the desk and on their own page: the facts go out, the answer stands before whoever decides."""

from datetime import date

import pytest
import time_machine

from amu.people.enums import Role
from appeals.bundle import bundle_facts
from appeals.timeline import timeline
from enrolment import services
from enrolment.enums import DecisionChannel, FactsFrom
from enrolment.models import Decision, Hearing
from tests.integration.desks.conftest import APPLICATION, desk, linked
from tests.pages import at, hidden, send, source, text
from tests.situations import (
    NOW,
    actor,
    appeal,
    application,
    at_ten,
    forwarded,
    heard,
    person,
    refusal,
    reviewed,
    run,
    staff,
)

FACTS = "A-kassen skriver, at du ikke har gennemført grundkurset."
QUESTION = {"reason": "entry_requirement", "facts": FACTS, "source": "A-kassen 3F", "channel": "handed_over"}
REFUSAL = {
    "reason": "entry_requirement",
    "text": "Du mangler beviset for grundkurset.",
    "channel": "handed_over",
}


@pytest.fixture
def asked(school):
    return heard(
        of=person(full_name="Karen Elmholt"), to=run(school=school), channel=DecisionChannel.HANDED_OVER
    )


def page_of(asked, language="da"):
    return at("enrolment:hearing", asked.application_id, asked.pk, language=language)


def test_an_officer_sends_the_facts(sit_down, applied):
    send(sit_down(), desk(APPLICATION, applied.pk, "hear"), **QUESTION)

    made = Hearing.objects.get()
    assert (made.facts, made.source, made.letter.kind) == (FACTS, "A-kassen 3F", "hearing_letter")


@pytest.mark.parametrize("field", ["reason", "facts", "source", "channel"])
def test_what_is_missing_is_said_beside_the_field(sit_down, applied, field):
    response = send(sit_down(), desk(APPLICATION, applied.pk, "hear"), **{**QUESTION, field: ""})

    assert response.status_code == 422
    assert linked(response) == [f"id_{field}"]
    assert not Hearing.objects.exists()


def test_while_the_person_may_answer_the_desk_offers_no_refusal(sit_down, asked):
    page = text(sit_down().get(desk(APPLICATION, asked.application_id)))

    assert desk(APPLICATION, asked.application_id, "heard") in page
    assert desk(APPLICATION, asked.application_id, "refuse") not in page
    assert desk(APPLICATION, asked.application_id, "hear") not in page


def test_the_answer_stands_before_whoever_decides(sit_down, asked):
    browser = sit_down()
    words = {"words": "Jeg tog kurset i foråret.", "asked": "phone"}
    send(browser, desk(APPLICATION, asked.application_id, "heard"), **words)
    page = browser.get(desk(APPLICATION, asked.application_id, "refuse"))
    assert "Jeg tog kurset i foråret." in text(page)
    assert FACTS in text(page)

    browser.post(page.request["PATH_INFO"], {**hidden(page), **REFUSAL, "facts_from": "heard"})
    assert Decision.objects.get().hearing == asked


def test_an_answer_that_comes_while_the_refusal_is_written_is_read_before_it(sit_down, asked):
    address = desk(APPLICATION, asked.application_id, "refuse")
    with time_machine.travel(at_ten(date(2026, 9, 20)), tick=False):  # the last day to answer has passed
        browser = sit_down()
        opened = {**hidden(browser.get(address)), **REFUSAL, "facts_from": "heard"}
        services.answer_hearing(
            asked.pk,
            words="Her er beviset.",
            actor=services.person(asked.application.person_id),
            now=at_ten(date(2026, 9, 20)),
        )
        page = browser.post(address, opened, follow=True)
        assert "Her er beviset." in text(page)
        assert REFUSAL["text"] in text(page)
        assert not Decision.objects.exists()

        browser.post(address, {**opened, **hidden(page)})
    assert Decision.objects.get().hearing == asked


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({}, "id_facts_from"),
        ({"facts_from": "heard"}, "id_facts_from"),
        ({"facts_from": "exception"}, "id_unheard_because"),
    ],
    ids=["not said", "never heard", "exception without why"],
)
def test_a_refusal_says_where_its_facts_come_from(sit_down, applied, typed, field):
    response = send(sit_down(), desk(APPLICATION, applied.pk, "refuse"), **REFUSAL, **typed)

    assert response.status_code == 422
    assert linked(response) == [field]


def test_lateness_needs_no_hearing(sit_down, applied):
    send(sit_down(), desk(APPLICATION, applied.pk, "refuse"), **{**REFUSAL, "reason": "too_late"})

    assert Decision.objects.get().facts_from == ""


def test_a_letter_that_waits_is_in_the_list_and_its_day_is_recorded(sit_down, school):
    waits, browser = heard(to=run(school=school)), sit_down()
    page = text(browser.get("/admin/enrolment/application/letters/"))
    assert desk(APPLICATION, waits.application_id, "hearing_posted") in page
    send(browser, desk(APPLICATION, waits.application_id, "hearing_posted"), posted_on="01-09-2026")

    waits.refresh_from_db()
    assert waits.notified_on == date(2026, 9, 1)
    letter = browser.get(desk(APPLICATION, waits.application_id, "hearing", waits.pk, "letter"))
    assert letter.content.startswith(b"%PDF")


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_person_reads_the_facts_and_answers(client, asked, language):
    client.force_login(asked.application.person)
    page = text(client.get(page_of(asked, language)))
    assert FACTS in page
    assert "A-kassen 3F" in page
    send(client, page_of(asked, language), words="Jeg har beviset her.")

    asked.refresh_from_db()
    assert asked.answer == "Jeg har beviset her."
    assert "<textarea" not in source(client.get(page_of(asked, language)))


def test_nothing_typed_is_lost_where_the_answer_is_empty(client, asked):
    client.force_login(asked.application.person)
    response = client.post(page_of(asked), {**hidden(client.get(page_of(asked))), "words": ""}, follow=True)

    assert 'id="id_words_error"' in text(response)


def test_nobody_else_finds_it(client, asked):
    client.force_login(person())

    assert client.get(page_of(asked)).status_code == 404
    assert client.get(at("enrolment:hearing_letter", asked.application_id, asked.pk)).status_code == 404


@pytest.mark.parametrize("where", ["overview", "application"])
def test_it_is_what_comes_next(client, asked, where):
    client.force_login(asked.application.person)
    address = at("overview") if where == "overview" else at("enrolment:application", asked.application_id)

    assert page_of(asked) in text(client.get(address))


def test_once_the_time_is_past_it_is_the_schools_turn(client, asked):
    client.force_login(asked.application.person)
    with time_machine.travel(at_ten(date(2026, 9, 9)), tick=False):
        client.force_login(asked.application.person)
        page = text(client.get(at("enrolment:application", asked.application_id)))

    assert page_of(asked) not in page


def test_the_case_of_an_appeal_knows_of_it(asked):
    services.answer_hearing(
        asked.pk, words="Jeg har beviset her.", actor=services.person(asked.application.person_id), now=NOW
    )
    by = actor(staff(Role.REGISTRAR, asked.application.run.provider))
    decision = services.refuse(
        asked.application_id, refusal("handed_over", facts_from=FactsFrom.HEARD), actor=by, now=NOW
    )
    lodged = forwarded(reviewed(appeal(decision)))
    (known,) = bundle_facts(lodged.referral, now=NOW).heard

    assert (known.facts, known.source, known.answer) == (FACTS, "A-kassen 3F", "Jeg har beviset her.")
    acts = {each.act for each in timeline(lodged, asked.application_id)}
    assert {"hearing.asked", "hearing.answered"} <= acts


def test_an_application_of_another_class_has_no_such_letter(sit_down, asked, school):
    other = application(to=run(school=school))

    assert sit_down().get(desk(APPLICATION, other.pk, "hearing", asked.pk, "letter")).status_code == 404
