"""A late appeal is never turned away: the person is asked why, and whoever decides says whether it counts."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.db.utils import DatabaseError

from amu.journal.models import Entry
from amu.people.enums import Role
from appeals import services
from appeals.enums import Lateness, SecondLook
from appeals.models import Appeal, Referral, Review
from enrolment.services import person as acting
from tests.integration.desks.conftest import linked
from tests.pages import at, said, send, text
from tests.situations import (
    NOW,
    appeal,
    decided,
    excused,
    forwarded,
    not_frozen,
    refused,
    reviewed,
    sign_in_staff,
    staff,
)

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=40)
WHY = "Jeg var indlagt, da brevet kom."


@pytest.fixture
def decision():
    return refused()


@pytest.fixture
def late(decision):
    return appeal(decision, at=LATER)


@pytest.fixture
def after_the_last_day():
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture
def browser(client, decision, after_the_last_day):
    client.force_login(decision.application.person)
    return client


# The person is asked.


def test_after_the_last_day_the_form_asks_why_and_says_how_the_day_was_found(browser, decision):
    page = text(browser.get(at("appeals:appeal", decision.pk)))

    assert said("The last day has passed. What delayed you?") in page
    assert said("The last day to appeal has passed") in page
    assert said("How we worked out the deadline") in page


def test_before_it_nobody_is_asked(client, decision):
    client.force_login(decision.application.person)

    assert 'name="why_late"' not in text(client.get(at("appeals:appeal", decision.pk)))


def test_what_delayed_them_is_kept_and_shown_to_person_and_desk(browser, decision):
    page = send(browser, at("appeals:appeal", decision.pk), text="Jeg er uenig.", why_late=WHY)
    lodged = Appeal.objects.get()
    own = text(browser.get(page.url))
    officer = sign_in_staff(browser, staff(Role.APPEALS_OFFICER, lodged.provider))

    assert lodged.why_late == WHY
    assert WHY in own
    assert WHY in text(officer.get(f"/admin/appeals/appeal/{lodged.pk}/change/"))


def test_whoever_says_nothing_of_it_is_not_turned_away(browser, decision):
    send(browser, at("appeals:appeal", decision.pk), text="Jeg er uenig.", why_late="")

    assert Appeal.objects.get().state == "received"


def test_it_can_be_explained_after_the_appeal_once(browser, late):
    link = at("appeals:why_late", late.pk)
    assert link in text(browser.get(at("appeals:case", late.pk)))
    page = browser.post(link, {"why_late": WHY}, follow=True)
    browser.post(link, {"why_late": "Noget andet."})

    late.refresh_from_db()
    assert late.why_late == WHY
    assert link not in text(page)
    assert said("You explained why your appeal came late.") in text(page)
    assert Entry.objects.get(act="appeal.said_why_late").facts == {}


def test_saying_nothing_is_asked_again_beside_the_field(browser, late):
    response = browser.post(at("appeals:why_late", late.pk), {"why_late": " "})

    assert (response.status_code, linked(response)) == (422, ["id_why_late"])


def test_an_appeal_in_time_has_no_such_page(client, decision):
    lodged = appeal(decision)
    client.force_login(lodged.person)

    assert client.get(at("appeals:why_late", lodged.pk)).url == at("appeals:case", lodged.pk)


def test_once_it_is_closed_nobody_explains_any_more(late):
    services.withdraw(late.pk, actor=acting(late.person_id), now=LATER)

    with pytest.raises(services.MoveNotAllowedError):
        services.say_why_late(late.pk, text=WHY, actor=acting(late.person_id), now=LATER)


def test_an_explanation_stays(late):
    services.say_why_late(late.pk, text=WHY, actor=acting(late.person_id), now=LATER)

    with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
        Appeal.objects.filter(pk=late.pk).update(why_late="Noget andet.")


# Whoever decides says whether it counts.


def test_an_appeal_in_time_is_decided_to_be_so_without_a_word(decision):
    reviewed(appeal(decision), "upheld")

    assert (Review.objects.get().lateness, Review.objects.get().lateness_words) == ("in_time", "")


@pytest.mark.parametrize("value", ["not_blamed", "special_reasons"])
def test_a_school_that_upholds_a_late_appeal_says_why_it_counts(late, value):
    reviewed(late, "upheld", lateness=excused(value), now=LATER)

    row = Review.objects.get()
    assert (row.lateness, row.lateness_words) == (value, excused().words)
    assert Entry.objects.get(act="appeal.uphold").facts["lateness"] == value


@pytest.mark.parametrize("lateness", [None, excused("not_blamed", " "), excused("no_exception")])
def test_a_late_appeal_is_not_upheld_without_a_reason_that_excuses_it(late, lateness):
    with pytest.raises(services.LatenessError):
        reviewed(late, "upheld", lateness=lateness, now=LATER)

    late.refresh_from_db()
    assert late.state == "received"


def test_a_school_that_maintains_leaves_it_to_the_ministry(late):
    reviewed(late, now=LATER)

    assert Review.objects.get().lateness == ""


@pytest.mark.parametrize(
    ("outcome", "value"),
    [("dismissed", "no_exception"), ("dismissed", "not_blamed"), ("upheld", "special_reasons")],
)
def test_the_ministry_decides_on_it_and_the_person_reads_why(client, late, outcome, value):
    referral = decided(
        forwarded(reviewed(late, now=LATER), now=LATER), outcome, lateness=excused(value), now=LATER
    )
    client.force_login(late.person)
    page = text(client.get(at("appeals:case", late.pk)))

    assert (referral.lateness, referral.lateness_words) == (value, excused().words)
    assert excused().words in page
    assert said("Whether your appeal was in time") in page


def test_the_ministry_says_something_of_a_late_appeal(late):
    at_ministry = forwarded(reviewed(late, now=LATER), now=LATER)
    with pytest.raises(services.LatenessError):
        decided(at_ministry, "dismissed", now=LATER)
    with pytest.raises(services.LatenessError):
        decided(at_ministry, "upheld", lateness=excused("no_exception"), now=LATER)

    assert Referral.objects.get().outcome == ""


def test_the_database_keeps_an_upheld_appeal_excused(late):
    reviewed(late, "upheld", lateness=excused(), now=LATER)
    for wrong in ({"lateness": ""}, {"lateness": Lateness.NO_EXCEPTION}, {"lateness_words": ""}):
        with pytest.raises(IntegrityError), not_frozen("appeals.Review"), transaction.atomic():
            Review.objects.update(**wrong)


def test_the_database_keeps_a_final_decision_with_a_word_on_the_delay(late):
    decided(
        forwarded(reviewed(late, now=LATER), now=LATER),
        "dismissed",
        lateness=excused("no_exception"),
        now=LATER,
    )
    for wrong in ({"lateness": ""}, {"outcome": SecondLook.UPHELD}, {"lateness_words": ""}):
        with pytest.raises(IntegrityError), not_frozen("appeals.Referral"), transaction.atomic():
            Referral.objects.update(**wrong)


# At the desk.

FINAL = {"outcome": "dismissed", "reasons": "Fristen var udløbet, og det er afgørende."}
LOOK = {"outcome": "upheld", "statement": "Vi har set på sagen igen.", "why_same_officer": ""}


@pytest.fixture
def school_desk(client, late, after_the_last_day):
    return sign_in_staff(client, staff(Role.APPEALS_OFFICER, late.provider))


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({}, ["id_lateness", "id_lateness_words"]),
        ({"lateness": "not_blamed"}, ["id_lateness_words"]),
        ({"lateness": "no_exception", "lateness_words": "Nej."}, ["id_lateness"]),
    ],
)
def test_the_desk_asks_beside_the_field(school_desk, late, fields, wrong):
    response = send(school_desk, f"/admin/appeals/appeal/{late.pk}/review/", **LOOK, **fields)

    assert (response.status_code, linked(response)) == (422, wrong)
    assert not Review.objects.exists()


def test_a_school_that_maintains_is_not_asked(school_desk, late):
    send(school_desk, f"/admin/appeals/appeal/{late.pk}/review/", **{**LOOK, "outcome": "maintained"})

    assert Review.objects.get().outcome == "maintained"


def test_the_ministry_answers_on_its_page_and_the_desk_shows_it(client, late, after_the_last_day):
    forwarded(reviewed(late, now=LATER), now=LATER)
    ministry = sign_in_staff(client, staff(Role.MINISTRY_OFFICER))
    words = {"lateness": "no_exception", "lateness_words": "Brevet lå i postkassen i tide."}
    send(ministry, f"/admin/appeals/appeal/{late.pk}/decide/", **FINAL, **words)

    page = text(ministry.get(f"/admin/appeals/appeal/{late.pk}/change/"))
    assert words["lateness_words"] in page
    assert said("Late, and there is no reason for an exception") in page


def test_a_desk_with_an_appeal_in_time_is_not_asked(client, decision):
    lodged = appeal(decision)
    officer = sign_in_staff(client, staff(Role.APPEALS_OFFICER, lodged.provider))

    assert 'name="lateness"' not in text(officer.get(f"/admin/appeals/appeal/{lodged.pk}/review/"))
