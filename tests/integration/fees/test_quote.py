from datetime import date
from decimal import Decimal

import pytest

from courses.classes.pricing.quote import quote_course, quote_run, quote_runs
from courses.fees.rules import Education, Person, Scheme
from courses.models import FeeRate

START = date(2026, 9, 14)
TARGET = Person(Education.VOCATIONAL)
HIGHER = Person(Education.HIGHER)


def test_a_course_without_a_class_costs_its_normed_days(courses):
    assert quote_course("47592", "", START, TARGET).total == Decimal("1526.00")


def test_a_part_is_a_course_of_its_own(courses):
    assert quote_course("49041", "B", START, TARGET).total == Decimal("654.00")


def test_a_number_that_has_parts_only_names_them(courses):
    answer = quote_course("49041", "", START, TARGET)

    assert (answer.code, answer.facts["parts"]) == ("unknown_course", "49041-B, 49041-C")


def test_a_number_nobody_knows(courses):
    assert quote_course("99999", "", START, TARGET).code == "unknown_course"


def test_a_full_price_answers_for_its_own_year_only(courses):
    assert quote_course("48300", "", date(2021, 5, 10), HIGHER).total == Decimal("1508.60")
    assert quote_course("48300", "", START, HIGHER).code == "no_full_price"


def test_basic_skills_beside_a_course(courses):
    quote = quote_course("45000", "", START, TARGET, with_courses=["22906"])

    assert (quote.total, quote.ground) == (Decimal("436.00"), "basic_skills")


def test_a_care_course_of_unknown_exemption_is_asked_about(courses):
    assert quote_course("48706", "", START, TARGET).code == "exemption_unknown"


def test_a_course_of_unknown_length(courses):
    assert quote_course("10911", "", START, TARGET).code == "days_unknown"


@pytest.mark.parametrize("year", [2017, 2019, 2025, 2027])
def test_years_without_a_published_rate(courses, year):
    assert quote_course("47592", "", date(year, 3, 1), TARGET).code == "no_rate"


@pytest.mark.parametrize(
    ("year", "total"),
    [
        (2016, 756),
        (2018, 826),
        (2020, 882),
        (2021, 882),
        (2022, 896),
        (2023, 896),
        (2024, 1456),
        (2026, 1526),
    ],
)
def test_seven_days_in_every_year_with_a_known_rate(courses, year, total):
    assert quote_course("47592", "", date(year, 3, 1), TARGET).total == total


def test_supplements_may_be_declined_taken_or_chosen(run_with_supplements):
    food = run_with_supplements.supplements.get(explanation="Forplejning").pk

    totals = [
        quote_run(run_with_supplements.pk, TARGET, with_supplements=wanted).total
        for wanted in (False, True, [food])
    ]

    assert totals == [Decimal("436.00"), Decimal("1136.00"), Decimal("776.00")]


def test_the_full_price_of_a_class_stands_on_the_class(new_run):
    priced = new_run("A", full_price=Decimal("1734.25"))
    silent = new_run("B")

    assert quote_run(priced.pk, HIGHER).total == Decimal("1734.25")
    assert quote_run(silent.pk, HIGHER).code == "no_full_price"


def test_a_class_without_a_price_of_its_own_costs_the_rate(new_run):
    assert quote_run(new_run().pk, TARGET).lines[0].code == "rate"


def test_a_class_of_a_year_without_a_rate_needs_its_own_price(new_run):
    silent = new_run("A", starts_on=date(2027, 1, 11))
    priced = new_run("B", starts_on=date(2027, 1, 11), published_price=Decimal(436))

    assert quote_run(silent.pk, TARGET).code == "no_rate"
    assert quote_run(priced.pk, TARGET).total == Decimal("436.00")


def test_a_class_that_asks_for_a_call(new_run):
    assert quote_run(new_run(asks_school_for_price=True).pk, TARGET).code == "ask_school"


def test_a_class_that_is_not_there(rates):
    assert quote_run(0, TARGET).code == "unknown_run"


def test_a_course_taken_beside_a_class_costs_the_rate(new_run):
    run = new_run(published_price=Decimal(436))

    assert quote_run(run.pk, TARGET, with_courses=["47592"]).total == Decimal("1962.00")
    assert quote_run(run.pk, TARGET, with_courses=["99999"]).code == "unknown_course"


def test_a_package_is_priced_as_a_whole(new_run):
    run = new_run(carries=("22906", "47592"), published_price=Decimal(1962))

    assert quote_run(run.pk, TARGET).total == Decimal("1962.00")
    assert quote_run(run.pk, Person(Education.HIGHER, scheme=Scheme.IGU)).total == 0


def test_one_price_takes_a_bounded_number_of_queries(run_with_supplements, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        quote_run(run_with_supplements.pk, TARGET, with_supplements=True, with_courses=["47592"])


def test_a_list_of_prices_takes_no_more_queries_than_one(new_run, django_assert_max_num_queries):
    runs = [new_run(f"R{n}", published_price=Decimal(400 + n)).pk for n in range(20)]

    with django_assert_max_num_queries(4):
        quotes = quote_runs(runs, TARGET)

    assert [quotes[pk].total for pk in runs] == [Decimal(400 + n) for n in range(20)]


def test_a_rate_added_later_leaves_a_quote_as_it_was(courses):
    before = quote_course("22906", "", START, TARGET)
    FeeRate.objects.create(
        year=2027, rate_class="single", per_day=230, valid_from=date(2027, 1, 1), source="next year"
    )

    assert quote_course("22906", "", START, TARGET) == before
