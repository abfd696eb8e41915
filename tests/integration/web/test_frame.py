"""Common to every page: two languages, sign-in and sign-out, headers, and invalid addresses."""

import re

import pytest

PUBLIC = [
    "/",
    "kurser/",
    "om-data/",
    "hvad-koster-det/",
    "afslag/",
    "kontakt/",
    "tilgaengelighedserklaering/",
]


def danish(path):
    return "/da/" if path == "/" else f"/da/{path}"


@pytest.mark.parametrize(("asks_for", "language"), [("da", "da"), ("en-GB", "en"), ("de", "da"), ("", "da")])
def test_the_bare_address_leads_to_the_readers_language_and_danish_comes_first(
    client, db, asks_for, language
):
    response = client.get("/", headers={"accept-language": asks_for})

    assert response.status_code == 302
    assert response["Location"] == f"/{language}/"


@pytest.mark.parametrize("path", PUBLIC)
def test_every_page_is_marked_with_its_language_and_leads_to_the_same_page_in_the_other(client, db, path):
    text = client.get(danish(path)).content.decode()
    [other] = re.findall(r'<a href="(/en/[^"]*)" lang="en"', text)
    english = client.get(other)

    assert '<html lang="da">' in text
    assert english.status_code == 200
    assert '<html lang="en">' in english.content.decode()
    assert f'href="{danish(path)}" lang="da"' in english.content.decode()


def test_the_other_language_keeps_the_question(client, db):
    text = client.get("/da/kurser/?q=asbest&place=8000").content.decode()

    assert 'href="/en/courses/?q=asbest&amp;place=8000"' in text


@pytest.mark.parametrize("path", PUBLIC)
def test_no_word_is_left_in_english_on_a_danish_page(client, db, path):
    text = client.get(danish(path)).content.decode()

    assert not re.search(r"\b(the|you|and|course|school|price)\b", re.sub(r"<[^>]+>|https?://\S+", " ", text))


@pytest.mark.parametrize("path", PUBLIC)
def test_every_page_has_one_heading_a_way_past_the_menu_and_the_statement(client, db, path):
    text = client.get(danish(path)).content.decode()

    assert text.count("<h1") == 1
    assert 'class="skipnav" href="#main-content"' in text
    assert 'id="main-content"' in text
    assert "Tilgængelighedserklæring" in text


def test_the_short_address_of_the_statement_works(client, db):
    assert client.get("/was", follow=True).status_code == 200


def test_a_stranger_is_offered_to_sign_in_and_come_back_here(client, db):
    assert "/da/log-ind/?next=/da/om-data/" in client.get("/da/om-data/").content.decode().replace("%2F", "/")


@pytest.mark.parametrize("path", PUBLIC)
def test_a_page_needs_nothing_from_anywhere_else(client, db, path):
    response = client.get(danish(path))
    policy = response["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert not re.search(r'(src|href)="https?://[^"]*\.(js|css|woff2|png|svg)', response.content.decode())


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_may_be_shared_for_seconds_and_is_asked_for_again_by_browsers(client, db, path):
    response = client.get(danish(path))

    assert response["Cache-Control"] == "public, max-age=0, s-maxage=10, stale-while-revalidate=30"
    assert "Cookie" in response["Vary"]  # whoever signs in must not meet the stranger's copy
    assert not response.cookies


NOINDEX = '<meta name="robots" content="noindex">'


@pytest.mark.parametrize("path", PUBLIC)
def test_search_engines_may_keep_public_pages(client, db, path):
    response = client.get(danish(path))

    assert NOINDEX not in response.content.decode()
    assert "X-Robots-Tag" not in response


@pytest.mark.parametrize(
    "path", ["/da/log-ind/?next=/da/tilmeldinger/17/", "/da/konto/log-ind/", "/da/bevis/AAAA-BBBB/"]
)
def test_search_engines_keep_no_page_of_sign_in_and_of_no_code(client, db, path):
    assert NOINDEX in client.get(path, follow=True).content.decode()


@pytest.mark.parametrize("path", ["/da/kurser/%00/", "/da/%0a/", "/en/classes/a%1fb/", "/%07"])
def test_an_address_with_control_characters_names_nothing(client, db, path):
    assert client.get(path).status_code == 404
