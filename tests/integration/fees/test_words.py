"""A price in plain sentences, in both languages."""

from datetime import date
from decimal import Decimal

from django.utils import translation

from courses.fees.explanation import explain, in_words
from courses.fees.rules import Booking, Education, NoPrice, Person, Scheme, Supplement, price
from courses.fees.words import BAD_QUESTION
from tests.unit.fees.known import ASBESTOS, MATHS, RATES, START, TARGET, ask


def soft(lines):
    """The lines with ordinary spaces in their amounts."""
    return [line.replace("\N{NO-BREAK SPACE}", " ") for line in lines]


def test_the_answer_in_danish():
    with translation.override("da"):
        words = in_words(ask(TARGET, ASBESTOS))

    assert soft(words.answer) == ["Du betaler 436,00 kr."]
    assert soft(words.arithmetic) == ["Kursus 22906: 2 dage à 218,00 kr. er 436,00 kr. (takst for 2026)."]
    assert [(each.name, each.url) for each in words.sources] == [
        ("Lov om åben uddannelse § 8", "https://elov.dk/au-loven/paragraf/8"),
        ("Ministeriets takstkatalog", ""),
    ]
    assert words.rules == ["Regelsæt: fee-rules-2026-1."]
    assert words.everything[-2:] == [
        "Kilde: Lov om åben uddannelse § 8 (https://elov.dk/au-loven/paragraf/8); Ministeriets takstkatalog.",
        "Regelsæt: fee-rules-2026-1.",
    ]


def test_the_answer_in_english():
    with translation.override("en"):
        assert soft(explain(ask(TARGET, ASBESTOS))[:3]) == [
            "You pay DKK 436.00.",
            "You have no higher education, so you pay the low price.",
            "Course 22906: 2 days at DKK 218.00 make DKK 436.00 (rate for 2026).",
        ]


def test_a_price_somebody_else_pays_says_who_and_how_much():
    with translation.override("en"):
        employer = soft(explain(ask(Person(Education.VOCATIONAL, scheme=Scheme.EMPLOYER), ASBESTOS)))
        unknown = explain(ask(Person(Education.HIGHER, scheme=Scheme.MUNICIPALITY), ASBESTOS))

    assert employer[:2] == ["You pay nothing.", "Your employer pays DKK 436.00."]
    assert unknown[1] == "The municipality pays. The school can say how much."
    assert "Course 22906: nothing to pay for you. The school knows the price." in unknown


def test_supplements_are_named_and_said_to_be_free_to_decline():
    extras = (Supplement("1", Decimal(340), "Forplejning"), Supplement("2", Decimal(360)))
    booking = Booking(START, (ASBESTOS,), supplements=extras, accepts=frozenset({"1"}))

    with translation.override("en"):
        lines = soft(in_words(price(TARGET, booking, RATES)).arithmetic)

    assert lines[1:] == [
        "Forplejning: DKK 340.00. You can decline this supplement.",
        "Supplement: declined. It would cost DKK 360.00.",
    ]


def test_the_day_a_degree_stops_counting_is_said():
    engineer = Person(Education.HIGHER, date(2020, 9, 14))

    with translation.override("en"):
        assert "Your education counts as unused from Sunday 14 September 2025." in explain(
            ask(engineer, ASBESTOS)
        )


def test_two_grounds_are_both_said():
    with translation.override("en"):
        assert len(in_words(ask(TARGET, MATHS, ASBESTOS)).why) == 2


def test_an_unknown_code_still_has_an_honest_sentence():
    with translation.override("en"):
        assert explain(NoPrice("bad_json")) == [str(BAD_QUESTION)]


def test_percent_signs_in_facts_do_not_upset_the_sentence():
    with translation.override("da"):
        assert "50%s" in explain(NoPrice("unknown_course", {"course": "50%s"}))[0]


def test_a_course_in_parts_names_them():
    with translation.override("en"):
        said = explain(NoPrice("unknown_course", {"course": "45111", "parts": "A, B"}))

    assert said == ["Course 45111 comes in parts. Say which: A, B."]


def test_the_day_a_class_really_starts_is_said():
    with translation.override("en"):
        said = explain(NoPrice("start_differs", {"start": "2026-09-14"}))

    assert said == ["The class starts on another day: Monday 14 September 2026."]
