"""Who books for a company: chosen by one of them, effective at the next request, and nobody's business elsewhere."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from amu.companies.models import CompanyMember
from amu.journal.models import Entry
from amu.people.enums import Purpose, Role
from amu.people.services import Wanted, find_people
from tests.pages import text
from tests.routes import routes
from tests.situations import NOW, application, company_member, person, run, sign_in_staff, staff

pytestmark = pytest.mark.django_db

# What companies book, and pages that lead a company on to its own.
OPEN_OR_LED_ON = {
    *(
        "enrolment:six_weeks",
        "enrolment:apply",
        "enrolment:book",
        "enrolment:booking",
        "enrolment:booking_order",
    ),
    *("enrolment:booking_seat", "enrolment:booking_give_up", "enrolment:quote"),
}
OVERVIEW = "/da/virksomhed/"
PEOPLE = "/da/virksomhed/folk/"


@pytest.fixture
def manager():
    return company_member()


@pytest.fixture
def colleague(manager):
    return company_member(manager.company)


def press(client, name, member):
    return client.post(reverse(f"companies:{name}", args=[member.pk]))


def test_whoever_waits_is_let_book(client, manager):
    waits = company_member(manager.company, may_book=False)
    client.force_login(manager.user)
    assert f"Lad {waits.user.full_name} bestille" in text(client.get(PEOPLE))

    press(client, "let", waits)

    waits.refresh_from_db()
    assert (waits.may_book, waits.let_by) == (True, manager.user)
    assert Entry.objects.get(act="company.let").person == waits.user
    client.force_login(waits.user)
    assert client.get(OVERVIEW).status_code == 200


def test_an_ended_right_is_gone_at_the_next_request(client, manager, colleague):
    client.force_login(colleague.user)
    assert client.get(OVERVIEW).status_code == 200
    boss = client.__class__()
    boss.force_login(manager.user)

    press(boss, "end", colleague)

    assert client.get(OVERVIEW).status_code == 403


def test_managing_is_handed_over_and_then_it_is_somebody_elses(client, manager, colleague):
    client.force_login(manager.user)

    press(client, "hand_over", colleague)

    assert CompanyMember.objects.get(is_manager=True) == colleague
    assert client.get(PEOPLE).status_code == 404
    assert client.get(OVERVIEW).status_code == 200


def test_whoever_manages_hands_that_over_before_they_stop(client, manager):
    client.force_login(manager.user)

    page = client.post(reverse("companies:end", args=[manager.pk]), follow=True)

    assert "Overlad det til en anden først" in text(page)
    manager.refresh_from_db()
    assert manager.may_book


@pytest.mark.parametrize("name", ["let", "end", "hand_over"])
def test_nobody_changes_the_members_without_managing_them(client, manager, colleague, name):
    waits = company_member(manager.company, may_book=False)
    stranger = company_member()
    for user in (colleague.user, waits.user, stranger.user, person()):
        client.force_login(user)
        assert press(client, name, waits).status_code == 404
        assert press(client, name, manager).status_code == 404
    waits.refresh_from_db()
    assert not waits.may_book


@pytest.mark.parametrize("address", [OVERVIEW, PEOPLE])
def test_a_companys_pages_are_of_nobody_else(client, address):
    client.force_login(person())
    assert client.get(address).status_code == 404
    sign_in_staff(client, staff(Role.REGISTRAR, run().provider))
    assert client.get(address).status_code == 404


def test_a_company_has_no_page_of_a_persons_case(client, manager):
    """Every address of the system, with the ids of somebody's case: public, the company's own, or not there."""
    case = application()
    client.force_login(manager.user)
    ids = {"application_id": case.pk, "booking_code": case.run.booking_code, "int": case.pk}
    closed = []
    for route in routes():
        answer = client.get(route.filled(**ids))
        if route.name.startswith(("enrolment:", "appeals:")) and route.name not in OPEN_OR_LED_ON:
            closed.append(answer.status_code)
        if route.name in {"overview", "staff_start"}:
            assert answer.status_code in {302, 404}
    assert len(closed) >= 20
    assert set(closed) == {404}


def test_a_member_can_have_what_is_held_about_them(client, manager):
    client.force_login(manager.user)

    assert client.get("/da/mine-oplysninger/").status_code == 200
    assert client.get("/da/mine-oplysninger/alt/").status_code == 200
    assert client.get("/da/mit-overblik/").url == OVERVIEW


def test_an_operator_lets_another_manage_where_the_manager_has_left(manager, capsys):
    waits = company_member(manager.company, may_book=False)

    call_command("company_manager", manager.company.cvr, member=waits.pk)

    assert CompanyMember.objects.get(is_manager=True) == waits
    assert f"{waits.pk}  company_manager" in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("company_manager", manager.company.cvr, member=company_member().pk)
    with pytest.raises(CommandError):
        call_command("company_manager", "10000009")


def test_staff_find_nobody_who_acts_for_a_company(manager):
    registrar = staff(Role.REGISTRAR, run().provider)
    wanted = Wanted(email=manager.user.email)

    assert find_people(registrar, wanted, purpose=Purpose.ADMISSION, now=NOW) == []
