"""The tests' own guard: a name that a template of ours misses is a failure; other people's templates are left alone."""

import pytest
from django.template import Context, Engine

from tests.undefined import Undefined, UndefinedVariableError


@pytest.fixture
def render(tmp_path, monkeypatch):
    """Renders a text as a template in the folder of that name."""
    monkeypatch.setattr("tests.undefined.OURS", str(tmp_path / "ours"))
    libraries = {"i18n": "django.templatetags.i18n"}
    engine = Engine(dirs=[tmp_path], libraries=libraries, string_if_invalid=Undefined())

    def render(folder, text):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "page.html").write_text("{% load i18n %}" + text)
        return engine.get_template(f"{folder}/page.html").render(Context())

    return render


@pytest.mark.parametrize(
    "text",
    [
        "{{ missing }}",
        '{{ missing|default:"x" }}',
        "{% with word=missing %}{{ word }}{% endwith %}",
        "{% blocktranslate with word=missing %}{{ word }}{% endblocktranslate %}",
        "{% blocktranslate %}{{ missing }}{% endblocktranslate %}",
    ],
)
def test_a_missing_name_fails_in_our_templates(render, text):
    with pytest.raises(UndefinedVariableError, match=r"ours/page\.html"):
        render("ours", text)


@pytest.mark.parametrize("text", ["{% if missing %}x{% endif %}", '{% firstof missing "" %}'])
def test_a_question_whether_it_is_there_is_allowed(render, text):
    assert render("ours", text) == ""


def test_other_peoples_templates_show_what_they_show_in_production(render):
    assert render("theirs", '{{ missing }}{{ missing|default:"x" }}') == "x"
