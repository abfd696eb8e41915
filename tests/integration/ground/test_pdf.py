"""Letters and certificates as files: accessible, archival, and loading nothing from anywhere."""

import io
import socket
import subprocess
import threading

import pikepdf
import pytest
import weasyprint
from PIL import Image

from amu.documents.models import Document
from amu.documents.pdf import RenderingError, _declare_accessible, html_to_pdf, render
from amu.people.encryption import cpr_keys
from amu.people.selectors import cpr_row
from tests.golden import read_back
from tests.situations import admitted as admit
from tests.situations import appeal, certificate, decided, forwarded, person, refused, result, reviewed

CPR = "1402851234"
DRAWING = (
    "<img alt='' src=\"data:image/svg+xml;utf8,<svg xmlns='http://www.w3.org/2000/svg' "
    "xmlns:xlink='http://www.w3.org/1999/xlink'><image width='9' height='9' xlink:href='{0}'/></svg>\">"
)
CPR_SHAPES = ("140285-1234", "140285 1234", CPR)


def page(body, language="da", title="Et brev"):
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body>{body}</body></html>"
    )


def opened(content):
    return pikepdf.open(io.BytesIO(bytes(content)))


def elements(pdf):
    """Every structure element of a tagged PDF, in reading order."""

    def walk(node):
        if isinstance(node, pikepdf.Array):
            for part in node:
                yield from walk(part)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                yield node
            if "/K" in node:
                yield from walk(node.K)

    return list(walk(pdf.Root.StructTreeRoot.K))


def kinds(pdf):
    return [str(element.S) for element in elements(pdf)]


def test_it_says_that_it_is_tagged_and_in_which_language():
    pdf = opened(html_to_pdf(page("<h1>Hej</h1><p>Tekst</p>", language="en")))

    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang) == "en"


def test_headings_paragraphs_and_lists_keep_their_meaning_and_order():
    pdf = opened(html_to_pdf(page("<h1>Et</h1><p>To</p><ul><li>Tre</li></ul>")))

    found = [kind for kind in kinds(pdf) if kind in {"/H1", "/P", "/L", "/LI"}]
    assert found == ["/H1", "/P", "/L", "/LI"]


def test_the_title_is_there_and_is_what_a_reader_shows():
    pdf = opened(html_to_pdf(page("<h1>Hej</h1>", title="Afgørelse")))

    with pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == "Afgørelse"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle


def test_it_declares_pdf_a_3a_and_pdf_ua_1():
    pdf = opened(html_to_pdf(page("<h1>Hej</h1>")))

    with pdf.open_metadata() as metadata:
        assert metadata.pdfa_status == "3A"
        assert metadata["pdfuaid:part"] == "1"


def test_table_headers_say_whether_they_head_a_row_or_a_column():
    table = (
        "<table><thead><tr><th>Fag</th><th>Dage</th></tr></thead>"
        "<tbody><tr><th>Truck</th><td>7</td></tr><tr><th>Svejs</th><td>5</td></tr></tbody></table>"
    )
    pdf = opened(html_to_pdf(page(table)))

    scopes = [str(element.A.Scope) for element in elements(pdf) if str(element.S) == "/TH"]
    assert scopes == ["/Column", "/Column", "/Row", "/Row"]


def test_an_image_has_its_text():
    drawing = "data:image/svg+xml;utf8,<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"
    pdf = opened(html_to_pdf(page(f'<p><img alt="Kode til bevis" src="{drawing}"></p>')))

    assert [str(e.Alt) for e in elements(pdf) if str(e.S) == "/Figure"] == ["Kode til bevis"]


def test_every_font_is_in_the_file():
    pdf = opened(render("letters/base.html", {"letter": {"school": "Skole æøå"}}, language="da"))

    for object_ in pdf.objects:
        if isinstance(object_, pikepdf.Dictionary) and object_.get("/Type") == "/FontDescriptor":
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(object_.keys())


def test_another_program_finds_nothing_wrong_with_the_file(tmp_path):
    file = tmp_path / "letter.pdf"
    file.write_bytes(html_to_pdf(page("<h1>Hej</h1><table><tr><th>A</th><td>1</td></tr></table>")))

    checked = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, text=True)

    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_a_renderer_that_brings_no_metadata_is_an_error():
    with pytest.raises(RenderingError):
        _declare_accessible(None, type("Pdf", (), {"objects": []})())


# A page may load nothing. The listener is on this machine; the secret file is readable to us.


@pytest.fixture
def listener():
    """Counts who calls on a loopback port."""
    calls = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def count():
            while True:
                try:
                    call, _ = server.accept()
                except OSError:
                    return
                calls.append(call.recv(1000))
                call.close()

        thread = threading.Thread(target=count)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}", calls
        server.shutdown(socket.SHUT_RDWR)
        thread.join(timeout=5)


def test_the_listener_hears_a_call(listener):
    """The control: it would have noticed."""
    address, calls = listener
    host, port = address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as call:
        call.sendall(b"hello")
        call.recv(1)

    assert calls == [b"hello"]


@pytest.mark.parametrize(
    "body",
    [
        '<img alt="" src="{0}/a.png">',
        '<link rel="stylesheet" href="{0}/a.css">',
        "<style>@import url({0}/a.css);</style>",
        "<style>@font-face {{ font-family: x; src: url({0}/a.woff2) }} p {{ font-family: x }}</style><p>x</p>",
        '<p style="background: url({0}/a.png)">x</p>',
        '<link rel="attachment" href="{0}/a.txt">',
        '<a rel="attachment" href="{0}/a.txt">x</a>',
        '<object data="{0}/a.svg"></object>',
        '<embed src="{0}/a.svg">',
        DRAWING.replace("{0}", "{0}/a.png"),
    ],
)
def test_nothing_on_the_page_calls_anywhere(listener, body):
    address, calls = listener
    pdf = opened(html_to_pdf(page(body.format(address))))

    assert calls == []
    assert taken_in(pdf) == []


@pytest.mark.parametrize(
    "body",
    [
        '<link rel="attachment" href="{0}">',
        '<a rel="attachment" href="{0}">x</a>',
        '<img alt="" src="{0}">',
        '<object data="{0}"></object>',
        '<p style="background: url({0})">x</p>',
        DRAWING,
    ],
)
def test_no_file_of_the_machine_gets_into_the_document(photo, body):
    pdf = opened(html_to_pdf(page(body.format(photo.as_uri()))))

    assert taken_in(pdf) == []


def test_the_same_page_takes_the_file_where_nobody_forbids_it(photo):
    """The control: the renderer's own fetcher would have opened the connection."""
    body = '<img alt="" src="{0}"><a rel="attachment" href="{0}">x</a><link rel="attachment" href="{0}">'
    pdf = opened(weasyprint.HTML(string=page(body.format(photo.as_uri()))).write_pdf())

    assert len(taken_in(pdf)) == 3


@pytest.fixture
def photo(tmp_path):
    file = tmp_path / "secret.jpg"
    Image.new("RGB", (9, 9)).save(file)
    return file


def taken_in(pdf):
    """Pictures and attached files, as they stand in the file."""
    streams = [part for part in pdf.objects if isinstance(part, pikepdf.Stream)]
    return [
        part for part in streams if part.get("/Subtype") == "/Image" or part.get("/Type") == "/EmbeddedFile"
    ]


# The documents that are really sent.


@pytest.fixture
def somebody(db):
    who = person(full_name="Karen Elmholt")
    who.cpr_encrypted = cpr_keys().encrypt(CPR, bound_to=cpr_row(who.pk))
    who.cpr_index, who.has_cpr = cpr_keys().index(CPR), "yes"
    who.save()
    return who


@pytest.fixture(params=["refusal", "final", "certificate"])
def issued(request, somebody):
    match request.param:
        case "refusal":
            return refused(of=somebody).letter
        case "final":
            return decided(forwarded(reviewed(appeal(refused(of=somebody))))).letter
        case _:
            return Document.objects.get(
                certificate_issue__certificate=certificate(result(admit(of=somebody)))
            )


def test_what_is_issued_names_the_person_and_never_their_number(issued):
    text = read_back(issued.content)

    assert "Karen Elmholt" in text
    assert not [shape for shape in CPR_SHAPES if shape in text]


def test_the_number_is_nowhere_in_the_file_or_what_it_was_made_from(issued):
    pdf = opened(issued.content)
    streams = b"".join(o.read_bytes() for o in pdf.objects if isinstance(o, pikepdf.Stream))

    assert CPR.encode() not in streams
    assert CPR not in str(issued.made_from)
    assert "Karen Elmholt" in str(issued.made_from)


def test_what_is_issued_is_tagged_titled_and_in_the_persons_language(issued):
    pdf = opened(issued.content)

    with pdf.open_metadata() as metadata:
        assert (metadata.pdfa_status, metadata["pdfuaid:part"]) == ("3A", "1")
        assert metadata["dc:title"]
    assert str(pdf.Root.Lang) == "da"
    assert kinds(pdf).count("/H1") == 1


def test_another_program_finds_nothing_wrong_with_what_is_issued(issued, tmp_path):
    file = tmp_path / "issued.pdf"
    file.write_bytes(bytes(issued.content))

    checked = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, text=True)

    assert checked.returncode == 0, checked.stdout + checked.stderr
