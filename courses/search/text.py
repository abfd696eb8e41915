"""What the words of a search mean: everyday words become the catalogue's."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Count, Min

from amu.kernel.folding import STOP, meaningful, words_of
from courses.search.models import SearchWord, Synonym

MOST_WORDS = 8
LONGEST_WORD = 40
LONGEST_TERM = 3  # words in a synonym such as "kørekort c"
PREFIX_FROM, INSIDE_FROM = 3, 6  # letters a word needs to find longer words that begin with it, or hold it
STEM_FROM = 4  # letters of a stem: "led" is that of both ledige and leder
# Before a word these make another one and no compound of it: fremstilling is no kind of stilling.
PREFIXES = "af|an|be|bi|for|frem|ind|med|ned|om|op|over|paa|sam|til|ud|under|ved"

# By the folded everyday word, the words of the catalogue that mean the same.
type Synonyms = Mapping[str, tuple[tuple[str, ...], ...]]


@dataclass(frozen=True, slots=True)
class Term:
    """One thing asked for: folded, as it was typed, and the word sets of which one must be there."""

    folded: str
    typed: str
    ways: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Understood:
    """The terms of a search. ``corrected`` maps a misspelt word to the one used instead; ``near`` are words of
    which there is no course, so what is near them was searched for; ``dropped`` are words that find nothing,
    ``place`` those that name a town instead. ``loose``: no course has all of it, so some will do."""

    terms: tuple[Term, ...] = ()
    corrected: tuple[tuple[str, str], ...] = ()
    near: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    place: str = ""
    loose: bool = False


def understand(q: str, synonyms_of: Callable[[Sequence[str]], Synonyms] | None = None) -> Understood:
    """The terms of what was typed. One query, none without words.

    ``synonyms_of`` gives the everyday phrases among some folded words; those of the database when left out.
    """
    typed = {word[:LONGEST_WORD]: said for said in q.split() for word in words_of(said)}
    words = [word[:LONGEST_WORD] for word in words_of(q)]
    words = (meaningful(words) or words)[:MOST_WORDS]
    if not words:
        return Understood()
    return Understood(tuple(_terms(words, typed, (synonyms_of or stored_synonyms)(words))))


def stored_synonyms(words: Sequence[str]) -> Synonyms:
    """The meanings of the everyday phrases among the words; none for a phrase that only has something near it."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    rows = Synonym.objects.filter(folded__in=list(phrases(words))).order_by("pk")
    for folded, means, is_near in rows.values_list("folded", "means", "is_near"):
        meaning = () if is_near else (tuple(meaningful(words_of(means))),)
        found[folded] = (*found.get(folded, ()), *meaning)
    return found


def phrases(words: Sequence[str]) -> Iterator[str]:
    for start in range(len(words)):
        for length in range(1, min(LONGEST_TERM, len(words) - start) + 1):
            yield " ".join(words[start : start + length])


def _terms(words: Sequence[str], typed: Mapping[str, str], synonyms: Synonyms) -> Iterator[Term]:
    """The longest everyday phrase first, then word by word."""
    start = 0
    while start < len(words):
        for length in range(min(LONGEST_TERM, len(words) - start), 0, -1):
            itself = tuple(words[start : start + length])
            folded = " ".join(itself)
            if length == 1 or folded in synonyms:
                said = " ".join(typed.get(word, word) for word in itself)
                yield Term(folded, said, (itself, *synonyms.get(folded, ())))
                start += length
                break


def finds_a_course(terms: Sequence[Term]) -> bool:
    condition, params = condition_of(terms)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT EXISTS (SELECT FROM courses_coursetext t WHERE {condition})", params)  # noqa: S608
        return bool(cursor.fetchone()[0])


def fitting(terms: Sequence[Term], *, loose: bool = False) -> tuple[list[int], list[int]]:
    """The ids of the courses whose words fit, and how well each does. One query."""
    condition, asked = condition_of(terms, loose=loose)
    score, scored = score_of(terms)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT coalesce(array_agg(course_id::int), '{{}}'), coalesce(array_agg(score), '{{}}')
            FROM (SELECT t.course_id, {score} AS score FROM courses_coursetext t WHERE {condition}) x""",  # noqa: S608
            asked | scored,
        )
        ids, scores = cursor.fetchone()
    return ids, scores


def suggestions(q: str, limit: int = 8) -> list[str]:
    """Words of the catalogue that begin like the last word typed, the most used first. One query."""
    words = words_of(q)
    if not words or len(words[-1]) < 2:
        return []
    found = (
        SearchWord.objects.filter(folded__startswith=words[-1][:LONGEST_WORD])
        .exclude(folded__in=STOP)
        .values("folded")
        .annotate(word=Min("word"), courses=Count("pk"))
        .order_by("-courses", "folded")
        .values_list("word", flat=True)[:limit]
    )
    before = " ".join(q.split()[:-1])
    return [f"{before} {word}".strip() for word in found]


def condition_of(
    terms: Sequence[Term], *, loose: bool = False, prefix: str = ""
) -> tuple[str, dict[str, Any]]:
    """What must hold of ``courses_coursetext t``, and its parameters; their names begin with ``prefix``."""
    params: dict[str, Any] = {}

    def ask(value: str) -> str:
        name = f"{prefix}word{len(params)}"
        params[name] = value
        return f"%({name})s"

    each = [
        " OR ".join("(" + " AND ".join(_word_sql(word, ask) for word in way) + ")" for way in term.ways)
        for term in terms
    ]
    return (" OR " if loose else " AND ").join(f"({part})" for part in each) or "true", params


def _word_sql(word: str, ask: Any) -> str:
    """A number or word must begin a word or share its stem; only a long one may also stand inside a compound."""
    ways = [f"t.words LIKE {ask(f'% {word}%' if len(word) >= PREFIX_FROM else f'% {word} %')}"]
    if len(word) >= STEM_FROM and not word.isdigit():
        quoted = f"'{word}'"
        stem = f"to_tsquery('danish', {ask(quoted)})"
        ways.append(f"length(btrim({stem}::text, chr(39))) >= {STEM_FROM} AND t.document @@ {stem}")
    if len(word) >= INSIDE_FROM and not word.isdigit():
        inside = f" (?!(?:{PREFIXES}){word})[0-9a-z-]*{word}"
        ways.append(f"(t.words LIKE {ask(f'%{word}%')} AND t.words ~ {ask(inside)})")
    return f"({' OR '.join(ways)})"


def score_of(terms: Collection[Term], *, prefix: str = "") -> tuple[str, dict[str, Any]]:
    """How well a course fits: a whole word of the title is worth most, then one that begins so, then one
    that holds it; an everyday word's meaning is worth a little less than the word itself."""
    params: dict[str, Any] = {}
    sums = []
    for at, term in enumerate(terms):
        cases = []
        for way, words in enumerate(term.ways):
            text, later = " ".join(words), min(way, 1)
            names = [f"{prefix}score{at}_{way}_{kind}" for kind in range(3)]
            params |= dict(zip(names, (f"% {text} %", f"% {text}%", f"%{text}%"), strict=True))
            cases.append(
                "CASE "
                + " ".join(
                    f"WHEN t.title LIKE %({name})s THEN {worth - later}"
                    for name, worth in zip(names, (9, 7, 5), strict=True)
                )
                + " ELSE 0 END"
            )
        sums.append(f"greatest({', '.join(cases)})")
    return " + ".join(sums) or "0", params
