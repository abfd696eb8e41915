"""A pair of everyday word and meaning is one that a search can use, or it says which of the two is wrong."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amu.kernel.errors import CodedError
from amu.kernel.folding import meaningful, words_of
from courses.classes.words import error_words
from courses.loading.load import OWN_DATA
from courses.search.rules.everyday import LONGEST, asked_as, check_pair
from courses.search.text import LONGEST_TERM, understand


@pytest.mark.parametrize(
    ("term", "means", "field", "code"),
    [
        ("", "gaffeltruck", "term", "word_missing"),
        ("truck", "  ", "means", "word_missing"),
        ("x" * 61, "gaffeltruck", "term", "word_too_long"),
        ("å" * 31, "gaffeltruck", "term", "word_too_long"),
        ("x" * 41, "gaffeltruck", "term", "word_too_long"),
        ("truck", "gaffel " * 9, "means", "word_too_long"),
        ("!?", "gaffeltruck", "term", "word_without_letters"),
        ("訓練", "gaffeltruck", "term", "word_without_letters"),
        ("truck", "–", "means", "word_without_letters"),
        ("truck", "kursus", "means", "meaning_passed_over"),
        ("truck", "et kursus i at", "means", "meaning_passed_over"),
        ("gul grøn rød blå", "gaffeltruck", "term", "too_many_words"),
        ("Truck", "truck", "means", "word_means_itself"),
        ("kørekort", "KOEREKORT", "means", "word_means_itself"),
        ("kursus i truck", "truck", "means", "word_means_itself"),
    ],
)
def test_what_no_search_could_use_is_said_of_the_right_one(term, means, field, code):
    with pytest.raises(CodedError) as caught:
        check_pair(term, means)

    assert (caught.value.code, caught.value.facts["field"]) == (code, field)
    assert error_words(caught.value)


@pytest.mark.parametrize(
    ("term", "means"),
    [
        ("truck", "gaffeltruck"),
        ("have", "anlægsgartnere"),
        ("c-kørekort", "lastbil"),
        ("AI", "kunstig intelligens"),
    ],
)
def test_a_word_people_type_may_stand_there(term, means):
    check_pair(term, means)


def test_every_pair_of_the_file_may_stand_there():
    with (OWN_DATA / "synonyms.csv").open(encoding="utf-8", newline="") as file:
        pairs = [(row["term"], row["means"]) for row in csv.DictReader(file)]

    for term, means in pairs:
        check_pair(term, means)
    assert len(pairs) > 300


@given(st.text(st.sampled_from("abcæøåÆ -.'1é訓"), max_size=70), st.text(max_size=70))
def test_whatever_may_stand_there_is_looked_up_by_a_search(term, means):
    try:
        check_pair(term, means)
    except CodedError:
        return
    folded = asked_as(term)
    stored = {folded: (tuple(meaningful(words_of(means))),)}
    (found,) = understand(term, synonyms_of=lambda _words: stored).terms
    assert (found.folded, len(found.ways)) == (folded, 2)
    assert all(way and all(way) for way in found.ways)
    assert len(folded) <= LONGEST
    assert len(folded.split()) <= LONGEST_TERM


def test_a_word_is_found_under_what_a_search_leaves_of_it():
    assert asked_as("Dansk for udlændinge") == "dansk udlaendinge"
    assert asked_as("have") == "have"
