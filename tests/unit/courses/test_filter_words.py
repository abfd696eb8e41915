"""Words that are filters are taken out of a search; what is left is asked for."""

import pytest

from courses.search.rules.bits import BITS
from courses.search.rules.filter_words import FILTERS, OUT_OF_WORK, read_filters


@pytest.mark.parametrize(
    ("typed", "left", "choices"),
    [
        ("Gratis", "", [("Gratis", "free", "1")]),
        ("truckkort aften", "truckkort", [("aften", "form", "evening")]),
        ("kurser om aftenen", "", [("om aftenen", "form", "evening")]),
        ("svejsning i weekenden", "svejsning", [("i weekenden", "form", "weekend")]),
        ("asbest ledige pladser", "asbest", [("ledige pladser", "seats", "1")]),
        ("en dag", "", [("en dag", "days", "1")]),
        ("excel på fuldtid", "excel", [("på fuldtid", "pace", "full")]),
        ("evening classes", "", [("evening classes", "form", "evening")]),
        ("Gaffeltruck certifikatkursus B, 7 dage", "Gaffeltruck certifikatkursus B, 7 dage", []),
        ("fjernvarme", "fjernvarme", []),
        ("", "", []),
    ],
)
def test_a_filter_is_read_whatever_else_is_asked(typed, left, choices):
    reading = read_filters(typed)

    assert (reading.left, list(reading.choices), reading.out_of_work) == (left, choices, False)


@pytest.mark.parametrize(
    ("typed", "left"),
    [("kurser for ledige", ""), ("truckkort for ledige", "truckkort"), ("svejsning uden job", "svejsning")],
)
def test_somebody_out_of_work_may_take_any_course(typed, left):
    reading = read_filters(typed)

    assert (reading.left, reading.choices, reading.out_of_work) == (left, (), True)


def test_every_phrase_chooses_something_there_is_and_is_spelt_as_it_is_compared():
    for phrase, (name, value) in FILTERS.items():
        assert value in BITS[name]
        assert phrase == phrase.lower()
    assert all(ord(letter) < 128 for phrase in (*FILTERS, *OUT_OF_WORK) for letter in phrase)
