"""No letter without an address: the form says so beside the channel, and the services refuse."""

import pytest

from amu.people.enums import Role
from amu.people.models import PostalAddress
from amu.people.post import address_of
from appeals.models import Appeal
from enrolment import services as enrolment
from enrolment.models import Decision
from tests.integration.desks.conftest import APPLICATION, desk, linked, state_of
from tests.pages import said, text
from tests.situations import (
    HOME,
    NOW,
    TODAY,
    actor,
    application,
    person,
    posted,
    refusal,
    refused_by_letter_that_waits,
    run,
    staff,
)

FORM = {
    "reason": "entry_requirement",
    "facts_from": "own",
    "text": "Du har ikke det certifikat, som uddannelsen kræver.",
}
CONTACT = {"language": "da", "asked": "phone", "street": "Nyvej 3", "postal_code": "8000", "city": "Aarhus C"}


@pytest.fixture
def unreachable(school):
    return application(of=person(None, full_name="Karen Elmholt"), to=run(school=school))


def test_a_refusal_by_letter_is_not_made_without_an_address(unreachable, school):
    with pytest.raises(enrolment.NoAddressError):
        enrolment.refuse(unreachable.pk, refusal("letter"), actor=actor(staff(school=school)), now=NOW)

    assert state_of(unreachable)[0] == "submitted"
    assert not Decision.objects.exists()


def test_the_form_says_so_beside_the_channel_with_the_way_out(sit_down, unreachable):
    browser = sit_down()
    page = text(browser.get(desk(APPLICATION, unreachable.pk, "refuse")))
    response = browser.post(desk(APPLICATION, unreachable.pk, "refuse"), {**FORM, "channel": "letter"})

    assert desk(APPLICATION, unreachable.pk, "contact") in page
    assert response.status_code == 422
    assert linked(response) == ["id_channel"]
    assert FORM["text"] in text(response)
    assert state_of(unreachable)[0] == "submitted"


def test_it_can_be_handed_over(sit_down, unreachable):
    sit_down().post(desk(APPLICATION, unreachable.pk, "refuse"), {**FORM, "channel": "handed_over"})

    assert state_of(unreachable)[0] == "refused"


def test_once_the_address_is_entered_the_letter_can_go(sit_down, unreachable):
    browser = sit_down()
    browser.post(desk(APPLICATION, unreachable.pk, "contact"), CONTACT)
    browser.post(desk(APPLICATION, unreachable.pk, "refuse"), {**FORM, "channel": "letter"})

    assert address_of(unreachable.person_id).source == "school"
    assert Decision.objects.get().delivery.channel == "letter"


def test_posting_is_refused_and_no_clock_starts_where_the_address_is_gone(sit_down, school):
    waiting = refused_by_letter_that_waits(to=run(school=school))
    PostalAddress.objects.all().delete()

    with pytest.raises(enrolment.NoAddressError):
        posted(waiting, TODAY)
    page = sit_down().post(
        desk(APPLICATION, waiting.application_id, "posted"), {"posted_on": "01-09-2026"}, follow=True
    )
    waiting.refresh_from_db()

    assert said(
        "Nothing was recorded: the person has no postal address. Enter it, or hand the letter over."
    ) in text(page)
    assert (waiting.notified_on, waiting.appeal_by) == (None, None)
    assert not Appeal.objects.exists()


def test_the_letter_carries_the_address_block(sit_down, school):
    decision = refused_by_letter_that_waits(to=run(school=school))

    assert decision.letter.content
    assert HOME.street in text(sit_down().get("/admin/enrolment/application/letters/"))


@pytest.mark.parametrize(
    ("role", "sees"), [(Role.REGISTRAR, True), (Role.LEADER, False), (Role.APPEALS_OFFICER, False)]
)
def test_a_protected_persons_address_is_for_those_who_post_letters(sit_down, school, role, sees):
    hidden = application(of=person(full_name="", name_protected=True), to=run(school=school))
    page = text(sit_down(role).get(desk(APPLICATION, hidden.pk)))

    assert ("Åvej 12" in page) is sees
    assert (said("Protected: shown to those who post letters.") in page) is not sees


def test_anybody_elses_address_is_for_whoever_sees_the_case(sit_down, applied):
    assert "Åvej 12" in text(sit_down(Role.APPEALS_OFFICER).get(desk(APPLICATION, applied.pk)))


def test_how_the_person_asked_must_be_said(sit_down, applied):
    response = sit_down().post(desk(APPLICATION, applied.pk, "contact"), {**CONTACT, "asked": ""})

    assert linked(response) == ["id_asked"]
    assert address_of(applied.person_id).address == HOME


def test_an_admission_can_be_printed_for_somebody_who_reads_no_overview(sit_down, applied, school):
    made = enrolment.admit(applied.pk, actor=actor(staff(school=school)), now=NOW)
    response = sit_down().get(desk(APPLICATION, applied.pk, "letter", made.pk))

    assert response["Content-Type"] == "application/pdf"
