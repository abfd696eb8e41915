"""The table of fee rules as it is meant to stand: a change of law changes this test with it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from courses.fees.rules import (
    Absence,
    ChargeKind,
    Education,
    Excuse,
    Field,
    Flag,
    Ground,
    LineCode,
    Payer,
    Person,
    RateClass,
    Scheme,
    Supplement,
    Who,
    charge,
)
from courses.fees.rules.charges import RULE, ChargeGround
from courses.fees.rules.table import RULE_VERSION, RULES, VAT
from tests.unit.fees.known import ASBESTOS, HIGHER, TARGET, ask, kr

DECLARED, USES_DEGREE = ("education_declared",), ("higher_education_in_use",)
MEANT = [
    ("igu", "free", ("igu",), "nobody", ("igu_contract_on_file",), ("scheme_ends",)),
    ("six_weeks", "free", ("six_weeks",), "municipality", ("six_weeks_approved",), ("scheme_ends",)),
    (
        "municipality",
        "free",
        ("municipality_pays",),
        "municipality",
        ("municipality_agrees",),
        ("scheme_ends",),
    ),
    ("greenland_faroe", "full", ("greenland_faroe",), "participant", (), ("residence_or_work_in_denmark",)),
    ("certificate_scheme", "low", ("certificate_courses_2020",), "participant", (), ()),
    (
        "higher_education",
        "full",
        ("open_education_8", "participation_fee"),
        "participant",
        (),
        ("degree_unused_five_years",),
    ),
    ("fee_exempt", "free", ("participation_fee",), "nobody", (), USES_DEGREE),
    (
        "basic_skills",
        "free",
        ("participation_fee",),
        "nobody",
        ("takes_the_other_course",),
        ("without_other_course", *USES_DEGREE),
    ),
    ("degree_unused", "low", ("five_year_rule", "fee_catalogue"), "participant", DECLARED, USES_DEGREE),
    ("target_group", "low", ("open_education_8", "fee_catalogue"), "participant", DECLARED, USES_DEGREE),
]


def test_each_row_says_what_it_is_meant_to_say():
    assert [
        (rule.ground, rule.result, rule.sources, rule.payer, rule.conditions, rule.would_change)
        for rule in RULES
    ] == MEANT


def test_only_the_old_scheme_has_an_end():
    dated = {
        rule.ground: (rule.valid_from, rule.valid_to) for rule in RULES if rule.valid_from or rule.valid_to
    }

    assert dated == {"certificate_scheme": (date(2020, 9, 1), date(2021, 12, 31))}


def test_rules_and_vat_are_named_by_version_and_source():
    assert RULE_VERSION == "fee-rules-2026-1"
    assert [(row.rate, row.valid_from, row.source) for row in VAT] == [(Decimal("0.00"), date.min, "vat_13")]
    assert (RULE.version, RULE.source, RULE.threshold) == ("charge-rules-1", "open_education_10a", 37)


def test_the_codes_that_are_stored_and_put_into_words_stay_what_they_are():
    assert [str(code) for code in Ground] == [
        "target_group",
        "degree_unused",
        "higher_education",
        "certificate_scheme",
        "fee_exempt",
        "basic_skills",
        "igu",
        "six_weeks",
        "municipality",
        "greenland_faroe",
    ]
    assert [str(code) for code in Payer] == ["participant", "employer", "municipality", "nobody"]
    assert [str(code) for code in LineCode] == [
        "free",
        "rate",
        "published",
        "included",
        "full_price",
        "supplement",
        "supplement_declined",
        "charge",
    ]
    assert [str(code) for code in Excuse] == [
        "lawful_absence",
        "substitute",
        "cancelled_by_school",
        "empty_seat_paid",
    ]
    assert [str(code) for code in ChargeGround] == [
        "charged",
        "private_person",
        "in_good_time",
        "after_first_day",
        "school_does_not_charge",
    ]
    assert [str(code) for code in ChargeKind] == ["withdrawal", "no_show"]
    assert [str(code) for code in Who] == ["employer", "self_employed", "private"]


def test_a_stored_quote_reads_as_it_was_written():
    stored = ask(TARGET, ASBESTOS).as_dict()

    assert stored == {
        "total": "436.00",
        "currency": "DKK",
        "ground": "target_group",
        "payer": "participant",
        "payer_amount": "436.00",
        "lines": [
            {
                "code": "rate",
                "course": "22906",
                "ground": "target_group",
                "amount": "436.00",
                "cost": "436.00",
                "vat_rate": "0.00",
                "facts": {
                    "days": "2",
                    "per_day": "218.00",
                    "year": 2026,
                    "rate_class": "single",
                    "rate_source": "source of 2026",
                },
            }
        ],
        "rule_version": "fee-rules-2026-1",
        "sources": ["open_education_8", "fee_catalogue"],
        "conditions": ["education_declared"],
        "would_change": ["higher_education_in_use"],
        "facts": {
            "education": "vocational",
            "degree_last_used": None,
            "degree_unused_from": None,
            "scheme": "none",
            "start": "2026-09-14",
        },
    }


def test_the_lines_of_other_prices_carry_their_facts():
    extras = (Supplement("food", kr("340"), "Forplejning"),)
    published = ask(TARGET, ASBESTOS, published_price=kr("400"), supplements=extras)

    assert published.lines[0].facts == {"published": "400.00"}
    assert published.lines[1].facts == {"key": "food", "offered": "340.00", "reason": "Forplejning"}
    assert (published.lines[1].course, published.lines[1].ground) == ("", "")


@pytest.mark.parametrize(
    ("subsidy", "facts"),
    [
        (None, {"year": 2026}),
        ("1000", {"year": 2026, "subsidy": "1000.00", "fee": "700.00"}),
        ("0", {"year": 2026, "subsidy": "0.00", "fee": "1700.00"}),
        ("1700", {"year": 2026, "subsidy": "1700.00", "fee": "0.00"}),
        ("1700.01", {"year": 2026}),
        ("-0.01", {"year": 2026}),
    ],
)
def test_a_full_price_is_split_only_where_the_parts_make_sense(subsidy, facts):
    course = replace(ASBESTOS, full_price=kr("1700"), full_subsidy=kr(subsidy))

    assert ask(HIGHER, course).lines[0].facts == facts


def test_a_charge_carries_its_facts_conditions_and_ways_out():
    late = Absence(ChargeKind.WITHDRAWAL, Who.EMPLOYER, Decimal("20.0"), date(2026, 9, 14), date(2026, 9, 8))
    quote = charge(late)

    assert quote.lines[0].facts == {
        "kind": "withdrawal",
        "lessons": "20",
        "threshold": "37",
        "start": "2026-09-14",
        "on": "2026-09-08",
        "free_until": "2026-09-07",
    }
    assert (quote.lines[0].course, quote.lines[0].code) == ("", "charge")
    assert (quote.sources, quote.conditions, quote.rule_version) == (
        ("open_education_10a",),
        ("school_uses_charges",),
        "charge-rules-1",
    )
    assert quote.would_change == ("lawful_absence", "substitute", "cancelled_by_school", "empty_seat_paid")
    assert quote.facts == {"who": "employer", "kind": "withdrawal"}


def test_no_charge_has_nothing_to_change_it():
    quote = charge(
        Absence(ChargeKind.WITHDRAWAL, Who.PRIVATE, Decimal(20), date(2026, 9, 14), date(2026, 9, 8))
    )

    assert (quote.conditions, quote.would_change) == ((), ())


def test_a_person_says_nothing_of_a_degree_until_asked():
    assert Person(TARGET.education) == Person(TARGET.education, None, "none", says_unused=False)


@pytest.mark.parametrize(("published", "is_price"), [("1.00", False), ("1.01", True), ("2.00", True)])
def test_only_a_krone_or_less_stands_for_ask_the_school(published, is_price):
    answer = ask(TARGET, ASBESTOS, published_price=kr(published))

    assert hasattr(answer, "total") is is_price


def test_the_codes_of_questions_and_data_stay_what_they_are():
    codes = {
        kind.__name__: [str(code) for code in kind] for kind in (Education, Field, Flag, RateClass, Scheme)
    }

    assert codes == {
        "Education": ["unskilled", "vocational", "higher", "unsure"],
        "Field": ["social_care", "education", "other"],
        "Flag": ["yes", "no", "unknown"],
        "RateClass": ["single", "low", "high", "unknown"],
        "Scheme": ["none", "six_weeks", "igu", "municipality", "employer", "greenland_faroe"],
    }
