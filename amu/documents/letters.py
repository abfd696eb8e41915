"""A letter: a frozen set of facts, and the template that renders them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from amu.documents.pdf import EmbeddedFile, render


@dataclass(frozen=True, slots=True)
class Letter:
    """The facts of one letter: names, codes, dates and numbers, none of them in words of a language.

    What is said in words is a property, so that it comes out in the language the letter is written in. The
    template reads all of it from ``letter``.
    """

    template: ClassVar[str]


def write(
    letter: Letter, *, language: str, files: Iterable[EmbeddedFile] = (), spells_out: bool = False
) -> bytes:
    """The letter as a PDF, in ``da`` or ``en``, with ``files`` inside it.

    ``spells_out`` as in amu.documents.pdf.html_to_pdf. Raises amu.documents.pdf.RenderingError.
    """
    return render(letter.template, {"letter": letter}, language=language, files=files, spells_out=spells_out)
