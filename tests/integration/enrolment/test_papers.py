"""Papers that must be with the school before the class begins: asked for, handed in, accepted or rejected."""

from dataclasses import replace

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.urls import reverse

from amu.attachments.enums import ScanState
from amu.attachments.models import Attachment
from amu.attachments.selectors import attachments_of
from amu.attachments.services import note_scan
from amu.journal.models import Entry
from amu.notices.models import Notice
from amu.people.enums import Role
from amu.people.models import DataView
from courses.guidance.rules.access import AccessCode
from enrolment import services
from enrolment.models import Paper
from enrolment.rules.papers import NEEDED, papers_for
from tests import files
from tests.pages import at, hidden, said, text
from tests.situations import (
    ABROAD,
    NOW,
    SKILLED,
    actor,
    application,
    person,
    provider,
    run,
    sign_in_staff,
    staff,
)

pytestmark = pytest.mark.django_db
ON_BENEFIT = replace(SKILLED, situation="on_benefit", path="six_weeks")


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def applied():
    return application(answers=ABROAD)


@pytest.fixture
def paper(applied):
    return Paper.objects.get(application=applied)


@pytest.fixture
def officer(applied):
    return actor(staff(school=applied.run.provider))


@pytest.fixture
def browser(client, applied):
    client.force_login(applied.person)
    return client


@pytest.fixture
def desk(client, applied):
    def sit_down(school=None, role=Role.REGISTRAR):
        sign_in_staff(client, staff(role, school or applied.run.provider))
        return client

    return sit_down


def page_of(paper, language="da"):
    return at("enrolment:paper", paper.application_id, paper.pk, language=language)


def hand_in(browser, paper, name="erklaering.pdf", **fields):
    upload = SimpleUploadedFile(name, files.pdf())
    return browser.post(page_of(paper), {**hidden(browser.get(page_of(paper))), "files": upload, **fields})


def state_of(paper):
    paper.refresh_from_db()
    return paper.state


# What is asked for.


@pytest.mark.parametrize("code", NEEDED)
def test_each_duty_of_the_rules_asks_for_one_paper(code):
    assert papers_for([code, AccessCode.IN_TARGET_GROUP, code]) == [NEEDED[code]]


@pytest.mark.parametrize(
    ("answers", "kinds"),
    [
        (SKILLED, []),
        (ABROAD, ["work_declaration"]),
        (ON_BENEFIT, ["six_weeks_approval"]),
        (replace(ON_BENEFIT, path="municipality"), ["municipality_agreement"]),
        (replace(ON_BENEFIT, path="unsure"), ["benefit_approval"]),
        (replace(SKILLED, situation="igu"), ["igu_contract"]),
        (replace(ON_BENEFIT, residence="employed"), ["work_declaration", "six_weeks_approval"]),
    ],
)
def test_the_answers_decide_which_papers_are_needed(answers, kinds):
    made = application(answers=answers)

    assert list(Paper.objects.filter(application=made).values_list("kind", flat=True)) == kinds


def test_there_is_one_of_a_kind(paper):
    with pytest.raises(IntegrityError, match="one_paper_of_a_kind"):
        Paper.objects.create(application_id=paper.application_id, kind=paper.kind, changed_at=NOW)


# The person.


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_page_of_the_application_leads_to_what_is_missing(browser, applied, paper, language):
    page = text(browser.get(at("enrolment:application", applied.pk, language=language)))

    assert page_of(paper, language) in page
    assert said("Declaration of work, signed by you and your employer", language) in page
    assert said("Missing", language) in page


def test_my_overview_begins_with_it(browser, paper):
    assert page_of(paper) in text(browser.get(at("overview")))


def test_a_file_makes_it_handed_in(browser, applied, paper):
    response = hand_in(browser, paper)

    assert response.url == at("enrolment:application", applied.pk)
    assert state_of(paper) == "handed_in"
    assert [row.name for row in attachments_of(paper.ref)] == ["erklaering.pdf"]
    assert Entry.objects.get(act="paper.handed_in").case == applied.ref
    assert page_of(paper) not in text(browser.get(at("overview"))), "it is the school's turn"


def test_nothing_chosen_is_said_beside_the_field(browser, paper):
    response = browser.post(page_of(paper), hidden(browser.get(page_of(paper))), follow=True)

    assert said("Choose at least one file.") in text(response)
    assert state_of(paper) == "missing"


def test_somebody_elses_paper_is_404(client, paper):
    client.force_login(person())

    assert client.get(page_of(paper)).status_code == 404
    mine = application(of=person())
    client.force_login(mine.person)
    assert client.get(at("enrolment:paper", mine.pk, paper.pk)).status_code == 404


def test_nothing_is_taken_for_a_paper_that_is_accepted(browser, applied, paper, officer):
    services.accept_paper(paper.pk, actor=officer, now=NOW)

    assert browser.get(page_of(paper)).url == at("enrolment:application", applied.pk)
    with pytest.raises(services.PaperClosedError):
        services.hand_in_paper(
            paper.pk, chosen_in=paper.ref, actor=services.person(applied.person_id), now=NOW
        )


def test_a_paper_of_no_file_is_none(applied, paper):
    with pytest.raises(services.NoFileError):
        services.hand_in_paper(
            paper.pk, chosen_in=paper.ref, actor=services.person(applied.person_id), now=NOW
        )


def test_a_rejected_one_says_why_and_can_be_handed_in_again(browser, paper, officer):
    hand_in(browser, paper)
    services.reject_paper(paper.pk, words="Din chef har ikke skrevet under.", actor=officer, now=NOW)

    assert "Din chef har ikke skrevet under." in text(browser.get(page_of(paper)))
    hand_in(browser, paper, name="ny.pdf")
    assert state_of(paper) == "handed_in"
    assert paper.words == ""


def test_the_person_is_told_of_a_rejection_and_not_of_why(browser, applied, paper, officer):
    services.reject_paper(paper.pk, words="Din chef har ikke skrevet under.", actor=officer, now=NOW)

    notice = Notice.objects.get(code="paper_rejected")
    assert (notice.person_id, notice.path) == (applied.person_id, at("enrolment:application", applied.pk))


# The school.


def test_nobody_is_admitted_while_a_paper_is_missing(applied, paper, officer):
    with pytest.raises(services.PapersMissingError):
        services.admit(applied.pk, actor=officer, now=NOW)

    services.accept_paper(paper.pk, actor=officer, now=NOW)
    assert services.admit(applied.pk, actor=officer, now=NOW).outcome == "admitted"


MISSING_AT_THE_DESK = (
    "Papers are missing, so the person cannot be admitted yet. "
    "Accept each one, also when you have seen it on paper."
)


def test_the_desk_says_so_and_offers_to_check_them_instead(desk, applied, paper, officer):
    address = reverse("admin:enrolment_admit", args=[applied.pk])
    browser = desk()
    before = text(browser.get(reverse("admin:enrolment_application_change", args=[applied.pk])))
    services.accept_paper(paper.pk, actor=officer, now=NOW)
    after = text(browser.get(reverse("admin:enrolment_application_change", args=[applied.pk])))

    assert said(MISSING_AT_THE_DESK) in before
    assert address not in before
    assert said(MISSING_AT_THE_DESK) not in after
    assert address in after


def test_whoever_presses_admit_all_the_same_is_told_why_not(desk, applied):
    answer = desk().post(reverse("admin:enrolment_admit", args=[applied.pk]), follow=True)

    assert said("Papers are missing. Accept them first, also when you have seen them on paper.") in text(
        answer
    )


def test_of_many_admitted_at_once_it_is_named_and_the_rest_go_through(desk, applied):
    other = application(to=applied.run)
    address = reverse("admin:enrolment_class_admit", args=[applied.run_id])
    answer = desk().post(address, {"application": [applied.pk, other.pk]}, follow=True)

    assert said("%(number)s cannot be admitted now.", number=applied.number) in text(answer)
    applied.refresh_from_db()
    other.refresh_from_db()
    assert (applied.state, other.state) == ("submitted", "admitted")


def test_the_paper_alone_says_what_the_rules_asked_for(browser, applied, paper, officer):
    page = at("enrolment:application", applied.pk)
    before = text(browser.get(page))
    services.accept_paper(paper.pk, actor=officer, now=NOW)
    after = text(browser.get(page))

    assert before.count("din chef også skriver under") == 1
    assert "din chef også skriver under" not in after, "the school has it"


def test_a_file_is_no_option_where_it_is_what_is_handed_in(browser, paper):
    page = text(browser.get(page_of(paper)))
    label = page[page.index('for="id_files"') :].partition("</label>")[0]

    assert said("(optional)") not in label


def test_the_office_reads_it_and_the_look_is_logged(desk, applied, paper, client):
    client.force_login(applied.person)
    hand_in(client, paper)
    row = Attachment.objects.get()
    note_scan(row.pk, ScanState.CLEAN, now=NOW)
    browser = desk()
    opened = browser.get(reverse("attachments:download", args=[row.pk]))

    assert opened.status_code == 200
    assert DataView.objects.filter(person=applied.person).exists()
    assert desk(school=provider()).get(reverse("attachments:download", args=[row.pk])).status_code == 404


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ({"answer": "accept"}, "accepted"),
        ({"answer": "reject", "words": "Der mangler en underskrift."}, "rejected"),
    ],
)
def test_it_is_checked_at_the_desk(desk, applied, paper, answer, state):
    browser = desk()
    browser.post(reverse("admin:enrolment_papers", args=[applied.pk]), {"paper": paper.pk, **answer})

    assert state_of(paper) == state


def test_a_rejection_needs_words(desk, applied, paper):
    browser = desk()
    answer = browser.post(
        reverse("admin:enrolment_papers", args=[applied.pk]),
        {"paper": paper.pk, "answer": "reject", "words": "Nej"},
    )

    assert answer.status_code == 422
    assert said("Write what is wrong, so that the person can mend it.") in text(answer)
    assert state_of(paper) == "missing"


def test_accepting_twice_changes_nothing(paper, officer):
    for _ in range(2):
        services.accept_paper(paper.pk, actor=officer, now=NOW)

    assert Entry.objects.filter(act="paper.accepted").count() == 1


def test_papers_of_an_application_that_has_ended_are_closed(browser, applied, paper, officer):
    services.withdraw(applied.pk, actor=services.person(applied.person_id), now=NOW)

    assert browser.get(page_of(paper)).url == at("enrolment:application", applied.pk)
    with pytest.raises(services.PaperClosedError):
        services.accept_paper(paper.pk, actor=officer, now=NOW)
    with pytest.raises(services.PaperClosedError):
        services.reject_paper(paper.pk, words="Der mangler en underskrift.", actor=officer, now=NOW)


def test_what_was_answered_stands_at_the_desk(desk):
    where = run()
    asked = replace(SKILLED, payer="employer", employer_cvr="10150817", wage="paid", needs="Uden trapper")
    made = application(to=where, answers=asked)
    page = text(
        desk(school=where.provider).get(reverse("admin:enrolment_application_change", args=[made.pk]))
    )

    for words in ("10150817", "Uden trapper", said("Yes, my employer pays my wages")):
        assert words in page
