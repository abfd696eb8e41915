"""The registry of what codes say: nothing is missing, nothing is said twice, and facts are filled in."""

from enum import StrEnum

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, override

from amu import words
from amu.words import Kind, choices, codes_of, has_words, label, register, say, say_or_code


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@pytest.fixture(autouse=True)
def _registry_of_its_own(monkeypatch):
    monkeypatch.setattr(words, "_sentences", words.defaultdict(dict))


def test_a_code_says_its_sentence_in_the_readers_language():
    register(Kind.ACT, {"a.b": _("Search")}, codes={"a.b"})

    with override("da"):
        assert say(Kind.ACT, "a.b") == "Søg"
    with override("en"):
        assert say(Kind.ACT, "a.b") == "Search"


@pytest.mark.parametrize("codes", [{"a.b", "a.c"}, set()])
def test_a_code_without_words_or_words_without_a_code_stop_the_start(codes):
    with pytest.raises(ImproperlyConfigured, match="act: codes and sentences differ: a"):
        register(Kind.ACT, {"a.b": "Search"}, codes=codes)


def test_an_enumeration_is_named_as_a_whole():
    with pytest.raises(ImproperlyConfigured, match="Colour: codes and sentences differ: blue"):
        register(Colour, {Colour.RED: "Red"})
    assert codes_of(Colour) == frozenset()


def test_two_apps_cannot_give_one_code_two_sentences():
    register(Kind.ROLE, {"chief": "Chief"}, codes={"chief"})

    with pytest.raises(ImproperlyConfigured, match="role: two sentences for chief"):
        register(Kind.ROLE, {"chief": "Boss"}, codes={"chief"})
    assert say(Kind.ROLE, "chief") == "Chief"


def test_to_register_twice_is_to_register_once():
    sentences = {"chief": _("Search")}
    register(Kind.ROLE, sentences, codes=sentences)
    register(Kind.ROLE, sentences, codes=sentences)

    assert codes_of(Kind.ROLE) == {"chief"}


def test_kinds_do_not_know_each_others_codes():
    register(Kind.ACT, {"same": "An act"}, codes={"same"})
    register(Kind.ROLE, {"same": "A role"}, codes={"same"})

    assert (say(Kind.ACT, "same"), say(Kind.ROLE, "same")) == ("An act", "A role")
    assert not has_words(Kind.NOTICE, "same")


def test_facts_are_filled_in():
    register(Kind.VERDICT, {"age": "From %(years)s"}, codes={"age"})

    assert say(Kind.VERDICT, "age", {"years": 18, "more": "than it needs"}) == "From 18"


def test_a_percent_sign_in_a_fact_does_no_harm():
    register(Kind.VERDICT, {"word": "It says %(text)s"}, codes={"word"})

    assert say(Kind.VERDICT, "word", {"text": "50%s"}) == "It says 50%s"


def test_a_sentence_without_facts_is_left_alone():
    register(Kind.VERDICT, {"sure": "100 % sure"}, codes={"sure"})

    assert say(Kind.VERDICT, "sure") == "100 % sure"


@pytest.mark.parametrize(("left", "said"), [(1, "1 week"), (2, "2 weeks")])
def test_a_sentence_may_depend_on_a_number(left, said):
    sentence = ngettext_lazy("%(left)s week", "%(left)s weeks", "left")
    register(Kind.VERDICT, {"left": sentence}, codes={"left"})

    with override("en"):
        assert say(Kind.VERDICT, "left", {"left": left}) == said


def test_a_function_makes_the_sentence_out_of_the_facts():
    register(Kind.VERDICT, {"office": lambda facts: f"Ask {facts.get('office')}"}, codes={"office"})

    assert say(Kind.VERDICT, "office", {"office": "100 %"}) == "Ask 100 %"
    assert say(Kind.VERDICT, "office") == "Ask None"


def test_a_code_nobody_has_named_is_an_error_and_never_silence():
    with pytest.raises(KeyError):
        say(Kind.VERDICT, "moon")


def test_a_code_of_an_old_row_stands_as_it_is():
    assert say_or_code(Kind.ACT, "run.turned_upside_down") == "run.turned_upside_down"


def test_the_choices_of_an_enumeration_come_in_its_order():
    register(Colour, {Colour.BLUE: _("Search"), Colour.RED: "Red"})

    with override("da"):
        assert [(code, str(said)) for code, said in choices(Colour)] == [("red", "Red"), ("blue", "Søg")]
        assert label(Colour.BLUE) == "Søg"
    assert choices([Colour.RED]) == [("red", "Red")]
