"""What search engines and feed readers are told, at addresses from the settings and not from the request."""

import re
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest

from courses.catalogue.sitemaps import ClassSitemap

ATOM = "{http://www.w3.org/2005/Atom}"
SITE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def body(response):
    assert response.status_code == 200
    return b"".join(response.streaming_content).decode() if response.streaming else response.content.decode()


def locations(client, path, **headers):
    tree = ET.fromstring(body(client.get(path, headers=headers)))  # noqa: S314 - our own answer
    return [each.text for each in tree.iter(f"{SITE}loc")]


def test_robots_are_let_in_but_not_into_filters_and_the_admin(client, db):
    text = body(client.get("/robots.txt"))

    assert "Disallow: /admin/" in text
    assert "Disallow: /*?" in text
    assert "Allow: /sitemap-" in text
    assert re.search(r"^Sitemap: http\S+/sitemap\.xml$", text, re.MULTILINE)


def test_the_site_map_leads_to_every_page_that_is_there(client, new_run):
    new_run("RUN")

    sections = locations(client, "/sitemap.xml")
    pages = [url for section in sections for url in locations(client, "/" + section.split("/", 3)[3])]

    assert len(pages) == len(set(pages))
    paths = ["/" + url.split("/", 3)[3] for url in pages]
    for path in ("/da/hold/RUN/", "/en/classes/RUN/", "/da/kurser/49041-B/", "/da/skoler/amu-syd/", "/da/"):
        assert path in paths
    for path in paths:
        assert client.get(path).status_code == 200, path


def test_what_is_invented_over_or_unseen_is_not_in_it(client, new_run):
    new_run("DEMO", is_demo=True)
    new_run("DRAFT", status="draft")
    new_run("GONE", status="cancelled")
    new_run("PAST", starts_on="2026-08-01", ends_on="2026-08-02", enrol_by=None)

    sections = locations(client, "/sitemap.xml")
    pages = " ".join(url for section in sections for url in locations(client, "/" + section.split("/", 3)[3]))

    assert "/hold/" not in pages


def test_addresses_come_from_the_settings(client, new_run):
    new_run("RUN")

    for path in ("/sitemap.xml", "/sitemap-classes.xml"):
        assert {urlsplit(url).netloc for url in locations(client, path, host="127.0.0.1")} == {
            "localhost:8000"
        }
    assert client.get("/sitemap.xml", headers={"host": "evil.example"}).status_code == 400


def test_each_address_names_the_same_page_in_both_languages(client, new_run):
    new_run("RUN")

    text = body(client.get("/sitemap-classes.xml"))

    alternates = re.findall(r'hreflang="(..)" href="http://[^/]+(/[^"]+)"', text)
    assert alternates == [("da", "/da/hold/RUN/"), ("en", "/en/classes/RUN/")] * 2


def test_many_pages_fill_several_files(client, new_run, monkeypatch):
    monkeypatch.setattr(ClassSitemap, "limit", 2)
    for number in range(3):
        new_run(f"RUN{number}")

    files = [url for url in locations(client, "/sitemap.xml") if "classes" in url]

    assert [url.partition("/sitemap-")[2] for url in files] == ["classes.xml", "classes.xml?p=2"]
    assert [len(locations(client, "/" + url.split("/", 3)[3])) for url in files] == [4, 2]
    assert client.get("/sitemap-classes.xml?p=3").status_code == 404


@pytest.mark.parametrize("path", ["/sitemap.xml", "/sitemap-pages.xml"])
def test_the_site_map_may_be_kept_for_an_hour(client, db, path):
    response = client.get(path)

    assert response["Cache-Control"] == "public, max-age=3600"
    assert "Vary" not in response or "Cookie" not in response["Vary"]


@pytest.mark.parametrize("section", ["classes-0", "people"])
def test_other_sections_are_not_there(client, db, section):
    assert client.get(f"/sitemap-{section}.xml").status_code == 404


def feed(client, query="", language="en"):
    path = {"en": "/en/courses/feed.atom", "da": "/da/kurser/feed.atom"}[language]
    response = client.get(path + query)
    assert response["Content-Type"].startswith("application/atom+xml")
    return ET.fromstring(body(response))  # noqa: S314 - our own answer


def entries(tree):
    return [
        (entry.findtext(f"{ATOM}title"), entry.find(f"{ATOM}link").get("href"))
        for entry in tree.iter(f"{ATOM}entry")
    ]


@pytest.fixture
def searchable(new_run):
    new_run("RUN")


def test_a_search_is_followed_with_its_own_words(client, searchable):
    tree = feed(client, "?q=asbest")

    ((title, link),) = entries(tree)
    assert title == "Sikkerhed v. asbestarbejde (22906)"
    assert link.endswith("/en/classes/RUN/")
    own = [link.get("href") for link in tree.findall(f"{ATOM}link")]
    assert any(url.endswith("/en/courses/?q=asbest") for url in own)
    assert any(url.endswith("/en/courses/feed.atom?q=asbest") for url in own)


def test_another_class_of_the_course_is_news(client, searchable, new_run):
    def names():
        return [entry.findtext(f"{ATOM}id") for entry in feed(client, "?q=asbest").iter(f"{ATOM}entry")]

    assert names()[0].endswith(":22906:RUN")
    new_run("SOONER", starts_on="2026-09-10", ends_on="2026-09-11", enrol_by="2026-09-08")

    assert names()[0].endswith(":22906:SOONER")


@pytest.mark.parametrize(
    "query", ["?q=%00&page=x&unknown=1", "?q=" + "x" * 3000, "?km=-1&place=99999", "?q=<b>"]
)
def test_any_question_gives_a_feed(client, searchable, query):
    feed(client, query)


def test_the_search_page_links_to_its_feed(client, searchable):
    text = client.get("/da/kurser/?q=asbest").content.decode()

    assert text.count('href="/da/kurser/feed.atom?q=asbest"') == 2
