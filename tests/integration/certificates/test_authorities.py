"""What authorities issue: recorded by the school, shown to its holder, reminded of once, ended when it was wrong."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import DatabaseError, IntegrityError, transaction

from amu.journal.models import Entry
from amu.notices.models import Notice
from amu.outbox.models import Message
from amu.outbox.services import drain
from amu.people.models import DataView
from certificates.authority.enums import AuthorityEnd, AuthorityKind
from certificates.authority.models import AuthorityCertificate
from certificates.authority.recording import (
    NewAuthority,
    NotPassedError,
    RecordedAlreadyError,
    end_authority,
    record_authority,
)
from tests.pages import at, hidden, questions, said, text
from tests.situations import AFTER_CLASS, actor, admitted, person, result, run, sign_in_staff, staff

pytestmark = pytest.mark.django_db
LIST = "/admin/certificates/certificate/"
LAST_DAY = date(2031, 10, 2)
SAID = NewAuthority(AuthorityKind.ISOCYANATES, "Arbejdstilsynet", "A 7", date(2026, 10, 2), None)
SENT = {
    "kind": "isocyanates",
    "issuer": "Arbejdstilsynet",
    "number": "",
    "passed_on": "02-10-2026",
    "printed": "",
}


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(AFTER_CLASS, tick=False):
        yield


@pytest.fixture
def who():
    return person(full_name="Karen Elmholt")


@pytest.fixture
def passed(who):
    return result(admitted(of=who))


@pytest.fixture
def by(passed):
    return actor(staff(school=passed.application.run.provider))


@pytest.fixture
def desk(client, passed):
    sign_in_staff(client, staff(school=passed.application.run.provider))
    return client


def recorded(passed, by, now=AFTER_CLASS, **other):
    return record_authority(passed.pk, replace(SAID, **other), actor=by, now=now)


def told(code):
    return Notice.objects.filter(code=code).count()


def morning(day):
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def work_on(day):
    with time_machine.travel(morning(day), tick=False):
        drain(now=morning(day))


# Recording.


def test_the_last_day_comes_from_the_rule_and_its_source_is_stored(passed, by):
    row = recorded(passed, by)

    assert (row.expires_on, row.source) == (LAST_DAY, "isocyanates_renewal")


def test_a_printed_day_has_no_source(passed, by):
    row = recorded(passed, by, kind=AuthorityKind.ADR, printed=date(2030, 1, 1))

    assert (row.expires_on, row.source) == (date(2030, 1, 1), "")


def test_the_person_is_told_and_the_journal_has_it(passed, by):
    row = recorded(passed, by)

    assert told("authority_recorded") == 1
    assert Entry.objects.get(act="authority_certificate.recorded", about=row.ref).person_id == row.person_id


def test_a_second_of_the_same_kind_is_refused_and_of_another_is_not(passed, by):
    recorded(passed, by)

    with pytest.raises(RecordedAlreadyError):
        recorded(passed, by)
    recorded(passed, by, kind=AuthorityKind.EPOXY)


def test_it_is_for_a_passed_course(who):
    without = result(admitted(of=who), "not_passed")

    with pytest.raises(NotPassedError):
        recorded(without, actor(staff(school=without.application.run.provider)))


# Reminders.


def test_its_holder_is_reminded_twice_and_each_time_once(passed, by):
    recorded(passed, by)
    work_on(LAST_DAY - timedelta(days=183))
    assert told("authority_expires") == 0

    for _ in range(2):
        work_on(LAST_DAY - timedelta(days=182))
    assert told("authority_expires") == 1
    for _ in range(2):
        work_on(LAST_DAY - timedelta(days=30))
    assert told("authority_expires") == 2
    assert Entry.objects.filter(act="authority_certificate.reminded").count() == 2


def test_nobody_is_reminded_of_one_without_a_last_day(passed, by):
    recorded(passed, by, kind=AuthorityKind.EPOXY)

    assert not Message.objects.filter(kind="certificates.authority_expires").exists()


def test_nobody_is_reminded_of_a_record_that_has_ended(passed, by):
    row = recorded(passed, by)
    end_authority(row.pk, AuthorityEnd.MISTAKE, actor=by, now=AFTER_CLASS)

    work_on(LAST_DAY - timedelta(days=1))
    assert told("authority_expires") == 0


def test_nobody_is_reminded_of_one_that_was_renewed(passed, by, who):
    recorded(passed, by)
    later = result(admitted(of=who))
    by_school = actor(staff(school=later.application.run.provider))
    recorded(later, by_school, passed_on=date(2026, 10, 3))

    work_on(LAST_DAY - timedelta(days=29))
    assert told("authority_expires") == 2  # of the newer one


def test_a_reminder_that_is_late_is_not_sent_once_it_has_run_out(passed, by):
    recorded(passed, by)

    work_on(LAST_DAY + timedelta(days=1))
    assert told("authority_expires") == 0


# Ended.


def test_a_corrected_result_ends_the_record_in_the_same_commit(passed, by):
    row = recorded(passed, by)
    result(passed.application, "not_passed")

    row.refresh_from_db()
    assert row.end_reason == AuthorityEnd.RESULT_CORRECTED
    assert told("authority_ended") == 1


def test_once_it_has_ended_it_is_recorded_anew(passed, by):
    end_authority(recorded(passed, by).pk, AuthorityEnd.MISTAKE, actor=by, now=AFTER_CLASS)

    assert recorded(passed, by).ended_at is None


@pytest.mark.parametrize("change", [{"issuer": "Andre"}, {"expires_on": None}, {"kind": "adr"}])
def test_what_was_recorded_stays_as_it_was(passed, by, change):
    row = recorded(passed, by)

    with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
        AuthorityCertificate.objects.filter(pk=row.pk).update(**change)


def test_two_of_a_kind_cannot_be_stored(passed, by):
    row = recorded(passed, by)
    row.pk = None

    with pytest.raises(IntegrityError, match="one_authority_record_of_a_kind"), transaction.atomic():
        row.save(force_insert=True)


# On My Overview.


def test_my_overview_has_it_with_its_last_day_and_source(client, passed, by, who):
    recorded(passed, by)
    client.force_login(who)
    page = text(client.get(at("overview")))

    assert said("Isocyanates, also together with epoxy") in page
    assert "2. oktober 2031" in page
    assert said("Find a course that renews it") not in page


def test_what_ends_soon_is_a_next_step_with_its_day(client, passed, by, who):
    recorded(passed, by)
    with time_machine.travel(morning(LAST_DAY - timedelta(days=20)), tick=False):
        client.force_login(who)
        page = text(client.get(at("overview")))

    kind = said("Isocyanates, also together with epoxy")
    assert said("%(kind)s: valid for a short time yet", kind=kind) in page
    assert f"{at('courses:search')}?q=isocyanater" in page


def test_a_second_one_asks_nothing_more_of_the_database(client, passed, by, who):
    recorded(passed, by)
    client.force_login(who)
    few = questions(client, at("overview"))
    recorded(passed, by, kind=AuthorityKind.EPOXY)

    assert questions(client, at("overview")) == few


# At the school's desk.


def test_staff_record_it_from_the_page_of_the_class(desk, passed):
    page = f"{LIST}authority/{passed.pk}/"
    klass = f"{LIST}class/{passed.application.run_id}/"
    assert page in text(desk.get(klass))

    assert desk.post(page, SENT).url == klass

    row = AuthorityCertificate.objects.get()
    assert row.expires_on == LAST_DAY
    assert f"{LIST}authority/{row.pk}/end/" in text(desk.get(klass))


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("issuer", "", None),
        ("passed_on", "i går", "Enter the date as day-month-year, for example 30-06-2019."),
        ("printed", "01-01-2020", "The last day lies before the day it was passed."),
        ("printed", "01-01-2040", "By the rules it is not valid as long as that, or it has no last day."),
    ],
)
def test_what_cannot_be_is_asked_again_and_what_was_typed_is_there(desk, passed, field, value, words):
    answer = desk.post(f"{LIST}authority/{passed.pk}/", {**SENT, field: value})

    assert answer.status_code == 422
    assert 'value="02-10-2026"' in text(answer) or field == "passed_on"
    assert words is None or said(words) in text(answer)
    assert not AuthorityCertificate.objects.exists()


def test_one_that_is_recorded_already_is_said_beside_the_field(desk, passed, by):
    recorded(passed, by)
    answer = desk.post(f"{LIST}authority/{passed.pk}/", SENT)

    assert answer.status_code == 422
    assert said("One of that kind is recorded for this course already.") in text(answer)


def test_opening_the_page_is_a_look_at_the_person(desk, passed):
    desk.get(f"{LIST}authority/{passed.pk}/")

    assert DataView.objects.get().person_id == passed.application.person_id


def test_staff_end_a_record_that_is_wrong(desk, passed, by):
    row = recorded(passed, by)
    page = f"{LIST}authority/{row.pk}/end/"
    desk.post(page, {"why": "Forkert person.", **hidden(desk.get(page))})

    row.refresh_from_db()
    assert row.end_reason == AuthorityEnd.MISTAKE
    assert (
        Entry.objects.get(about=row.ref, act="authority_certificate.ended").facts["why"] == "Forkert person."
    )
    assert desk.get(page).status_code == 404


def test_there_is_no_page_at_another_school_or_for_oneself(client, passed, by):
    row, where = recorded(passed, by), run()
    colleague = staff(school=where.provider)
    own = result(admitted(of=colleague, to=where), by=staff(school=where.provider))
    sign_in_staff(client, colleague)

    for page in (f"authority/{passed.pk}/", f"authority/{row.pk}/end/", f"authority/{own.pk}/"):
        assert client.get(LIST + page).status_code == 404
