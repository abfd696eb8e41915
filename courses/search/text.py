"""What the words of a search mean: which courses they find and how well they fit."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.contrib.postgres.search import TrigramSimilarity
from django.db import connection

from amu.kernel.folding import meaningful, words_of
from courses.search.models import SearchWord
from courses.search.reference import Synonyms

MOST_WORDS = 8
LONGEST_WORD = 40
LONGEST_TERM = 3  # words in a synonym such as "kørekort c"
PREFIX_FROM, INSIDE_FROM = 3, 4  # letters a word needs to find longer words that begin with it, or hold it
MOST_ALIKE = 60  # words that are looked at closely
ALIKE = 0.6  # of 1: how alike a word must be that is offered for a misspelt one


@dataclass(frozen=True, slots=True)
class Term:
    """One thing asked for: folded, as it was typed, and the word sets of which one must be there."""

    folded: str
    typed: str
    ways: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Understood:
    """The terms of a search. ``corrected`` maps a misspelt word to the one used instead;
    ``dropped`` are words that find nothing, ``place`` those that name a town instead. ``loose``: no
    course has all of it, so some will do."""

    terms: tuple[Term, ...] = ()
    corrected: tuple[tuple[str, str], ...] = ()
    dropped: tuple[str, ...] = ()
    place: str = ""
    loose: bool = False


def understand(text: str, synonyms: Synonyms) -> Understood:
    """Everyday words become the catalogue's."""
    typed = {word[:LONGEST_WORD]: said for said in text.split() for word in words_of(said)}
    words = [word[:LONGEST_WORD] for word in words_of(text)]
    words = (meaningful(words) or words)[:MOST_WORDS]
    return Understood(tuple(_terms(words, typed, synonyms))) if words else Understood()


def _terms(words: Sequence[str], typed: Mapping[str, str], synonyms: Synonyms) -> list[Term]:
    terms = []
    start = 0
    while start < len(words):
        for length in range(min(LONGEST_TERM, len(words) - start), 0, -1):
            itself = tuple(words[start : start + length])
            folded = " ".join(itself)
            if length == 1 or folded in synonyms:
                said = " ".join(typed.get(word, word) for word in itself)
                terms.append(Term(folded, said, (itself, *synonyms.get(folded, []))))
                start += length
                break
    return terms


def repaired(understood: Understood, synonyms: Synonyms, towns: Collection[str]) -> Understood:
    """The same for words that find nothing together: those that name a town taken as the place, misspelt
    ones corrected, senseless ones dropped; if that is not enough, some of the words will do.

    One query for each term, two for one that finds nothing, and one or two more.
    """
    if _finds(understood.terms):
        return understood  # the filters are what nothing fits
    place = _place_among(understood.terms, towns)
    words, corrected, dropped = [], [], []
    for term in understood.terms:
        if term in place:
            continue
        if _finds((term,)):
            words.append(term.typed)
        elif better := _meant(term.folded):
            words.append(better)
            corrected.append((term.typed, better))
        else:
            dropped.append(term.typed)
    terms = understand(" ".join(words), synonyms).terms
    loose = len(terms) > 1 and not _finds(terms)
    return Understood(terms, tuple(corrected), tuple(dropped), " ".join(term.typed for term in place), loose)


def _place_among(terms: Sequence[Term], towns: Collection[str]) -> Sequence[Term]:
    """The neighbouring terms that name a town: of several names the longest, and then the first.

    One word is a town only where no course has it.
    """
    for length in range(LONGEST_TERM, 0, -1):
        for start in range(len(terms) - length + 1):
            named = terms[start : start + length]
            if " ".join(term.folded for term in named) in towns and (length > 1 or not _finds(named)):
                return named
    return ()


def _finds(terms: Sequence[Term]) -> bool:
    condition, _, params = text_sql(terms)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT EXISTS (SELECT FROM courses_coursetext t WHERE {condition})", params)  # noqa: S608
        return bool(cursor.fetchone()[0])


def fitting(terms: Sequence[Term], *, loose: bool = False) -> tuple[list[int], list[int]]:
    """The ids of the courses whose words fit, and how well each does. One query."""
    condition, score, params = text_sql(terms, loose=loose)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT coalesce(array_agg(course_id::int), '{{}}'), coalesce(array_agg(score), '{{}}')
            FROM (SELECT t.course_id, {score} AS score FROM courses_coursetext t WHERE {condition}) x""",  # noqa: S608
            [*score_params(terms), *params],
        )
        ids, scores = cursor.fetchone()
    return ids, scores


def _meant(word: str) -> str:
    """The word of the catalogue that is spelt most like it, or nothing."""
    if len(word) < INSIDE_FROM or word.isdigit():
        return ""
    near = (
        SearchWord.objects.extra(  # the operators use the index, functions would not
            where=["(folded %% %s OR folded LIKE %s AND length(folded) BETWEEN %s AND %s)"],
            params=[word, f"{word[:2]}%", len(word) - 1, len(word) + 2],
        )
        .order_by(TrigramSimilarity("folded", word).desc())
        .values_list("folded", "word", "courses")[:MOST_ALIKE]
    )
    ranked = sorted(
        ((SequenceMatcher(None, word, folded).ratio(), courses, spelt) for folded, spelt, courses in near),
        reverse=True,
    )
    return ranked[0][2] if ranked and ranked[0][0] >= ALIKE else ""


def suggestions(text: str, limit: int = 8) -> list[str]:
    """Words of the catalogue that begin like the last word typed, the most used first. One query."""
    words = words_of(text)
    if not words or len(words[-1]) < 2:
        return []
    found = (
        SearchWord.objects.filter(folded__startswith=words[-1][:LONGEST_WORD])
        .order_by("-courses", "folded")
        .values_list("word", flat=True)[:limit]
    )
    before = " ".join(text.split()[:-1])
    return [f"{before} {word}".strip() for word in found]


def text_sql(terms: Sequence[Term], *, loose: bool = False) -> tuple[str, str, list[str]]:
    """Condition and score on ``courses_coursetext t`` with placeholders, and the parameters of the
    condition. The score's own follow from ``score_params``."""
    conditions, params = [], []
    for term in terms:
        ways = []
        for way in term.ways:
            parts = []
            for word in way:
                part, given = _word_sql(word)
                parts.append(part)
                params += given
            ways.append("(" + " AND ".join(parts) + ")")
        conditions.append("(" + " OR ".join(ways) + ")")
    return (" OR " if loose else " AND ").join(conditions) or "true", _score_sql(terms), params


def _word_sql(word: str) -> tuple[str, list[str]]:
    """A number or short word must begin a word; a longer one may stand inside one, or share its stem."""
    query = f"'{word}'" + (":*" if len(word) >= PREFIX_FROM else "")
    if len(word) >= INSIDE_FROM and not word.isdigit():
        return "(t.document @@ to_tsquery('danish', %s) OR t.words LIKE %s)", [query, f"%{word}%"]
    if len(word) >= PREFIX_FROM:
        return "t.words LIKE %s", [f"% {word}%"]
    return "t.words LIKE %s", [f"% {word} %"]


def _score_sql(terms: Sequence[Term]) -> str:
    """A whole word of the title is worth most, then one that begins so, then one that holds it."""
    each = (
        "greatest("
        + ", ".join(
            f"CASE WHEN t.title LIKE %s THEN {9 - later} WHEN t.title LIKE %s THEN {7 - later}"
            f" WHEN t.title LIKE %s THEN {5 - later} ELSE 0 END"
            for later in (min(way, 1) for way in range(len(term.ways)))
        )
        + ")"
        for term in terms
    )
    return " + ".join(each) or "0"


def score_params(terms: Sequence[Term]) -> list[str]:
    return [
        pattern
        for term in terms
        for way in term.ways
        for pattern in (f"% {' '.join(way)} %", f"% {' '.join(way)}%", f"%{' '.join(way)}%")
    ]
