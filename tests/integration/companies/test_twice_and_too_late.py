"""What is sent twice changes nothing the second time, and what is no longer possible is said."""

import pytest

from amu.companies import services as companies
from amu.companies.models import CompanyMember
from amu.kernel.errors import CodedError
from amu.mandates import services as mandates
from amu.mandates.codes import code_of
from amu.people.identity import CompanyIdentity
from courses.classes.pricing.priced import priced_run
from courses.models import CourseRun
from enrolment import services as enrolment
from enrolment.services.quoting import NoPriceToQuoteError, give_quote
from tests.situations import (
    NOW,
    actor,
    application,
    applied_on,
    at_ten,
    booking,
    company_member,
    mandate_given,
    person,
    run,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return company_member()


@pytest.fixture
def colleague(manager):
    return company_member(manager.company)


def by(member):
    return actor(member.user, "company")


def member(row):
    return CompanyMember.objects.get(pk=row.pk)


@pytest.mark.parametrize("act", [companies.let_book, companies.hand_over])
def test_what_a_member_has_is_given_once(manager, colleague, act):
    first = act(colleague.pk, actor=by(manager), now=NOW)
    again = act(colleague.pk, actor=by(manager), now=at_ten(NOW.date()))

    assert (again.let_at, again.is_manager) == (first.let_at, first.is_manager)


def test_a_right_is_ended_once_and_then_not_handed_over(manager, colleague):
    companies.end_right(colleague.pk, actor=by(manager), now=NOW)
    assert companies.end_right(colleague.pk, actor=by(manager), now=NOW).ended_at == NOW
    with pytest.raises(CodedError, match="company_may_not_book"):
        companies.hand_over(colleague.pk, actor=by(manager), now=NOW)
    assert member(manager).is_manager


def test_whoever_manages_does_not_end_themselves(manager):
    with pytest.raises(CodedError, match="company_manager_stays"):
        companies.end_right(manager.pk, actor=by(manager), now=NOW)


def test_a_company_has_its_present_name_and_a_sign_in_no_other_company(manager, colleague):
    said = CompanyIdentity(cvr=manager.company.cvr, name="Nyt Navn A/S")
    companies.join_company(colleague.user_id, said, NOW)
    assert member(colleague).company.name == "Nyt Navn A/S"
    with pytest.raises(CodedError, match="company_is_another"):
        companies.join_company(colleague.user_id, CompanyIdentity(cvr="10000017", name="En anden"), NOW)


@pytest.mark.parametrize("wishes", [0, enrolment.MOST_SEATS + 1])
def test_nobody_books_nothing_or_more_than_a_booking_holds(manager, wishes):
    with pytest.raises(ValueError, match="seats"):
        booking(manager, names=(), unnamed=wishes)


def test_a_closed_class_is_not_booked_and_has_no_quote(manager):
    where = run()
    CourseRun.objects.filter(pk=where.pk).update(status="cancelled")
    with pytest.raises(enrolment.NotOpenError):
        booking(manager, to=where)
    with pytest.raises(enrolment.NotOpenError):
        quote(manager, where)


def quote(manager, where):
    return give_quote(
        priced_run(where.pk), 3, company_id=manager.company_id, language="da", actor=by(manager), now=NOW
    )


def test_what_only_the_school_can_price_has_no_quote(manager):
    where = run()
    CourseRun.objects.filter(pk=where.pk).update(published_price=1)  # stands for: ask the school
    with pytest.raises(NoPriceToQuoteError):
        quote(manager, where)


def test_the_same_order_and_the_same_name_change_nothing(manager):
    made = booking(manager, order_number="PO 1")
    seat = made.seats.get()
    enrolment.change_order(made.pk, enrolment.Order(order_number="PO 1"), actor=by(manager), now=NOW)
    same = enrolment.name_seat(seat.pk, enrolment.Wish(seat.name, seat.email), actor=by(manager), now=NOW)

    assert same.version == seat.version


def test_a_seat_is_given_up_once_also_where_somebody_had_applied_on_it(manager):
    seat = booking(manager).seats.get()
    applied = applied_on(seat)
    for _ in range(2):
        enrolment.release_seat(seat.pk, actor=by(manager), now=NOW)
    applied.refresh_from_db()

    assert applied.state == "withdrawn"
    assert CourseRun.objects.get(pk=seat.run_id).seats_taken == 0


def test_a_seat_whose_person_has_withdrawn_is_gone(manager):
    seat = booking(manager).seats.get()
    applied = applied_on(seat)
    enrolment.withdraw(applied.pk, actor=enrolment.person(applied.person_id), now=NOW)
    with pytest.raises(enrolment.SeatGoneError):
        enrolment.name_seat(seat.pk, enrolment.Wish("Ny", "ny@firma.example"), actor=by(manager), now=NOW)


def test_a_swap_that_is_wished_for_twice_is_one_wish():
    who, full = person(), run(capacity=1)
    application(to=full)
    mine, wish = application(of=who), application(of=who, to=full)
    for _ in range(2):
        enrolment.want_swap(wish.pk, mine.pk, actor=enrolment.person(who.pk), now=NOW)
    wish.refresh_from_db()

    assert wish.swaps_id == mine.pk


def test_whoever_acts_in_a_case_takes_no_second_mandate_in_it():
    applied, friend = application(), person()
    first, second = mandate_given(applied), mandate_given(applied)
    mandates.take(applied.pk, code_of(first.pk), user=friend, now=NOW)
    with pytest.raises(CodedError):
        mandates.take(applied.pk, code_of(second.pk), user=friend, now=NOW)
