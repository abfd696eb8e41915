"""Certificate codes: random, and easy to type."""

import math

from hypothesis import given
from hypothesis import strategies as st

from certificates.rules import ALPHABET, LENGTH, check_character, code_of, grouped, is_code, normalise

codes = st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH)
CONFUSED = {"0": "0oO", "1": "1iIlL"}


@st.composite
def misspelt(draw):
    """A code, and one of the ways in which people write it."""
    code = draw(codes)
    written = ""
    for character in code + check_character(code):
        written += draw(st.sampled_from(CONFUSED.get(character, character + character.lower())))
        written += draw(st.sampled_from(["", "", "", " ", "-", " – ", ".", "\u00a0"]))
    return code, written


def test_a_code_has_130_bits():
    assert len(set(ALPHABET)) == 32
    assert LENGTH * math.log2(len(ALPHABET)) == 130


def test_no_two_characters_look_alike():
    assert set("ILOU") & set(ALPHABET) == set()


@given(misspelt())
def test_however_it_is_written_it_is_the_same_code(pair):
    code, written = pair

    assert code_of(written) == code


@given(codes)
def test_what_is_printed_reads_back_as_itself(code):
    assert code_of(grouped(code)) == code


@given(codes)
def test_printed_in_six_groups_the_check_character_last(code):
    groups = grouped(code).split("-")

    assert [len(group) for group in groups] == [5, 5, 5, 5, 5, 2]
    assert "".join(groups) == code + check_character(code)


@given(st.text())
def test_whatever_is_typed_gives_an_answer(typed):
    assert normalise(normalise(typed)) == normalise(typed)
    assert code_of(typed) == "" or is_code(code_of(typed))


@given(codes, st.integers(0, LENGTH - 1), st.sampled_from("ILOUÆØÅ!·"))
def test_one_wrong_character_is_no_code(code, place, wrong):
    assert not is_code(code[:place] + wrong + code[place + 1 :])


@given(codes, st.integers(0, LENGTH), st.sampled_from(ALPHABET))
def test_one_mistyped_character_is_noticed(code, place, other):
    printed = code + check_character(code)
    mistyped = printed[:place] + other + printed[place + 1 :]

    assert code_of(mistyped) == (code if mistyped == printed else "")


@given(codes, st.integers(0, LENGTH), st.integers(0, LENGTH))
def test_two_characters_that_changed_places_are_noticed(code, one, other):
    printed = list(code + check_character(code))
    printed[one], printed[other] = printed[other], printed[one]
    changed = "".join(printed)

    assert code_of(changed) == (code if changed == code + check_character(code) else "")


@given(codes)
def test_a_code_too_short_or_too_long_is_no_code(code):
    assert code_of(code) == ""
    assert code_of(grouped(code) + "0") == ""
