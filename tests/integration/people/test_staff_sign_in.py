from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from amu import clock
from amu.local.personas import code_now
from amu.people import services
from amu.people.enums import Role
from amu.people.models import Membership, User
from tests.integration.people.conftest import PASSWORD, give_password

ADMIN = "/admin/"


def test_password_and_code_open_the_register(sign_in_staff, make_staff, client):
    sign_in_staff(make_staff("r", Role.REGISTRAR, "skole"))

    assert client.get(ADMIN).status_code == 200


def test_staff_land_on_what_is_due(make_staff, enrol, client):
    user = make_staff("r", Role.REGISTRAR, "skole")
    seed = enrol(user)
    give_password(client, user)

    response = client.post(reverse("mfa_authenticate"), {"code": code_now(seed)})

    assert response["Location"] == reverse("staff_start")
    assert User.objects.get(pk=user.pk).last_sign_in_at is not None


def test_a_password_alone_signs_in_nobody_who_has_a_second_factor(make_staff, enrol, client):
    user = make_staff("r", Role.REGISTRAR, "skole")
    enrol(user)

    response = give_password(client, user)

    assert response["Location"] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session


def test_a_wrong_code_is_refused_and_said(make_staff, enrol, client):
    user = make_staff("r", Role.REGISTRAR, "skole")
    enrol(user)
    give_password(client, user)

    response = client.post(reverse("mfa_authenticate"), {"code": "000000"})

    assert response.status_code == 200
    assert "_auth_user_id" not in client.session


def test_a_code_works_once(make_staff, sign_in_staff, client):
    user = make_staff("r", Role.REGISTRAR, "skole")
    sign_in_staff(user)
    thief = Client()
    give_password(thief, user)
    seed = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"

    thief.post(reverse("mfa_authenticate"), {"code": code_now(seed)})

    assert "_auth_user_id" not in thief.session


@pytest.mark.parametrize("path", [ADMIN, "/da/medarbejder/", "/da/mit-overblik/", "/da/"])
def test_without_a_second_factor_staff_reach_only_its_pages(make_staff, client, path):
    give_password(client, make_staff("r", Role.REGISTRAR, "skole"))

    response = client.get(path, follow=True)

    assert response.redirect_chain[-1][0] == reverse("mfa_index")
    assert response.status_code == 200


def test_without_a_second_factor_staff_can_still_leave(make_staff, client):
    give_password(client, make_staff("r", Role.REGISTRAR, "skole"))
    client.post(reverse("sign_out"))

    assert "_auth_user_id" not in client.session


def test_enrolling_a_code_app_opens_the_rest(make_staff, client):
    user = make_staff("r", Role.REGISTRAR, "skole")
    give_password(client, user)
    activate = reverse("mfa_activate_totp")
    again = client.get(activate)
    client.post(again["Location"], {"password": PASSWORD})
    seed = client.get(activate).context["form"].secret

    client.post(activate, {"code": code_now(seed)})
    sent = client.get(ADMIN)
    assert urlsplit(sent["Location"]).path == reverse("mfa_reauthenticate")
    client.post(sent["Location"], {"code": code_now(seed), "next": ADMIN})

    assert client.get(ADMIN).status_code == 200


def test_a_session_from_before_the_second_factor_has_proved_nothing(make_staff, enrol, client):
    """Whoever has the password and an open session gains nothing when the owner enrols elsewhere."""
    user = make_staff("r", Role.REGISTRAR, "skole")
    give_password(client, user)
    enrol(user)

    for name in ("admin:index", "mfa_deactivate_totp", "mfa_view_recovery_codes", "account_change_password"):
        response = client.get(reverse(name))
        assert urlsplit(response["Location"]).path == reverse("mfa_reauthenticate"), name


def test_the_seed_of_a_code_app_is_sealed(make_staff, enrol):
    user = make_staff("r", Role.REGISTRAR, "skole")
    seed = enrol(user)

    assert seed not in str(Authenticator.objects.get(user=user).data)


def test_somebody_signed_out_is_sent_to_the_staffs_own_page(client, db):
    response = client.get("/admin/people/user/?q=x")

    parts = urlsplit(response["Location"])
    assert parts.path == reverse("account_login")
    assert parse_qs(parts.query)["next"] == ["/admin/people/user/?q=x"]


def test_the_registers_own_sign_in_page_is_never_used(client, db):
    assert urlsplit(client.get("/admin/login/")["Location"]).path == reverse("account_login")


@pytest.mark.parametrize("path", [ADMIN, "/admin/login/", "/admin/people/user/", "/admin/nothing/"])
def test_the_register_does_not_exist_for_people(journey, client, path):
    journey.sign_in("electrician")

    assert client.get(path).status_code == 404


@pytest.mark.parametrize("name", ["mfa_index", "mfa_activate_totp", "account_change_password"])
def test_the_staffs_account_pages_do_not_exist_for_people(journey, client, name):
    journey.sign_in("electrician")

    assert client.get(reverse(name)).status_code == 404


def test_people_have_no_password_to_sign_in_with(journey, client):
    journey.sign_in("electrician")
    user = User.objects.get()
    client.logout()

    give_password(client, user, "")
    give_password(client, user, "!")

    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("path", ["/da/konto/signup/", "/da/konto/password/reset/", "/da/konto/email/"])
def test_pages_of_the_library_that_nobody_needs_are_not_there(client, db, path):
    assert client.get(path).status_code == 404


def test_a_closed_account_loses_its_open_session_at_once(make_staff, sign_in_staff, client):
    user = make_staff("r", Role.REGISTRAR, "skole")
    sign_in_staff(user)
    services.close_account(user.pk, by=None, now=clock.now())

    response = client.get(ADMIN)

    assert urlsplit(response["Location"]).path == reverse("account_login")


def test_an_ended_membership_closes_the_register_at_once(make_staff, sign_in_staff, client):
    user = make_staff("r", Role.REGISTRAR, "skole")
    sign_in_staff(user)
    services.end_membership(Membership.objects.get(user=user).pk, by=None, now=clock.now())

    assert client.get(ADMIN).status_code == 404


def test_guessing_passwords_is_slowed_down(make_staff, client, settings):
    user = make_staff("r", Role.REGISTRAR, "skole")
    for _ in range(5):
        give_password(client, user, "wrong")

    give_password(client, user)

    assert "_auth_user_id" not in client.session
    assert "account_login" not in client.session


def test_the_way_in_leads_nowhere_else(make_staff, enrol, client):
    user = make_staff("r", Role.REGISTRAR, "skole")
    seed = enrol(user)
    give_password(client, user, next="https://evil.example/")

    response = client.post(reverse("mfa_authenticate"), {"code": code_now(seed)})

    assert response["Location"] == reverse("staff_start")


def test_public_pages_read_nothing_for_somebody_without_a_session(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/health/live")

    assert not response.wsgi_request.session.accessed


@pytest.mark.parametrize("keys", [(), ("Kontoret", "Hjemme")])
def test_the_page_of_ones_passkeys_names_each(sign_in_staff, make_staff, client, keys):
    user = make_staff("r", Role.REGISTRAR, "skole")
    sign_in_staff(user)
    for name in keys:
        Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data={"name": name})

    page = client.get(reverse("mfa_list_webauthn"))
    assert page.status_code == 200
    assert all(name in page.content.decode() for name in keys)
