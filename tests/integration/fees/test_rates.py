"""A new rate: proposed by one, approved by another, and only then a row that counts."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.db import Error, IntegrityError, transaction

from amu.journal.models import Entry
from amu.journal.services import Actor
from amu.people.enums import Role
from amu.people.models import User
from courses.classes.pricing.preview import classes_changed_by
from courses.classes.pricing.quote import quote_course
from courses.fees import services as rates
from courses.fees.rules import Education, NoPrice, Person
from courses.models import FeeRate, RateProposal
from tests.pages import source
from tests.situations import NOW, course, provider, run, sign_in_staff, staff

pytestmark = pytest.mark.django_db
NEXT = rates.ProposedRate(
    year=2027,
    rate_class="single",
    per_day=Decimal("224.50"),
    valid_from=date(2027, 1, 1),
    valid_to=date(2027, 12, 31),
    source="The ministry's catalogue of rates for 2027, 15 December 2026",
)
LIST = "/admin/courses/rateproposal/"


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


def officer():
    return staff(Role.MINISTRY_OFFICER)


def acting(user):
    return Actor(role="ministry_officer", user_id=user.pk)


def proposed(by=None, wanted=NEXT):
    return rates.propose_rate(wanted, actor=acting(by or officer()), now=NOW)


def price_in_2027():
    made = course()
    return quote_course(made.number, "", date(2027, 3, 1), Person(Education.UNSKILLED))


def test_a_proposal_prices_nothing():
    proposed()

    assert price_in_2027() == NoPrice("no_rate", {"year": 2027})
    assert not FeeRate.objects.filter(year=2027).exists()


def test_a_second_person_s_approval_adds_the_row():
    proposal = proposed()

    rate = rates.approve_rate(proposal.pk, actor=acting(officer()), now=NOW)

    assert price_in_2027().total == Decimal("449.00")
    proposal.refresh_from_db()
    assert (proposal.state, proposal.rate) == ("approved", rate)
    assert (rate.source, rate.valid_to) == (NEXT.source, date(2027, 12, 31))


def test_nobody_approves_or_declines_their_own():
    one = officer()
    proposal = proposed(one)

    for decide in (rates.approve_rate, rates.decline_rate):
        with pytest.raises(rates.SamePersonError):
            decide(proposal.pk, actor=acting(one), now=NOW)
    assert not FeeRate.objects.filter(year=2027).exists()


def test_the_database_refuses_one_person_in_both_places():
    proposal = proposed()

    with pytest.raises(IntegrityError), transaction.atomic():
        RateProposal.objects.filter(pk=proposal.pk).update(
            state="declined", decided_by=proposal.proposed_by_id, decided_at=NOW
        )


@pytest.mark.parametrize(
    "odd",
    [
        {"state": "approved"},
        {"decided_at": NOW},
        {"per_day": Decimal(1)},
        {"source": ""},
        {"valid_from": date(2026, 12, 31)},
        {"valid_to": date(2026, 12, 31)},
    ],
)
def test_the_database_refuses_half_a_proposal(odd):
    proposal = proposed()

    with pytest.raises(IntegrityError), transaction.atomic():
        RateProposal.objects.filter(pk=proposal.pk).update(**odd)


def test_a_decided_proposal_stays_as_it_is_and_none_is_deleted():
    proposal = proposed()
    rates.decline_rate(proposal.pk, actor=acting(officer()), now=NOW)

    with pytest.raises(Error, match="Cannot update"), transaction.atomic():
        RateProposal.objects.filter(pk=proposal.pk).update(source="Something else altogether")
    with pytest.raises(Error, match="Cannot delete"), transaction.atomic():
        RateProposal.objects.filter(pk=proposal.pk).delete()
    with pytest.raises(rates.AlreadyDecidedError):
        rates.approve_rate(proposal.pk, actor=acting(officer()), now=NOW)


def test_a_row_that_is_there_is_not_proposed_again_nor_added_twice():
    first, second = proposed(), proposed()
    rates.approve_rate(first.pk, actor=acting(officer()), now=NOW)

    with pytest.raises(rates.RateExistsError):
        rates.approve_rate(second.pk, actor=acting(officer()), now=NOW)
    with pytest.raises(rates.RateExistsError):
        proposed()


def test_each_step_stands_in_the_journal():
    one, other = officer(), officer()
    proposal = proposed(one)
    rates.approve_rate(proposal.pk, actor=acting(other), now=NOW)

    entries = Entry.objects.filter(about=proposal.ref).order_by("pk")
    assert [(entry.act, entry.actor_id) for entry in entries] == [
        ("rate.proposed", one.pk),
        ("rate.approved", other.pk),
    ]
    assert entries[0].facts["per_day"] == "224.50"


def test_the_preview_names_classes_that_would_cost_something_else():
    changes = run(starts_on=date(2027, 2, 1), ends_on=date(2027, 2, 2))
    run(starts_on=date(2027, 2, 1), ends_on=date(2027, 2, 2), published_price=Decimal(436))
    run(starts_on=date(2027, 2, 1), ends_on=date(2027, 2, 2), status="draft")
    run(starts_on=date(2027, 2, 1), ends_on=date(2027, 2, 2), courses=[course(fee_exempt="yes")])
    run()

    found = classes_changed_by(proposed())

    assert [(each.booking_code, each.before, each.after) for each in found] == [
        (changes.booking_code, None, Decimal("449.00"))
    ]


def test_a_rate_from_the_middle_of_the_year_leaves_what_starts_before():
    run()  # begins in October
    correction = rates.ProposedRate(
        2026, "single", Decimal(220), date(2026, 11, 1), date(2026, 12, 31), NEXT.source
    )

    assert classes_changed_by(proposed(wanted=correction)) == []


def test_the_preview_takes_few_queries_for_many_classes(django_assert_max_num_queries):
    for _ in range(12):
        run(starts_on=date(2027, 2, 1), ends_on=date(2027, 2, 2))
    proposal = proposed()

    with django_assert_max_num_queries(6):
        assert len(classes_changed_by(proposal)) == 12


FORM = {"year": "2027", "rate_class": "single", "per_day": "224.50", "valid_from": "", "source": NEXT.source}


def test_two_officers_bring_a_rate_into_the_table(client):
    run(starts_on=date(2027, 2, 1), ends_on=date(2027, 2, 2))
    sign_in_staff(client, officer())
    sent = client.post(f"{LIST}add/", FORM)
    proposal = RateProposal.objects.get()
    assert sent.url == f"{LIST}{proposal.pk}/change/"

    own = client.get(sent.url).content.decode()
    assert "Du har selv foreslået den" in own
    assert f"{LIST}{proposal.pk}/approve/" not in own
    client.post(f"{LIST}{proposal.pk}/approve/")
    assert not FeeRate.objects.filter(year=2027).exists()

    sign_in_staff(client, officer())
    page = source(client.get(sent.url))
    assert "1 offentligt hold vil få en anden pris." in page
    assert "449,00 kr." in page
    client.post(f"{LIST}{proposal.pk}/approve/")

    assert FeeRate.objects.get(year=2027).per_day == Decimal("224.50")
    assert "Godkendt" in client.get(sent.url).content.decode()


def test_an_operator_may_propose_and_decline(client):
    operator = User.objects.create_superuser("operator-1", "x")
    proposal = proposed()
    sign_in_staff(client, operator)

    assert client.get(f"{LIST}add/").status_code == 200
    client.post(f"{LIST}{proposal.pk}/decline/")

    proposal.refresh_from_db()
    assert (proposal.state, proposal.decided_by) == ("declined", operator)


@pytest.mark.parametrize("role", [Role.REGISTRAR, Role.LEADER, Role.APPEALS_OFFICER])
def test_rates_do_not_exist_for_a_school(client, role):
    proposal = proposed()
    sign_in_staff(client, staff(role, school=provider()))

    assert client.get(f"{LIST}{proposal.pk}/change/").status_code == 404
    assert client.post(f"{LIST}{proposal.pk}/approve/").status_code == 404
    assert client.get(f"{LIST}add/").status_code == 404
    proposal.refresh_from_db()
    assert proposal.state == "waiting"


@pytest.mark.parametrize(
    "odd",
    [
        {"year": "x"},
        {"per_day": "-1"},
        {"per_day": "1"},
        {"source": "short"},
        {"valid_from": "01-01-2026"},
        {"valid_from": "31-02-2027"},
        {"rate_class": "low"},
        {"year": "2023"},
    ],
)
def test_what_cannot_be_a_rate_is_not_proposed(client, odd):
    sign_in_staff(client, officer())

    assert client.post(f"{LIST}add/", {**FORM, **odd}).status_code == 422
    assert not RateProposal.objects.exists()


def test_a_rate_that_is_there_is_said_beside_the_field(client):
    run()  # brings the rate of 2026
    sign_in_staff(client, officer())

    sent = client.post(f"{LIST}add/", {**FORM, "year": "2026"})

    assert sent.status_code == 422
    assert "Der er allerede en takst" in sent.content.decode()
