"""Files in a case, through the services."""

from amu.attachments import services
from amu.attachments.enums import ScanState
from amu.journal.services import person as as_person
from tests import files
from tests.situations import NOW, person


def kept(*, of=None, by=None, name="brev.pdf", content=None, about="decision:1"):
    """Uploaded and not handed in; the person's own unless ``by`` is another actor."""
    owner = of or person()
    return services.keep(
        name,
        content or files.pdf(),
        about=about,
        person_id=owner.pk,
        actor=by or as_person(owner.pk),
        now=NOW,
    )


def handed_in(*, about="thing:1", scan=ScanState.CLEAN, finding="", **values):
    """Part of a case, and judged by a scanner unless ``scan`` is None."""
    owner = values.pop("of", None) or person()
    actor = values.pop("by", None) or as_person(owner.pk)
    row = kept(about=f"form:{about}", of=owner, by=actor, **values)
    services.hand_in(f"form:{about}", about=about, actor=actor, now=NOW)
    if scan:
        services.note_scan(row.pk, scan, finding=finding, now=NOW)
    row.refresh_from_db()
    return row
