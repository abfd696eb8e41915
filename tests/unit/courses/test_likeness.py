"""A word is mended only where it is hardly anything but misspelt."""

import pytest

from courses.search.rules.likeness import is_misspelt


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("gafeltruck", "gaffeltruck"),
        ("gaffeltruk", "gaffeltruck"),
        ("gafeltruk", "gaffeltruck"),
        ("tomrer", "toemrer"),
        ("asbset", "asbest"),
        ("svejsnig", "svejsning"),
        ("madspil", "madspild"),
        ("smoerebroed", "smoerrebroed"),
        ("gaffeltruckcertifakat", "gaffeltruckcertifikat"),
    ],
)
def test_a_slip_is_seen(typed, meant):
    assert is_misspelt(typed, meant)


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("madlavning", "machining"),
        ("gratis", "grafisk"),
        ("word", "work"),
        ("skole", "skove"),
        ("gardin", "garden"),
        ("kran", "kran"),
        ("planer", "planter"),
        ("vinder", "vinduer"),
        ("minder", "mindre"),
        ("beretning", "beregning"),
        ("forestilling", "fremstilling"),
        ("foerst", "forest"),
        ("lager", "bager"),
    ],
)
def test_another_word_is_not_taken_for_a_misspelt_one(typed, other):
    assert not is_misspelt(typed, other)
