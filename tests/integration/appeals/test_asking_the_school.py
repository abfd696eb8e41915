"""The ministry asks the school for more: its time stands still until the answer, and everybody sees both days."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from amu.attachments.selectors import attachments_of
from amu.journal.models import Entry
from amu.notices.models import Notice
from amu.people.enums import Role
from amu.web.formatting import long_date
from appeals import services
from appeals.enums import Queue
from appeals.models import Appeal, Inquiry
from appeals.rules.due import DueKind
from appeals.rules.handling import Instance
from appeals.selectors.desk import in_queue, with_next_day
from appeals.selectors.due import due_about
from appeals.selectors.promises import promised
from appeals.services.due import told_at_the_desk
from enrolment.services import person as acting
from tests import files
from tests.pages import at, said, text
from tests.situations import (
    NOW,
    TODAY,
    actor,
    decided,
    forwarded,
    person,
    school_asked,
    sign_in_staff,
    staff,
)

pytestmark = pytest.mark.django_db
ANSWER = "Adgangskravene stod i annoncen fra 1. juni."
ANSWER_BY = date(2026, 9, 15)


@pytest.fixture
def asked():
    return school_asked(answer_by=ANSWER_BY)


@pytest.fixture
def officer(asked):
    return staff(Role.APPEALS_OFFICER, asked.appeal.provider)


def answered(asked, by, now):
    return services.answer_ministry(asked.pk, text=ANSWER, actor=actor(by, "appeals_officer"), now=now)


def ministry_by(asked):
    return promised(Appeal.objects.get(pk=asked.appeal_id), Instance.MINISTRY).by


def told(code):
    return set(Notice.objects.filter(code=code).values_list("person_id", flat=True))


def desk(asked, page="change"):
    return f"/admin/appeals/appeal/{asked.appeal_id}/{page}/"


def day(value):
    with translation.override("da"):
        return long_date(value).replace("\N{NO-BREAK SPACE}", " ")


def kinds(asked, on):
    return {each.kind for each in due_about(asked.appeal.ref) if each.applies_on(on)}


def test_the_ministrys_day_moves_by_the_days_it_waits(asked):
    assert asked.promised_before == date(2026, 10, 27)
    assert ministry_by(asked) == date(2026, 11, 10)


@pytest.mark.parametrize(("after", "expected"), [(3, date(2026, 10, 30)), (20, date(2026, 11, 16))])
def test_the_answer_gives_the_day_by_the_days_it_took(asked, officer, after, expected):
    answered(asked, officer, NOW + timedelta(days=after))

    assert ministry_by(asked) == expected


def test_an_extension_that_was_promised_meanwhile_stands(asked, officer):
    lodged = Appeal.objects.get(pk=asked.appeal_id)
    services.extend(
        lodged.pk,
        promised_by=date(2026, 12, 21),
        reason="Vi har mange sager.",
        version=lodged.version,
        actor=actor(staff(Role.MINISTRY_OFFICER), "ministry_officer"),
        now=NOW,
    )
    answered(asked, officer, NOW + timedelta(days=3))

    assert ministry_by(asked) == date(2026, 12, 21)


def test_question_and_answer_are_journalled_and_told():
    lodged = forwarded()
    school = staff(Role.APPEALS_OFFICER, lodged.provider)
    ministry = staff(Role.MINISTRY_OFFICER)
    asked = school_asked(lodged, answer_by=ANSWER_BY)
    assert told("appeal_school_asked") == {lodged.person_id}
    assert school.pk in told("appeal_desk_asked")

    answered(asked, school, NOW + timedelta(days=3))
    assert told("appeal_school_answered") == {lodged.person_id}
    assert ministry.pk in told("appeal_desk_answered")
    entries = Entry.objects.filter(act__startswith="appeal.school_", about=lodged.ref)
    assert [(entry.act, entry.facts["from"], entry.facts["to"]) for entry in entries] == [
        ("appeal.school_asked", "2026-10-27", "2026-11-10"),
        ("appeal.school_answered", "2026-11-10", "2026-10-30"),
    ]


def test_one_question_at_a_time(asked):
    lodged = Appeal.objects.get(pk=asked.appeal_id)

    with pytest.raises(services.MoveNotAllowedError):
        school_asked(lodged)
    assert Inquiry.objects.count() == 1


def test_a_second_question_moves_the_day_on_from_where_it_is(asked, officer):
    answered(asked, officer, NOW + timedelta(days=3))
    lodged = Appeal.objects.get(pk=asked.appeal_id)
    again = school_asked(lodged, answer_by=date(2026, 9, 11), now=NOW + timedelta(days=3))

    assert (again.promised_before, ministry_by(again)) == (date(2026, 10, 30), date(2026, 11, 6))


@pytest.mark.parametrize("on", [TODAY, TODAY - timedelta(days=1)])
def test_the_school_gets_a_day_to_come(on):
    with pytest.raises(services.NotLaterError):
        school_asked(answer_by=on)


def test_it_is_answered_once(asked, officer):
    answered(asked, officer, NOW)

    with pytest.raises(services.MoveNotAllowedError):
        answered(asked, officer, NOW)


@pytest.mark.parametrize("close", ["decided", "withdrawn"])
def test_a_closed_appeal_waits_for_nobody(asked, officer, close):
    lodged = asked.appeal
    if close == "decided":
        decided(lodged)
    else:
        services.withdraw(lodged.pk, actor=acting(lodged.person_id), now=NOW)
    asked.refresh_from_db()

    assert (asked.ended_at, asked.answer) == (NOW, "")
    with pytest.raises(services.MoveNotAllowedError):
        answered(asked, officer, NOW)


# Reminders.


def test_while_the_ministry_waits_the_school_is_reminded_and_the_ministry_is_not(asked):
    assert kinds(asked, date(2026, 9, 13)) == {DueKind.INQUIRY_SOON, DueKind.UNCLAIMED}
    assert kinds(asked, date(2026, 9, 16)) == {DueKind.INQUIRY_OVERDUE, DueKind.UNCLAIMED}
    assert DueKind.ANSWER_OVERDUE not in kinds(asked, date(2026, 12, 1))


def test_after_the_answer_the_ministry_is_reminded_of_the_new_day(asked, officer):
    answered(asked, officer, NOW + timedelta(days=3))

    assert DueKind.ANSWER_OVERDUE not in kinds(asked, date(2026, 10, 30))
    assert DueKind.ANSWER_OVERDUE in kinds(asked, date(2026, 10, 31))
    assert DueKind.INQUIRY_OVERDUE not in kinds(asked, date(2026, 10, 31))


@pytest.mark.parametrize("kind", [DueKind.INQUIRY_SOON, DueKind.INQUIRY_OVERDUE])
def test_the_reminder_goes_to_the_school(asked, officer, kind):
    assert officer.pk in told_at_the_desk(asked.appeal, kind)


# Lists.


@pytest.mark.parametrize(("at_ministry", "queue"), [(False, Queue.UNASSIGNED), (True, Queue.WAITING)])
def test_it_waits_at_the_schools_desk_and_not_at_the_ministrys(asked, officer, at_ministry, queue):
    rows = with_next_day(Appeal.objects.all())
    found = {
        each: list(in_queue(rows, each, user_id=officer.pk, at_ministry=at_ministry))
        for each in (Queue.UNASSIGNED, Queue.WAITING)
    }

    assert [each for each in found if found[each]] == [queue]
    assert found[queue][0].next_day == ANSWER_BY


# What they see and do.


def test_person_school_and_ministry_see_the_question_and_both_days(client, asked, officer):
    client.force_login(asked.appeal.person)
    pages = [text(client.get(at("appeals:case", asked.appeal_id)))]
    for user in (officer, staff(Role.MINISTRY_OFFICER)):
        sign_in_staff(client, user)
        pages.append(text(client.get(desk(asked))))

    for page in pages:
        for words in (asked.text, day(date(2026, 10, 27)), day(date(2026, 11, 10)), day(ANSWER_BY)):
            assert words in page


def test_after_the_answer_they_see_it_with_the_day_it_led_to(client, asked, officer):
    answered(asked, officer, NOW + timedelta(days=3))
    client.force_login(asked.appeal.person)
    page = text(client.get(at("appeals:case", asked.appeal_id)))

    assert ANSWER in page
    assert day(date(2026, 10, 30)) in page
    assert day(date(2026, 11, 10)) not in page


def test_while_the_school_is_late_no_day_is_promised(client, asked):
    client.force_login(asked.appeal.person)
    with time_machine.travel(NOW + timedelta(days=15), tick=False):
        page = text(client.get(at("appeals:case", asked.appeal_id)))

    assert said("You have an answer by") not in page
    assert day(date(2026, 11, 10)) not in page


def test_the_ministry_asks_at_its_desk(client):
    lodged = forwarded()
    sign_in_staff(client, staff(Role.MINISTRY_OFFICER))
    address = f"/admin/appeals/appeal/{lodged.pk}/ask_school/"
    words = {"text": "Send os annoncen.", "answer_by": "15.09.2026", "version": lodged.version}
    wrong = client.post(address, {**words, "answer_by": "01.09.2026"})

    assert wrong.status_code == 422
    assert said("Choose a day to come.") in text(wrong)
    assert "Send os annoncen." in text(wrong)
    client.post(address, words)
    assert Inquiry.objects.get().answer_by == ANSWER_BY


def test_the_school_answers_with_files(client, asked, officer):
    sign_in_staff(client, officer)
    assert said("The ministry waits for your answer in %(number)s appeal", number=1) in text(
        client.get(at("staff_start"))
    )
    upload = SimpleUploadedFile("annonce.pdf", files.pdf())
    wrong = client.post(desk(asked, "answer_ministry"), {"text": "", "files": [upload]})
    assert wrong.status_code == 422
    assert "annonce.pdf" in text(wrong)
    assert asked.text in text(wrong)

    client.post(desk(asked, "answer_ministry"), {"text": ANSWER})
    asked.refresh_from_db()
    assert (asked.answer, asked.answered_by) == (ANSWER, officer)
    assert [row.name for row in attachments_of(asked.appeal.ref)] == ["annonce.pdf"]


def test_another_school_and_the_person_answer_nothing(client, asked):
    client.force_login(person())
    assert client.post(desk(asked, "answer_ministry"), {"text": ANSWER}).status_code in {302, 404}
    sign_in_staff(client, staff(Role.APPEALS_OFFICER, forwarded().provider))
    assert client.post(desk(asked, "answer_ministry"), {"text": ANSWER}).status_code == 404
    asked.refresh_from_db()
    assert asked.answer == ""
