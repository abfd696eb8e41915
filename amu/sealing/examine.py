"""Whether a file is a document with our seal, whole and unchanged. Depends on pyHanko alone, and runs by itself.

    python examine.py FILE --roots roots.pem

The library's own verdict is not enough: it allows for changes after the seal, and does not look at every byte beside
it. Here the seal must be the only one, cover the whole file, stand exactly as it was written, and come from one of
the roots. Whether that document *still stands* is not in the file: ask the page whose address is printed on it.
"""

import argparse
import asyncio
import io
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from asn1crypto import cms
from asn1crypto.x509 import Certificate
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp
from pyhanko_certvalidator import ValidationContext

FIELD, STAMP_FIELD = "Seal", "SealTime"
BEGINS = b"%PDF-"
VERSIONS = {("v1", "v1"), ("v3", "v1")}


class Finding(StrEnum):
    """What a file is found to be."""

    GENUINE = "genuine"
    CHANGED = "changed"  # it has a seal of ours, but is not as it was sealed
    NOT_OURS = "not_ours"  # without a seal, or with somebody else's
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Examination:
    """``sealed_at`` is the time stamp's; None for a file that is not genuine. ``why`` is for whoever looks closer."""

    finding: Finding
    why: str = ""
    sealed_at: datetime | None = None
    sealed_by: str = ""

    @property
    def is_genuine(self) -> bool:
        return self.finding == Finding.GENUINE


class NotGenuineError(Exception):
    """The file fails here."""

    def __init__(self, finding: Finding, why: str) -> None:
        super().__init__(why)
        self.finding, self.why = finding, why


def examine(content: bytes, roots: Iterable[Certificate]) -> Examination:
    """Never raises for a file, whatever is in it. The file is read in memory, and nothing is fetched."""
    trusted = list(roots)
    try:
        return in_own_loop(lambda: _examined(content, trusted))
    except NotGenuineError as error:
        return Examination(error.finding, error.why)
    except RecursionError:
        return Examination(Finding.UNREADABLE, "nested too deeply")
    except Exception as error:  # noqa: BLE001 - a file from anybody can make the library raise anything
        return Examination(Finding.UNREADABLE, type(error).__name__)


def in_own_loop[T](work: Callable[[], T]) -> T:
    """Call what starts an event loop of its own, as the library does, also where this thread runs one already."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return work()
    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(copy_context().run, work).result()


def _examined(content: bytes, roots: list[Certificate]) -> Examination:
    if not content.startswith(BEGINS):
        raise NotGenuineError(Finding.UNREADABLE, "it is not a PDF file")
    reader = PdfFileReader(io.BytesIO(content))
    seals, stamps = reader.embedded_regular_signatures, reader.embedded_timestamp_signatures
    if not seals:
        raise NotGenuineError(Finding.NOT_OURS, "it has no seal")
    if len(seals) != 1 or len(stamps) > 1 or seals[0].field_name != FIELD:
        raise NotGenuineError(Finding.NOT_OURS, "it has other signatures than one seal")
    (seal,), last = seals, (stamps or seals)[0]
    own = _from_our_roots(seal, roots)
    _covers_everything(content, last)
    stamped_at = _stamped_at(seal)
    trust = ValidationContext(trust_roots=roots, moment=stamped_at, allow_fetching=False)
    status = validate_pdf_signature(seal, trust)
    if not status.bottom_line or not status.timestamp_validity or not status.timestamp_validity.valid:
        raise NotGenuineError(Finding.CHANGED, "the seal does not hold")
    _stands_as_written(content, seal, status, roots)
    if stamps:
        later = validate_pdf_timestamp(last, trust)
        if not (later.intact and later.valid and later.trusted):
            raise NotGenuineError(Finding.CHANGED, "its last time stamp does not hold")
        _stands_as_written(content, last, later, roots)
    return Examination(Finding.GENUINE, sealed_at=stamped_at, sealed_by=own.subject.human_friendly)


def _from_our_roots(seal: Any, roots: list[Certificate]) -> Certificate:
    """The certificate that the seal shows. Its name alone proves nothing: its issuer's signature is checked later."""
    own: Certificate = seal.signer_cert
    known = {root.subject.hashable for root in roots}
    embedded = {one.subject.hashable: one for one in seal.other_embedded_certs}
    issuer, steps = own.issuer.hashable, 0
    while issuer not in known:
        if issuer not in embedded or steps > len(embedded):
            raise NotGenuineError(Finding.NOT_OURS, "its seal is not one of ours")
        issuer, steps = embedded[issuer].issuer.hashable, steps + 1
    return own


def _covers_everything(content: bytes, signature: Any) -> None:
    """From the first byte to the last, with nothing left out but the signature itself."""
    numbers = [int(number) for number in signature.byte_range]
    if len(numbers) != 4 or numbers[0] != 0 or numbers[2] + numbers[3] != len(content):
        raise NotGenuineError(Finding.CHANGED, "something was added or removed after the seal")
    gap = content[numbers[1] : numbers[2]]
    if gap[:1] != b"<" or gap[-1:] != b">":
        raise NotGenuineError(Finding.CHANGED, "the seal leaves out more than itself")


def _stands_as_written(content: bytes, signature: Any, status: Any, roots: list[Certificate]) -> None:
    """What no signature covers is the envelope of the signature itself: nothing in it is loose."""
    _, first, second, _ = (int(number) for number in signature.byte_range)
    written = content[first + 1 : second - 1]
    envelope = bytes.fromhex(written.decode("ascii"))
    if envelope.hex().upper().encode() != written:
        raise NotGenuineError(Finding.CHANGED, "the seal is written in another way")
    info = cms.ContentInfo.load(envelope)
    exact = info.dump(force=True)
    if exact != envelope[: len(exact)] or any(envelope[len(exact) :]):
        raise NotGenuineError(Finding.CHANGED, "something was added to the seal")
    known = {one.dump() for one in roots}
    stamp = getattr(status, "timestamp_validity", None)
    _holds_nothing_else(info, status, known)
    if stamp:
        _holds_nothing_else(_stamp_of(signature.signer_info), stamp, known)


def _path(status: Any) -> set[bytes]:
    """The certificates whose issuers' signatures were checked."""
    return {
        status.signing_cert.dump(),
        *(one.dump() for one in status.validation_path.iter_certs(include_root=True)),
    }


def _stamp_of(signer: Any) -> cms.ContentInfo:
    """The time stamp that a signature carries, and nothing beside it. Raises NotGenuineError."""
    attributes = list(signer["unsigned_attrs"])
    if [one["type"].native for one in attributes] != ["signature_time_stamp_token"]:
        raise NotGenuineError(Finding.CHANGED, "its time stamp is missing")
    (stamp,) = attributes[0]["values"]
    return cms.ContentInfo.load(stamp.dump())


def _holds_nothing_else(info: cms.ContentInfo, status: Any, known: set[bytes]) -> None:
    """One signature, made as it says, and no certificate but those that it needs."""
    checked = known | _path(status)
    data = info["content"]
    (signer,) = data["signer_infos"]
    digests = [algorithm.dump() for algorithm in data["digest_algorithms"]]
    is_plain = (
        digests == [signer["digest_algorithm"].dump()]
        and (data["version"].native, signer["version"].native) in VERSIONS
        and all(one.chosen.dump() in checked for one in data["certificates"])
        and not data["crls"]
        and signer["sid"].chosen["issuer"].dump() == status.signing_cert.issuer.dump()
    )
    if not is_plain:
        raise NotGenuineError(Finding.CHANGED, "the envelope of the seal was changed")


def _stamped_at(seal: Any) -> datetime:
    said = _stamp_of(seal.signer_info)["content"]["encap_content_info"]["content"].parsed
    moment: datetime = said["gen_time"].native
    return moment


def main() -> int:
    """0 for a genuine file, 1 for any other."""
    parser = argparse.ArgumentParser(description="Check a sealed certificate without the web site.")
    parser.add_argument("file", type=Path)
    parser.add_argument(
        "--roots", type=Path, required=True, help="certificates that a seal may come from (PEM)"
    )
    given = parser.parse_args()
    roots = load_certs_from_pemder_data(given.roots.read_bytes())
    found = examine(given.file.read_bytes(), roots)
    print(
        f"{found.finding}: {found.why or f'sealed {found.sealed_at:%Y-%m-%d %H:%M:%S %Z}, {found.sealed_by}'}"
    )
    return 0 if found.is_genuine else 1


if __name__ == "__main__":
    sys.exit(main())
