"""A template with holes gives what the template itself would give, whatever stands in the holes."""

import pytest
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from amu.web.stencil import fill

# Everything but the two letters that mark a hole, which no text of ours has.
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Co"]), max_size=12) | st.sampled_from(
    ["", "<b>", "&amp;", "{{ title }}", "{% x %}", "a\\1", "Søren's", '"']
)
FLAGS = st.booleans()
SHAPES = {
    "courses/_hit.html": {
        **dict.fromkeys(["is_cut", "is_free", "is_later"], FLAGS),
        **dict.fromkeys(
            ["course_url", "answers", "title", "code", "length", "price", "area", "runs", "next_day", "km", "run_url",
             "run_day", "provider", "city", "seats"],
            TEXTS,
        ),
    },
    "courses/_run_line.html": {
        "is_demo": FLAGS,
        **dict.fromkeys(
            ["url", "answers", "first_day", "last_day", "title", "provider", "city", "km", "hours", "seats"], TEXTS
        ),
    },
}  # fmt: skip


@pytest.mark.parametrize("template", SHAPES)
@pytest.mark.parametrize("language", ["da", "en"])
@given(data=st.data())
def test_it_is_what_the_template_gives(template, language, data):
    facts = data.draw(st.fixed_dictionaries(SHAPES[template]))

    with override(language):
        assert fill(template, facts) == render_to_string(template, facts)


def test_markup_that_is_safe_stays_markup_and_other_text_does_not():
    facts = dict.fromkeys(SHAPES["courses/_run_line.html"], "")
    line = fill(
        "courses/_run_line.html", {**facts, "provider": "<b>", "seats": mark_safe("<strong>3</strong>")}
    )

    assert "&lt;b&gt;" in line
    assert "<strong>3</strong>" in line


def test_each_language_has_its_own():
    facts = dict.fromkeys(SHAPES["courses/_hit.html"], "")
    with override("da"):
        danish = fill("courses/_hit.html", facts)
    with override("en"):
        english = fill("courses/_hit.html", facts)

    assert "Nr." in danish
    assert "No." in english
