"""Certificates as a worker makes them: rendered as an archive, sealed, and many at once.

``python -m benchmarks.certificates [how many at once]``

Ratios are taken in one run, interleaved: the archive page to the same page by the renderer as it comes, our seal to
that of the library's own signer.
"""

import io
import json
import multiprocessing
import os
import resource
import statistics
import sys
import time
from datetime import UTC, date, datetime
from decimal import Decimal

os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
ROUNDS, MANY = 12, 500


def letter(number: int):  # type: ignore[no-untyped-def]
    from certificates.enums import IssueKind
    from certificates.render import CertificateLetter

    code = "7QXK2-M9T4R-B7QXK-2M9T4-RB7QX-KT"
    return CertificateLetter(
        number=f"2026-{number:07d}",
        name=f"Karen Elmholt {number}",
        birth_date=date(1985, 2, 14),
        course_code="47592",
        course_title="Gaffeltruck certifikatkursus B",
        days=Decimal(7),
        competence_field="2752",
        starts_on=date(2026, 10, 1),
        ends_on=date(2026, 10, 9),
        assessed_on=date(2026, 10, 9),
        school="Skolen ved åen",
        school_number="461301",
        is_demo=False,
        signatory="Mette Mikkelsen",
        signatory_title="Rektor",
        logo="",
        first_issued_on=date(2026, 10, 12),
        issue_kind=IssueKind.ORIGINAL,
        version=1,
        issued_on=date(2026, 10, 12),
        code=code,
        address=f"https://amu.example/da/bevis/{code}/",
    )


def ready() -> None:
    import django

    django.setup()


def unsealed(number: int) -> bytes:
    from amu.documents.letters import write

    return write(letter(number), language="da")


def sealed(number: int) -> int:
    from amu.sealing.seal import seal

    return len(seal(unsealed(number), now=datetime.now(UTC)))  # noqa: TID251 - the time of the machine


def naive(number: int) -> bytes:
    """The same page by the renderer as it comes, with the fonts as files."""
    import weasyprint
    from django.conf import settings
    from django.template.loader import render_to_string
    from django.utils import translation

    from amu.documents.fonts import FILES, FOLDER
    from amu.documents.pdf import FONT_FACES

    with translation.override("da"):
        page = render_to_string(
            "letters/certificate.html", {"letter": letter(number), "document_language": "da"}
        )
    faces = FONT_FACES
    for address, name in FILES.items():
        faces = faces.replace(address, (settings.BASE_DIR / FOLDER / name).as_uri())
    made: bytes = weasyprint.HTML(string=page).write_pdf(stylesheets=[weasyprint.CSS(string=faces)])
    return made


def stock_seal(content: bytes) -> int:
    """With the library's own signer and writer, the key read for each seal, and the same time stamp."""
    from django.conf import settings
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata, SimpleSigner, sign_pdf

    from amu.local.sealing_keys import stamper_of

    folder = settings.PLACES.sealing
    signer = SimpleSigner.load(  # type: ignore[no-untyped-call]
        str(folder / "seal.key"), str(folder / "seal.pem"), ca_chain_files=(str(folder / "roots.pem"),)
    )
    said = PdfSignatureMetadata(
        field_name="Seal", subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256", certify=True
    )
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    out = sign_pdf(writer, said, signer=signer, timestamper=stamper_of(folder))
    return len(out.getvalue())


def milliseconds(call, *arguments) -> float:  # type: ignore[no-untyped-def]
    began = time.perf_counter()
    call(*arguments)
    return (time.perf_counter() - began) * 1000


def memory() -> tuple[float, float]:
    """Megabytes: the most that this process has had in memory, and what it has now that no other shares."""
    with open("/proc/self/smaps_rollup") as lines:  # noqa: PTH123 - a page of the kernel
        private = sum(int(line.split()[1]) for line in lines if line.startswith("Private_"))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, private / 1024


def in_a_fresh_process(queue) -> None:  # type: ignore[no-untyped-def]
    ready()
    first = milliseconds(sealed, 0)
    for number in range(20):
        sealed(number)
    queue.put((first, *memory()))


def some_of_many(numbers) -> tuple[float, float, float]:  # type: ignore[no-untyped-def]
    """Its memory, and the seconds of a processor that it took."""
    began = time.process_time()
    for number in numbers:
        sealed(number)
    return *memory(), time.process_time() - began


def main() -> int:
    spawn = multiprocessing.get_context("spawn")
    queue = spawn.Queue()
    process = spawn.Process(target=in_a_fresh_process, args=(queue,))
    process.start()
    cold, most, private = queue.get(timeout=120)
    process.join()

    ready()
    from amu.sealing.seal import seal

    now = datetime.now(UTC)  # noqa: TID251
    content = unsealed(0)
    seal(content, now=now), naive(0), stock_seal(content)
    times: dict[str, list[float]] = {"naive": [], "unsealed": [], "seal": [], "stock seal": []}
    for number in range(ROUNDS):
        times["naive"].append(milliseconds(naive, number))
        times["unsealed"].append(milliseconds(unsealed, number))
        times["seal"].append(milliseconds(lambda: seal(content, now=now)))
        times["stock seal"].append(milliseconds(stock_seal, content))
    found: dict[str, object] = {name: round(statistics.median(each), 1) for name, each in times.items()}
    found["unsealed / naive"] = round(
        statistics.median(times["unsealed"]) / statistics.median(times["naive"]), 2
    )
    found["seal / stock seal"] = round(
        statistics.median(times["seal"]) / statistics.median(times["stock seal"]), 2
    )
    found["cold, ms"] = round(cold)
    found["memory after 20, MB"], found["of it private"] = round(most), round(private)
    print(json.dumps(found, indent=2), flush=True)
    many = int(sys.argv[1]) if len(sys.argv) > 1 else MANY
    found = {}
    for processes, count in ((1, many // 5), (2, many)):
        parts = [range(n, count, processes) for n in range(processes)]
        began = time.perf_counter()
        with spawn.Pool(processes, initializer=ready) as pool:
            done = pool.map(some_of_many, parts, chunksize=1)
        seconds = time.perf_counter() - began
        found[f"{count} sealed, {processes} process(es), s"] = round(seconds, 1)
        found[f"of a processor, {processes}, s each"] = [round(spent, 1) for _, _, spent in done]
        found[f"MB per process, {processes}"] = round(max(most for most, _, _ in done))
        found[f"private MB per process, {processes}"] = round(max(private for _, private, _ in done))
    print(json.dumps(found, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
