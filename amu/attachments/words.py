"""What the codes of attachments say."""

from django.utils.translation import gettext_lazy as _

from amu.attachments.enums import FileKind, NoticeCode, Refusal, ScanState
from amu.attachments.services import SCAN
from amu.notices.words import register_notices
from amu.words import Kind, register

FILE_KINDS = {
    FileKind.PDF: _("PDF"),
    FileKind.JPEG: _("Photo (JPEG)"),
    FileKind.PNG: _("Picture (PNG)"),
    FileKind.DOCX: _("Word document"),
    FileKind.XLSX: _("Excel workbook"),
    FileKind.ODT: _("ODT document"),
}
SCAN_STATES = {
    ScanState.NEW: _("Waiting to be checked for viruses"),
    ScanState.CLEAN: _("No virus found"),
    ScanState.INFECTED: _("A virus was found: nobody can open it"),
    ScanState.ERROR: _("Could not be checked for viruses, and so cannot be opened"),
}
REFUSALS = {
    Refusal.EMPTY: _("The file is empty."),
    Refusal.TOO_LARGE: _("The file is larger than %(megabytes)s MB. Make it smaller, or split it."),
    Refusal.TOO_MANY: _("There are %(most)s files already, and there is room for no more."),
    Refusal.TOO_MUCH: _(
        "Together the files would be more than %(megabytes)s MB. Make them smaller, or leave some out."
    ),
    Refusal.LOCKED: _("The file needs a password. Save it without one, and choose it again."),
    Refusal.UNKNOWN: _(
        "We cannot take this type of file. Save it as PDF, JPEG, PNG, .docx, .xlsx or .odt, and choose it again."
    ),
    Refusal.BROKEN: _("The file is damaged and cannot be opened. Try to save it again."),
    Refusal.MACROS: _(
        "The file has macros in it, which are small programs. Save it without them, or as PDF."
    ),
    Refusal.PIXELS: _("The picture has too many pixels. Save it in a smaller size."),
    Refusal.NAME_DISAGREES: _(
        "The name ends in .%(extension)s, but inside is a file of the type .%(kind)s. Give it the right ending."
    ),
    Refusal.NAME_TOO_LONG: _(
        "The name of the file is longer than %(most)s characters. Give it a shorter one."
    ),
}


def register_words() -> None:
    register(FileKind, FILE_KINDS)
    register(ScanState, SCAN_STATES)
    register(Refusal, REFUSALS)
    register(Kind.MESSAGE, {SCAN: _("A file waits to be checked for viruses")}, codes={SCAN})
    register_notices(NoticeCode)
