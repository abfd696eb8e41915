"""The pages of booking: rows, pasted text and files, faults beside their rows, and nothing of an employee's answers."""

from io import BytesIO

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from amu.outbox.services import drain
from enrolment.models import BookedSeat, Booking, Draft
from tests.applying import answer, apply_at, check_at
from tests.pages import at, hidden, send, text
from tests.situations import NOW, SKILLED, applied_on, booking, company_member, person, run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_on_the_day")]


def book_at(where):
    return at("enrolment:book", where.booking_code)


def post(client, where, do, **fields):
    page = client.get(book_at(where))
    return client.post(book_at(where), {**hidden(page), "how": "all", "do": do, **fields}, follow=True)


TWO = {
    "name_1": "Anna Ny",
    "email_1": "anna@firma.example",
    "name_2": "Bo By",
    "email_2": "bo@firma.example",
}


def test_two_people_and_a_seat_for_a_third(client, member):
    where = run()
    page = post(client, where, "book", **TWO, unnamed="1", order_number="4711", ean="5790000120017")

    made = Booking.objects.get()
    assert page.redirect_chain[-1] == (at("enrolment:booking", made.pk), 302)
    assert "3 pladser er bestilt" in text(page)
    assert (made.company, made.order_number, made.ean) == (member.company, "4711", "5790000120017")
    assert "1 plads på" in text(client.get("/da/virksomhed/"))


def test_every_fault_of_every_row_stands_beside_it_and_nothing_typed_is_lost(client, member):
    wrong = {
        "name_1": "Anna Ny",
        "email_1": "",
        "name_2": "",
        "email_2": "bo@firma.example",
        "name_3": "Carl 0101801234",
        "email_3": "bo@firma.example",
        "unnamed": "1",
        "ean": "5790000120018",
    }
    page = text(post(client, run(), "book", **wrong))

    assert not Booking.objects.exists()
    for fault in (
        "Skriv e-mailadressen: personen skal selv sige ja.",
        "Skriv navnet.",
        "Skriv ikke CPR-numre.",
        "Den samme adresse står i række 2.",
        "Ingen har det EAN-nummer.",
    ):
        assert fault in page
    assert 'value="Anna Ny"' in page
    assert page.count('value="bo@firma.example"') == 2


def test_more_rows_keep_what_is_there(client, member):
    page = post(client, run(), "more", **TWO)

    assert 'value="Anna Ny"' in text(page)
    assert 'name="name_8"' in text(page)


PASTED = "Navn;E-mail\nAnna Ny;anna@firma.example\nbo@firma.example\tBo By\n\nCarl Cool\n"


def workbook():
    book = Workbook()
    for row in (("Navn", "E-mail"), ("Anna Ny", "anna@firma.example"), ("Bo By", "bo@firma.example")):
        book.active.append(row)
    content = BytesIO()
    book.save(content)
    return SimpleUploadedFile("folk.xlsx", content.getvalue())


def test_pasted_text_becomes_rows_with_their_faults(client, member):
    page = text(post(client, run(), "fill", paste=PASTED))

    assert all(f'value="{name}"' in page for name in ("Anna Ny", "Bo By", "Carl Cool"))
    assert "Skriv e-mailadressen" in page


@pytest.mark.parametrize(
    "make",
    [
        workbook,
        lambda: SimpleUploadedFile("folk.csv", b"name;email\nAnna Ny;anna@firma.example\nBo By;b@c.dk\n"),
    ],
    ids=["xlsx", "csv"],
)
def test_a_file_becomes_rows(client, member, make):
    page = text(post(client, run(), "fill", name_1="Først", email_1="f@firma.example", file=make()))

    assert all(f'value="{name}"' in page for name in ("Først", "Anna Ny", "Bo By"))


def test_a_file_that_is_no_list_is_said_to_be_none(client, member):
    page = text(post(client, run(), "fill", **TWO, file=SimpleUploadedFile("x.csv", b"fag;dag\n1;2\n")))

    assert "Disse kolonner mangler" in page
    assert 'value="Anna Ny"' in page


def test_where_there_are_too_few_seats_nothing_is_booked_and_nothing_lost(client, member):
    page = text(post(client, run(capacity=1), "book", **TWO))

    assert "Kun 1 plads er ledig, og I vil have 2" in page
    assert 'value="Bo By"' in page
    assert not Booking.objects.exists()


def test_as_many_as_there_are_says_who_is_not_booked(client, member):
    page = text(post(client, run(capacity=1), "book", **TWO, how="as_many"))

    assert "Ikke bestilt: Bo By." in page
    assert BookedSeat.objects.get().name == "Anna Ny"


def link():
    drain(now=NOW)
    sent = next(one for one in mail.outbox if "/bestilt/" in one.body)
    return sent, next(line for line in sent.body.splitlines() if line.startswith("http")).removeprefix(
        "http://localhost:8000"
    )


def test_whoever_is_named_applies_by_their_own_sign_in(client, member):
    where = run(capacity=1)
    made = booking(member, to=where)
    sent, address = link()
    assert sent.to == ["anna@firma.example"]
    assert "Anna" not in sent.subject + sent.body
    who = person(full_name="Anna Ny")
    client.force_login(who)

    assert f"{member.company} har bestilt plads til Anna Ny" in text(client.get(address))
    assert client.post(address).url == apply_at(where)
    assert Draft.objects.get(person=who).answers["employer_cvr"] == member.company.cvr
    answer(client, where, payer="employer", employer_cvr="10150817")
    send(client, check_at(where))

    seat = made.seats.get()
    assert (seat.state, seat.application.person, seat.application.seat) == ("confirmed", who, 1)


def test_the_link_is_of_the_person_named_now_and_of_nobody_elses(client, member):
    booking(member)
    _, address = link()
    first, second = person(), person()
    client.force_login(first)
    client.post(address)
    client.force_login(second)
    assert client.get(address).status_code == 404
    client.force_login(member.user)
    assert client.get(address).status_code == 404
    client.force_login(first)
    assert client.get(address[:-2] + "x/").status_code == 404


def test_the_company_sees_status_and_price_and_no_answer(client, member):
    made = booking(member)
    mine = applied_on(made.seats.get(), person(email="hemmelig@hjem.example", phone="99887766"))
    type(mine).objects.filter(pk=mine.pk).update(needs="Bruger kørestol", wage="paid")
    page = text(client.get(at("enrolment:booking", made.pk)))

    assert "Venter på skolens afgørelse" in page
    assert "436,00 kr." in page
    for hidden_from_company in (
        "kørestol",
        "hemmelig@hjem",
        "99887766",
        SKILLED.education,
        mine.number,
        mine.person.full_name,
    ):
        assert hidden_from_company not in page


PAGES = ("booking", "booking_order")
OF_A_SEAT = ("booking_seat", "booking_give_up")


def test_another_companys_booking_is_not_there(client, member):
    made = booking(company_member())
    seat = made.seats.get()
    mine = booking(member)
    addresses = [
        *(at(f"enrolment:{name}", made.pk) for name in PAGES),
        *(at(f"enrolment:{name}", made.pk, seat.pk) for name in OF_A_SEAT),
        *(at(f"enrolment:{name}", mine.pk, seat.pk) for name in OF_A_SEAT),
    ]
    for address in addresses:
        assert client.get(address).status_code == 404
        assert client.post(address, {"name": "X Y", "email": "x@y.dk"}).status_code in {404, 405}
    seat.refresh_from_db()
    assert (seat.state, seat.name) == ("asked", "Anna Ny")


@pytest.mark.parametrize("who", ["person", "ended", "waits"])
def test_nobody_else_books_or_sees_a_booking(client, who):
    made = booking(boss := company_member())
    other = company_member(boss.company, may_book=who != "waits")
    if who == "ended":
        type(other).objects.filter(pk=other.pk).update(ended_at=NOW)
    client.force_login(person() if who == "person" else other.user)
    expected = 404 if who == "person" else 403

    for address in (at("enrolment:booking", made.pk), book_at(run())):
        assert client.get(address).status_code == expected
    assert client.post(book_at(run()), {"do": "book", "unnamed": "1", "how": "all"}).status_code == expected
    assert Booking.objects.count() == 1


def test_a_seat_is_named_swapped_and_given_up_on_its_pages(client, member):
    made = booking(member, names=(), unnamed=2)
    first, second = made.seats.all()
    client.post(
        at("enrolment:booking_seat", made.pk, first.pk), {"name": "Eva Ny", "email": "eva@firma.example"}
    )
    client.post(at("enrolment:booking_give_up", made.pk, second.pk))
    page = text(client.get(at("enrolment:booking", made.pk)))

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.name, first.state, second.state) == ("Eva Ny", "asked", "released")
    assert "Lad en anden komme i stedet for Eva Ny" in page
    assert "Jeres virksomhed opgav pladsen." in page


def test_what_the_invoice_says_is_changed(client, member):
    made = booking(member)
    client.post(at("enrolment:booking_order", made.pk), {"order_number": "PO 12", "ean": "5790 0001 20017"})

    made.refresh_from_db()
    assert (made.order_number, made.ean) == ("PO 12", "5790000120017")


def test_a_companys_apply_button_leads_to_booking(client, member):
    where = run()

    assert client.get(apply_at(where)).url == book_at(where)
