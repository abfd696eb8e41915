"""What the worked cases leave open."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from courses.fees.rules import CourseFacts, Field, Flag, Supplement
from courses.fees.rules.table import RULES, vat_on
from tests.unit.fees.known import ASBESTOS, FORKLIFT, HIGHER, MATHS, RATES, START, TARGET, ask, kr, person

FOOD = Supplement("food", Decimal("340.00"), "Forplejning")
ROOM = Supplement("room", Decimal("360.00"), "Lokale")
WITH_FULL = replace(ASBESTOS, full_price=Decimal("1734.25"))


def test_a_published_price_outranks_the_rate():
    assert ask(TARGET, ASBESTOS, published_price=kr("400")).total == kr("400.00")


def test_a_published_price_answers_where_no_rate_is_known():
    assert ask(TARGET, ASBESTOS, start=date(2027, 3, 1), published_price=kr("436")).total == kr("436.00")


def test_a_published_price_of_a_package_stands_once():
    quote = ask(TARGET, ASBESTOS, FORKLIFT, published_price=kr("1962"))

    assert [(line.code, line.amount) for line in quote.lines] == [
        ("published", kr("1962.00")),
        ("included", kr("0.00")),
    ]


def test_a_published_price_does_not_cover_a_course_taken_beside_the_class():
    assert ask(TARGET, ASBESTOS, published_price=kr("436"), also=(FORKLIFT,)).total == kr("1962.00")


def test_a_school_may_publish_a_price_course_by_course():
    assert ask(TARGET, replace(ASBESTOS, target_price=kr("399.50")), FORKLIFT).total == kr("1925.50")


def test_a_published_price_is_not_the_full_price():
    assert ask(HIGHER, ASBESTOS, published_price=kr("436")).code == "no_full_price"


@pytest.mark.parametrize("price", ["1", "0.50"])
def test_a_placeholder_price_is_no_price(price):
    assert ask(TARGET, ASBESTOS, published_price=kr(price)).code == "ask_school"
    assert ask(TARGET, replace(ASBESTOS, target_price=kr(price))).code == "ask_school"
    assert ask(HIGHER, replace(ASBESTOS, full_price=kr(price))).code == "ask_school"


def test_a_published_nought_is_a_price():
    assert ask(TARGET, ASBESTOS, published_price=kr("0")).total == kr("0.00")
    assert ask(TARGET, replace(ASBESTOS, target_price=kr("0"))).total == kr("0.00")


def test_a_class_that_asks_for_a_call_has_no_price_for_anybody():
    assert ask(person(scheme="igu"), ASBESTOS, asks_school=True).code == "ask_school"


def test_a_declined_supplement_stays_on_the_list_at_nought():
    quote = ask(TARGET, ASBESTOS, supplements=(FOOD, ROOM), accepts=frozenset({"room"}))

    assert quote.total == kr("796.00")
    assert [(line.code, line.amount) for line in quote.lines[1:]] == [
        ("supplement_declined", kr("0.00")),
        ("supplement", kr("360.00")),
    ]
    assert "supplements" in quote.would_change


def test_a_supplement_nobody_offers_cannot_be_accepted():
    assert ask(TARGET, ASBESTOS, accepts=frozenset({"food"})).code == "unknown_supplement"


def test_whoever_pays_no_fee_still_pays_the_supplement_they_want():
    quote = ask(person(scheme="igu"), ASBESTOS, supplements=(FOOD,), accepts=frozenset({"food"}))

    assert (quote.total, quote.payer, quote.payer_amount) == (kr("340.00"), "participant", kr("340.00"))


@pytest.mark.parametrize(
    ("scheme", "payer"),
    [("six_weeks", "municipality"), ("municipality", "municipality"), ("employer", "employer")],
)
def test_somebody_else_pays_the_whole_and_the_participant_nothing(scheme, payer):
    quote = ask(person(scheme=scheme), ASBESTOS, supplements=(FOOD,), accepts=frozenset({"food"}))

    assert (quote.total, quote.payer, quote.payer_amount) == (kr("0.00"), payer, kr("776.00"))


@pytest.mark.parametrize("scheme", ["six_weeks", "municipality"])
def test_an_unknown_price_is_the_municipality_s_to_ask_about(scheme):
    quote = ask(person("higher", scheme=scheme), ASBESTOS)

    assert (quote.total, quote.payer_amount) == (kr("0.00"), None)


def test_an_employer_is_not_told_a_price_that_is_not_known():
    assert ask(person("higher", scheme="employer"), ASBESTOS).code == "no_full_price"


def test_the_ground_of_an_employer_s_price_is_the_employee_s_education():
    assert ask(person("higher", scheme="employer"), WITH_FULL).ground == "higher_education"


@pytest.mark.parametrize("education", ["unskilled", "vocational", "higher", "unsure"])
def test_greenland_and_the_faroe_islands_pay_in_full_whatever_the_education(education):
    assert ask(person(education, scheme="greenland_faroe"), WITH_FULL).total == kr("1734.25")


def test_greenland_has_no_exemption():
    course = replace(WITH_FULL, fee_exempt=Flag.YES)

    assert ask(person(scheme="greenland_faroe"), course).ground == "greenland_faroe"


def test_somebody_unsure_of_their_education_is_sent_to_a_person():
    assert ask(person("unsure"), WITH_FULL).code == "education_unsure"


def test_being_unsure_does_not_matter_when_the_degree_is_long_unused():
    assert ask(person("unsure", last_used="2010-01-01"), ASBESTOS).total == kr("436.00")


def test_a_date_of_use_means_nothing_without_a_higher_education():
    assert ask(person("vocational", last_used="2026-01-01"), ASBESTOS).ground == "target_group"


def test_a_degree_cannot_be_used_after_the_course_began():
    assert ask(person("higher", last_used="2026-09-15"), WITH_FULL).code == "degree_used_in_future"
    assert ask(person("higher", last_used="2026-09-14"), WITH_FULL).total == kr("1734.25")


@pytest.mark.parametrize("field", [Field.SOCIAL_CARE, Field.EDUCATION])
def test_in_care_and_education_an_unknown_exemption_is_asked_about(field):
    course = CourseFacts("48706", Decimal(3), field=field)

    assert ask(TARGET, course).code == "exemption_unknown"
    assert ask(TARGET, course, published_price=kr("654")).total == kr("654.00")


def test_elsewhere_an_unknown_exemption_is_none():
    assert ask(TARGET, CourseFacts("40002", Decimal(2))).total == kr("436.00")


@pytest.mark.parametrize(("flag", "total"), [(Flag.UNKNOWN, "0.00"), (Flag.YES, "0.00"), (Flag.NO, "436.00")])
def test_a_skills_assessment_is_free_unless_its_flag_says_otherwise(flag, total):
    assert ask(TARGET, replace(ASBESTOS, skills_assessment=True, fee_exempt=flag)).total == kr(total)


def test_a_free_course_needs_no_rate():
    assert ask(TARGET, replace(ASBESTOS, fee_exempt=Flag.YES), start=date(2025, 1, 6)).total == kr("0.00")


def test_basic_skills_are_no_company_for_each_other():
    reading = replace(MATHS, code="45001")

    quote = ask(TARGET, MATHS, reading)

    assert quote.total == kr("436.00")
    assert "with_another_course" in quote.would_change


@pytest.mark.parametrize("courses", [(ASBESTOS,), (MATHS, ASBESTOS)])
def test_another_course_is_only_suggested_where_it_would_help(courses):
    assert "with_another_course" not in ask(TARGET, *courses).would_change


def test_a_skills_assessment_is_no_other_course():
    assessment = CourseFacts("46000", Decimal(1), skills_assessment=True)

    assert ask(TARGET, MATHS, assessment).total == kr("218.00")


def test_before_2024_a_course_of_unknown_class_has_no_price():
    assert ask(TARGET, ASBESTOS, start=date(2023, 5, 1)).code == "rate_class_unknown"


def test_before_2024_the_class_of_the_course_decides():
    high = replace(ASBESTOS, rate_class="high")

    assert ask(TARGET, high, start=date(2023, 5, 1)).total == kr("384.00")


def test_the_year_of_the_first_day_gives_the_rate():
    quote = ask(TARGET, ASBESTOS, start=date(2026, 12, 31))

    assert quote.lines[0].facts["year"] == 2026


def test_a_year_without_a_row_is_never_served_by_a_neighbour():
    open_ended = tuple(replace(row, valid_to=None) for row in RATES)

    assert ask(TARGET, ASBESTOS, start=date(2025, 2, 3), rates=open_ended).code == "no_rate"


def test_a_new_row_in_the_middle_of_a_year_holds_from_its_day():
    newer = replace(RATES[-1], per_day=Decimal(220), valid_from=date(2026, 7, 1))
    rates = (*RATES, newer)

    totals = [
        ask(TARGET, ASBESTOS, start=day, rates=rates).total for day in (date(2026, 6, 30), date(2026, 7, 1))
    ]

    assert totals == [kr("436.00"), kr("440.00")]


@pytest.mark.parametrize(("days", "total"), [("0.5", "109.00"), ("3.3", "719.40"), ("24.63", "5369.34")])
def test_half_and_decimal_days_keep_their_ore(days, total):
    assert ask(TARGET, replace(ASBESTOS, days=Decimal(days))).total == kr(total)


def test_a_course_of_unknown_length_has_no_price():
    assert ask(TARGET, replace(ASBESTOS, days=None)).code == "days_unknown"


@pytest.mark.parametrize("days", ["0", "-1", "NaN", "Infinity", "1001"])
def test_no_number_of_days_no_price(days):
    assert ask(TARGET, replace(ASBESTOS, days=Decimal(days))).code == "bad_days"


@pytest.mark.parametrize("amount", ["-1", "NaN", "1e12"])
@pytest.mark.parametrize("name", ["full_price", "target_price"])
def test_an_impossible_amount_in_the_catalogue_is_no_price(name, amount):
    assert ask(TARGET, replace(ASBESTOS, **{name: Decimal(amount)})).code == "bad_amount"


def test_a_full_price_below_the_low_one_is_a_fault_in_the_data():
    assert ask(HIGHER, replace(ASBESTOS, full_price=kr("435.99"))).code == "full_price_below_low"
    assert ask(HIGHER, replace(ASBESTOS, full_price=kr("436.00"))).total == kr("436.00")


def test_the_same_course_twice_is_a_mistake():
    assert ask(TARGET, ASBESTOS, also=(ASBESTOS,)).code == "repeated_course"


def test_nothing_asked_is_nothing_answered():
    assert ask(TARGET).code == "unknown_course"


@pytest.mark.parametrize(
    ("start", "ground"),
    [
        (date(2020, 8, 31), "higher_education"),
        (date(2020, 9, 1), "certificate_scheme"),
        (date(2021, 12, 31), "certificate_scheme"),
        (date(2022, 1, 1), "higher_education"),
    ],
)
def test_the_old_scheme_for_certificate_courses_has_its_dates(start, ground):
    course = replace(FORKLIFT, full_price=kr("9000"), target_price=kr("882"))

    quote = ask(HIGHER, course, start=start)

    assert (quote.ground, quote.total) == (
        ground,
        kr("882.00" if ground == "certificate_scheme" else "9000.00"),
    )


def test_whether_it_was_a_certificate_course_must_be_known_in_those_dates():
    course = replace(FORKLIFT, certificate=Flag.UNKNOWN, full_price=kr("9000"))

    assert ask(HIGHER, course, start=date(2021, 5, 3)).code == "certificate_unknown"


def test_the_answer_says_from_when_the_degree_counts_as_unused():
    quote = ask(person("higher", last_used="2024-05-01"), WITH_FULL)

    assert quote.facts["degree_unused_from"] == "2029-05-01"
    assert "degree_unused_five_years" in quote.would_change


def test_the_rate_and_its_source_stand_on_the_line():
    facts = ask(TARGET, ASBESTOS).lines[0].facts

    assert facts == {
        "days": "2",
        "per_day": "218.00",
        "year": 2026,
        "rate_class": "single",
        "rate_source": "source of 2026",
    }


def test_training_carries_no_vat():
    assert vat_on(START) == 0


def test_a_later_rate_does_not_touch_an_earlier_quote():
    before = ask(TARGET, ASBESTOS)
    later = replace(RATES[-1], year=2027, per_day=Decimal(230), valid_from=date(2027, 1, 1), valid_to=None)

    assert ask(TARGET, ASBESTOS, rates=(*RATES, later)) == before


def test_the_last_rule_takes_everybody_who_is_left():
    last = RULES[-1]

    assert (last.scheme, last.outside_target_group, last.exempt, last.certificate) == (None, None, None, None)
    assert last.is_valid_on(date.min)
    assert last.is_valid_on(date.max)


def test_a_degree_used_on_the_last_days_of_the_calendar_is_in_use():
    used = date(9998, 12, 31)

    quote = ask(person("higher", last_used=used.isoformat()), WITH_FULL, start=used + timedelta(days=1))

    assert quote.ground == "higher_education"
