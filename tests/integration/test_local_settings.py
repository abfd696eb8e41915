"""The environment is read once, with types: a wrong value stops the start and names the variable."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from amu.local.places import ROOT
from amu.settings.base import database_options
from amu.settings.env import Env, database, mailer


@pytest.mark.parametrize(("given", "read"), [("yes", True), ("TRUE", True), ("0", False), ("off", False)])
def test_flags(given, read):
    assert Env({"DEBUG": given}).flag("DEBUG", default=not read) is read


@pytest.mark.parametrize("given", ["", None])
def test_an_empty_value_is_no_value(given):
    values = {} if given is None else {"X": given}

    assert Env(values).flag("X", default=True) is True
    assert Env(values).number("X", 7) == 7
    assert Env(values).text("X", "y") == "y"
    assert Env(values).words("X") == []
    assert Env(values).folder("X", Path("z")) == Path("z")


def test_a_list_is_separated_by_commas():
    assert Env({"ALLOWED_HOSTS": "a.dk, b.dk,"}).words("ALLOWED_HOSTS") == ["a.dk", "b.dk"]


@pytest.mark.parametrize(
    "read",
    [
        lambda env: env.flag("X", default=True),
        lambda env: env.number("X", 1),
        lambda env: env.text("MISSING"),
    ],
)
def test_what_cannot_be_read_stops_the_start_and_is_named(read):
    with pytest.raises(ImproperlyConfigured, match=r"X|MISSING"):
        read(Env({"X": "perhaps"}))


def test_a_database_address_over_the_network():
    read = database("postgresql://amu:p%40ss@db.example:6432/amu_prod")

    assert (read["NAME"], read["USER"], read["PASSWORD"]) == ("amu_prod", "amu", "p@ss")
    assert (read["HOST"], read["PORT"]) == ("db.example", "6432")


def test_a_database_address_on_a_socket():
    read = database("postgresql://postgres@/amu?host=/run/postgresql")

    assert (read["NAME"], read["HOST"], read["PORT"]) == ("amu", "/run/postgresql", "")


@pytest.mark.parametrize("url", ["sqlite:///db.sqlite3", "mysql://a@b/c", ""])
def test_only_postgresql_will_do(url):
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        database(url)


@pytest.mark.parametrize(
    ("url", "port", "encryption"),
    [
        ("smtp://m.example", 25, {"use_ssl": False, "use_tls": False}),
        ("smtps://m.example", 465, {"use_ssl": True, "use_tls": False}),
        ("smtp+starttls://m.example", 587, {"use_ssl": False, "use_tls": True}),
        ("smtp+starttls://m.example:2525", 2525, {"use_ssl": False, "use_tls": True}),
    ],
)
def test_mail_addresses(url, port, encryption):
    options = mailer(url)["OPTIONS"]

    assert (options["host"], options["port"]) == ("m.example", port)
    assert encryption.items() <= options.items()


def test_what_the_database_address_says_of_encryption_is_done():
    read = database_options(database("postgresql://a@b/c?sslmode=verify-full&sslrootcert=/etc/ca.pem"))

    assert read["OPTIONS"]["sslmode"] == "verify-full"
    assert read["OPTIONS"]["sslrootcert"] == "/etc/ca.pem"
    assert "statement_timeout" in read["OPTIONS"]["options"]


@pytest.mark.parametrize(
    ("read", "url", "name"),
    [
        (database, "postgresql://a@b/c?sslmod=require", "sslmod"),
        (database, "postgresql://a@b/c?options=-cstatement_timeout%3D0", "options"),
        (database, "postgresql://a@b/c?sslmode=require&sslmode=disable", "sslmode"),
        (mailer, "smtp://m.example?starttls=1", "starttls"),
    ],
)
def test_a_parameter_that_would_do_nothing_is_refused_by_name(read, url, name):
    with pytest.raises(ImproperlyConfigured, match=name):
        read(url)


def test_another_way_to_send_mail_is_refused():
    with pytest.raises(ImproperlyConfigured, match="SMTP_URL"):
        mailer("http://m.example")


PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "amu.settings.prod",
    "SECRET_KEY": "k" * 60,
    "ALLOWED_HOSTS": "amu.example",
    "DATABASE_URL": "postgresql://a@b/c",
    "REDIS_URL": "redis://b",
    "SMTP_URL": "smtp://b",
    "PUBLIC_ADDRESS": "https://amu.example",
    "MAIL_FROM": "a@amu.example",
    "MITID_ISSUER": "https://broker.example",
    "MITID_CLIENT_ID": "amu",
    "MITID_CLIENT_SECRET": "secret",
    "CPR_KEYS": "k1:2EIGcuUiwkRy6UdxbcZT9/23Y+LbJQQtTEbqCsZISsk=",
    "CPR_INDEX_KEY": "pjlFokFQTy2US7DUL+2EV6WHbzfNjH97ZRd2WAziTRo=",
    "SEAL_KEY": "/run/seal/seal.key",
    "SEAL_CERTIFICATE": "/run/seal/seal.pem",
    "SEAL_ROOTS": "/run/seal/roots.pem",
    "SEAL_TSA_URL": "https://time.example",
}


def production(code, **changes):
    """What the settings say in a process of their own."""
    environment = {"PATH": os.environ["PATH"], **PRODUCTION, **changes}
    question = f"from django.conf import settings as s; print({code})"
    given = {name: value for name, value in environment.items() if value}
    return subprocess.run(
        [sys.executable, "-c", question], cwd=ROOT, env=given, capture_output=True, text=True
    )


@pytest.mark.parametrize("name", sorted(PRODUCTION.keys() - {"DJANGO_SETTINGS_MODULE", "ALLOWED_HOSTS"}))
def test_production_has_no_secret_or_address_of_its_own(name):
    done = production("s.DEBUG", **{name: ""})

    assert done.returncode == 1
    assert f"{name} must be set" in done.stderr


@pytest.mark.parametrize(
    ("behind_tls", "cookie", "hsts"), [("", "__Host-session", True), ("no", "session", False)]
)
def test_secure_cookies_and_strict_transport_go_with_tls(behind_tls, cookie, hsts):
    code = "s.SESSION_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS > 0"

    assert production(code, BEHIND_TLS=behind_tls).stdout == f"{cookie} {hsts} {hsts} {hsts}\n"


def test_production_does_not_install_what_a_laptop_needs():
    assert production("'amu.local' in s.INSTALLED_APPS").stdout == "False\n"


def test_forms_may_lead_to_the_broker_and_to_nowhere_else():
    assert production("*s.SECURE_CSP['form-action']").stdout == "'self' https://broker.example\n"
