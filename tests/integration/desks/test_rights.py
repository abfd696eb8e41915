"""The leader gives and ends rights in words: by name and e-mail, as an invitation that expires."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.urls import reverse

from amu.journal.models import Entry
from amu.outbox.models import Message
from amu.outbox.services import drain
from amu.people.access import Act
from amu.people.acting import may
from amu.people.enums import Role
from amu.people.models import Invitation, Membership, User
from amu.people.services.invitations import link_of
from tests.integration.desks.conftest import APPLICATION, desk, linked
from tests.pages import at, said, text
from tests.situations import NOW, fund, person, provider, sign_in_staff, staff

RIGHTS, INVITE = "/admin/people/user/rights/", "/admin/people/user/rights/invite/"
PASSWORD = "en-ganske-lang-adgangskode"


def ask(browser, **fields):
    form = {"name": "Rikke Optager", "email": "rikke@skole.example", "role": "registrar", **fields}
    return browser.post(INVITE, form)


@pytest.fixture
def leader(sit_down):
    return sit_down(Role.LEADER)


@pytest.fixture
def invited(leader, school):
    ask(leader, provider=school.pk)
    return Invitation.objects.get()


def path_of(invitation):
    return "/da/" + link_of(invitation).partition("/da/")[2]


def accept(client, invitation, **fields):
    client.logout()
    form = {"username": "rikke", "password": PASSWORD, "again": PASSWORD, **fields}
    return client.post(path_of(invitation), form)


def test_the_e_mail_carries_a_link_and_nothing_about_anybody(invited, settings):
    drain()
    (sent,) = mail.outbox

    assert sent.to == ["rikke@skole.example"]
    assert link_of(invited) in sent.body
    for word in ("Rikke", "Optager", "Skolen ved åen", "rikke@", "Medarbejder"):
        assert word not in sent.subject + sent.body.replace(link_of(invited), "")
    assert "rikke" not in str(Message.objects.get(kind="people.invited").payload)


def test_nothing_counts_before_the_invitation_is_accepted(invited):
    assert not Membership.objects.filter(role=Role.REGISTRAR).exists()
    assert not User.objects.filter(email="rikke@skole.example").exists()


def test_whoever_accepts_chooses_a_password_and_then_needs_a_second_factor(client, invited, school):
    response = accept(client, invited)
    made = User.objects.get(username="rikke")
    assert response["Location"] == at("account_login")
    assert may(made, Act.ADMIT, school.pk)

    client.post(at("account_login"), {"login": "rikke", "password": PASSWORD})
    assert client.get("/admin/")["Location"] == at("mfa_index")


def test_the_journal_says_who_gave_the_right(client, leader, invited, school):
    giver = leader.user
    accept(client, invited)

    entry = Entry.objects.get(act="membership.granted")
    assert (entry.actor_id, entry.actor_role) == (giver.pk, "leader")
    assert entry.facts == {"role": "registrar", "provider": school.pk}


@pytest.mark.parametrize("how", ["used", "withdrawn", "expired", "inviter gone", "forged"])
def test_a_link_that_is_over_gives_nothing(client, leader, invited, how):
    path, later = path_of(invited), NOW
    if how == "used":
        accept(client, invited)
    elif how == "withdrawn":
        leader.post(reverse("admin:withdraw_invitation", args=[invited.pk]))
    elif how == "expired":
        later = NOW + timedelta(days=7, seconds=1)
    elif how == "inviter gone":
        leader.user.memberships.update(ended_at=NOW)
    else:
        path = re.sub(r"invitation/\d+", "invitation/999", path)
    with time_machine.travel(later, tick=False):
        client.logout()
        response = client.post(path, {"username": "anden", "password": PASSWORD, "again": PASSWORD})

    assert response.status_code == 410
    assert not User.objects.filter(username="anden").exists()


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"username": ""}, ["id_username"]),
        ({"password": "kort", "again": "kort"}, ["id_password"]),
        ({"again": "en-helt-anden-adgangskode"}, ["id_again"]),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(client, invited, fields, wrong):
    response = accept(client, invited, **fields)

    assert linked(response) == wrong
    assert not User.objects.filter(username="rikke").exists()


def test_a_user_name_that_is_taken_is_said(client, invited):
    User.objects.create_user("rikke")

    assert linked(accept(client, invited)) == ["id_username"]


def test_somebody_who_works_elsewhere_accepts_with_their_own_account(client, invited, school):
    employee = staff(Role.REGISTRAR, provider())
    sign_in_staff(client, employee)
    client.post(path_of(invited))

    assert may(User.objects.get(pk=employee.pk), Act.ADMIT, school.pk)


@pytest.mark.parametrize(
    ("who", "words"),
    [
        (person, "The account signs in with MitID. Roles are given to staff accounts only."),
        (
            lambda: staff(Role.MINISTRY_OFFICER),
            (
                "Nobody can work for two of these: a school, the ministry, and a municipality or unemployment fund. "
                "Each looks at what another has done."
            ),
        ),
    ],
)
def test_an_account_that_cannot_have_the_role_is_told_why(client, invited, who, words):
    sign_in_staff(client, user := who())
    response = client.post(path_of(invited))

    assert said(words) in text(response)
    assert not Membership.objects.filter(user=user, role=Role.REGISTRAR).exists()


def test_nobody_gives_rights_to_themselves(leader, invited):
    page = leader.post(path_of(invited))

    assert said("You sent this invitation yourself. Nobody gives rights to themselves.") in text(page)
    assert leader.user.memberships.count() == 1


def test_the_leader_sees_their_own_school_in_words(leader, invited, school):
    theirs, other = staff(Role.APPEALS_OFFICER, school), staff(Role.REGISTRAR, provider())
    page = text(leader.get(RIGHTS))

    assert theirs.full_name in page
    assert "Klagesagsbehandler" in page
    assert "Rikke Optager" in page
    assert other.full_name not in page
    assert RIGHTS in text(leader.get(at("staff_start")))


def test_a_leader_invites_to_their_own_school_and_not_to_the_ministry(leader, school):
    assert linked(ask(leader, provider=provider().pk)) == ["id_provider"]
    assert linked(ask(leader, role="ministry_officer", provider=school.pk)) == ["id_role"]
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(
    ("role", "at_a_school", "words"),
    [
        ("registrar", False, "Choose the school at which the role applies."),
        ("ministry_officer", True, "This role belongs to no school. Choose none."),
    ],
)
def test_an_operator_is_told_where_role_and_school_do_not_fit(operator, school, role, at_a_school, words):
    response = ask(operator, role=role, provider=school.pk if at_a_school else "")

    assert linked(response) == ["id_provider"]
    assert said(words) in text(response)


def test_an_operator_invites_an_officer_of_the_ministry(operator):
    ask(operator, role="ministry_officer", provider="")

    assert Invitation.objects.get().role == "ministry_officer"


def test_an_operator_invites_an_approver_of_a_fund_and_a_leader_cannot(operator, school):
    asked = fund()
    assert linked(ask(operator, role="approver", provider="")) == ["id_approver"]
    assert linked(ask(operator, role="registrar", provider=school.pk, approver=asked.code)) == ["id_approver"]
    ask(operator, role="approver", provider="", approver=asked.code)

    assert Invitation.objects.get().approver_id == asked.code
    assert asked.name in text(operator.get(RIGHTS))


def test_a_right_that_is_ended_is_gone_at_the_next_click_of_an_open_session(client, leader, applied, school):
    employee = staff(Role.REGISTRAR, school)
    theirs = sign_in_staff(client.__class__(), employee)
    assert theirs.get(desk(APPLICATION, applied.pk)).status_code == 200
    end = reverse("admin:end_right", args=[employee.memberships.get().pk])

    assert leader.get(end).status_code == 200
    assert theirs.get(desk(APPLICATION, applied.pk)).status_code == 200  # a question ends nothing
    leader.post(end)
    assert theirs.get(desk(APPLICATION, applied.pk)).status_code == 404
    entry = Entry.objects.get(act="membership.ended")
    assert (entry.actor_id, entry.actor_role) == (leader.user.pk, "leader")


def test_nobody_ends_their_own_right_or_anothers_at_another_school(leader):
    own = leader.user.memberships.get().pk
    other = staff(Role.REGISTRAR, provider()).memberships.get().pk

    for pk in (own, other):
        assert leader.post(reverse("admin:end_right", args=[pk])).status_code == 404
    assert Membership.objects.live().filter(pk__in=[own, other]).count() == 2


def test_rights_are_no_longer_given_by_user_number(operator):
    assert operator.get("/admin/people/membership/add/").status_code == 403
