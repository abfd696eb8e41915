"""The worked cases of the fee, asked the way support staff ask."""

from datetime import date
from decimal import Decimal

import pytest

from courses.models import Course, CourseFullPrice
from tests.integration.fees.test_price_command import charge, feed, price

START = ("--start", "2026-09-14")
TARGET = ("--education", "vocational")
HIGHER = ("--education", "higher")


@pytest.fixture
def full_price(courses):
    """Full prices of 2026 for the courses the cases name; none is published in reality."""

    def store(code, amount):
        CourseFullPrice.objects.create(course=courses[code], year=2026, amount=Decimal(amount))

    return store


CASES = {
    "F1": (("22906", *START, *TARGET), "436.00", "target_group"),
    "F4": (("47592", "--start", "2023-03-06", *TARGET), "896.00", "target_group"),
    "F6": (("47592", *START, *TARGET), "1526.00", "target_group"),
    "F7 low": (("48300", "--start", "2021-05-10", *TARGET), "252.00", "target_group"),
    "F7 full": (("48300", "--start", "2021-05-10", *HIGHER), "1508.60", "higher_education"),
    "F13": (
        ("22906", *START, *HIGHER, "--degree-last-used", "2020-09-14"),
        "436.00",
        "degree_unused",
    ),
    "F15 low": (("40000", *START, *TARGET), "0.00", "fee_exempt"),
    "F17 alone": (("45000", *START, *TARGET), "218.00", "target_group"),
    "F17 beside": (("45000", *START, *TARGET, "--with", "22906"), "436.00", "basic_skills"),
    "F18": (("22906", *START, *HIGHER, "--scheme", "six_weeks"), "0.00", "six_weeks"),
    "F19": (("22906", *START, *HIGHER, "--scheme", "igu"), "0.00", "igu"),
    "E1": (("22906", *START, *TARGET), "436.00", "target_group"),
    "E3": (
        ("22906", "--start", "2026-01-12", *HIGHER, "--degree-last-used", "2019-06-30"),
        "436.00",
        "degree_unused",
    ),
    "E3 exactly": (
        ("22906", "--start", "2026-01-12", *HIGHER, "--degree-last-used", "2021-01-12"),
        "436.00",
        "degree_unused",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_case_with_a_price(courses, case):
    args, total, ground = CASES[case]

    code, answer = price(*args)

    assert (code, answer["total"], answer["ground"]) == (0, total, ground)


ERRORS = {
    "F14": (("22906", *START, *HIGHER), "no_full_price"),
    "F20": (("22906", "--start", "2025-09-15", *TARGET), "no_rate"),
    "E2": (("40000", *START, *HIGHER), "no_full_price"),
    "E3 four years and eleven months": (
        ("22906", "--start", "2026-01-12", *HIGHER, "--degree-last-used", "2021-02-01"),
        "no_full_price",
    ),
}


@pytest.mark.parametrize("case", ERRORS)
def test_a_case_without_a_price(courses, case):
    args, error = ERRORS[case]

    code, answer = price(*args)

    assert (code, answer["error"]) == (2, error)


@pytest.mark.parametrize(("wanted", "total"), [("yes", "1136.00"), ("no", "436.00")])
def test_f3_supplements_are_taken_or_declined(run_with_supplements, wanted, total):
    asked = ("22906", "--run", "22906-TEST", *TARGET, "--supplement", wanted)

    assert price(*asked)[1]["total"] == total


def test_f9_a_class_with_two_courses_costs_the_sum(new_run, courses):
    for number, days in (("42870", 1), ("42871", 3)):
        courses[number] = Course.objects.create(
            number=number, title="El", duration_days=days, rate_class="low"
        )
    new_run("EL", carries=("42870", "42871"), starts_on=date(2021, 6, 7))

    assert price("42870", "--run", "EL", *TARGET)[1]["total"] == "504.00"


def test_f14_and_e2_the_stored_full_price_is_the_answer(full_price):
    full_price("22906", "1734.25")
    full_price("40000", "2400.50")

    assert price("22906", *START, *HIGHER)[1]["total"] == "1734.25"
    assert price("40000", *START, *HIGHER)[1]["ground"] == "higher_education"


def test_f16_a_care_course_without_the_exemption(courses):
    Course.objects.filter(number="48706").update(fee_exempt="no")

    assert price("48706", *START, *TARGET)[1]["total"] == "654.00"


@pytest.mark.parametrize(
    ("args", "total", "ground"),
    [
        (("withdrawal", "employer", "2026-09-08"), "1500.00", "charged"),
        (("withdrawal", "employer", "2026-09-07"), "0.00", "in_good_time"),
        (("no_show", "private", "2026-09-14"), "0.00", "private_person"),
    ],
    ids=["F21", "F23", "F24"],
)
def test_the_cases_of_charges(args, total, ground):
    kind, who, on = args
    code, answer = charge("--kind", kind, "--who", who, "--lessons", "20", *START, "--on", on)

    assert (code, answer["total"], answer["ground"]) == (0, total, ground)


def test_days_before_2024_are_counted_at_the_lower_of_the_two_rates(courses):
    assert price("--days", "7", "--start", "2023-03-06")[1]["total"] == "896.00"


def test_a_placeholder_price_is_no_price_for_anybody(new_run):
    new_run("CLOSED", published_price=Decimal(1))

    assert price("22906", "--run", "CLOSED", *TARGET)[1]["error"] == "ask_school"


def test_a_full_price_is_split_where_both_parts_are_known(courses):
    CourseFullPrice.objects.create(
        course=courses["22906"], year=2026, amount=Decimal("1734.25"), subsidy=Decimal("1298.25")
    )

    answer = price("22906", *START, *HIGHER)[1]

    assert answer["lines"][0]["facts"] == {"year": 2026, "subsidy": "1298.25", "fee": "436.00"}
    assert "a fee of DKK 436.00 and the DKK 1,298.25" in answer["explanation"]["en"]


def test_the_explanation_names_its_source_with_the_address(courses):
    explanation = price("22906", *START, *TARGET)[1]["explanation"]

    assert "(https://elov.dk/au-loven/paragraf/8)" in explanation["da"]


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ('{"days": "7.0", "start": "2026-09-14"}', "1526.00"),
        ('{"amu_number": "47592", "start": "2023-03-06", "education": "unskilled"}', "896.00"),
        (
            '{"amu_number": "45000", "start": "2026-09-14", "education": "unskilled", "with": ["22906"]}',
            "436.00",
        ),
        ('{"amu_number": "22906", "start": "2025-09-15", "education": "unskilled"}', "no_rate"),
    ],
)
def test_a_line_of_many_is_answered_as_if_it_were_alone(courses, monkeypatch, line, answer):
    said = feed(monkeypatch, line)[0]

    assert said.get("total", said.get("error")) == answer
