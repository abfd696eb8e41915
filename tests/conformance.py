"""What an independent validator finds wrong with a PDF."""

import page

ARCHIVE = page.ValidationProfile.PDF_A_3A
ACCESSIBLE = page.ValidationProfile.PDF_UA_1


def faults(content, profile):
    """The numbers of the rules that a document breaks."""
    report = page.validate_pdf_bytes(content, profile=profile)
    assert report.rules.total > 100
    found = {failure.rule_id for failure in report.failures}
    # One compressed stream in 256 ends in CR, which the validator takes for a part of the line's end after it.
    if b"\r\nendstream" in content:
        found.discard("PDFA3A-STREAM-LENGTH-001")
    return found
