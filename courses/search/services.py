"""Edit the list of everyday words. A word that staff have removed is not brought back by loading a file."""

from datetime import datetime

from django.db import connection, transaction

from amu.journal.selectors import entries_of_case
from amu.journal.services import Actor, record
from amu.kernel.errors import CodedError
from courses.search.models import NOTES_FOR, SearchChange, Synonym
from courses.search.rules.everyday import asked_as, check_pair

CASE = "synonyms"
REMOVED, CHANGED = "synonym.removed", "synonym.changed"


@transaction.atomic
def add_synonym(term: str, means: str, *, is_near: bool = False, actor: Actor, now: datetime) -> Synonym:
    """Searches know it from the commit on. Raises CodedError, with the field it is about."""
    term, means = _checked(term, means)
    made = Synonym.objects.create(folded=asked_as(term), term=term, means=means, is_near=is_near)
    _note("synonym.added", made, actor, now)
    return made


@transaction.atomic
def change_synonym(
    synonym_id: int, term: str, means: str, *, is_near: bool = False, actor: Actor, now: datetime
) -> Synonym:
    """Raises CodedError, with the field it is about; Synonym.DoesNotExist if it has been removed meanwhile."""
    term, means = _checked(term, means, but=synonym_id)
    row = Synonym.objects.get(pk=synonym_id)
    before = {"term_before": row.term, "means_before": row.means}
    if (row.term, row.means, row.is_near) != (term, means, is_near):
        row.folded, row.term, row.means, row.is_near = asked_as(term), term, means, is_near
        row.save(update_fields=["folded", "term", "means", "is_near"])
        _note(CHANGED, row, actor, now, **before)
    return row


@transaction.atomic
def remove_synonym(synonym_id: int, *, actor: Actor, now: datetime) -> None:
    """Removing a pair that is already gone does nothing."""
    _one_at_a_time()
    row = Synonym.objects.filter(pk=synonym_id).first()
    if row is None:
        return
    _note(REMOVED, row, actor, now)
    row.delete()


def taken_away() -> set[tuple[str, str]]:
    """Pairs that staff have removed or changed into others, as searches see them. One query."""
    pairs = set()
    for act, facts in entries_of_case(CASE).values_list("act", "facts"):
        if act == REMOVED:
            pairs.add(_pair(facts["term"], facts["means"]))
        elif act == CHANGED:
            pairs.add(_pair(facts["term_before"], facts["means_before"]))
    return pairs


def _checked(term: str, means: str, *, but: int = 0) -> tuple[str, str]:
    """The two as they are stored, if they may be added to the list."""
    term, means = " ".join(term.split()), " ".join(means.split())
    check_pair(term, means)
    _one_at_a_time()
    others = Synonym.objects.filter(folded=asked_as(term)).exclude(pk=but)
    if any(asked_as(other.means) == asked_as(means) for other in others):
        raise CodedError("word_is_there", field="term", term=term, means=means)
    return term, means


def _one_at_a_time() -> None:
    """Lock the list against a second writer, so that nobody adds the same word twice. Readers do not wait."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE courses_synonym IN SHARE ROW EXCLUSIVE MODE")


def _pair(term: str, means: str) -> tuple[str, str]:
    return asked_as(term), asked_as(means)


def _note(act: str, row: Synonym, actor: Actor, now: datetime, **before: str) -> None:
    facts = {"term": row.term, "means": row.means, **({"is_near": "yes"} if row.is_near else {}), **before}
    record(act, about=f"synonym:{row.pk}", case=CASE, actor=actor, facts=facts, now=now)


def purge_notes(now: datetime) -> int:
    """Delete notes that every process has read or reads past: it starts anew after half of ``NOTES_FOR``."""
    deleted, _ = SearchChange.objects.filter(made_at__lt=now - NOTES_FOR).delete()
    return deleted
