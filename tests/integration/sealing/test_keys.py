"""The keys of the seal: read once, checked, and never a laptop's in production."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from amu.local.check import SEAL
from amu.local.sealing_keys import make_keys, settings_for
from amu.sealing.keys import SealingError, keys, load_keys
from tests.integration.people.test_checks import PRODUCTION


def start(seal):
    environment = {"PATH": os.environ["PATH"], **PRODUCTION, **seal}
    code = "import django; django.setup()"
    return subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True)


def test_production_starts_with_keys_that_belong_together():
    done = start(settings_for(SEAL))

    assert done.returncode == 0, done.stderr


def test_production_does_not_start_without_them(tmp_path):
    done = start({**settings_for(SEAL), "SEAL_KEY": str(tmp_path / "none")})

    assert done.returncode == 1
    assert "amu.sealing.E001" in done.stderr


def test_production_does_not_start_with_the_keys_of_a_laptop(tmp_path):
    folder = make_keys(tmp_path)
    files = {"SEAL_KEY": "seal.key", "SEAL_CERTIFICATE": "seal.pem", "SEAL_ROOTS": "roots.pem"}
    done = start({**settings_for(SEAL), **{name: str(folder / file) for name, file in files.items()}})

    assert done.returncode == 1
    assert "amu.sealing.E003" in done.stderr


def load(folder, **changed):
    files = {
        name: folder / file
        for name, file in (("key", "seal.key"), ("certificate", "seal.pem"), ("roots", "roots.pem"))
    }
    return load_keys(**{**files, **changed}, time_stamper=None)


def test_a_key_of_another_certificate_is_refused(tmp_path):
    mine, other = make_keys(tmp_path / "mine"), make_keys(tmp_path / "other")

    with pytest.raises(SealingError, match="is not the key"):
        load(mine, key=other / "seal.key")


def test_a_weak_key_is_refused(tmp_path):
    folder = make_keys(tmp_path)

    with pytest.raises(SealingError, match="3072"):
        load(folder, key=folder / "tsa.key")


@pytest.mark.parametrize("content", [b"", b"not a key"])
def test_a_file_that_is_no_key_or_certificate_is_named(tmp_path, content):
    folder = make_keys(tmp_path)
    (tmp_path / "broken").write_bytes(content)

    with pytest.raises(SealingError, match="broken"):
        load(folder, key=tmp_path / "broken")
    with pytest.raises(SealingError, match="broken"):
        load(folder, roots=tmp_path / "broken")


def test_another_level_than_the_two_is_refused(tmp_path, settings):
    settings.SEAL = {**settings.SEAL, "level": "B-B"}

    with pytest.raises(SealingError, match="B-T, B-LTA"):
        load(make_keys(tmp_path))


def test_a_process_reads_the_key_once():
    assert keys() is keys()


def test_the_keys_are_for_their_owner_alone(settings):
    for name in ("seal.key", "tsa.key"):
        assert (Path(settings.PLACES.sealing) / name).stat().st_mode & 0o077 == 0
