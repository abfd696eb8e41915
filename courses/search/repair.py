"""Words that find nothing: taken as a place, read without “kursus”, led to what is near, mended, or left out."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Count, Min

from amu.kernel.folding import STOP, meaningful, words_of
from courses.schools.places import towns_among
from courses.search.models import SearchWord, Synonym
from courses.search.rules.likeness import SHORTEST, distance, is_misspelt
from courses.search.text import LONGEST_TERM, Term, Understood, finds_a_course, phrases, understand

MOST_ALIKE = 60  # words that are looked at closely
MOST_TRIED = 3  # of them that are tried as what was meant
MOST_NEAR = 6
# What people put behind the name of a subject.
ENDINGS = ("kursus", "kurset", "kurser", "kurserne", "uddannelse", "uddannelsen", "uddannelser")
SHORTEST_SUBJECT = 3  # letters before such an ending


class Better(NamedTuple):
    """What is searched for instead of a term. ``how`` is the field of Understood that tells of it, or empty."""

    term: Term
    how: str
    said: str = ""


def repaired(understood: Understood, *, place_is_given: bool) -> Understood:
    """The same for words that find nothing together; if that is not enough, some of the words will do.

    A query for each term, a few for one that finds nothing, and a few more.
    """
    if finds_a_course(understood.terms):
        return understood  # the filters are what nothing fits
    place = () if place_is_given else _place_among(understood.terms)
    asked = [term for term in understood.terms if term not in place]
    lost = [term for term in asked if not finds_a_course((term,))]
    everyday = _everyday(lost)
    terms, corrected, near, dropped = [], [], [], []
    for term in asked:
        better = _instead(term, everyday) if term in lost else Better(term, "")
        if better is None:
            dropped.append(term.typed)
            continue
        terms.append(better.term)
        if better.how == "corrected":
            corrected.append((term.typed, better.said))
        elif better.how == "near":
            near.append(term.typed)
    return Understood(
        terms=tuple(terms),
        corrected=tuple(corrected),
        near=tuple(near),
        dropped=tuple(dropped),
        place=" ".join(term.typed for term in place),
        loose=len(terms) > 1 and not finds_a_course(terms),
    )


def _instead(term: Term, everyday: Mapping[str, Sequence[tuple[str, ...]]]) -> Better | None:
    if subject := _subject(term):
        return Better(subject, "")
    near = everyday.get(term.folded)
    if near:
        nearest = Term(term.folded, term.typed, tuple(near))
        return Better(nearest, "near") if finds_a_course((nearest,)) else None
    if near is not None:
        return None  # a word we know, so it is not misspelt: the catalogue has nothing of it
    return _mended(term)


def _everyday(terms: Sequence[Term]) -> Mapping[str, Sequence[tuple[str, ...]]]:
    """Those of the terms that stand on the list of everyday words, with what is near each. One query."""
    found: dict[str, list[tuple[str, ...]]] = {}
    rows = Synonym.objects.filter(folded__in=[term.folded for term in terms]).order_by("pk")
    for folded, means, is_near in rows.values_list("folded", "means", "is_near"):
        near = found.setdefault(folded, [])
        if is_near and len(near) < MOST_NEAR:
            near.append(tuple(meaningful(words_of(means))))
    return found


def _subject(term: Term) -> Term | None:
    """The same term without “kursus” at its end, where that finds something: svejsekursus, excelkursus."""
    for ending in ENDINGS:
        subject = term.folded.removesuffix(ending).rstrip("-")
        if subject == term.folded or len(subject) < SHORTEST_SUBJECT:
            continue
        for word in dict.fromkeys((subject, subject.removesuffix("s"))):
            found = understand(word).terms
            if found and finds_a_course(found):
                return Term(found[0].folded, term.typed, found[0].ways)
    return None


def _mended(term: Term) -> Better | None:
    """What a misspelt word meant: a word spelt almost like it that finds a course."""
    word = term.folded
    if len(word) < SHORTEST or not word.isalpha():
        return None
    for spelt in _alike(word)[:MOST_TRIED]:
        meant = understand(spelt).terms
        if finds_a_course(meant):
            return Better(meant[0], "corrected", spelt)
    return None


def _alike(word: str) -> list[str]:
    """Words of the catalogue and of the list of everyday words that it may be, the likeliest first. One query."""
    near = (
        SearchWord.objects.extra(  # the operators use the index, functions would not
            where=["(folded %% %s OR folded LIKE %s AND length(folded) BETWEEN %s AND %s)"],
            params=[word, f"{word[:2]}%", len(word) - 1, len(word) + 2],
        )
        .exclude(folded__in=STOP)
        .values("folded")
        .annotate(alike=TrigramSimilarity("folded", word), word=Min("word"), courses=Count("pk"))
        .order_by("-alike", "folded")
        .values_list("folded", "word", "courses")[:MOST_ALIKE]
    )
    fitting = [
        (distance(word, folded), -courses, spelt)
        for folded, spelt, courses in near
        if is_misspelt(word, folded)
    ]
    return [spelt for _distance, _courses, spelt in sorted(fitting)]


def _place_among(terms: Sequence[Term]) -> Sequence[Term]:
    """The neighbouring terms that name a town: of several names the longest, and then the first.

    One word is a town only where no course has it.
    """
    towns = towns_among(list(phrases([term.folded for term in terms])))
    for length in range(LONGEST_TERM, 0, -1):
        for start in range(len(terms) - length + 1):
            named = terms[start : start + length]
            if " ".join(term.folded for term in named) in towns and (length > 1 or not finds_a_course(named)):
                return named
    return ()
