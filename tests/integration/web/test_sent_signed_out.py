"""A button pressed after the session is over: one comes back to its page, which says that nothing was done."""

import re
from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.contrib import admin
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLResolver

from amu.people.access import MAY
from amu.people.desk import CaseDesk
from amu.people.enums import Role
from amu.people.models import User
from courses.fees.rules import RateClass
from courses.fees.services import ProposedRate, propose_rate
from enrolment.booked_links import link_of
from tests.attached import handed_in
from tests.integration.desks.test_access_table import READY
from tests.pages import at, hidden, said, send_once_signed_out, text
from tests.situations import (
    ABROAD,
    NOW,
    actor,
    admitted,
    appeal,
    application,
    approval,
    booking,
    certificate,
    company_member,
    heard_about,
    mandate_given,
    person,
    provider,
    refused,
    refused_by_letter_that_waits,
    result,
    reviewed,
    run,
    sign_in_staff,
    staff,
)

pytestmark = pytest.mark.django_db
NOT_DONE = (
    "You were no longer signed in when you pressed the button, so nothing has been sent or changed yet. "
    "Press the button again."
)
KEPT = (
    "You were no longer signed in when you pressed the button, so nothing has been sent or changed yet. "
    "What you had filled in has been kept. Check it, and press the button again."
)
# What staff do about their own account, and what nobody needs to sign in for.
OTHERS = re.compile(r"^(account_|mfa_|mitid_|health_|sign_)")


def names(patterns, prefix=""):
    """Every named view behind the addresses, as ``reverse`` knows it, with what its address names."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from names(
                pattern.url_patterns, prefix + (f"{pattern.namespace}:" if pattern.namespace else "")
            )
        elif pattern.name:
            yield prefix + pattern.name, tuple(pattern.pattern.converters)


OF_COMPANIES = {
    f"enrolment:{name}" for name in ("book", "booking_give_up", "booking_order", "booking_seat", "quote")
}
CITIZENS = sorted(
    {
        (name, arguments)
        for name, arguments in names(get_resolver().url_patterns)
        if not name.startswith("admin:") and not OTHERS.match(name)
    }
)


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def who():
    return person(full_name="Karen Elmholt")


@pytest.fixture
def booker():
    """Whoever books, and chooses who else books, for a company."""
    return company_member()


@pytest.fixture
def named(who, booker):
    """An object of hers for each name that an address can have."""
    passed = certificate(result(admitted(of=who)))
    decision = refused(of=who)
    lodged = reviewed(appeal(refused(of=who)))
    where = run()
    course = where.run_courses.get().course
    abroad = application(of=who, answers=ABROAD)
    booked = booking(booker)
    seat = booked.seats.get()
    return {
        "application_id": abroad.pk,
        "appeal_id": lodged.pk,
        "attachment_id": handed_in(of=who).pk,
        "booking_code": where.booking_code,
        "certificate_id": passed.pk,
        "result_id": passed.result_id,
        "code": course.code,
        "decision_id": decision.pk,
        "key": where.provider.key,
        "number": course.number,
        "question": "residence",
        "paper_id": abroad.papers.get().pk,
        "hearing_id": heard_about(abroad).pk,
        "booking_id": booked.pk,
        "seat_id": seat.pk,
        "token": link_of(seat.pk, seat.version, "da").rstrip("/").rpartition("/")[2],
        "member_id": company_member(booker.company).pk,
        "quote_id": 1,
        "mandate_id": mandate_given(abroad).pk,
    }


@pytest.mark.parametrize(("view", "arguments"), CITIZENS, ids=[name for name, _ in CITIZENS])
def test_after_sign_in_one_is_on_a_page_whatever_was_pressed(client, who, booker, named, view, arguments):
    address = reverse(view, kwargs={name: named.get(name, "x") for name in arguments})

    sent = client.post(address)

    if not sent.headers.get("Location", "").startswith(reverse("sign_in")):
        assert sent.status_code != 405 or "<h1>" in text(sent)
        return
    client.force_login(booker.user if view in OF_COMPANIES or view.startswith("companies:") else who)
    back = client.get(reverse("sign_in") + "?" + sent.url.partition("?")[2], follow=True)
    assert back.status_code == 200
    assert said(NOT_DONE) in text(back)


@pytest.mark.parametrize(
    "button",
    [
        "enrolment:withdraw",
        "appeals:comment",
        "appeals:forward",
        "appeals:nothing_to_add",
        "appeals:withdraw",
        "certificates:lost",
    ],
)
def test_every_button_of_a_citizen_was_pressed_in_that_walk(button):
    assert button in dict(CITIZENS)
    assert "enrolment:check" in dict(CITIZENS)


def test_it_is_said_once(client, who):
    mine = application(of=who)
    client.post(at("enrolment:withdraw", mine.pk))
    client.force_login(who)
    page = at("enrolment:withdraw", mine.pk)

    first, second = client.get(page), client.get(page)

    assert said(NOT_DONE) in text(first)
    assert said(NOT_DONE) not in text(second)
    mine.refresh_from_db()
    assert mine.state == "submitted"


def test_it_is_said_on_the_way_as_well(client, who):
    sent = client.post(at("enrolment:withdraw", application(of=who).pk), follow=True)

    assert said("You are no longer signed in") in text(sent)


def test_the_words_of_a_comment_stand_on_the_page_of_the_case(client, who):
    lodged = reviewed(appeal(refused(of=who)))
    page, comment = at("appeals:case", lodged.pk), at("appeals:comment", lodged.pk)
    sent = send_once_signed_out(client, who, page, to=comment, text="Beviset ligger hos jer.")

    assert sent.url == f"{reverse('sign_in')}?next={page}"
    client.force_login(who)
    back = text(client.get(page))
    assert re.search(r"<textarea[^>]*>\s*Beviset ligger hos jer.</textarea>", back)
    assert said(KEPT) in back
    assert not lodged.comments.exists()

    client.post(comment, {**hidden(client.get(page)), "text": "Beviset ligger hos jer."})
    assert lodged.comments.get().text == "Beviset ligger hos jer."
    assert not re.search(r"<textarea[^>]*>\s*Beviset", text(client.get(page)))


# Staff: every act of every desk.

DESKS = [each for each in admin.site._registry.values() if isinstance(each, CaseDesk)]
ACTS = [(each, step) for each in DESKS for step in each.steps]


def row_for(desk, step, school):
    where = run(school=school)
    match desk.opts.model_name, step.name:
        case "application", "posted":
            return refused_by_letter_that_waits(to=where).application
        case "application", "result":
            return admitted(to=where)
        case "application", "approval":
            return approval(to=where).application
        case "approval", _:
            return approval(to=where)
        case "application", _:
            return application(to=where)
        case "appeal", name:
            return READY[f"appeals_{name}"](school)
        case "certificate", _:
            return certificate(result(admitted(to=where)))
        case "courserun", _:
            return where
        case "rateproposal", _:
            return proposal()
    raise LookupError(f"no row for {desk.opts.model_name}")


def proposal():
    wanted = ProposedRate(
        year=2027,
        rate_class=RateClass.SINGLE,
        per_day=Decimal(224),
        valid_from=date(2027, 1, 1),
        valid_to=date(2027, 12, 31),
        source="test",
    )
    return propose_rate(wanted, actor=actor(staff(Role.MINISTRY_OFFICER), "ministry_officer"), now=NOW)


def seated(act, school):
    """Somebody who may do it."""
    [role, *_] = sorted(MAY[act])
    if role not in set(Role):
        return User.objects.create_user("operator-1", is_staff=True, is_superuser=True)
    return staff(Role(role), None if role == Role.MINISTRY_OFFICER else school)


@pytest.mark.parametrize(("desk", "step"), ACTS, ids=[f"{d.opts.model_name}-{s.name}" for d, s in ACTS])
def test_after_sign_in_staff_are_on_a_page_whatever_they_pressed(client, desk, step):
    school = provider()
    row, user = row_for(desk, step, school), seated(step.act, school)
    address = reverse(f"admin:{desk._step_name(step)}", args=[row.pk])

    sent = client.post(address)

    assert sent.url == f"{reverse('account_login')}?next={address}"
    sign_in_staff(client, user)
    back = client.get(address, follow=True)
    assert back.status_code == 200
    assert said(NOT_DONE) in text(back)
