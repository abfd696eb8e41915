"""Somebody whom staff entered signs in: two rows become one person when staff confirm it, and not before."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from amu import clock
from amu.journal.models import Entry
from amu.journal.services import Actor
from amu.kernel.errors import CodedError
from amu.people.enums import Role, SamePersonError
from amu.people.identity import Identity
from amu.people.models import User
from amu.people.post import address_of
from amu.people.services import Particulars, confirm_same, enter_person, sign_in_from_mitid
from enrolment.models import Application
from enrolment.services import save_draft
from tests.pages import at, text
from tests.situations import HOME, actor, application, live_at, person, provider, run, sign_in_staff, staff

pytestmark = pytest.mark.django_db
CPR = "0202850002"
ISSUER = "https://broker.example"


@pytest.fixture
def school():
    return provider()


@pytest.fixture
def registrar(school):
    return staff(Role.REGISTRAR, school)


@pytest.fixture
def entered(school, registrar):
    said = Particulars("Karsten Elmholt", cpr=CPR)
    return enter_person(said, language="da", provider_id=school.pk, actor=actor(registrar), now=clock.now())


def sign_in(subject="s-1", cpr=CPR, **fields):
    who = Identity(
        ISSUER, subject, "SUBSTANTIAL", full_name="Karsten Elmholt", cpr=cpr, has_cpr="yes", **fields
    )
    return sign_in_from_mitid(who, language="da", now=clock.now())


def confirm(entered, signed_in, by):
    return confirm_same(entered.pk, signed_in.pk, actor=Actor("registrar", by.pk), now=clock.now())


def test_a_sign_in_with_the_same_number_joins_nobody(entered):
    signed_in = sign_in()

    assert signed_in.pk != entered.pk
    assert Entry.objects.filter(act="person.cpr_shared", person=signed_in).exists()


def test_once_confirmed_the_person_signs_in_to_the_record_with_the_cases(entered, registrar, school):
    applied = application(of=entered, to=run(school=school))
    signed_in = sign_in()
    confirm(entered, signed_in, registrar)

    assert sign_in().pk == entered.pk
    assert Application.objects.get(pk=applied.pk).person_id == entered.pk
    entry = Entry.objects.get(act="person.same")
    assert (entry.actor_id, entry.person_id, entry.facts["gave_up"]) == (
        registrar.pk,
        entered.pk,
        signed_in.pk,
    )


def test_an_open_session_goes_on_as_the_person_with_the_cases(client, entered, registrar, school):
    applied = application(of=entered, to=run(school=school))
    client.force_login(signed_in := sign_in())
    assert client.get(at("enrolment:application", applied.pk)).status_code == 404
    confirm(entered, signed_in, registrar)

    assert applied.number in text(client.get(at("enrolment:application", applied.pk)))


def test_a_sign_in_that_has_the_cases_goes_on_with_what_staff_knew(entered, registrar):
    live_at(entered, HOME)
    User.objects.filter(pk=entered.pk).update(phone="12345678")
    signed_in = sign_in()
    application(of=signed_in)
    goes_on = confirm(entered, signed_in, registrar)

    assert goes_on.pk == signed_in.pk == sign_in().pk
    assert goes_on.phone == "12345678"
    assert address_of(goes_on.pk).address == HOME
    assert address_of(entered.pk) is None


def test_two_records_with_cases_stay_two(entered, registrar, school):
    application(of=entered, to=run(school=school))
    signed_in = sign_in()
    application(of=signed_in)

    with pytest.raises(CodedError) as refused:
        confirm(entered, signed_in, registrar)
    assert refused.value.code == SamePersonError.BOTH_HAVE_CASES
    assert sign_in().pk == signed_in.pk


def test_what_was_begun_under_the_sign_in_is_not_lost(entered, registrar, school):
    where = run(school=school)
    signed_in = sign_in()
    application(of=entered)
    draft = save_draft(run_id=where.pk, person_id=signed_in.pk, answers={}, now=clock.now())
    confirm(entered, signed_in, registrar)
    draft.refresh_from_db()

    assert draft.person_id == entered.pk


def test_a_name_that_mitid_withholds_stays_on_the_papers_alone(entered, registrar):
    hidden = Identity(ISSUER, "s-1", "SUBSTANTIAL", cpr=CPR, has_cpr="yes", name_protected=True)
    signed_in = sign_in_from_mitid(hidden, language="da", now=clock.now())
    goes_on = confirm(entered, signed_in, registrar)

    assert (goes_on.full_name, goes_on.paper_name, goes_on.name_protected) == ("", "Karsten Elmholt", True)


@pytest.mark.parametrize("other", ["another number", "also entered", "already joined"])
def test_only_a_pair_is_joined(entered, registrar, school, other):
    if other == "another number":
        second = sign_in(cpr="0404680004")
    elif other == "also entered":
        second = person(None, issuer="", subject="", entered_at=clock.now(), entered_for=school)
    else:
        second = sign_in()
        confirm(entered, second, registrar)

    with pytest.raises(CodedError) as refused:
        confirm(entered, second, registrar)
    assert refused.value.code == SamePersonError.NOT_A_PAIR


def test_a_row_that_was_given_up_signs_nobody_in(entered, registrar):
    signed_in = sign_in()
    confirm(entered, signed_in, registrar)
    gone = User.objects.get(pk=signed_in.pk)

    assert (gone.is_active, gone.subject, gone.cpr_index, gone.merged_into) == (False, "", None, entered)
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=gone.pk).update(is_active=True)


# The pages.


def pages(entered, signed_in):
    return reverse("admin:same_people"), reverse("admin:same_person", args=[entered.pk, signed_in.pk])


def test_staff_of_the_school_see_both_and_confirm(client, entered, registrar):
    signed_in = sign_in()
    sign_in_staff(client, registrar)
    every, pair = pages(entered, signed_in)

    assert reverse("admin:same_people") in text(client.get(at("staff_start")))
    assert pair in text(client.get(every))
    assert client.get(pair).status_code == 200
    assert sign_in().pk == signed_in.pk  # looking joins nobody
    client.post(pair)
    assert sign_in().pk == entered.pk


def test_another_school_sees_no_pair_of_this_one(client, entered):
    every, pair = pages(entered, sign_in())
    sign_in_staff(client, staff(Role.REGISTRAR, provider()))

    assert "Elmholt" not in text(client.get(every))
    assert client.get(pair).status_code == 404
    assert client.post(pair).status_code == 404


def test_the_page_says_why_two_records_with_cases_stay_two(client, entered, registrar, school):
    application(of=entered, to=run(school=school))
    signed_in = sign_in()
    application(of=signed_in)
    sign_in_staff(client, registrar)
    response = client.post(pages(entered, signed_in)[1], follow=True)

    assert "Der er sager i begge registreringer" in text(response)
