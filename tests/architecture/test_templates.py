"""Templates can be read without scrolling sideways, and their forms keep what is typed."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
WIDEST = 120
READ = sorted({*ROOT.glob("templates/**/*.html"), *ROOT.glob("templates/**/*.txt")})


def too_wide(text):
    return [number for number, line in enumerate(text.splitlines(), start=1) if len(line) > WIDEST]


@pytest.mark.parametrize("path", READ, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_line_of_a_template_is_at_most_120_characters(path):
    assert too_wide(path.read_text()) == []


def test_a_longer_line_would_be_found():
    assert too_wide("x" * 120 + "\n" + "x" * 121 + "\n") == [2]


# Nobody is signed in, or files are sent, which are not kept.
NOT_KEPT = {
    "account/login.html",
    "certificates/_form.html",
    "admin/courses/run_import.html",
    # CPR numbers and passwords are kept nowhere in clear.
    "admin/people/find.html",
    "admin/people/form.html",
    "people/accept_invitation.html",
}
FORMS = [
    (path, form) for path in READ for form in re.findall(r"<form.*?</form>", path.read_text(), re.DOTALL)
]


def is_typed_in(form):
    return 'method="post"' in form and re.search(r"{{ *form\b", form)


def keeps(form):
    return "{% csrf_token %}{% shown_to form %}" in form


def test_a_form_that_is_typed_in_keeps_what_is_typed():
    careless = {
        str(path.relative_to(ROOT / "templates"))
        for path, form in FORMS
        if is_typed_in(form) and not keeps(form)
    }

    assert careless == NOT_KEPT
