"""A public page is made once and given to the next reader too, for as long as it would be made the same."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.db import connection, models

from courses.catalogue.views import kept
from courses.classes.services.seats import give_back_seat, note_line, take_seat
from courses.models import (
    CompetenceField,
    Course,
    CourseFullPrice,
    CourseProvider,
    CourseRun,
    Location,
    Municipality,
    PostalCode,
    Provider,
    RunCourse,
    RunSupplement,
    Synonym,
)
from courses.search.keeper import KEEPER
from tests.integration.catalogue.conftest import index
from tests.situations import person

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = [
    "/da/",
    "/da/kurser/",
    "/da/kurser/?q=asbest&place=6000&km=50",
    "/da/kurser/22906/",
    "/da/kurser/22906/?place=8000",
    "/da/hold/SEEN/",
    "/da/skoler/",
    "/da/skoler/amu-syd/",
    "/da/mistet-bevis/?place=6000",
]


@pytest.fixture
def run(new_run, courses):
    """A class that all the pages are about."""
    field = CompetenceField.objects.create(number="2222", name="Anlæg")
    Course.objects.update(competence_field=field)
    CourseProvider.objects.create(
        course=courses["22906"], provider=Provider.objects.get(), last_seen="2024-01"
    )
    Synonym.objects.create(term="asbestos", folded="asbestos", means="asbest")
    run = new_run(
        "SEEN", capacity=3, seats_elsewhere=1, full_price=Decimal(900), supplements=[("Frokost", Decimal(40))]
    )
    new_run("OTHER", starts_on=date(2026, 10, 6), ends_on=date(2026, 10, 6))
    index()
    return run


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def made_anew(client, address):
    KEEPER.forget()
    kept._kept.clear()
    return page(client, address)


@pytest.mark.parametrize("address", PAGES)
def test_the_second_reader_gets_the_same_page_for_two_questions(
    client, run, address, django_assert_max_num_queries
):
    first = page(client, address)

    with django_assert_max_num_queries(2):
        assert page(client, address) == first


def test_a_seat_that_goes_is_gone_on_every_page_at_once(client, run):
    for address in ("/da/hold/SEEN/", "/da/kurser/22906/", "/da/skoler/amu-syd/"):
        assert "2 ledige pladser" in page(client, address)
    take_seat(run.pk)
    for address in ("/da/hold/SEEN/", "/da/kurser/22906/", "/da/skoler/amu-syd/"):
        assert "1 ledig plads" in page(client, address)
    give_back_seat(run.pk)
    for address in ("/da/hold/SEEN/", "/da/kurser/22906/", "/da/skoler/amu-syd/"):
        assert "2 ledige pladser" in page(client, address)


def test_whoever_joins_the_line_makes_it_longer_on_the_page(client, run):
    CourseRun.objects.filter(pk=run.pk).update(capacity=1)
    index()
    assert "Ingen venter lige nu." in page(client, "/da/hold/SEEN/")
    note_line(run.pk, 2)

    assert "2 personer venter lige nu." in page(client, "/da/hold/SEEN/")
    assert "Ingen ledige pladser, 2 venter" in page(client, "/da/kurser/22906/")


def test_the_languages_and_addresses_are_kept_apart(client, run):
    danish, english = page(client, "/da/kurser/22906/"), page(client, "/en/courses/22906/")
    near = page(client, "/da/kurser/22906/?place=8000")

    assert page(client, "/da/kurser/22906/") == danish
    assert page(client, "/en/courses/22906/") == english
    assert page(client, "/da/kurser/22906/?place=8000") == near
    assert len({danish, english, near}) == 3


def test_a_page_of_somebody_who_is_signed_in_is_neither_kept_nor_given_to_others(client, run):
    nobody = page(client, "/da/kurser/22906/")
    client.force_login(person())
    somebody = page(client, "/da/kurser/22906/")
    client.logout()

    assert somebody != nobody
    assert page(client, "/da/kurser/22906/") == nobody


def test_at_midnight_every_page_is_made_anew(client, run):
    assert "SEEN" in page(client, "/da/kurser/22906/")
    with time_machine.travel("2026-09-30T00:00:01+02:00", tick=False):
        assert "/da/hold/SEEN/" not in page(client, "/da/kurser/22906/")


def test_only_so_many_pages_are_kept(client, run, monkeypatch):
    monkeypatch.setattr(kept, "PAGES_KEPT", 3)
    for number in range(6):
        page(client, f"/da/kurser/?page={number + 1}&q=asbest")

    assert len(kept._kept[KEEPER.view(date(2026, 9, 1))]) == 3


def test_a_page_that_is_not_there_is_not_kept(client, run):
    assert client.get("/da/kurser/99999/").status_code == 404
    Course.objects.create(number="99999", title="Nyt kursus")

    assert page(client, "/da/kurser/99999/")


def test_whoever_has_the_page_already_is_told_that_it_is_the_same(client, run):
    first = client.get("/da/kurser/22906/")
    again = client.get("/da/kurser/22906/", headers={"if-none-match": first["ETag"]})

    assert again.status_code == 304
    assert not again.content
    take_seat(run.pk)
    changed = client.get("/da/kurser/22906/", headers={"if-none-match": first["ETag"]})
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]


def test_a_private_page_has_no_mark_to_ask_by(client, run):
    client.force_login(person())

    assert "ETag" not in client.get("/da/kurser/22906/")


TABLES = [
    Course,
    CourseFullPrice,
    CourseProvider,
    CourseRun,
    RunCourse,
    RunSupplement,
    Provider,
    Location,
    Municipality,
    PostalCode,
    CompetenceField,
    Synonym,
]
# What must stay as it is for the row to be the row that the pages show, or cannot stand alone.
LEFT_ALONE = {
    (Course, "number"), (CourseRun, "booking_code"), (Provider, "key"), (RunCourse, "run"), (RunCourse, "course"),
    (RunSupplement, "run"), (CourseProvider, "course"), (CourseProvider, "provider"), (CourseFullPrice, "course"),
}  # fmt: skip


def columns():
    for model in TABLES:
        for field in model._meta.concrete_fields:
            if not field.primary_key and not field.generated and (model, field.name) not in LEFT_ALONE:
                yield pytest.param(model, field, id=f"{model.__name__}.{field.name}")


def another(field, old):
    """Some other value that the column may have."""
    if field.choices:
        return next(value for value, _ in field.choices if value != old)
    match field:
        case models.BooleanField():
            return not old
        case models.DateTimeField():
            return "2026-08-01T10:00:00+00:00"
        case models.DateField():
            return (old or date(2026, 9, 2)) + timedelta(days=1)
        case models.ForeignKey():
            ids = field.related_model.objects.exclude(pk=old).values_list("pk", flat=True)
            return None if field.null and not ids else ids[0]
        case models.CharField() | models.TextField():
            return f"{old[: (field.max_length or 200) - 1]}7" if old != "7" else "8"
        case models.DecimalField() | models.IntegerField() | models.FloatField():
            return (old or 0) + 1
    raise AssertionError(f"no other value is known for {field}")


@pytest.fixture
def other_rows(new_run, places, courses):
    """Rows that a foreign key can lead to instead."""
    Provider.objects.create(key="anden", name="Anden Skole", kind="amu_centre", municipality=places["Aarhus"])
    CompetenceField.objects.create(number="3333", name="Jord")


@pytest.mark.parametrize(("model", "field"), list(columns()))
def test_whatever_is_written_a_kept_page_is_what_would_be_made_now(client, run, other_rows, model, field):
    """Also by hand, past every service: nothing that a page may show can change behind its back."""
    for address in PAGES:
        page(client, address)
    row = model.objects.order_by("pk")[0] if model is not Course else Course.objects.get(number="22906")
    value = another(field, getattr(row, field.attname))
    with connection.cursor() as cursor:
        cursor.execute(
            f'UPDATE {model._meta.db_table} SET "{field.column}" = %s WHERE "{model._meta.pk.column}" = %s',  # noqa: S608
            [value, row.pk],
        )
    served = {address: client.get(address) for address in PAGES}
    KEEPER.forget()
    kept._kept.clear()
    for address, response in served.items():
        made = client.get(address)
        assert response.status_code == made.status_code, address
        assert response.content == made.content, address
