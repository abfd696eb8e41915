"""What a file is that somebody holds up against our certificates. Nothing of it is kept."""

import hashlib
import logging
from dataclasses import dataclass
from datetime import datetime

from amu.sealing.examine import examine
from amu.sealing.keys import keys
from certificates.enums import FileFinding
from certificates.models import Certificate, CertificateIssue
from certificates.rules import codes_in_file
from certificates.selectors.certificates import by_code, issue_with_hash

logger = logging.getLogger(__name__)
MOST_CODES = 5  # that are looked up of one file


@dataclass(frozen=True, slots=True)
class FileAnswer:
    """``certificate``: whose file it is, or whose code a changed file holds.

    ``issue`` and ``sealed_at`` are those of a genuine file.
    """

    finding: FileFinding
    certificate: Certificate | None = None
    issue: CertificateIssue | None = None
    sealed_at: datetime | None = None


def look_at(content: bytes) -> FileAnswer:
    """Genuine is only what is stored byte for byte *and* has our seal over all of it. Raises SealingError.

    A file from anybody is compared and searched, not parsed: only bytes that are our own are read as a PDF.
    """
    issue = issue_with_hash(hashlib.sha256(content).hexdigest())
    if issue is None:
        return _changed_or_unknown(content)
    found = examine(content, keys().roots)
    if found.is_genuine:
        return FileAnswer(FileFinding.GENUINE, issue.certificate, issue, found.sealed_at)
    logger.error("stored_certificate_fails_its_seal", extra={"issue": issue.pk, "finding": found.finding})
    return FileAnswer(FileFinding.CHANGED, issue.certificate)


def _changed_or_unknown(content: bytes) -> FileAnswer:
    for code in codes_in_file(content)[:MOST_CODES]:
        if certificate := by_code(code):
            return FileAnswer(FileFinding.CHANGED, certificate)
    return FileAnswer(FileFinding.UNKNOWN)
