"""Staff enter the appeal of somebody who wrote, phoned or came: it counts from when it reached the school."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from amu.journal.models import Entry
from amu.notices.models import Notice
from amu.people.enums import Role
from appeals.models import Appeal
from enrolment.enums import DecisionChannel
from tests.integration.desks.conftest import APPEAL, desk, linked
from tests.pages import at, said, text
from tests.situations import (
    NOW,
    admitted,
    appeal,
    provider,
    refused,
    run,
    sign_in_staff,
    staff,
)

REGISTER = "/admin/appeals/appeal/register/"
LETTER = {"lodged_by": "letter", "arrived_on": "01-09-2026", "text": "Jeg er uenig i afslaget."}


@pytest.fixture
def decision(school):
    return refused(to=run(school=school))


def register(browser, decision, **fields):
    number = decision.application.number
    return browser.post(REGISTER, {"application": number, **LETTER, **fields}, follow=True)


@pytest.mark.parametrize(
    ("how", "asked"), [("letter", "letter"), ("email", "email"), ("phone", "phone"), ("in_person", "counter")]
)
def test_an_appeal_is_registered_with_how_it_came_and_who_entered_it(sit_down, decision, how, asked):
    browser = sit_down(Role.APPEALS_OFFICER)
    page = register(browser, decision, lodged_by=how, arrived_at="11.30", wants_forwarding="on")

    lodged, entry = Appeal.objects.get(), Entry.objects.get(act="appeal.registered")
    assert (lodged.lodged_by, lodged.text) == (how, LETTER["text"])
    assert lodged.received_at == lodged.forwarding_asked_at == datetime(2026, 9, 1, 9, 30, tzinfo=UTC)
    assert (entry.actor, entry.actor_role, entry.person) == (browser.user, "appeals_officer", lodged.person)
    assert entry.facts["asked"] == asked
    assert page.redirect_chain[-1][0] == desk(APPEAL, lodged.pk)


def test_the_person_gets_the_same_receipt(sit_down, decision):
    register(sit_down(), decision)

    notice = Notice.objects.get(code="appeal_received")
    assert notice.person == decision.application.person
    assert notice.path == at("appeals:case", Appeal.objects.get().pk)


def test_where_only_the_day_is_known_pages_show_only_the_day(sit_down, decision, client):
    browser = sit_down(Role.APPEALS_OFFICER)
    register(browser, decision)
    lodged = Appeal.objects.get()
    at_desk = text(browser.get(desk(APPEAL, lodged.pk)))
    listed = text(browser.get(f"/admin/{APPEAL}/"))
    client.force_login(lodged.person)
    pages = [
        at_desk,
        listed,
        text(client.get(at("appeals:case", lodged.pk))),
        text(client.get(at("overview"))),
    ]

    assert not lodged.is_time_known
    for page in pages:
        assert "1. september 2026" in page or "1. sep. 2026" in page
        assert "kl. 0" not in page
        assert "00.00" not in page
    assert Entry.objects.get(act="appeal.registered").facts["received_at"] == "2026-09-01"


def test_the_day_it_came_decides_whether_it_is_in_time(sit_down, decision):
    registered_late = datetime(2026, 10, 20, 10, 0, tzinfo=UTC)
    with time_machine.travel(registered_late, tick=False):
        browser = sit_down(Role.APPEALS_OFFICER)
        page = register(browser, decision, arrived_on=f"{decision.appeal_by:%d-%m-%Y}")

    assert Appeal.objects.get().last_day == decision.appeal_by
    assert said("In time") in text(page)


def test_it_is_offered_from_the_list_and_from_the_start_page(sit_down):
    browser = sit_down()

    for page in (f"/admin/{APPEAL}/", at("staff_start")):
        assert REGISTER in text(browser.get(page))


def test_a_number_is_taken_as_people_write_it(sit_down, decision):
    pk = decision.application_id
    for typed in (f"t-{pk:06d}", f" {pk} "):
        page = sit_down().post(REGISTER, {"application": typed, **LETTER, "text": ""})
        assert linked(page) == ["id_text"]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"application": "T-999999"}, "application"),
        ({"application": "140285-1234"}, "application"),
        ({"lodged_by": "web"}, "lodged_by"),
        ({"arrived_on": "02-09-2026"}, "arrived_on"),
        ({"arrived_on": "31-08-2026"}, "arrived_on"),
        ({"arrived_on": "31-02-2026"}, "arrived_on"),
        ({"arrived_at": "half past"}, "arrived_at"),
        ({"arrived_at": "12.01"}, "arrived_at"),
        ({"text": " "}, "text"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(sit_down, decision, fields, field):
    typed = {"text": "Et langt brev", **fields}
    page = register(sit_down(), decision, **typed)

    assert (page.status_code, linked(page)) == (422, [f"id_{field}"])
    for value in typed.values():
        assert value.strip() in text(page)
    assert not Appeal.objects.exists()


def test_a_refusal_that_is_appealed_against_already_is_named(sit_down, decision):
    before = appeal(decision)
    page = register(sit_down(), decision)

    assert linked(page) == ["id_application"]
    assert before.number in text(page)
    assert Appeal.objects.count() == 1


def test_an_admission_has_nothing_to_appeal_against(sit_down, school):
    decision = admitted(to=run(school=school)).decisions.get()

    assert linked(register(sit_down(), decision)) == ["id_application"]


def test_another_schools_application_is_not_found(sit_down, decision):
    assert linked(register(sit_down(at=provider()), decision)) == ["id_application"]
    assert not Appeal.objects.exists()


def test_nobody_registers_an_appeal_of_their_own(client, school):
    officer = staff(Role.APPEALS_OFFICER, school)
    decision = refused(of=officer, to=run(school=school), channel=DecisionChannel.HANDED_OVER)

    assert linked(register(sign_in_staff(client, officer), decision)) == ["id_application"]


@pytest.mark.parametrize("role", [Role.LEADER, Role.MINISTRY_OFFICER])
def test_others_do_not_find_the_page(sit_down, decision, role):
    browser = sit_down(role)

    assert browser.get(REGISTER).status_code == 404
    assert register(browser, decision).status_code == 404
    assert REGISTER not in text(browser.get(f"/admin/{APPEAL}/"))
    assert REGISTER not in text(browser.get(at("staff_start")))


def test_a_day_in_summer_begins_at_danish_midnight(sit_down, decision):
    register(sit_down(), decision)

    assert Appeal.objects.get().received_at == NOW - timedelta(hours=12)
    assert Appeal.objects.get().received_at.date() < date(2026, 9, 1)
