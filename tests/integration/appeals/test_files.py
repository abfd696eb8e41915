"""Files of an appeal: sent with it, added later, added by staff, and the same for person, school and ministry."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from amu.attachments.enums import ScanState
from amu.attachments.models import Attachment
from amu.attachments.selectors import attachments_of
from amu.attachments.services import note_scan
from amu.journal.models import Entry
from amu.notices.models import Notice
from amu.people.enums import Role
from amu.people.models import DataView
from appeals import services
from appeals.models import Appeal
from tests import files
from tests.attached import kept
from tests.pages import at, hidden, said, send_once_signed_out, text
from tests.situations import (
    NOW,
    actor,
    appeal,
    decided,
    forwarded,
    person,
    provider,
    refused,
    reviewed,
    sign_in_staff,
    staff,
)

pytestmark = pytest.mark.django_db
WORDS = "Jeg har et svejsecertifikat fra 2024."


@pytest.fixture
def decision():
    return refused()


@pytest.fixture
def browser(client, decision):
    client.force_login(decision.application.person)
    return client


@pytest.fixture
def page(decision):
    return at("appeals:appeal", decision.pk)


def upload(name="bevis.pdf", content=None):
    return SimpleUploadedFile(name, files.pdf() if content is None else content)


def shown(browser, address):
    """The fields with which the page was shown."""
    return hidden(browser.get(address))


def names(lodged):
    return [row.name for row in attachments_of(lodged.ref)]


def attached(lodged, name="bevis.pdf", *, by=None):
    """A clean file in the case, from the person or somebody of the staff."""
    owner = lodged.person
    row = kept(of=owner, by=by, name=name, about=lodged.ref)
    services.add_files(lodged.pk, chosen_in=lodged.ref, actor=by or services_person(owner), now=NOW)
    note_scan(row.pk, ScanState.CLEAN, now=NOW)
    return row


def services_person(owner):
    return actor(owner, "person")


def test_files_that_are_sent_with_an_appeal_are_part_of_its_case(browser, page):
    browser.post(page, {"text": WORDS, "files": [upload("1.pdf"), upload("2.jpg", files.jpeg())]})

    lodged = Appeal.objects.get()
    assert names(lodged) == ["1.pdf", "2.jpg"]
    assert "1.pdf" in text(browser.get(at("appeals:case", lodged.pk)))
    assert Entry.objects.get(act="appeal.files_added").facts["files"] == [
        row.pk for row in attachments_of(lodged.ref)
    ]


def test_an_error_elsewhere_keeps_the_files_and_what_was_typed(browser, page):
    sent = browser.post(page, {**shown(browser, page), "text": "", "files": [upload()]})
    again = text(browser.get(sent.url))

    assert sent.status_code == 303
    assert "bevis.pdf" in again
    assert said("Write why you disagree. A single sentence is enough.") in again
    browser.post(page, {"text": WORDS})
    assert names(Appeal.objects.get()) == ["bevis.pdf"]


def test_a_file_that_is_not_taken_is_said_beside_the_field_and_nothing_is_sent(browser, page):
    fields = {**shown(browser, page), "text": WORDS, "files": [upload("tom.pdf", b"")]}
    sent = browser.post(page, fields)
    again = text(browser.get(sent.url))

    assert not Appeal.objects.exists()
    assert 'id="id_files_error"' in again
    assert "tom.pdf: " + said("The file is empty.") in again
    assert WORDS in again


def test_files_can_be_uploaded_and_removed_before_a_word_is_written(browser, page):
    browser.post(page, {**shown(browser, page), "text": "", "files": [upload()], "files_upload": "1"})
    again = text(browser.get(page))
    assert "bevis.pdf" in again
    assert "form-error" not in again

    number = Attachment.objects.get().pk
    browser.post(page, {**shown(browser, page), "text": "Halvt", "files_remove": str(number)})
    again = text(browser.get(page))
    assert "bevis.pdf" not in again
    assert "Halvt" in again
    assert not Attachment.objects.exists()


def test_the_same_appeal_sent_twice_loses_no_file(browser, page):
    browser.post(page, {"text": WORDS, "files": [upload("1.pdf")]})
    lodged = Appeal.objects.get()
    kept(of=lodged.person, name="2.pdf", about=services.chosen_with_the_appeal(lodged.decision_id))
    services.lodge(
        lodged.decision_id,
        text=WORDS,
        wants_forwarding=False,
        received_at=NOW,
        actor=services_person(lodged.person),
        now=NOW,
    )

    assert names(lodged) == ["1.pdf", "2.pdf"]


def test_the_person_adds_more_while_somebody_looks_at_the_case(browser, decision):
    lodged = forwarded(reviewed(appeal(decision)))
    browser.post(at("appeals:files", lodged.pk), {"files": [upload()]})

    assert names(lodged) == ["bevis.pdf"]
    assert not Notice.objects.filter(code="appeal_files_added").exists()


def test_to_add_nothing_is_said_beside_the_field(browser, decision):
    lodged = appeal(decision)
    response = browser.post(at("appeals:files", lodged.pk), {})

    assert response.status_code == 422
    assert said("Choose at least one file.") in text(response)


def test_nothing_is_added_to_a_closed_case(browser, decision):
    lodged = decided(forwarded(reviewed(appeal(decision)))).appeal
    response = browser.post(at("appeals:files", lodged.pk), {"files": [upload()]}, follow=True)

    assert said("The case is closed, so no files can be added.") in text(response)
    assert names(lodged) == []
    with pytest.raises(services.MoveNotAllowedError):
        services.add_files(lodged.pk, chosen_in=lodged.ref, actor=services_person(lodged.person), now=NOW)


def test_somebody_elses_case_takes_no_files(client, decision):
    lodged = appeal(decision)
    client.force_login(person())

    assert client.post(at("appeals:files", lodged.pk), {"files": [upload()]}).status_code == 404
    assert not Attachment.objects.exists()


@pytest.mark.parametrize(("whose", "asked"), [("letter", "letter"), ("own", "")])
def test_staff_add_what_somebody_sent_or_papers_of_their_own(client, decision, whose, asked):
    lodged = appeal(decision)
    sign_in_staff(client, staff(Role.REGISTRAR, lodged.provider))
    sent = client.post(
        f"/admin/appeals/appeal/{lodged.pk}/add_files/", {"whose": whose, "files": [upload("brev.pdf")]}
    )

    row = attachments_of(lodged.ref).get()
    assert sent.status_code == 302
    assert (row.role, row.asked, row.person_id) == ("registrar", asked, lodged.person_id)
    assert Notice.objects.filter(code="appeal_files_added", person_id=lodged.person_id).count() == 1


def test_a_desk_keeps_the_files_while_something_else_is_missing(client, decision):
    lodged = appeal(decision)
    sign_in_staff(client, staff(Role.APPEALS_OFFICER, lodged.provider))
    response = client.post(f"/admin/appeals/appeal/{lodged.pk}/add_files/", {"files": [upload()]})

    assert response.status_code == 422
    assert "bevis.pdf" in text(response)
    assert names(lodged) == []


def test_person_school_and_ministry_see_and_open_the_same_files(client, decision):
    lodged = appeal(decision)
    row = attached(lodged)
    lodged = forwarded(reviewed(lodged))
    desk, download = f"/admin/appeals/appeal/{lodged.pk}/change/", at("attachments:download", row.pk)
    client.force_login(lodged.person)
    seen = [text(client.get(at("appeals:case", lodged.pk))).count(download)]
    got = [client.get(download).status_code]
    for officer in (staff(Role.APPEALS_OFFICER, lodged.provider), staff(Role.MINISTRY_OFFICER)):
        sign_in_staff(client, officer)
        seen.append(text(client.get(desk)).count(download))
        got.append(client.get(download).status_code)

    assert seen == [1, 1, 1]
    assert got == [200, 200, 200]
    assert DataView.objects.filter(object_ref=row.ref, purpose="appeal").count() == 2


def test_another_school_and_a_ministry_that_has_not_got_the_case_open_nothing(client, decision):
    row = attached(appeal(decision))
    got = []
    for officer in (staff(Role.APPEALS_OFFICER, provider()), staff(Role.MINISTRY_OFFICER)):
        sign_in_staff(client, officer)
        got.append(client.get(at("attachments:download", row.pk)).status_code)

    assert got == [404, 404]


def test_whoever_answers_the_appeal_reads_which_files_there_are(client, decision):
    lodged = appeal(decision)
    row = attached(lodged)
    sign_in_staff(client, staff(Role.APPEALS_OFFICER, lodged.provider))

    assert f"{row.number} bevis.pdf" in text(client.get(f"/admin/appeals/appeal/{lodged.pk}/review/"))


def test_files_of_an_appeal_sent_while_signed_out_are_asked_for_again(browser, decision, page):
    who = decision.application.person
    send_once_signed_out(browser, who, page, text=WORDS, files=[upload()])
    browser.force_login(who)
    response = browser.get(page, follow=True)

    assert Appeal.objects.get().text == WORDS
    assert names(Appeal.objects.get()) == []
    assert said(
        "Your appeal has been sent, but not the files you chose: you were no longer signed in. Add them below."
    ) in text(response)
