import os
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command

from amu.local.check import SEAL
from amu.local.personas import STAFF, STAFF_PHRASE
from amu.local.sealing_keys import settings_for
from amu.people.checks import check_people, is_local
from amu.people.models import Membership, User
from tests.situations import fund

PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "amu.settings.prod",
    "SECRET_KEY": "s" * 60,
    "ALLOWED_HOSTS": "amu.example",
    "DATABASE_URL": "postgresql://amu@db.example/amu",
    "REDIS_URL": "redis://cache.example/0",
    "SMTP_URL": "smtp://mail.example",
    "PUBLIC_ADDRESS": "https://amu.example",
    "MAIL_FROM": "AMU <no-reply@amu.example>",
    "MITID_CLIENT_ID": "urn:amu",
    "MITID_CLIENT_SECRET": "a-real-one",
    "CPR_KEYS": "k1:2EIGcuUiwkRy6UdxbcZT9/23Y+LbJQQtTEbqCsZISsk=",
    "CPR_INDEX_KEY": "pjlFokFQTy2US7DUL+2EV6WHbzfNjH97ZRd2WAziTRo=",
    "MITID_ISSUER": "https://broker.example",
}


def start(**changed):
    """What a server does first. The process's exit code and complaints come back."""
    environment = {"PATH": os.environ["PATH"], **PRODUCTION, **settings_for(SEAL), **changed}
    code = "import django; django.setup()"
    return subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True)


def test_production_starts_with_a_real_broker():
    done = start()

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "issuer", ["http://127.0.0.1:9400", "https://localhost", "https://127.0.0.1", "http://broker.example"]
)
def test_production_does_not_start_with_the_test_identity_provider(issuer):
    done = start(MITID_ISSUER=issuer, BEHIND_TLS="no")

    assert done.returncode == 1
    assert "amu.people.E003" in done.stderr


@pytest.mark.parametrize("changed", [{"CPR_KEYS": "k1:short"}, {"CPR_INDEX_KEY": "short"}])
def test_production_does_not_start_with_misshapen_keys(changed):
    done = start(**changed)

    assert done.returncode == 1
    assert "amu.people.E001" in done.stderr
    assert "k1:short" not in done.stderr


def test_production_does_not_start_with_a_shared_secret_as_signing_key():
    done = start(MITID_SIGNING_ALGORITHMS="RS256,HS256")

    assert done.returncode == 1
    assert "amu.people.E004" in done.stderr


@pytest.mark.parametrize(
    "changed",
    [
        {"SECRET_KEY": "trial-only-" + "0" * 48},
        {"SECRET_KEY": "local-only-" + "0" * 48},
        {"CPR_KEYS": "trial:" + PRODUCTION["CPR_KEYS"][3:]},
        {"CPR_KEYS": PRODUCTION["CPR_KEYS"] + ",trial:" + "A" * 43 + "="},
        {"CPR_KEYS": "k1:" + "A" * 43 + "="},
        {"CPR_INDEX_KEY": "B" * 43 + "="},
        {"DATABASE_URL": "postgresql://amu:trial@db.example/amu"},
        {"MITID_CLIENT_SECRET": "trial"},
    ],
)
def test_production_does_not_start_with_a_secret_that_everybody_knows(changed):
    done = start(**changed)

    assert done.returncode == 1
    assert f"amu.people.E006: {next(iter(changed))}" in done.stderr


def test_production_does_not_start_with_one_key_for_both_uses():
    done = start(CPR_INDEX_KEY=PRODUCTION["CPR_KEYS"].removeprefix("k1:"))

    assert done.returncode == 1
    assert "amu.people.E005" in done.stderr


@pytest.mark.parametrize("level", ["LOW", "low", "SOMETHING"])
def test_production_does_not_start_with_a_level_that_is_too_low(level):
    done = start(MITID_MINIMUM_LEVEL=level)

    assert done.returncode == 1
    assert "amu.people.E007" in done.stderr


def test_the_app_of_a_laptop_is_an_error_in_production(settings):
    settings.PRODUCTION = True
    settings.MITID_ISSUER = "https://broker.example"

    assert "amu.people.E002" in {found.id for found in check_people()}


@pytest.mark.parametrize(
    ("address", "local"),
    [
        ("https://broker.example", False),
        ("https://broker.example:8443/path", False),
        ("http://broker.example", True),
        ("https://app.localhost", True),
        ("https://[::1]", True),
        ("https://[::ffff:127.0.0.1]", True),
        ("https://127.1", True),
        ("https://0x7f000001", True),
        ("https://2130706433", True),
        ("https://localhost.", True),
        ("https://localhost.localdomain", True),
        ("https://broker", True),
        ("https://10.0.0.1", True),
        ("", True),
    ],
)
def test_what_counts_as_local(address, local):
    assert is_local(address) is local


def test_invented_staff_is_made_with_roles_and_twice_changes_nothing(db, make_provider):
    make_provider("amu-fyn")
    make_provider("amu-syd")
    fund("fund-faglig-faelles-3f")
    call_command("local_people", verbosity=0)
    call_command("local_people", verbosity=0)

    assert User.objects.filter(is_staff=True).count() == len(STAFF)
    assert Membership.objects.count() == len([person for person in STAFF if person.role])
    assert User.objects.get(username="operator").is_superuser
    assert User.objects.get(username="ministry").check_password(STAFF_PHRASE)


def test_invented_staff_gets_its_role_when_the_school_comes(db, make_provider):
    call_command("local_people", verbosity=0)
    make_provider("amu-fyn")
    call_command("local_people", verbosity=0)

    assert Membership.objects.filter(provider__key="amu-fyn").count() == 3


def test_invented_staff_is_refused_in_production(db, settings):
    settings.PRODUCTION = True

    with pytest.raises(CommandError):
        call_command("local_people", verbosity=0)
    assert not User.objects.exists()
