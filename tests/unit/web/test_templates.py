"""Templates that are compiled for each language say word for word what Django's own would say."""

import pytest
from django.template import Context, Engine
from django.template.base import TextNode
from django.utils import translation

OURS, DJANGOS = "amu.web.templates.Loader", "django.template.loaders.cached.Loader"
FACTS = {"name": "<Æble & co.>", "n": 2, "code": "47592", "yes": True, "rows": [1, 2], "view": "front"}
TAGS = "{% load i18n static l10n %}"

ALWAYS_THE_SAME = [
    '{% translate "Search" %}',
    '<p>{% translate "Search" %}, {% translate "Find a course" %}</p>',
    '{% translate "Free" context "price" %}',
    "{% blocktranslate %}Find a course{% endblocktranslate %}",
    "{% blocktranslate trimmed %}\n  Find a course\n{% endblocktranslate %}",
    '{% blocktranslate context "price" %}Free{% endblocktranslate %}',
    '{% translate "100 % sure" %}',
    '{% translate "Search" noop %}',
    '{% url "front" %}',
    '<link href="{% static "amu/amu.css" %}">',
    "{% translate '<b>bold</b> & more' %}",
]
DEPENDS_ON_THE_PAGE = [
    "{% translate name %}",
    '{% translate "Search"|upper %}',
    '{% translate "Search" as word %}[{{ word }}]',
    "{% blocktranslate %}{{ name }} and {{ n }}{% endblocktranslate %}",
    "{% blocktranslate count n=n %}{{ n }} class{% plural %}{{ n }} classes{% endblocktranslate %}",
    "{% blocktranslate asvar word %}Search{% endblocktranslate %}[{{ word }}]",
    "{% blocktranslate with place=name %}Classes nearest to {{ place }}{% endblocktranslate %}",
    '{% url "courses:course" code %}',
    '{% url "courses:course" code=code %}',
    "{% url view %}",
    '{% url "front" as here %}[{{ here }}]',
    "{% static name %}",
]
AROUND = [
    "{{% if yes %}}{inner}{{% else %}}no{{% endif %}}",
    "{{% if not yes %}}no{{% elif n == 2 %}}{inner}{{% endif %}}",
    "{{% for row in rows %}}{inner}{{{{ row }}}}{{% empty %}}none{{% endfor %}}",
    "{{% for row in none %}}{{{{ row }}}}{{% empty %}}{inner}{{% endfor %}}",
    "{{% with other=name %}}{inner}{{% endwith %}}",
    "{{% filter upper %}}{inner}{{% endfilter %}}",
    "{{% autoescape off %}}{inner}{{% endautoescape %}}",
    '{{% language "en" %}}{inner}{{% endlanguage %}}',
    "{{% block part %}}{inner}{{% endblock %}}",
]


def engine(kind, templates):
    loaders = [(kind, [("django.template.loaders.locmem.Loader", templates)])]
    return Engine(loaders=loaders, libraries=LIBRARIES)


LIBRARIES = {
    "i18n": "django.templatetags.i18n",
    "static": "django.templatetags.static",
    "l10n": "django.templatetags.l10n",
}


def said(kind, templates):
    """The page in Danish, in English and in Danish again."""
    made, pages = engine(kind, templates), []
    for language in ("da", "en", "da"):
        with translation.override(language):
            pages.append(made.get_template("page").render(Context(FACTS)))
    return pages


@pytest.mark.parametrize("around", ["{inner}", *AROUND])
@pytest.mark.parametrize("inner", [*ALWAYS_THE_SAME, *DEPENDS_ON_THE_PAGE])
def test_a_page_says_what_it_would_say(inner, around):
    templates = {"page": TAGS + "before " + around.format(inner=inner) + " after"}

    assert said(OURS, templates) == said(DJANGOS, templates)


def test_pages_that_extend_and_include_say_what_they_would_say():
    word = '{% translate "Search" %}'
    templates = {
        "base": f"{TAGS}{word}{{% block part %}}{word} {{{{ n }}}}{{% endblock %}}{word}",
        "middle": f'{{% extends "base" %}}{TAGS}{{% block part %}}({{{{ block.super }}}}){word}{{% endblock %}}',
        "page": f'{{% extends "middle" %}}{TAGS}{{% block part %}}[{{{{ block.super }}}}]'
        '{% include "row" with n=7 %}{% include which %}{% endblock %}',
        "row": f"{TAGS}{word}{{{{ n }}}}",
    }
    with_a_choice = {**templates, "page": templates["page"].replace("which", '"row"')}

    assert said(OURS, with_a_choice) == said(DJANGOS, with_a_choice)


@pytest.mark.parametrize("inner", ALWAYS_THE_SAME)
def test_what_is_always_the_same_becomes_one_text(inner):
    template = engine(OURS, {"page": f"{TAGS}a{inner}b"}).get_template("page")

    assert [type(node) for node in template.nodelist] == [TextNode]


@pytest.mark.parametrize("inner", DEPENDS_ON_THE_PAGE)
def test_what_depends_on_the_page_stays(inner):
    template = engine(OURS, {"page": f"{TAGS}{inner}"}).get_template("page")

    assert any(not isinstance(node, TextNode) for node in template.nodelist)


def test_a_template_is_compiled_once_for_each_language():
    made = engine(OURS, {"page": TAGS + '{% translate "Search" %}'})
    with translation.override("da"):
        first, again = made.get_template("page"), made.get_template("page")
    with translation.override("en"):
        other = made.get_template("page")

    assert first is again
    assert first is not other
