import io
import json
from datetime import date, timedelta

import pytest
from django.core.management import call_command


def run(*args, **options):
    out, err = io.StringIO(), io.StringIO()
    code = 0
    try:
        call_command("appeal_deadline", *args, stdout=out, stderr=err, **options)
    except SystemExit as stopped:
        code = stopped.code
    return code, out.getvalue(), err.getvalue()


def test_the_last_day_stands_alone_on_its_line():
    assert run("2026-05-08") == (0, "2026-06-08\n", "")


def test_a_letter_is_given_by_its_day_of_posting():
    assert run("2026-08-03", "--channel", "letter")[1] == "2026-09-08\n"


def test_a_comment_has_a_week():
    assert run("2026-06-11", "--period", "comment")[1] == "2026-06-18\n"


def test_json_gives_the_steps():
    answer = json.loads(run("2026-05-08", "--json")[1])

    assert answer["last_day"] == "2026-06-08"
    assert answer["steps"][2] == {
        "code": "moved",
        "facts": {"day": "2026-06-06", "from_day": "2026-06-05", "why": "constitution_day"},
    }


@pytest.mark.parametrize(
    ("text", "code"),
    [("2026-02-30", "bad_date"), ("1999-01-01", "before_first_rule"), ("9999-12-31", "beyond_calendar")],
)
def test_a_bad_date_is_named_and_exits_with_2(text, code):
    assert run(text) == (2, "", f"error:{code}\n")
    assert run(text, "--json") == (2, json.dumps({"error": code}) + "\n", "")


def test_each_line_of_standard_input_has_its_answer_in_order(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("2026-05-08\n\nnonsense\n2026-08-17\r\n9999-12-31"))

    assert run("-")[:2] == (
        0,
        "2026-06-08\nerror:bad_date\nerror:bad_date\n2026-09-14\nerror:beyond_calendar\n",
    )


def test_bytes_that_are_no_text_spoil_only_their_own_line(monkeypatch):
    monkeypatch.setattr(
        "sys.stdin", io.TextIOWrapper(io.BytesIO(b"\xff\xfe\n2026-08-17\n"), encoding="utf-8")
    )

    assert run("-")[1] == "error:bad_date\n2026-09-14\n"


def test_a_year_of_lines_gives_a_year_of_answers(monkeypatch):
    days = [(date(2026, 1, 1) + timedelta(days=n)).isoformat() for n in range(365)]
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(days)))

    assert len(run("-")[1].splitlines()) == 365
