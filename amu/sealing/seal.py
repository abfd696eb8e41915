"""Put the seal on a document: an electronic seal by PAdES, with a time stamp. It is not a *qualified* seal."""

import asyncio
import io
from datetime import datetime

from django.utils.translation import gettext as _
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import InvisSigSettings, MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, PdfTimeStamper
from pyhanko.sign.signers.pdf_signer import TimestampDSSContentSettings
from pyhanko.sign.timestamps import TimestampRequestError
from pyhanko.sign.validation.dss import collect_validation_info
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathError

from amu.sealing.examine import FIELD, STAMP_FIELD, in_own_loop
from amu.sealing.keys import Level, SealingError, SealKeys, keys

# On the page, but outside of it: a hidden field is not allowed in an archive, and one that shows would need a tag.
OUT_OF_SIGHT = InvisSigSettings(set_hidden_flag=False, set_print_flag=True, box_out_of_bounds=True)


class Writer(IncrementalPdfFileWriter):
    """Leaves the metadata as they are: the library would write them anew without what an archive must declare."""

    def _update_meta(self) -> None:
        pass


def seal(content: bytes, *, now: datetime) -> bytes:
    """The document with the seal over all of it. Raises SealingError, also where the time stamp cannot be had.

    ``now`` decides whether the certificate of the seal may be used; the time in the seal is the time stamp's own.
    """
    with_keys = keys()
    if not with_keys.is_valid_on(now):
        raise SealingError("the certificate of the seal is not valid today")
    try:
        return in_own_loop(lambda: _with_all(content, with_keys))
    except (SigningError, TimestampRequestError, PathError, PdfError, OSError) as error:
        raise SealingError(f"the document was not sealed: {type(error).__name__}") from error


def _with_all(content: bytes, with_keys: SealKeys) -> bytes:
    sealed = _sealed(content, with_keys)
    return sealed if with_keys.level == Level.B_T else _with_archive_stamp(sealed, with_keys)


def _sealed(content: bytes, with_keys: SealKeys) -> bytes:
    said = PdfSignatureMetadata(
        field_name=FIELD,
        subfilter=SigSeedSubFilter.PADES,
        md_algorithm="sha256",
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    place = SigFieldSpec(
        FIELD, on_page=0, readable_field_name=_("Electronic seal"), invis_sig_settings=OUT_OF_SIGHT
    )
    signer = PdfSigner(
        said, signer=with_keys.signer, timestamper=with_keys.time_stamper, new_field_spec=place
    )
    own = with_keys.signer
    sealed = bytes(signer.sign_pdf(Writer(io.BytesIO(content)), bytes_reserved=own.room).getvalue())
    own.room = own.room or _room_in(sealed)
    return sealed


def _room_in(sealed: bytes) -> int:
    """How much the library has left for the seal: half as much again as one takes, which it finds out by making one."""
    (signature,) = PdfFileReader(io.BytesIO(sealed)).embedded_regular_signatures
    _, before, after, _ = (int(number) for number in signature.byte_range)
    return after - before - len("<>")


def _with_archive_stamp(sealed: bytes, with_keys: SealKeys) -> bytes:
    """What shows that no certificate was revoked, and a time stamp over everything before it."""
    context = ValidationContext(
        trust_roots=list(with_keys.roots),
        crls=list(with_keys.revoked),
        allow_fetching=not with_keys.revoked,
        revocation_mode="require",
    )
    signature = PdfFileReader(io.BytesIO(sealed)).embedded_regular_signatures[0]
    paths = asyncio.run(collect_validation_info(signature, context))
    stamper = PdfTimeStamper(
        with_keys.time_stamper, STAMP_FIELD, OUT_OF_SIGHT, readable_field_name=_("Time stamp")
    )
    stamped = stamper.timestamp_pdf(
        Writer(io.BytesIO(sealed)),
        "sha256",
        context,
        validation_paths=paths,
        dss_settings=TimestampDSSContentSettings(update_before_ts=True, include_vri=False),
    )
    return bytes(stamped.getvalue())
