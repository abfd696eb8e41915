"""The one page of the test identity provider: whom do you want to be?"""

from collections.abc import Iterable, Mapping
from html import escape
from urllib.parse import urlencode, urlsplit

from amu.local.loopback_http import LoopbackResponse
from amu.local.personas import Persona

WORDS = {
    "da": {
        "title": "Log ind som (TEST)",
        "warning": "TEST. Dette er ikke MitID. Personerne er opdigtede, og der skal ingen adgangskode til.",
        "lead": "Vælg, hvem du vil være.",
        "cancel": "Afbryd",
        "other": "English",
    },
    "en": {
        "title": "Sign in as (TEST)",
        "warning": "TEST. This is not MitID. The people are invented, and no password is needed.",
        "lead": "Choose who you want to be.",
        "cancel": "Cancel",
        "other": "Dansk",
    },
}

STYLE = """
:root { font: 1.0625rem/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff; }
body { margin: 0; }
main { max-width: 44rem; margin: 0 auto; padding: 1rem; }
.test { background: #5c0f2b; color: #fff; margin: 0; padding: .75rem 1rem; font-weight: 600; }
ul { list-style: none; margin: 0 0 1.5rem; padding: 0; }
li { margin: 0 0 .75rem; }
button { font: inherit; text-align: left; width: 100%; padding: .75rem 1rem; border: 2px solid #5c0f2b;
  border-radius: .375rem; background: #fff; color: inherit; cursor: pointer; }
button:hover { background: #faf1f4; }
button:focus-visible, a:focus-visible { outline: 3px solid #0b57d0; outline-offset: 2px; }
button strong { display: block; }
a { color: #5c0f2b; }
.language { text-align: right; margin: 0; }
"""


def choose_page(query: Mapping[str, str], people: Iterable[Persona]) -> LoopbackResponse:
    """``ui_locales`` chooses the language; the form goes back to the same address."""
    language = "en" if query.get("ui_locales", "da").startswith("en") else "da"
    other = {**query, "ui_locales": "da" if language == "en" else "en"}
    return_to = urlsplit(query["redirect_uri"])
    policy = (
        "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; "
        f"form-action 'self' {return_to.scheme}://{return_to.netloc}"
    )
    headers = {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Security-Policy": policy,
        "Referrer-Policy": "no-referrer",
    }
    return LoopbackResponse(200, _page(language, f"?{urlencode(other)}", people).encode(), headers)


def _page(language: str, other: str, people: Iterable[Persona]) -> str:
    words = WORDS[language]
    other_language = "da" if language == "en" else "en"
    choices = "".join(f"<li>{_choice(person, language)}</li>" for person in people)
    return f"""<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{words["title"]}</title>
<link rel="stylesheet" href="/style.css">
</head>
<body>
<main>
<p class="test">{words["warning"]}</p>
<p class="language"><a href="{escape(other)}" lang="{other_language}">{words["other"]}</a></p>
<h1>{words["title"]}</h1>
<p>{words["lead"]}</p>
<form method="post">
<ul>{choices}</ul>
<button name="person" value="">{words["cancel"]}</button>
</form>
</main>
</body>
</html>
"""


def _choice(person: Persona, language: str) -> str:
    words = escape(person.da if language == "da" else person.en)
    return (
        f'<button name="person" value="{person.key}"><strong>{escape(person.name)}</strong> {words}</button>'
    )
