"""A person calls the school; staff act for them, and the journal says who did it, for whom, and how they asked."""

import pytest

from amu.journal.models import Entry
from amu.notices.models import Notice
from amu.people.enums import Role
from tests.integration.desks.conftest import APPLICATION, desk, linked, state_of
from tests.pages import said, text
from tests.situations import admitted, application, run


def withdraw(browser, applied, **fields):
    return browser.post(desk(APPLICATION, applied.pk, "withdraw"), fields, follow=True)


def test_a_registrar_withdraws_for_somebody_who_called(sit_down, applied):
    browser = sit_down()
    page = withdraw(browser, applied, asked="phone")
    entry = Entry.objects.get(act="application.withdraw")

    assert state_of(applied) == ("withdrawn", None)
    assert (entry.actor_id, entry.actor_role, entry.person_id) == (
        browser.user.pk,
        "registrar",
        applied.person_id,
    )
    assert entry.facts["asked"] == "phone"
    assert "Personen bad om det: Pr. telefon" in text(page)
    assert Notice.objects.filter(person=applied.person, code="application_withdrawn").exists()


def test_how_they_asked_must_be_said(sit_down, applied):
    response = withdraw(sit_down(), applied)

    assert response.status_code == 422
    assert linked(response) == ["id_asked"]
    assert state_of(applied)[0] == "submitted"


def test_the_seat_goes_to_the_first_in_line_as_when_the_person_had_done_it(sit_down, school):
    where = run(school=school, capacity=1)
    holder, next_in_line = admitted(to=where), application(to=where)
    withdraw(sit_down(), holder, asked="counter")

    assert state_of(next_in_line) == ("submitted", 1)


def test_a_second_click_withdraws_nothing_more(sit_down, applied):
    browser = sit_down()
    withdraw(browser, applied, asked="phone")
    withdraw(browser, applied, asked="phone")

    assert Entry.objects.filter(act="application.withdraw").count() == 1


def test_the_page_for_it_is_closed_after_it(sit_down, applied):
    browser = sit_down()
    withdraw(browser, applied, asked="phone")
    page = browser.get(desk(APPLICATION, applied.pk, "withdraw"), follow=True)

    assert said("Somebody else has decided in the meantime.") in text(page)


@pytest.mark.parametrize("role", [Role.LEADER, Role.APPEALS_OFFICER, Role.MINISTRY_OFFICER])
def test_only_the_registrar_withdraws_for_somebody(sit_down, applied, role):
    assert withdraw(sit_down(role), applied, asked="phone").status_code == 404
    assert state_of(applied)[0] == "submitted"
