"""The codes of attachments: what a file is, why it was not taken, and whether it may be opened."""

from enum import StrEnum


class FileKind(StrEnum):
    """What a file is by its content."""

    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"
    DOCX = "docx"
    XLSX = "xlsx"
    ODT = "odt"

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES[self]

    @property
    def extension(self) -> str:
        """Without the dot."""
        return "jpg" if self == FileKind.JPEG else self.value


MEDIA_TYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.JPEG: "image/jpeg",
    FileKind.PNG: "image/png",
    FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileKind.ODT: "application/vnd.oasis.opendocument.text",
}


class ScanState(StrEnum):
    """Whether a virus scanner has seen the file. Only a clean one is handed out."""

    NEW = "new"
    CLEAN = "clean"
    INFECTED = "infected"
    ERROR = "error"  # the scanner answered, and could not scan this file


class Refusal(StrEnum):
    """Why a file was not taken."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MANY = "too_many"
    TOO_MUCH = "too_much"
    LOCKED = "locked"
    UNKNOWN = "unknown"
    BROKEN = "broken"
    MACROS = "macros"
    PIXELS = "pixels"
    NAME_DISAGREES = "name_disagrees"
    NAME_TOO_LONG = "name_too_long"


class NoticeCode(StrEnum):
    INFECTED = "attachment_infected"


class RefusedError(Exception):
    """The file is not taken. ``facts`` fill the sentence of ``code``; the name of the file is no part of them."""

    def __init__(self, code: Refusal, **facts: str | int) -> None:
        super().__init__(code.value)
        self.code, self.facts = code, facts
