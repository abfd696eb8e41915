"""What staff do with their own way in is in the journal, and a second factor is its owner's alone."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from amu.journal.models import Entry
from amu.local.personas import code_now
from amu.people.enums import Role
from amu.people.models import User
from tests.integration.people.conftest import PASSWORD, give_password


def acts(user):
    return list(Entry.objects.filter(actor=user, act__startswith="staff.").values_list("act", "facts"))


def test_a_sign_in_of_staff_is_in_the_journal(make_staff, sign_in_staff):
    user = make_staff("r", Role.REGISTRAR, "skole")
    sign_in_staff(user)

    assert acts(user) == [("staff.signed_in", {})]


def test_a_half_sign_in_is_none(make_staff, enrol, client):
    user = make_staff("r", Role.REGISTRAR, "skole")
    enrol(user)
    give_password(client, user)

    assert acts(user) == []


@pytest.fixture
def with_codes(make_staff, client, django_capture_on_commit_callbacks):
    """An employee who has just put a code app on the account."""
    user = make_staff("r", Role.REGISTRAR, "skole")
    give_password(client, user)
    activate = reverse("mfa_activate_totp")
    client.post(client.get(activate)["Location"], {"password": PASSWORD})
    seed = client.get(activate).context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        client.post(activate, {"code": code_now(seed)})
    return user, seed


def test_a_new_second_factor_is_in_the_journal(with_codes):
    user, _ = with_codes

    assert ("staff.factor_added", {"factor": "totp"}) in acts(user)
    assert ("staff.factor_added", {"factor": "recovery_codes"}) in acts(user)


def test_a_changed_password_and_a_removed_factor_are_in_the_journal(
    make_staff, sign_in_staff, client, django_capture_on_commit_callbacks
):
    user = make_staff("r", Role.REGISTRAR, "skole")
    sign_in_staff(user)
    new = "et-andet-langt-kodeord"
    client.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )
    with django_capture_on_commit_callbacks(execute=True):
        again = client.post(reverse("mfa_deactivate_totp"))
        client.post(again["Location"], {"password": new})
        client.post(reverse("mfa_deactivate_totp"))

    assert ("staff.password_changed", {}) in acts(user)
    assert ("staff.factor_removed", {"factor": "totp"}) in acts(user)


def test_a_second_factor_in_another_ones_row_lets_nobody_in(make_staff, enrol, client):
    thief, victim = make_staff("t", Role.REGISTRAR, "skole"), make_staff("v", Role.LEADER, "skole")
    seed = enrol(thief)
    data = Authenticator.objects.get(user=thief).data
    Authenticator.objects.create(user=victim, type=Authenticator.Type.TOTP, data=data)
    give_password(client, victim)

    response = client.post(reverse("mfa_authenticate"), {"code": code_now(seed)})

    assert response.status_code == 403
    assert "_auth_user_id" not in client.session


def test_wrong_passwords_from_elsewhere_lock_nobody_out(make_staff, client):
    user = make_staff("r", Role.REGISTRAR, "skole")
    elsewhere = Client(REMOTE_ADDR="203.0.113.7")
    for _ in range(8):
        give_password(elsewhere, user, "wrong")

    give_password(client, user)
    give_password(elsewhere, user)

    assert "_auth_user_id" in client.session
    assert "_auth_user_id" not in elsewhere.session


def test_the_password_page_does_not_exist_without_a_password(make_staff, client):
    user = make_staff("r", Role.REGISTRAR, "skole")
    user.set_unusable_password()
    user.save(update_fields=["password"])
    client.force_login(user)

    assert client.get(reverse("account_change_password")).status_code == 404


@pytest.mark.parametrize(
    "wanted", ["abc", "abc/", "a.b", "//", "/\\evil.example", "javascript:x", "admin:index"]
)
def test_who_is_signed_in_already_goes_somewhere_that_exists(journey, client, wanted):
    journey.sign_in("electrician")

    response = client.get(reverse("sign_in"), {"next": wanted})

    assert response["Location"] == reverse("overview")


def test_who_is_signed_in_already_goes_where_they_were_going(journey, client):
    journey.sign_in("electrician")

    assert client.get(reverse("sign_in"), {"next": "/da/kurser/?q=x"})["Location"] == "/da/kurser/?q=x"


@pytest.mark.parametrize("wanted", ["abc", "\0", "/\0", "admin:index"])
def test_signing_out_to_nowhere_leads_to_the_front(journey, client, wanted):
    journey.sign_in("electrician")

    response = client.post(reverse("sign_out"), {"next": wanted})

    assert response.status_code in {302, 400}
    assert response.get("Location", reverse("front")) == reverse("front")


def test_a_password_of_digits_alone_is_refused(make_staff, sign_in_staff, client):
    sign_in_staff(make_staff("r", Role.REGISTRAR, "skole"))
    new = "48151623421087"

    response = client.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )

    assert "password2" in response.context["form"].errors or "password1" in response.context["form"].errors


@pytest.mark.parametrize("weak", ["48151623421087", "kort"])
def test_a_weak_first_password_is_refused(make_operator, sign_in_staff, client, weak):
    sign_in_staff(make_operator())
    form = {"username": "ny", "full_name": "Ny Navn", "language": "da", "password1": weak, "password2": weak}

    response = client.post("/admin/people/user/add/", form)

    assert response.status_code == 200
    assert not User.objects.filter(username="ny").exists()
