"""HTML to an archival, accessible PDF (PDF/A-3a that also declares PDF/UA-1).

The page may load nothing: no network, no files, no font of the machine. Its fonts are read by name from memory,
through addresses of the form ``paper:NAME``; drawings and pictures are inline.
"""

import atexit
import os
import re
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from amu.documents.enums import Relationship
from amu.documents.fonts import as_shown, font_files, not_shown, spelled_out

NO_FONTS = Path(__file__).with_name("fonts.conf")
FONT_FACES = """
@font-face { font-family: Plex; font-weight: 400; src: url(paper:regular) format("woff2"); }
@font-face { font-family: Plex; font-weight: 600; src: url(paper:semibold) format("woff2"); }
html { font-family: Plex; }
"""

_UA_DECLARATION = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">\
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>PDF/UA version identifier</pdfaProperty:description></rdf:li></rdf:Seq>\
</pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
</rdf:RDF>"""


_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


class RenderingError(Exception):
    """The page could not be made into the accessible document that is promised."""


class NotShownError(RenderingError):
    """The page has characters that the fonts have no shapes for. ``characters`` are they, and nothing around them."""

    def __init__(self, characters: list[str]) -> None:
        super().__init__(" ".join(f"U+{ord(character):04X}" for character in characters))
        self.characters = characters


@dataclass(frozen=True, slots=True)
class EmbeddedFile:
    """A file that travels inside a PDF, which says how the two belong together.

    ``name`` is plain ASCII, and its ending tells the type; ``what`` is what a reader's list of files says beside it.
    """

    name: str
    what: str
    content: bytes
    relationship: Relationship
    modified_at: datetime


def render(
    template: str,
    context: dict[str, Any],
    *,
    language: str,
    files: Iterable[EmbeddedFile] = (),
    spells_out: bool = False,
) -> bytes:
    """The PDF of a template in ``da`` or ``en``; the rest as for ``html_to_pdf``, also what it raises."""
    with translation.override(language):
        html = render_to_string(template, {**context, "document_language": language})
    return html_to_pdf(html, files=files, spells_out=spells_out)


def html_to_pdf(html: str, *, files: Iterable[EmbeddedFile] = (), spells_out: bool = False) -> bytes:
    """The PDF of a page, with ``files`` inside it.

    ``spells_out``: a character that the fonts have no shape for is given by its number, as [U+1F600], and does not
    stop the document. Raises RenderingError when the result would not declare what it must, and NotShownError.
    """
    if spells_out:
        html = spelled_out(html)
    if missing := not_shown(html):
        raise NotShownError(missing)
    weasyprint, fetcher, fonts, faces = _tools()
    page, styles = _without_styles(as_shown(html))
    sheets = [*faces, *map(_sheet, styles)]
    pdf = weasyprint.HTML(string=page, base_url="paper:", url_fetcher=fetcher).write_pdf(
        pdf_variant="pdf/a-3a",
        finisher=_declare_accessible,
        font_config=fonts,
        stylesheets=sheets,
        attachments=[
            weasyprint.Attachment(
                file_obj=BytesIO(file.content),
                name=file.name,
                description=file.what,
                relationship=str(file.relationship),
                created=file.modified_at.astimezone(UTC),
                modified=file.modified_at.astimezone(UTC),
                url_fetcher=fetcher,
            )
            for file in sorted(files, key=lambda file: file.name)  # a reader looks them up by bisection
        ],
    )
    if not isinstance(pdf, bytes) or not pdf.startswith(b"%PDF"):
        raise RenderingError("no document came out")
    return pdf


@cache
def _tools() -> tuple[Any, Any, Any, list[Any]]:
    """One fetcher and one font table for the process: a fresh fetcher costs an SSL context each time.

    Let go before the interpreter dismantles itself: the font table frees memory of a C library.
    """
    atexit.register(_sheet.cache_clear)
    atexit.register(_tools.cache_clear)
    with warnings.catch_warnings():  # it warns of a machine without fonts, of which it will use none
        warnings.filterwarnings("ignore", "(?i).*fontconfig", UserWarning)
        import weasyprint  # slow to import, so only processes that render import it
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class PaperFetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            if url.startswith(("data:image/svg+xml", "data:image/png;base64,")):
                return super().fetch(url, headers)
            if url not in font_files():
                raise ValueError("documents load nothing but their own fonts")
            return URLFetcherResponse(url, font_files()[url], {"Content-Type": "font/woff2"})

    fetcher = PaperFetcher(allowed_protocols=("paper", "data"))
    with _without_fonts_of_the_machine():
        fonts = FontConfiguration()
    faces = weasyprint.CSS(string=FONT_FACES, base_url="paper:", url_fetcher=fetcher, font_config=fonts)
    return weasyprint, fetcher, fonts, [faces]


def _without_styles(html: str) -> tuple[str, list[str]]:
    """The page without its style sheets, and those. A page of ours has them in its head, and no text in one."""
    return _STYLE.sub("", html), _STYLE.findall(html)


@lru_cache(maxsize=32)
def _sheet(css: str) -> Any:
    """Read once in a process: all documents of a kind have the same."""
    weasyprint, fetcher, fonts, _ = _tools()
    return weasyprint.CSS(string=css, base_url="paper:", url_fetcher=fetcher, font_config=fonts)


@contextmanager
def _without_fonts_of_the_machine() -> Iterator[None]:
    """A font table that is made meanwhile begins empty. The library reads its settings from the environment only."""
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(NO_FONTS)
    try:
        yield
    finally:
        if before is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = before


def _declare_accessible(document: Any, pdf: Any) -> None:
    """Add what the renderer leaves out of one file: the PDF/UA mark, and a scope on every table header.

    The metadata of an archive is not compressed: programs find it that know nothing of PDF.
    """
    declared = False
    for item in pdf.objects:
        extra = getattr(item, "extra", None)
        if extra and extra.get("Type") == "/Metadata":
            item.stream = [
                part.replace(b"</rdf:RDF>", _UA_DECLARATION) if isinstance(part, bytes) else part
                for part in item.stream
            ]
            item.compress = False
            declared = True
        if isinstance(item, dict) and item.get("S") == "/TH":
            _give_scope(item)
    if not declared:
        raise RenderingError("the document has no metadata to declare itself in")
    if "AF" in pdf.catalog:  # the renderer names each file twice
        once = dict.fromkeys(pdf.catalog["AF"])
        pdf.catalog["AF"][:] = once


def _give_scope(header: Any) -> None:
    place = re.search(r"-(\d+)-(\d+)$", getattr(header.get("ID"), "string", "") or "")
    if place and "A" in header:
        row, column = int(place[1]), int(place[2])
        header["A"]["Scope"] = "/Row" if row > 0 and column == 0 else "/Column"
