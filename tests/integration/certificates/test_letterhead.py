"""Who signs a school's certificates, from when to when, and the logo at their head."""

import io
from datetime import date, timedelta

import pikepdf
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction

from amu.journal.models import Entry
from amu.people.enums import Role
from certificates.letterhead.enums import SignatoryFault
from certificates.letterhead.models import SchoolLogo, Signatory
from certificates.letterhead.selectors import signatory_on
from certificates.letterhead.services import SignatoryFaultError, keep_logo, name_signatory
from certificates.selectors.certificates import current_issue
from tests.conformance import ACCESSIBLE, ARCHIVE, faults
from tests.files import logo
from tests.golden import read_back
from tests.pages import said, text
from tests.situations import (
    AFTER_CLASS,
    actor,
    admitted,
    certificate,
    person,
    provider,
    reissued,
    result,
    run,
    sign_in_staff,
    staff,
    statement,
)

pytestmark = pytest.mark.django_db
LIST = "/admin/certificates/certificate/"
TODAY = AFTER_CLASS.date()


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(AFTER_CLASS, tick=False):
        yield


@pytest.fixture
def where():
    return run(school=provider(name="Skolen ved åen"))


@pytest.fixture
def leader(where):
    return staff(Role.LEADER, where.provider)


@pytest.fixture
def desk(client, leader):
    return sign_in_staff(client, leader) or client


@pytest.fixture
def name(where, leader):
    def named(who, first, last=None):
        name_signatory(
            where.provider_id,
            name=who,
            title="Rektor",
            valid_from=first,
            valid_to=last,
            actor=actor(leader),
            now=AFTER_CLASS,
        )

    return named


def made(where, name="Karen Elmholt"):
    return certificate(result(admitted(of=person(full_name=name), to=where)))


def paper(certificate):
    return bytes(current_issue(certificate).sealed.content)


# Who signs.


def test_the_leader_names_who_signs_and_certificates_from_then_on_have_it(desk, where, leader):
    before = made(where, "Anna Aa")
    address = f"{LIST}signatory/{where.provider_id}/"
    assert address in text(desk.get(LIST))
    desk.post(address, {"name": "Mette Mikkelsen", "title": "Rektor", "valid_from": f"{TODAY:%d-%m-%Y}"})
    after = made(where, "Bo Bech")

    assert "Mette Mikkelsen" in read_back(paper(after))
    assert "Rektor" in read_back(paper(after))
    assert before.content["signatory"] == ""
    assert Entry.objects.get(act="certificate.signatory").actor == leader
    assert "Mette Mikkelsen" in text(desk.get(address))


@pytest.mark.parametrize(
    ("day", "signs"),
    [
        (date(2025, 12, 31), None),
        (date(2026, 1, 1), "En"),
        (date(2026, 5, 31), "En"),
        (date(2026, 6, 1), "To"),
        (date(2026, 7, 31), "To"),
        (date(2026, 8, 1), None),
        (date(2026, 9, 1), "Tre"),
        (date(2099, 1, 1), "Tre"),
    ],
)
def test_each_signs_on_their_own_days_and_whoever_comes_ends_who_was(where, name, day, signs):
    name("En", date(2026, 1, 1))
    name("To", date(2026, 6, 1), date(2026, 7, 31))
    name("Tre", date(2026, 9, 1))

    found = signatory_on(where.provider_id, day)
    assert (found and found.name) == signs


def test_the_certificate_has_whoever_signs_on_the_day_of_issue(where, name):
    name("Den gamle", TODAY - timedelta(days=400))
    name("Den nye", TODAY + timedelta(days=1))

    assert made(where).content["signatory"] == "Den gamle"


def test_issued_again_it_keeps_who_signed_and_says_when(where, name):
    name("Mette Mikkelsen", TODAY - timedelta(days=1))
    first = made(where)
    name("En Anden", TODAY)
    later = AFTER_CLASS + timedelta(days=40)
    reissued(first, now=later)

    words = read_back(paper(first))
    assert "Mette Mikkelsen" in words
    assert "En Anden" not in words
    assert "Underskrev for skolen, da dette først blev udstedt" in " ".join(words.split())


def test_named_again_from_the_same_day_a_mistake_is_put_right(where, name):
    for who in ("En", "To"):
        name(who, TODAY)

    assert Signatory.objects.get().name == "To"


def test_one_who_comes_before_another_ends_the_day_before(where, name):
    name("Senere", date(2026, 9, 1))
    name("Først", date(2026, 6, 1))

    assert Signatory.objects.get(name="Først").valid_to == date(2026, 8, 31)


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        (date(2026, 6, 2), date(2026, 6, 1), SignatoryFault.ENDS_FIRST),
        (date(2026, 6, 1), date(2026, 9, 1), SignatoryFault.OVERLAPS),
    ],
)
def test_days_that_cannot_be_are_refused(where, name, first, last, code):
    name("Senere", date(2026, 9, 1))
    with pytest.raises(SignatoryFaultError) as refused:
        name("Først", first, last)

    assert refused.value.code == code
    assert Signatory.objects.count() == 1


def test_what_cannot_be_is_said_beside_its_field_and_what_was_typed_is_there(desk, where, name):
    name("Senere", date(2026, 9, 1))
    said_again = {"name": "Først", "title": "", "valid_from": "01-06-2026", "valid_to": "01-09-2026"}
    page = text(desk.post(f"{LIST}signatory/{where.provider_id}/", said_again))

    assert "Senere underskriver fra den" in page
    assert 'value="Først"' in page


def test_a_name_that_cannot_be_printed_is_asked_again(desk, where):
    typed = {"name": "日本", "title": "", "valid_from": "01-06-2026"}

    assert desk.post(f"{LIST}signatory/{where.provider_id}/", typed).status_code == 422
    assert not Signatory.objects.exists()


@pytest.mark.parametrize("page", ["signatory", "logo"])
def test_another_schools_leader_does_not(client, where, page):
    sign_in_staff(client, staff(Role.LEADER, provider()))

    assert client.get(f"{LIST}{page}/{where.provider_id}/").status_code == 404


# The logo.


def send(desk, where, content, name="logo.png"):
    return desk.post(f"{LIST}logo/{where.provider_id}/", {"logo": SimpleUploadedFile(name, content)})


def test_the_leader_uploads_it_and_certificates_from_then_on_have_it(desk, where, leader):
    before = made(where, "Anna Aa")
    assert f"{LIST}logo/{where.provider_id}/" in text(desk.get(LIST))
    assert send(desk, where, logo()).status_code == 302
    kept = SchoolLogo.objects.get()
    after = made(where, "Bo Bech")

    assert (before.content["logo"], after.content["logo"]) == ("", kept.sha256)
    with pikepdf.open(io.BytesIO(paper(after))) as file:
        (picture,) = file.pages[0].get_images().values()
        assert (picture.Width, picture.Height) == (240, 90)
    assert Entry.objects.get(act="certificate.logo").facts == {"sha256": kept.sha256}
    assert "data:image/png;base64," in text(desk.get(f"{LIST}logo/{where.provider_id}/"))


def test_a_copy_of_an_older_certificate_looks_as_the_older_one_did(desk, where):
    send(desk, where, logo(colour="navy"))
    first = made(where)
    send(desk, where, logo(colour="darkred"))
    reissued(first)

    assert current_issue(first).says["logo"] == first.content["logo"]


def test_taken_away_it_is_on_none_that_is_issued_from_then_on(desk, where):
    send(desk, where, logo())
    desk.post(f"{LIST}logo/{where.provider_id}/", {"remove": "1"})

    assert made(where).content["logo"] == ""
    assert Entry.objects.filter(act="certificate.logo_removed").count() == 1


def test_another_logo_takes_the_place_of_the_one_before(desk, where):
    for colour in ("navy", "darkred"):
        send(desk, where, logo(colour=colour))

    assert SchoolLogo.objects.filter(ended_at=None).count() == 1
    assert SchoolLogo.objects.count() == 2


def test_a_file_that_is_no_logo_is_refused_beside_its_field(desk, where):
    answer = send(desk, where, b"<svg/>", name="logo.svg")

    assert answer.status_code == 422
    assert said("This is no picture of the kinds that can be used. Save it as PNG or JPEG.") in text(answer)
    assert send(desk, where, b"").status_code == 422
    assert not SchoolLogo.objects.exists()


@pytest.mark.parametrize("change", [{"content": b"x"}, {"sha256": "0" * 64}])
def test_a_picture_that_certificates_name_stays(where, leader, change):
    keep_logo(where.provider_id, logo(), actor=actor(leader), now=AFTER_CLASS)

    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        SchoolLogo.objects.update(**change)
    with pytest.raises(DatabaseError, match="Cannot delete"), transaction.atomic():
        SchoolLogo.objects.all().delete()


@pytest.mark.parametrize("make", [made, lambda where: statement(of=admitted(to=where))])
def test_with_logo_and_signatory_it_is_archival_and_accessible_and_the_logo_has_words(
    where, name, leader, make
):
    name("Mette Mikkelsen", TODAY)
    keep_logo(where.provider_id, logo((1440, 480)), actor=actor(leader), now=AFTER_CLASS)
    content = paper(make(where))

    assert [faults(content, profile) for profile in (ARCHIVE, ACCESSIBLE)] == [set(), set()]
    with pikepdf.open(io.BytesIO(content)) as file:
        assert len(file.pages) == 1
        tags = [each for each in file.objects if isinstance(each, pikepdf.Dictionary)]
        figures = [str(each.Alt) for each in tags if each.get("/S") == "/Figure"]
    assert "Logo for Skolen ved åen" in figures
