"""A mandate on paper is registered with its document, and an appeal that a representative sends by letter names it."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from amu.attachments.models import Attachment
from amu.journal.models import Entry
from amu.journal.services import representative
from amu.mandates import services as mandates
from amu.mandates.codes import code_of
from amu.mandates.models import Mandate
from amu.people.enums import Role
from appeals import services as appeals
from appeals.bundle import bundle_facts, manifest_of
from appeals.letters import final_decision_facts
from appeals.models import Appeal
from enrolment.selectors.applications import standing_of
from tests import files
from tests.attached import handed_in
from tests.integration.desks.conftest import APPLICATION, desk, linked
from tests.pages import at, said, text
from tests.situations import (
    NOW,
    decided,
    forwarded,
    mandate,
    mandate_given,
    person,
    provider,
    refused,
    reviewed,
    run,
)

REGISTER = "/admin/appeals/appeal/register/"


@pytest.fixture
def decision(school):
    return refused(of=person(full_name="Karen Elmholt"), to=run(school=school))


def register(browser, applied, **fields):
    sent = {
        "name": "Advokat Bo Lund",
        "channel": "letter",
        "received_on": "01-09-2026",
        "until": "31-12-2026",
        "files": SimpleUploadedFile("fuldmagt.pdf", files.pdf()),
    }
    kept = {name: value for name, value in {**sent, **fields}.items() if value is not None}
    return browser.post(desk(APPLICATION, applied.pk, "mandate"), kept, follow=True)


def by_letter(browser, decision, number):
    fields = {"lodged_by": "letter", "arrived_on": "01-09-2026", "text": "Min klient er uenig."}
    sent = {"application": decision.application.number, "mandate": number, **fields}
    return browser.post(REGISTER, sent, follow=True)


def test_it_has_channel_day_until_when_and_the_document(sit_down, decision):
    browser = sit_down(Role.REGISTRAR)
    page = text(register(browser, decision.application))

    made, document = Mandate.objects.get(), Attachment.objects.get()
    assert (made.channel, str(made.received_on), str(made.until)) == ("letter", "2026-09-01", "2026-12-31")
    assert (made.registered_by, made.representative) == (browser.user, None)
    assert (document.about, document.person) == (made.ref, made.person)
    entry = Entry.objects.get(act="mandate.registered")
    assert (entry.actor, entry.person, entry.facts["asked"]) == (browser.user, made.person, "letter")
    assert "Advokat Bo Lund" in page
    assert code_of(made.pk) in page  # for whoever is named, where they will use the website


def test_whoever_is_named_may_take_it_with_the_code(sit_down, decision):
    register(sit_down(Role.REGISTRAR), decision.application)
    made, lawyer = Mandate.objects.get(), person()

    assert mandates.take(made.application_id, code_of(made.pk), user=lawyer, now=NOW).representative == lawyer


def test_staff_see_no_code_of_one_that_the_person_made(sit_down, decision):
    given = mandate_given(decision.application)

    page = text(sit_down(Role.REGISTRAR).get(desk(APPLICATION, decision.application_id)))
    assert given.number in page
    assert code_of(given.pk) not in page


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("files", None),
        ("until", "31-08-2026"),
        ("until", "03-09-2027"),
        ("received_on", "02-09-2026"),
        ("name", ""),
    ],
)
def test_what_is_missing_or_cannot_be_is_said_beside_its_field(sit_down, decision, field, value):
    page = register(sit_down(Role.REGISTRAR), decision.application, **{field: value})

    assert linked(page) == [f"id_{field}"]
    assert not Mandate.objects.exists()


def test_staff_end_it_for_somebody_who_asked(sit_down, decision):
    given = mandate_given(decision.application)
    browser = sit_down(Role.REGISTRAR)
    browser.post(
        desk(APPLICATION, decision.application_id, "end_mandate"), {"mandate": given.pk, "asked": "phone"}
    )

    given.refresh_from_db()
    entry = Entry.objects.get(act="mandate.ended")
    assert given.ended_by == browser.user
    assert (entry.actor, entry.facts["asked"]) == (browser.user, "phone")


def test_an_appeal_by_letter_names_who_sent_it_everywhere(sit_down, decision):
    browser = sit_down(Role.APPEALS_OFFICER)
    register(browser, decision.application)
    page = text(by_letter(browser, decision, Mandate.objects.get().number))

    lodged = Appeal.objects.get()
    assert lodged.representative == "Advokat Bo Lund"
    assert said("%(name)s, as representative", name="Advokat Bo Lund") in page
    assert Entry.objects.get(act="appeal.registered").facts["mandate"] == lodged.mandate_id


def test_the_bundle_and_the_final_letter_name_the_representative(school):
    decision = refused(to=run(school=school))
    taken = mandate(decision.application, to=person(full_name="Bo Hjælper"))
    lodged = appeals.lodge(
        decision.pk,
        text="Hun har et bevis.",
        wants_forwarding=False,
        received_at=NOW,
        actor=representative(taken.representative_id),
        mandate_id=taken.pk,
        now=NOW,
    )
    referral = decided(forwarded(reviewed(lodged)), "dismissed")
    bundle = bundle_facts(referral, now=NOW)
    letter = final_decision_facts(referral.appeal, referral, standing=standing_of(decision.application_id))

    assert (bundle.representative, letter.representative) == ("Bo Hjælper", "Bo Hjælper")
    assert b'"representative": "Bo Hj' in manifest_of(bundle)
    assert [line.role for line in bundle.journal if line.act == "appeal.received"] == ["representative"]


@pytest.mark.parametrize("which", ["another case's", "over", "none"])
def test_a_mandate_that_did_not_hold_in_the_case_is_said_beside_its_field(sit_down, decision, which):
    match which:
        case "another case's":
            number = mandate().number
        case "over":
            given = mandate_given(
                decision.application, until=(NOW - timedelta(days=30)).date(), now=NOW - timedelta(days=60)
            )
            number = given.number
        case "none":
            number = "F-1x"
    page = by_letter(sit_down(Role.APPEALS_OFFICER), decision, number)

    assert linked(page) == ["id_mandate"]
    assert not Appeal.objects.exists()


def test_the_document_opens_for_the_desk_and_not_for_another_school(sit_down, decision, school):
    given = mandate_given(decision.application)
    row = handed_in(about=given.ref, of=decision.application.person)

    address = at("attachments:download", row.pk)
    assert sit_down(Role.REGISTRAR).get(address).status_code == 200
    assert sit_down(Role.REGISTRAR, at=provider()).get(address).status_code == 404
