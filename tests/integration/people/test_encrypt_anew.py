"""A new key in front of the others, and everything stored encrypted under it."""

import base64

import pytest
from allauth.mfa.models import Authenticator
from cryptography.exceptions import InvalidTag
from django.core.management import CommandError, call_command
from django.urls import reverse

from amu.local.personas import code_now
from amu.people.encryption import cpr_keys
from amu.people.enums import HasCpr, Role
from amu.people.models import User
from amu.people.post import address_of
from amu.people.selectors import cpr_of, cpr_row
from amu.people.services.keys import encrypt_numbers_anew
from tests.integration.people.conftest import give_password
from tests.situations import HOME, person

pytestmark = pytest.mark.django_db
NEW = "new:" + base64.b64encode(bytes(range(32))).decode()
NUMBERS = ["0202850002", "0101901234", "3112990001"]


@pytest.fixture
def people():
    """Three people with a number, under the only key there is."""
    found = []
    for number in NUMBERS:
        user = person()
        user.cpr_encrypted = cpr_keys().encrypt(number, bound_to=cpr_row(user.pk))
        user.cpr_index = cpr_keys().index(number)
        user.has_cpr = HasCpr.YES
        user.save()
        found.append(user)
    return found


@pytest.fixture
def rotated(people, settings):
    """The new key is in front; the old one can go when the command is done."""
    old = settings.CPR_KEYS
    settings.CPR_KEYS = f"{NEW},{old}"
    return people


def test_addresses_are_encrypted_anew_too(rotated, settings, capsys):
    call_command("encrypt_anew", batch=2)
    settings.CPR_KEYS = NEW

    assert [address_of(user.pk).address for user in rotated] == [HOME] * 3
    assert "postal addresses: 3 encrypted anew" in capsys.readouterr().out


def stored():
    rows = User.objects.exclude(cpr_encrypted=None).order_by("pk")
    return [bytes(row.cpr_encrypted).partition(b".")[0] for row in rows]


def test_afterwards_the_old_key_is_not_needed(rotated, settings, capsys):
    call_command("encrypt_anew", batch=2)
    settings.CPR_KEYS = NEW

    assert [
        cpr_of(user) for user in User.objects.filter(pk__in=[user.pk for user in rotated]).order_by("pk")
    ] == NUMBERS
    assert "CPR numbers: 3 encrypted anew" in capsys.readouterr().out


def test_a_run_that_was_broken_off_goes_on_and_a_second_one_changes_nothing(rotated, capsys):
    encrypt_numbers_anew(0, batch=1)
    assert stored().count(b"new") == 1

    call_command("encrypt_anew", batch=1)
    before = list(User.objects.order_by("pk").values_list("cpr_encrypted", flat=True))
    call_command("encrypt_anew")

    assert stored() == [b"new"] * 3
    assert [bytes(row or b"") for row in before] == [
        bytes(row or b"") for row in User.objects.order_by("pk").values_list("cpr_encrypted", flat=True)
    ]
    first, second = capsys.readouterr().out.splitlines()[::3]
    assert (first, second) == ("CPR numbers: 2 encrypted anew", "CPR numbers: 0 encrypted anew")


def test_a_key_that_is_gone_is_said_and_what_was_done_stays(people, settings):
    settings.CPR_KEYS = NEW

    with pytest.raises(CommandError, match="not in CPR_KEYS"):
        call_command("encrypt_anew")
    assert stored() == [b"local"] * 3


def test_a_row_that_was_tampered_with_stops_it(rotated):
    first, second, _ = rotated
    User.objects.filter(pk=first.pk).update(cpr_encrypted=second.cpr_encrypted)

    with pytest.raises(InvalidTag):
        call_command("encrypt_anew")


def test_staff_still_get_in_with_their_code(make_staff, enrol, client, settings):
    user = make_staff("r", Role.REGISTRAR, "skole")
    seed = enrol(user)
    settings.CPR_KEYS = f"{NEW},{settings.CPR_KEYS}"
    call_command("encrypt_anew", verbosity=0)
    settings.CPR_KEYS = NEW

    give_password(client, user)
    client.post(reverse("mfa_authenticate"), {"code": code_now(seed)})

    assert "_auth_user_id" in client.session
    assert bytes.fromhex(Authenticator.objects.get(user=user).data["secret"]).startswith(b"new.")
