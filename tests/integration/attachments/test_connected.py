"""Whether a scanner is connected is a setting, and production is warned where there is none."""

import threading

import pytest
from django.core.exceptions import ImproperlyConfigured

from amu.attachments.checks import check_scanner
from amu.attachments.clamd import Answer, scan
from amu.local.scanner import Handler, Server
from amu.settings.env import Env

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"


@pytest.mark.parametrize(
    ("production", "clamd", "found"),
    [(True, None, ["amu.attachments.W001"]), (True, ("clamd", 3310), []), (False, None, [])],
)
def test_production_without_a_scanner_is_warned(settings, production, clamd, found):
    settings.PRODUCTION, settings.CLAMD = production, clamd

    assert [each.id for each in check_scanner()] == found


@pytest.mark.parametrize(
    ("said", "read"),
    [("", None), ("clamd:3310", ("clamd", 3310)), ("[::1]:3310", ("::1", 3310))],
)
def test_its_address_is_host_and_port(said, read):
    assert Env({"CLAMD": said}).host_and_port("CLAMD") == read


@pytest.mark.parametrize("said", ["clamd", ":3310", "clamd:x", "clamd:0", "clamd:70000"])
def test_half_an_address_stops_the_start(said):
    with pytest.raises(ImproperlyConfigured):
        Env({"CLAMD": said}).host_and_port("CLAMD")


def test_what_stands_in_on_a_laptop_knows_the_test_virus():
    with Server(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        host, port = server.server_address
        clean = scan(b"x" * 200_000, host=host, port=port)
        bad = scan(b"before " + EICAR, host=host, port=port)
        server.shutdown()

    assert (clean, bad) == (Answer(), Answer("Eicar-Test-Signature"))
