import io
import json

import pytest
from django.core.management import call_command


def run(*args, command="price"):
    out, err = io.StringIO(), io.StringIO()
    code = 0
    try:
        call_command(command, *args, stdout=out, stderr=err)
    except SystemExit as stopped:
        code = stopped.code
    return code, out.getvalue(), err.getvalue()


def price(*args):
    code, out, _ = run(*args, "--json")
    return code, json.loads(out)


def feed(monkeypatch, *lines):
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
    return [json.loads(line) for line in run("-")[1].splitlines()]


ASKED = ("--start", "2026-09-14", "--education", "vocational")


def test_json_carries_the_whole_answer(courses):
    code, answer = price("22906", *ASKED)

    assert code == 0
    assert {name: answer[name] for name in ("total", "payer_amount", "currency", "ground", "payer")} == {
        "total": "436.00",
        "payer_amount": "436.00",
        "currency": "DKK",
        "ground": "target_group",
        "payer": "participant",
    }
    assert answer["explanation"]["da"].startswith("Du betaler 436,00 kr. ")
    assert answer["explanation"]["en"].startswith("You pay DKK 436.00. ")


def test_the_figure_stands_alone_on_the_first_line(courses):
    code, out, err = run("22906", *ASKED)

    assert (code, out.splitlines()[:2], err) == (0, ["436.00", "Du betaler 436,00 kr."], "")


@pytest.mark.parametrize(
    ("args", "error"),
    [
        (("22906", "--start", "2025-09-14", "--education", "vocational"), "no_rate"),
        (("22906", "--start", "2026-09-14", "--education", "higher"), "no_full_price"),
        (("22906", "--start", "2026-09-14", "--education", "unsure"), "education_unsure"),
        (("99999", *ASKED), "unknown_course"),
        (("22906", "--start", "2023-09-14", "--education", "unskilled"), "rate_class_unknown"),
        (("48706", *ASKED), "exemption_unknown"),
        (("22906", *ASKED, "--run", "nothing"), "unknown_run"),
        (("22906", "--start", "2026-02-30", "--education", "vocational"), "bad_date"),
        (("22906", "--education", "vocational"), "missing_start"),
        (("22906", "--start", "2026-09-14"), "missing_education"),
        (("22906", "--start", "2026-09-14", "--education", "phd"), "unknown_education"),
        (("22906", *ASKED, "--scheme", "friends"), "unknown_scheme"),
        (("22906", *ASKED, "--supplement", "maybe"), "bad_supplement"),
        (("22906", *ASKED, "--degree-last-used", "2027-01-01"), "degree_used_in_future"),
        (("22906", *ASKED, "--with", "22906"), "repeated_course"),
        (("22906", *ASKED, "--days", "2"), "course_and_days"),
        (("--days=-2", *ASKED), "bad_days"),
        (("--days", "two", *ASKED), "bad_days"),
        (ASKED, "missing_course"),
        (("2" * 65, *ASKED), "bad_amu_number"),
        (("22906", *ASKED, "--part", "Z"), "unknown_course"),
    ],
)
def test_what_has_no_price_has_a_named_error(courses, args, error):
    code, answer = price(*args)

    assert (code, answer["error"]) == (2, error)
    assert answer["explanation"]["da"] != answer["explanation"]["en"]
    assert "total" not in answer


def test_an_error_at_the_shell_goes_to_the_error_stream(courses):
    code, out, err = run("99999", *ASKED)

    assert (code, out, err.splitlines()[0]) == (2, "", "error:unknown_course")


def test_days_are_plain_arithmetic_at_the_low_rate(courses):
    assert price("--days", "3.3", "--start", "2026-09-14")[1]["total"] == "719.40"


@pytest.mark.parametrize("name", [("49041", "--part", "b"), ("49041-B",)])
def test_a_part_is_named_by_option_or_in_the_number(courses, name):
    assert price(*name, *ASKED)[1]["total"] == "654.00"


def test_courses_beside_it_are_in_the_total(courses):
    answer = price("45000", *ASKED, "--with", "22906", "49041-C")[1]

    assert answer["total"] == "1090.00"
    assert [line["amount"] for line in answer["lines"]] == ["0.00", "436.00", "654.00"]


@pytest.mark.parametrize(
    ("scheme", "payer", "owed"),
    [
        ("igu", "nobody", "0.00"),
        ("six_weeks", "municipality", "436.00"),
        ("employer", "employer", "436.00"),
    ],
)
def test_schemes_say_who_pays(courses, scheme, payer, owed):
    answer = price("22906", *ASKED, "--scheme", scheme)[1]

    assert (answer["total"], answer["payer"], answer["payer_amount"]) == ("0.00", payer, owed)


@pytest.mark.parametrize(("wanted", "total"), [("yes", "1136.00"), ("no", "436.00")])
def test_a_class_is_priced_by_its_booking_code(run_with_supplements, wanted, total):
    asked = ("22906", "--run", "22906-TEST", "--education", "vocational", "--supplement", wanted)

    assert price(*asked)[1]["total"] == total


def test_a_class_must_start_when_the_question_says_and_carry_the_course(run_with_supplements):
    in_question = ("--run", "22906-TEST", "--education", "vocational")

    assert price("22906", *in_question, "--start", "2026-09-14")[1]["error"] == "start_differs"
    assert price("47592", *in_question)[1]["error"] == "course_not_on_run"


def test_every_line_is_answered_in_order(run_with_supplements, monkeypatch):
    answers = feed(
        monkeypatch,
        '{"amu_number": "22906", "start": "2026-09-14", "education": "unskilled"}',
        '{"amu_number": 22906, "run": "22906-TEST", "education": "vocational", "supplement": true}',
        "",
        "[1]",
        "{nonsense",
        '{"days": 3.3, "start": "2026-09-14", "education": "unskilled", "scheme": null}',
        '{"amu_number": "45000", "with": ["22906"], "start": "2026-09-14", "education": "vocational"}',
        '{"amu_number": "22906", "with": "47592", "start": "2026-09-14", "education": "vocational"}',
        '{"amu_number": "99999", "start": "2026-09-14", "education": "vocational"}',
    )

    assert [each.get("total") or each["error"] for each in answers] == [
        "436.00",
        "1136.00",
        "bad_json",
        "bad_json",
        "bad_json",
        "719.40",
        "436.00",
        "1962.00",
        "unknown_course",
    ]


@pytest.mark.parametrize(
    ("odd", "error"),
    [
        ('"start": 20260914', "bad_date"),
        ('"start": "2026-09-14", "education": true', "bad_education"),
        ('"start": "2026-09-14", "part": ["B"]', "bad_part"),
        ('"start": "2026-09-14", "with": {"a": 1}', "bad_with"),
        ('"start": "2026-09-14", "with": [null]', "unknown_course"),
        ('"start": "2026-09-14", "part": "\\ud800"', "bad_part"),
        ('"start": "2026-09-14", "run": "\\u0000"', "bad_run"),
        ('"start": "2026-09-14", "colour": "red"', "unknown_option"),
        ('"start": "2026-09-14", "days": NaN', "bad_days"),
    ],
)
def test_odd_values_are_errors_and_never_a_crash(courses, monkeypatch, odd, error):
    asked = f'{{"amu_number": "22906", "education": "vocational", {odd}}}'

    assert [each["error"] for each in feed(monkeypatch, asked)] == [error]


def test_a_thousand_questions_take_no_more_queries_than_a_few(
    run_with_supplements, monkeypatch, django_assert_max_num_queries
):
    asked = '{"amu_number": "22906", "run": "22906-TEST", "education": "vocational"}'

    with django_assert_max_num_queries(15):
        answers = feed(monkeypatch, *[asked] * 1000)

    assert {each["total"] for each in answers} == {"436.00"}


def charge(*args):
    code, out, _ = run(*args, "--json", command="charge")
    return code, json.loads(out)


LATE = ("--kind", "withdrawal", "--who", "employer", "--start", "2026-09-14")


def test_a_late_withdrawal():
    code, answer = charge(*LATE, "--lessons", "20", "--on", "2026-09-08")

    assert (code, answer["total"], answer["ground"]) == (0, "1500.00", "charged")
    assert answer["explanation"]["da"].startswith("Skolen kan opkræve 1.500,00 kr. ")


@pytest.mark.parametrize(
    ("args", "error"),
    [
        (("--lessons", "-1", "--on", "2026-09-08"), "bad_lessons"),
        (("--lessons", "20", "--on", "2026-09-31"), "bad_date"),
        (("--lessons", "20", "--on", "2026-09-15"), "date_out_of_order"),
        (("--lessons", "20"), "missing_on"),
        (("--lessons", "20", "--on", "2026-09-08", "--who", "nobody"), "unknown_who"),
    ],
)
def test_a_charge_that_cannot_be_has_a_named_error(args, error):
    code, answer = charge(*LATE, *args)

    assert (code, answer["error"]) == (2, error)


def test_a_charge_at_the_shell():
    assert run(*LATE, "--lessons=20", "--on=2026-09-07", command="charge")[1].splitlines()[:2] == [
        "0.00",
        "Der er intet gebyr.",
    ]
