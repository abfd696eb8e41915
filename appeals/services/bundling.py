"""Put the case together for the ministry, once for each forwarding, by a worker and under nobody's lock."""

from datetime import datetime

from django.db import IntegrityError, connection, transaction

from amu.documents.enums import DocumentKind
from amu.documents.letters import write
from amu.documents.services import keep
from amu.journal.services import SYSTEM
from amu.outbox.services import enqueue
from appeals.bundle import CaseBundle, bundle_facts, files_inside, manifest_of
from appeals.models import Bundle, Referral
from appeals.services.moving import note_act

MAKE_BUNDLE = "appeals.make_bundle"
BUNDLED = "appeal.bundled"


def order_bundle(referral: Referral, *, now: datetime) -> None:
    """Have the bundle made as soon as this is committed. The caller has the transaction."""
    payload = {"referral": referral.pk}
    enqueue(MAKE_BUNDLE, dedup_key=f"{MAKE_BUNDLE}:{referral.pk}", payload=payload, now=now)


def make_bundle(referral_id: int, *, now: datetime) -> Bundle:
    """Write the bundle outside any transaction, then store it with its manifest. Twice is once.

    What it is made from is only ever added to, and what came after the forwarding is left out, so nothing has to be
    locked. Raises amu.documents.pdf.RenderingError, and Referral.DoesNotExist.
    """
    if before := Bundle.objects.filter(referral=referral_id).first():
        return before
    referral = Referral.objects.select_related("appeal__decision", "appeal__review").get(pk=referral_id)
    facts = bundle_facts(referral, now=now)
    manifest = manifest_of(facts)
    files = files_inside(facts, manifest)
    content = write(facts, language=referral.appeal.language, files=files, spells_out=True)
    try:
        return _store(referral, facts, content, manifest, now=now)
    except IntegrityError:  # another worker was faster
        return Bundle.objects.get(referral=referral_id)


@transaction.atomic
def _store(
    referral: Referral, facts: CaseBundle, content: bytes, manifest: bytes, *, now: datetime
) -> Bundle:
    appeal = referral.appeal
    with connection.cursor() as cursor:  # on a busy machine it takes seconds to store 60 MB
        cursor.execute("SET LOCAL statement_timeout = '60s'")
    document = keep(
        content,
        kind=DocumentKind.APPEAL_BUNDLE,
        language=appeal.language,
        person_id=appeal.person_id,
        made_from={"number": facts.number, "forwarded_at": facts.forwarded_at},
        now=now,
    )
    for_programs = keep(
        manifest,
        kind=DocumentKind.APPEAL_MANIFEST,
        language=appeal.language,
        person_id=appeal.person_id,
        media_type="application/json",
        now=now,
    )
    made = Bundle.objects.create(
        referral=referral,
        document=document,
        manifest=for_programs,
        missing=[{"what": gap.what, "number": gap.number} for gap in facts.missing],
        made_at=now,
    )
    found = {
        "sha256": document.sha256,
        "files": [file.pk for file in facts.files if file.inside],
        "missing": [gap.what for gap in facts.missing],
    }
    note_act(appeal, BUNDLED, actor=SYSTEM, facts=found, authority="", now=now)
    return made
