"""The seal: other programs find it valid over the whole file, and the file stays archival and accessible."""

import asyncio
import io
import re
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime

import pikepdf
import pytest
import time_machine
from pyhanko.sign.fields import InvisSigSettings
from pyhanko.sign.timestamps import TimestampRequestError

from amu import clock
from amu.sealing import seal as sealing
from amu.sealing.checks import SealRunsOutError, certificate
from amu.sealing.examine import FIELD, examine
from amu.sealing.keys import SealingError, keys
from tests.conformance import ACCESSIBLE, ARCHIVE, faults
from tests.integration.ground.test_pdf import elements
from tests.integration.sealing.conftest import NOW

LATER_REVISION = "PDFA3A-SIGNATURE-BYTERANGE-001"  # a seal cannot cover the stamp that is put over it


def pdfsig(content, tmp_path):
    file = tmp_path / "sealed.pdf"
    file.write_bytes(content)
    return subprocess.run(["pdfsig", "-nocert", file], capture_output=True, text=True, check=True).stdout


def test_another_program_says_that_it_is_valid_and_covers_everything(sealed, tmp_path):
    said = pdfsig(sealed, tmp_path)

    assert "Signature Validation: Signature is Valid." in said
    assert "Total document signed" in said
    assert "Not total document signed" not in said
    assert "Signature Type: ETSI.CAdES.detached" in said


def test_that_program_notices_a_changed_byte(sealed, tmp_path):
    """The control."""
    changed = bytearray(sealed)
    changed[sealed.index(b"stream") + 60] ^= 1

    assert "Signature is Valid" not in pdfsig(bytes(changed), tmp_path)


def test_it_has_the_time_of_an_authority(sealed, roots):
    found = examine(sealed, roots)

    assert found.is_genuine
    assert abs(found.sealed_at - clock.now()).total_seconds() < 600


@pytest.mark.parametrize("profile", [ARCHIVE, ACCESSIBLE])
def test_it_stays_archival_and_accessible(sealed, profile):
    assert faults(sealed, profile) == set()


def test_the_long_lasting_one_is_accessible_and_archival_but_for_what_comes_after_it(archived):
    assert faults(archived, ACCESSIBLE) == set()
    assert faults(archived, ARCHIVE) == {LATER_REVISION}


def test_the_long_lasting_one_is_genuine_and_its_last_stamp_covers_everything(archived, roots, tmp_path):
    assert examine(archived, roots).is_genuine
    assert len(re.findall("(?m)^  - Total document signed", pdfsig(archived, tmp_path))) == 1
    assert "/DSS" in pikepdf.open(io.BytesIO(archived)).Root


def test_another_program_finds_no_fault_in_its_structure(sealed, archived, tmp_path):
    for name, content in (("sealed", sealed), ("archived", archived)):
        file = tmp_path / f"{name}.pdf"
        file.write_bytes(content)
        done = subprocess.run(["qpdf", "--check", file], capture_output=True, text=True)
        assert done.returncode == 0, done.stdout


def test_table_headers_and_metadata_are_as_they_were(plain, sealed):
    before, after = (pikepdf.open(io.BytesIO(content)) for content in (plain, sealed))

    scopes = [str(element.A.Scope) for element in elements(after) if str(element.S) == "/TH"]
    assert scopes == ["/Column", "/Column", "/Row"]
    assert after.Root.Metadata.read_raw_bytes() == before.Root.Metadata.read_raw_bytes()


# Controls: seals that the validators do not accept.


@pytest.mark.parametrize(
    ("where", "profile"),
    [
        (InvisSigSettings(set_hidden_flag=True, set_print_flag=True, box_out_of_bounds=True), ARCHIVE),
        (InvisSigSettings(set_hidden_flag=False, set_print_flag=True, box_out_of_bounds=False), ACCESSIBLE),
    ],
    ids=["hidden", "on the page"],
)
def test_a_seal_in_another_place_is_noticed(plain, monkeypatch, where, profile):
    monkeypatch.setattr(sealing, "OUT_OF_SIGHT", where)

    assert faults(sealing.seal(plain, now=NOW), profile)


def test_metadata_as_the_library_writes_them_are_noticed(plain, monkeypatch):
    monkeypatch.delattr(sealing.Writer, "_update_meta")

    assert faults(sealing.seal(plain, now=NOW), ARCHIVE)


# What is not sealed.


def test_nothing_is_sealed_with_a_certificate_that_is_not_valid_today(plain):
    with pytest.raises(SealingError, match="not valid today"):
        sealing.seal(plain, now=datetime(2045, 1, 1, tzinfo=UTC))


def test_nothing_is_sealed_without_the_time_stamp(plain, monkeypatch):
    class Away(type(keys().time_stamper)):
        async def async_request_tsa_response(self, req):
            raise TimestampRequestError("no answer")

    away = Away(keys().time_stamper.tsa_cert, keys().time_stamper.tsa_key)
    monkeypatch.setattr(sealing, "keys", lambda: replace(keys(), time_stamper=away))

    with pytest.raises(SealingError, match="TimestampRequestError"):
        sealing.seal(plain, now=NOW)


def test_the_health_check_says_how_long_the_certificate_lasts():
    with time_machine.travel(NOW, tick=False):
        assert certificate()["days_left"] > 300
    with time_machine.travel(keys().certificate.not_valid_after, tick=False), pytest.raises(SealRunsOutError):
        certificate()


def test_the_field_of_the_seal_has_a_name_that_people_read(sealed):
    file = pikepdf.open(io.BytesIO(sealed))
    (field,) = file.Root.AcroForm.Fields

    assert (str(field.T), str(field.TU) != "") == (FIELD, True)


def test_it_is_sealed_and_examined_where_an_event_loop_runs_already(plain, roots):
    async def both():
        return examine(sealing.seal(plain, now=NOW), roots)

    with ThreadPoolExecutor(max_workers=1) as pool:  # this thread may run a loop itself, of the browser's
        assert pool.submit(lambda: asyncio.run(both())).result().is_genuine
