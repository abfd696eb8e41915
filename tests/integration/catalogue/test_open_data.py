"""Open data: what may be published is, in two formats with the same content, and nothing else."""

import csv
import io
import json
from datetime import date

import pytest
from openpyxl import load_workbook

from courses.catalogue.open_data import SETS
from courses.models import CompetenceField, Course, CourseProvider, DataSource, FeeRate, Provider
from tests.integration.catalogue.conftest import new_school

OPEN = "PensionDanmark/STIL.ServiceClient test samples, MIT"
CLOSED = "jpkevu/Voksenuddannelse amu22906.csv (voksenuddannelse.dk, 4 Aug 2026)"


@pytest.fixture
def cleared(courses):
    for key in ("stil-samples", "providers", "fkb", "fee-rates"):
        DataSource.objects.create(
            key=key, title=key, holds="x", licence="MIT", attribution=f"By {key}", in_open_data=True
        )
    Course.objects.update(source=OPEN)
    Course.objects.filter(number="22906").update(source=CLOSED)
    return courses


def as_json(client, key):
    response = client.get(f"/data/{key}.json")
    assert response.status_code == 200
    return json.loads(b"".join(response.streaming_content))


def as_csv(client, key):
    response = client.get(f"/data/{key}.csv")
    assert response.status_code == 200
    text = b"".join(response.streaming_content).decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def as_workbook(client, key):
    """The rows of the file for Excel as cells, without its head."""
    response = client.get(f"/data/{key}.xlsx")
    assert response.status_code == 200
    head, *rows = load_workbook(io.BytesIO(b"".join(response.streaming_content))).active.iter_rows()
    return [dict(zip((cell.value for cell in head), row, strict=True)) for row in rows]


@pytest.mark.parametrize("key", sorted(SETS))
def test_every_set_is_there_in_every_form_and_may_be_cached(client, cleared, key):
    for form in ("csv", "json", "xlsx"):
        response = client.get(f"/data/{key}.{form}")

        assert response.status_code == 200
        assert response.streaming
        assert response["Cache-Control"] == "public, max-age=3600"
        assert response["Access-Control-Allow-Origin"] == "*"
        assert b"".join(response.streaming_content)


def test_all_forms_hold_the_same_rows(client, cleared):
    table, tree, book = (ask(client, "courses") for ask in (as_csv, as_json, as_workbook))

    assert [row["number"] for row in table] == [row["number"].value for row in book]
    assert list(table[0]) == list(book[0])
    assert [row["number"] for row in table] == [row["number"] for row in tree["rows"]]
    assert list(table[0]) == tree["columns"]
    assert tree["attribution"] == ["By fee-rates", "By fkb", "By providers", "By stil-samples"]


def test_what_the_portal_says_is_shown_and_not_given_on(client, cleared, new_run):
    new_run("PORTAL", source=CLOSED)
    new_run("OWN", source="")

    assert client.get("/da/hold/PORTAL/").status_code == 200
    assert [row["booking_code"] for row in as_csv(client, "classes")] == ["OWN"]
    assert "22906" not in {row["number"] for row in as_csv(client, "courses")}


def test_invented_rows_drafts_and_past_classes_stay(client, cleared, new_run):
    new_run("DEMO", is_demo=True, source="")
    new_run("DRAFT", status="draft", source="")
    new_run("GONE", status="cancelled", source="")
    new_run("PAST", starts_on=date(2026, 8, 1), ends_on=date(2026, 8, 2), enrol_by=None, source="")
    Course.objects.filter(number="40002").update(is_demo=True)

    assert as_csv(client, "classes") == []
    assert "40002" not in {row["number"] for row in as_csv(client, "courses")}


def test_an_address_nobody_confirmed_stays(client, cleared, places):
    new_school("sikker", "Sikker", places["Aarhus"], address_sourced=True, source="own web page")
    new_school("usikker", "Usikker", places["Aarhus"], address_sourced=False, source="own web page")
    Provider.objects.filter(key="amu-syd").update(source=CLOSED)

    rows = {row["key"]: row for row in as_csv(client, "providers")}

    assert rows["sikker"]["street"] == "Skolevej 1"
    assert rows["usikker"]["street"] == ""
    assert "amu-syd" not in rows


def test_a_source_that_is_no_longer_cleared_closes_its_files(client, cleared):
    assert as_csv(client, "courses")
    DataSource.objects.filter(key="stil-samples").update(in_open_data=False)

    assert as_csv(client, "courses") == []
    assert as_json(client, "courses")["rows"] == []
    assert as_csv(client, "courses-seen") == []


def test_rows_that_do_not_say_where_they_are_from_stay(client, cleared):
    CompetenceField.objects.create(number="2222", name="Lager", source="")
    FeeRate.objects.create(
        year=2025, rate_class="single", per_day=210, valid_from=date(2025, 1, 1), source=CLOSED
    )
    CourseProvider.objects.update(source=CLOSED)

    assert as_csv(client, "competence-fields") == []
    assert [row["year"] for row in as_csv(client, "fee-rates")] == ["2026"]
    assert as_csv(client, "courses-seen") == []


def test_a_formula_in_a_title_is_text_in_csv_and_itself_in_json(client, cleared):
    Course.objects.filter(number="40002").update(title='=HYPERLINK("http://x.example","Klik")')

    by_number = {row["number"]: row["title"] for row in as_csv(client, "courses")}
    assert by_number["40002"].startswith("'=HYPERLINK")
    assert any(row["title"].startswith("=HYPERLINK") for row in as_json(client, "courses")["rows"])


def test_the_file_for_excel_has_letters_numbers_and_days_as_excel_knows_them(client, cleared, new_run):
    title = "=1+1; Kørekort på Ærø"
    new_run("OWN", source="", title=title, starts_on=date(2026, 9, 29), published_price=436, hours="#N/A")
    Course.objects.filter(number="40002").update(number="00131", title="\x0bÅben")

    (row,) = as_workbook(client, "classes")
    assert (row["title"].value, row["title"].data_type) == (title, "s")
    assert (row["hours"].value, row["hours"].data_type) == ("#N/A", "s")
    assert row["starts_on"].value.date() == date(2026, 9, 29)
    assert row["published_price"].value == 436
    titles = {row["number"].value: row["title"].value for row in as_workbook(client, "courses")}
    assert titles["00131"] == "Åben"


def test_amounts_keep_their_oere(client, cleared):
    assert as_json(client, "fee-rates")["rows"][0]["per_day"] == "218.00"


@pytest.mark.parametrize(
    "address", ["/data/people.csv", "/data/courses.xml", "/data/../secrets.csv", "/data/x.json"]
)
def test_other_names_are_no_files(client, db, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_page_links_to_every_file_and_names_whom_to_name(client, cleared, language):
    path = {"da": "/da/aabne-data/", "en": "/en/open-data/"}[language]

    text = client.get(path).content.decode()

    for key in SETS:
        assert f'href="/data/{key}.xlsx"' in text
        assert f'href="/data/{key}.csv"' in text
        assert f'href="/data/{key}.json"' in text
    assert "By stil-samples" in text


def test_the_number_of_questions_does_not_grow_with_the_rows(
    client, cleared, new_run, django_assert_max_num_queries
):
    for number in range(12):
        new_run(f"RUN{number}", source="")

    with django_assert_max_num_queries(5):
        assert len(as_csv(client, "classes")) == 12
