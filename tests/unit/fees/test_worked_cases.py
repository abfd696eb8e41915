"""The worked cases of the fee, under their ids."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from courses.fees.rules import (
    Absence,
    ChargeKind,
    CourseFacts,
    Field,
    Flag,
    RateClass,
    Supplement,
    Who,
    charge,
)
from tests.unit.fees.known import ASBESTOS, FORKLIFT, HIGHER, MATHS, TARGET, ask, kr, person

CARE = CourseFacts("40000", Decimal(3), field=Field.SOCIAL_CARE, full_price=Decimal("2400.50"))
SCHEMES = ["six_weeks", "igu"]


def test_f1_two_days_at_the_rate_of_2026():
    assert ask(TARGET, ASBESTOS).total == kr("436.00")


def test_f3_supplements_come_on_top():
    extras = (Supplement("food", kr("340"), "Forplejning"), Supplement("room", kr("360"), "Lokale"))

    quote = ask(
        TARGET,
        ASBESTOS,
        published_price=kr("436"),
        supplements=extras,
        accepts=frozenset({"food", "room"}),
    )

    assert quote.total == kr("1136.00")


def test_f4_seven_days_in_2023():
    assert ask(TARGET, FORKLIFT, start=date(2023, 3, 6)).total == kr("896.00")


def test_f6_seven_days_in_2026():
    assert ask(TARGET, FORKLIFT).total == kr("1526.00")


@pytest.mark.parametrize(("who", "total"), [(TARGET, "252.00"), (HIGHER, "1508.60")])
def test_f7_both_prices_of_2021(who, total):
    cycle = CourseFacts(
        "48300",
        Decimal(2),
        rate_class=RateClass.LOW,
        full_price=Decimal("1508.60"),
        certificate=Flag.NO,
    )

    assert ask(who, cycle, start=date(2021, 5, 10)).total == kr(total)


def test_f9_two_courses_on_one_class():
    one = CourseFacts("42870", Decimal(1), rate_class=RateClass.LOW)
    three = CourseFacts("42871", Decimal(3), rate_class=RateClass.LOW)

    assert ask(TARGET, one, three, start=date(2021, 6, 7)).total == kr("504.00")


def test_f13_a_degree_unused_for_six_years_counts_as_none():
    quote = ask(person("higher", last_used="2020-09-14"), ASBESTOS)

    assert (quote.total, quote.ground) == (kr("436.00"), "degree_unused")


def test_f14_a_degree_in_use_pays_the_stored_full_price():
    assert ask(HIGHER, replace(ASBESTOS, full_price=kr("1734.25"))).total == kr("1734.25")


def test_f14_without_a_full_price_there_is_no_price():
    assert ask(HIGHER, ASBESTOS).code == "no_full_price"


def test_f15_an_exempt_course_is_free_for_the_target_group_only():
    exempt = replace(CARE, fee_exempt=Flag.YES)

    assert [ask(who, exempt).total for who in (TARGET, HIGHER)] == [kr("0.00"), kr("2400.50")]


def test_f16_a_care_course_without_the_exemption_costs_as_any_other():
    assert ask(TARGET, replace(CARE, fee_exempt=Flag.NO)).total == kr("654.00")


def test_f17_mathematics_alone_costs_and_beside_another_course_it_does_not():
    assert ask(TARGET, MATHS).total == kr("218.00")
    assert [line.amount for line in ask(TARGET, MATHS, ASBESTOS).lines] == [kr("0.00"), kr("436.00")]


def test_f17_for_higher_education_mathematics_is_full_price_also_beside_another_course():
    both = replace(MATHS, full_price=kr("800")), replace(ASBESTOS, full_price=kr("1700"))

    assert ask(HIGHER, *both).total == kr("2500.00")


@pytest.mark.parametrize("education", ["unskilled", "vocational", "higher", "unsure"])
@pytest.mark.parametrize("course", [ASBESTOS, FORKLIFT, MATHS, CARE], ids=lambda course: course.code)
def test_f18_the_six_week_scheme_is_free(education, course):
    assert ask(person(education, scheme="six_weeks"), course).total == kr("0.00")


def test_f19_igu_is_free_also_with_a_higher_education():
    quote = ask(person("higher", scheme="igu"), ASBESTOS)

    assert (quote.total, quote.payer, quote.conditions) == (kr("0.00"), "nobody", ("igu_contract_on_file",))


def test_f20_no_rate_is_known_for_2025():
    answer = ask(TARGET, ASBESTOS, start=date(2025, 9, 15))

    assert (answer.code, answer.facts) == ("no_rate", {"year": 2025})


def withdrawal(on, **changed):
    start = date(2026, 9, 14)
    facts = {
        "kind": ChargeKind.WITHDRAWAL,
        "who": Who.EMPLOYER,
        "lessons": Decimal(20),
        "starts_on": start,
        "on": on,
    }
    return charge(Absence(**{**facts, **changed}))


def test_f21_an_employer_who_withdraws_six_days_before_is_charged():
    assert withdrawal(date(2026, 9, 8)).total == kr("1500.00")


def test_f23_exactly_seven_days_before_is_in_time():
    quote = withdrawal(date(2026, 9, 7))

    assert (quote.total, quote.ground) == (kr("0.00"), "in_good_time")


def test_f24_a_private_person_is_never_charged():
    quote = withdrawal(date(2026, 9, 14), kind=ChargeKind.NO_SHOW, who=Who.PRIVATE)

    assert (quote.total, quote.ground) == (kr("0.00"), "private_person")


def test_e1_a_skilled_electrician():
    assert ask(TARGET, ASBESTOS, published_price=kr("436")).total == kr("436.00")


def test_e2_a_nurse_on_an_exempt_care_course():
    exempt = replace(CARE, fee_exempt=Flag.YES)

    assert ask(HIGHER, exempt).total == kr("2400.50")
    assert ask(HIGHER, replace(exempt, full_price=None)).code == "no_full_price"


@pytest.mark.parametrize(
    ("last_used", "ground"),
    [
        ("2019-06-30", "degree_unused"),
        ("2021-02-01", "higher_education"),
        ("2021-01-12", "degree_unused"),  # exactly five years
        ("2021-01-13", "higher_education"),
    ],
)
def test_e3_five_years_without_use(last_used, ground):
    course = replace(ASBESTOS, full_price=kr("1700"))

    assert ask(person("higher", last_used=last_used), course, start=date(2026, 1, 12)).ground == ground


def test_e3_a_leap_day_is_five_years_old_on_1_march():
    course = replace(FORKLIFT, full_price=kr("9000"))
    engineer = person("higher", last_used="2016-02-29")

    grounds = [
        ask(engineer, course, start=date(2021, 2, 28) if last else date(2021, 3, 1)).ground for last in (1, 0)
    ]

    assert grounds == ["certificate_scheme", "degree_unused"]
