"""Words are folded alike in Python, which reads searches, and in PostgreSQL, which keeps the index."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amu.kernel.folding import fold, spaced

pytestmark = pytest.mark.django_db
# Everything up to the Latin letters of Europe, and the marks that stand on them when they are written apart.
UNSEEN = "\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{LEFT-TO-RIGHT MARK}"
TEXTS = st.text(
    st.characters(min_codepoint=32, max_codepoint=0x24F, blacklist_categories=["Cc"])
    | st.sampled_from(f"\N{COMBINING RING ABOVE}\N{COMBINING ACUTE ACCENT}{UNSEEN}–-/()"),
    max_size=40,
)


def ask(function, text):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [text])
        return cursor.fetchone()[0]


@pytest.mark.parametrize(
    "text",
    [
        "Kørekort",
        "KOEREKORT",
        "åbenrå",
        "A\N{COMBINING RING ABOVE}rhus",
        "A\N{ZERO WIDTH SPACE}\N{COMBINING RING ABOVE}rhus",
        "F/I",
        "49041-B",
    ],
)
def test_what_people_write_is_folded_alike(text):
    assert ask("courses_fold", text) == fold(text)
    assert ask("courses_spaced", text) == spaced(text)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS)
def test_whatever_is_written_is_folded_alike(db, text):
    assert ask("courses_fold", text) == fold(text)
    assert ask("courses_spaced", text) == spaced(text)


def test_what_is_not_seen_does_not_part_a_letter_from_its_ring():
    assert fold("A\N{ZERO WIDTH SPACE}\N{COMBINING RING ABOVE}rhus") == fold("Århus") == "aarhus"
