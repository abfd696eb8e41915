"""A mandate is given by code, taken once, limited in time, and ended by either."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from amu.journal.models import Entry
from amu.journal.services import OwnCaseError
from amu.journal.services import person as themselves
from amu.kernel.errors import CodedError
from amu.mandates import services as mandates
from amu.mandates.codes import code_of
from amu.mandates.models import Mandate
from amu.mandates.selectors import acts_in, cases_acted_in
from amu.notices.models import Notice
from amu.people.enums import Role
from appeals import services as appeals
from enrolment import services as enrolment
from tests.situations import (
    NOW,
    TODAY,
    actor,
    appeal,
    application,
    mandate,
    mandate_given,
    person,
    refused,
    run,
    staff,
)

pytestmark = pytest.mark.django_db


def why_not(given, *, code=None, by=None, case=None, now=NOW):
    """The reason for which somebody cannot act by the code."""
    with pytest.raises(CodedError) as error:
        mandates.take(case or given.application_id, code or code_of(given.pk), user=by or person(), now=now)
    return error.value.code


def acts(user, applied):
    return acts_in(user.pk, applied.ref)


def test_whoever_has_the_code_acts_in_that_case_and_no_other():
    applied, friend = application(), person()
    other = application(of=applied.person)
    mandate(applied, to=friend)

    assert list(cases_acted_in(friend.pk)) == [applied.pk]
    assert (acts(friend, applied), acts(friend, other)) == (True, False)


@pytest.mark.parametrize("write", [str.lower, lambda code: code.replace("-", " "), lambda code: f" {code} "])
def test_a_code_is_read_as_people_write_it(write):
    given = mandate_given(application())

    taken = mandates.take(given.application_id, write(code_of(given.pk)), user=person(), now=NOW)

    assert taken.pk == given.pk


def test_a_code_is_in_no_row():
    given = mandate_given(application())
    code = code_of(given.pk)

    stored = str(list(Mandate.objects.values())) + str(list(Entry.objects.values()))
    assert code not in stored
    assert code.replace("-", "") not in stored


def test_a_code_works_once():
    taken = mandate()

    assert why_not(taken) == "mandate_wrong"


def test_a_code_works_for_seven_days():
    given = mandate_given(application())

    assert why_not(given, now=NOW + timedelta(days=7)) == "mandate_wrong"


def test_unknown_and_wrong_are_answered_alike():
    given = mandate_given(application())

    assert why_not(given, code="22222-22222") == "mandate_wrong"
    assert why_not(given, case=application().pk) == "mandate_wrong"
    with pytest.raises(CodedError, match="mandate_wrong"):
        mandates.take(None, "22222-22222", user=person(), now=NOW)


def test_after_five_wrong_codes_the_right_one_does_not_work_for_a_quarter_of_an_hour():
    given, guesser = mandate_given(application()), person()
    for _ in range(5):
        why_not(given, code="22222-22222", by=guesser)

    assert why_not(given, by=guesser) == "mandate_too_many"
    assert mandates.take(
        given.application_id, code_of(given.pk), user=guesser, now=NOW + timedelta(minutes=16)
    )


def test_nobody_represents_themselves():
    given = mandate_given(application())

    assert why_not(given, by=given.person) == "mandate_own_case"


def test_nobody_without_mitid_represents_somebody():
    assert why_not(mandate_given(application()), by=person(issuer="", subject="")) == "mandate_no_mitid"


@pytest.mark.parametrize("role", [Role.REGISTRAR, Role.LEADER, Role.MINISTRY_OFFICER])
def test_nobody_represents_in_a_case_that_their_office_handles(role):
    applied = application()
    worker = staff(role, None if role == Role.MINISTRY_OFFICER else applied.run.provider)

    assert why_not(mandate_given(applied), by=worker) == "mandate_staff"


def test_a_representative_who_becomes_staff_does_nothing_in_the_case_as_staff():
    applied, friend = application(), person()
    mandate(applied, to=friend)
    friend.memberships.create(provider=applied.run.provider, role=Role.REGISTRAR)

    with pytest.raises(OwnCaseError):
        enrolment.admit(applied.pk, actor=actor(friend), now=NOW)
    applied.refresh_from_db()
    assert applied.state == "submitted"


def test_an_appeal_is_not_given_to_whoever_acts_for_the_person():
    lodged, friend = appeal(), person()
    mandate(lodged.decision.application, to=friend)
    officer = staff(Role.APPEALS_OFFICER, lodged.provider)
    friend.memberships.create(provider=lodged.provider, role=Role.APPEALS_OFFICER)

    assert appeals.may_hold(lodged) == [officer.pk]


def test_the_last_day_is_included_and_the_next_is_not():
    applied, friend = application(), person()
    held = mandate(applied, to=friend, until=TODAY)

    assert held.held_at(NOW)
    assert not held.held_at(NOW + timedelta(days=1))
    assert acts(friend, applied)


def test_after_the_last_day_nobody_acts(time_machine):
    applied, friend = application(), person()
    mandate(applied, to=friend, until=TODAY + timedelta(days=1))

    time_machine.move_to(NOW + timedelta(days=2))
    assert not acts(friend, applied)


@pytest.mark.parametrize("who", ["person", "representative"])
def test_either_ends_it_and_the_other_is_told(who):
    taken = mandate()
    ender, other = (taken.person, taken.representative)[:: 1 if who == "person" else -1]

    mandates.end(taken.pk, actor=themselves(ender.pk), now=NOW)
    mandates.end(taken.pk, actor=themselves(other.pk), now=NOW)

    assert not acts(taken.representative, taken.application)
    assert Mandate.objects.get(pk=taken.pk).ended_by_id == ender.pk
    assert list(Notice.objects.filter(code="mandate_ended").values_list("person", flat=True)) == [other.pk]


@pytest.mark.parametrize("days", [-1, 367])
def test_a_mandate_ends_on_a_day_to_come_and_within_a_year(days):
    with pytest.raises(ValueError, match=r"\d{4}"):
        mandate_given(application(), until=TODAY + timedelta(days=days))


def test_the_person_is_told_who_took_it_and_the_journal_says_it():
    taken = mandate()

    assert Notice.objects.get(code="mandate_taken").person_id == taken.person_id
    acts_of = Entry.objects.filter(about=taken.ref).values_list("act", "actor_role", "actor", "person")
    assert list(acts_of.order_by("pk")) == [
        ("mandate.given", "person", taken.person_id, taken.person_id),
        ("mandate.taken", "representative", taken.representative_id, taken.person_id),
    ]


def test_news_of_the_case_goes_to_the_representative_too_and_of_other_cases_not():
    to = run()
    decision, friend = refused(to=to), person()
    mandate(decision.application, to=friend)
    appeal(decision)
    appeal(refused(of=decision.application.person))

    told = Notice.objects.filter(person=friend)
    assert [(row.code, row.about) for row in told] == [
        ("mandate_news", f"appeal:{decision.appeals.get().pk}")
    ]


def test_news_stops_when_the_mandate_ends():
    decision, friend = refused(), person()
    taken = mandate(decision.application, to=friend)
    mandates.end(taken.pk, actor=themselves(friend.pk), now=NOW)
    appeal(decision)

    assert not Notice.objects.filter(person=friend, code="mandate_news").exists()


@pytest.mark.parametrize(
    "change",
    [
        {"until": TODAY + timedelta(days=300)},
        {"name": "En anden"},
        {"taken_at": None, "representative": None},
        {"representative": "person"},
    ],
)
def test_what_a_mandate_says_stays(change):
    taken = mandate()
    if change.get("representative") == "person":
        change = {"representative": taken.person}

    with pytest.raises(DatabaseError), transaction.atomic():
        Mandate.objects.filter(pk=taken.pk).update(**change)


def test_two_records_that_become_one_keep_the_cases_acted_in():
    taken, again = mandate(), person()

    mandates.move_mandates(taken.representative_id, again.pk)

    assert acts(again, taken.application)
