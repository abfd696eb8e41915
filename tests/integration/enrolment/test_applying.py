"""Applying: what is stored, that the price stays the same, and that no rule turns anybody away."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from amu.journal.models import Entry
from courses.models import CourseRun, FeeRate, RunCourse
from enrolment import services
from enrolment.models import Application, Draft
from enrolment.selectors.applications import draft_of
from tests.situations import NOW, SKILLED, TODAY, application, course, person, run

pytestmark = pytest.mark.django_db
NURSE = replace(SKILLED, education="higher")


def test_the_price_of_today_stands_whatever_the_rate_becomes():
    where = run()
    applied = application(to=where)
    FeeRate.objects.create(
        year=2026,
        rate_class="single",
        valid_from=date(2026, 9, 2),
        valid_to=date(2026, 12, 31),
        per_day=Decimal(999),
        source="a later rate",
    )
    CourseRun.objects.filter(pk=where.pk).update(published_price=Decimal(5000))

    applied.refresh_from_db()
    assert (applied.price, applied.quote["total"]) == (Decimal(436), "436.00")


def test_the_next_one_to_apply_pays_the_new_price():
    where = run()
    application(to=where)
    CourseRun.objects.filter(pk=where.pk).update(published_price=Decimal(500))

    assert application(to=where).price == Decimal(500)


def test_a_nurse_pays_the_full_price_where_there_is_one():
    assert application(to=run(full_price=Decimal(1500)), answers=NURSE).price == Decimal(1500)


def test_a_nurse_may_apply_where_no_full_price_is_known_and_the_school_is_asked():
    applied = application(to=run(full_price=None), answers=NURSE)

    assert (applied.state, applied.price) == ("submitted", None)
    assert applied.quote["error"]


def test_a_degree_unused_for_five_years_costs_the_low_price():
    answers = replace(NURSE, degree_last_used=date(2019, 6, 30))

    assert application(to=run(full_price=Decimal(1500)), answers=answers).price == Decimal(436)


def test_a_year_without_a_rate_gives_no_price_and_no_guess():
    start = date(2031, 3, 3)
    applied = application(to=run(starts_on=start, ends_on=start, enrol_by=start))

    assert (applied.state, applied.price) == ("submitted", None)


@pytest.mark.parametrize(
    "answers",
    [
        {"residence": "neither"},
        {"residence": "unsure"},
        {"situation": "on_benefit"},
        {"education": "unsure"},
        {"residence": "neither", "situation": "on_benefit", "education": "unsure"},
    ],
)
def test_no_answer_turns_anybody_away(answers):
    applied = application(answers=replace(SKILLED, **answers))

    assert (applied.state, applied.seat) == ("submitted", 1)
    assert [verdict["code"] for verdict in applied.verdicts if not verdict["ok"]]


def test_an_answer_with_nothing_to_say_against_it_has_no_noes():
    assert [verdict for verdict in application().verdicts if not verdict["ok"]] == []


def told(applied, code):
    """The facts of that verdict, as they were stored with the application."""
    (facts,) = [verdict["facts"] for verdict in applied.verdicts if verdict["code"] == code]
    return facts


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("six_weeks", "six_weeks_approval_needed"),
        ("municipality", "municipality_agreement_needed"),
        ("unsure", "on_benefit_approval_needed"),
    ],
)
def test_whoever_is_on_benefit_is_judged_by_the_way_they_take(path, code):
    assert told(application(answers=replace(SKILLED, situation="on_benefit", path=path)), code)


@pytest.mark.parametrize(
    ("moment", "office"),
    [
        (datetime(2026, 6, 30, 21, 59, tzinfo=UTC), "jobcentre"),
        (datetime(2026, 6, 30, 22, 0, tzinfo=UTC), "municipality"),
    ],
)
def test_the_rules_are_those_of_the_danish_day_on_which_somebody_applies(moment, office):
    applied = application(answers=replace(SKILLED, situation="on_benefit"), now=moment)

    assert told(applied, "on_benefit_approval_needed")["office"] == office


@pytest.mark.parametrize(
    ("birth_date", "code"),
    [
        (date(2008, 10, 2), "old_enough_for_certificate"),
        (date(2008, 10, 3), "certificate_from_age"),
    ],
)
def test_whoever_comes_of_age_on_the_last_day_of_the_class_is_old_enough(birth_date, code):
    where = run(courses=[course(number="47592")])
    assert where.ends_on == date(2026, 10, 2)

    assert told(application(of=person(birth_date=birth_date), to=where), code) == {"years": 18}


def test_a_form_sent_twice_is_one_application():
    who, where, key = person(), run(), uuid4()
    first = application(of=who, to=where, key=key)
    second = application(of=who, to=where, key=key, now=NOW + timedelta(hours=1))

    assert first == second
    assert Application.objects.count() == 1
    assert Entry.objects.filter(act="application.submitted").count() == 1


def test_one_person_applies_for_two_classes():
    who = person()
    first, second = application(of=who), application(of=who)

    assert first != second
    assert {first.state, second.state} == {"submitted"}


def test_whoever_withdrew_applies_anew_and_the_old_form_stays_withdrawn():
    who, where, key = person(), run(), uuid4()
    first = application(of=who, to=where, key=key)
    services.withdraw(first.pk, actor=services.person(who.pk), now=NOW)

    again = application(of=who, to=where)
    assert again != first
    assert application(of=who, to=where, key=key) == first
    assert Application.objects.get(pk=first.pk).state == "withdrawn"


def test_the_journal_says_what_was_applied_for_by_whom_and_at_what_price():
    who, where = person(), run()
    applied = application(of=who, to=where)

    entry = Entry.objects.get(act="application.submitted")
    assert (entry.about, entry.case, entry.person, entry.actor) == (applied.ref, applied.ref, who, who)
    assert (entry.actor_role, entry.authority, entry.at) == ("person", "admission", NOW)
    assert entry.facts == {
        "run": where.booking_code,
        "state": "submitted",
        "seat": 1,
        "price": "436.00",
    }


def test_the_journal_says_that_there_was_no_seat_and_no_price():
    where = run(capacity=1, asks_school_for_price=True)
    application(to=where)
    applied = application(to=where)

    facts = Entry.objects.get(act="application.submitted", about=applied.ref).facts
    assert facts == {"run": where.booking_code, "state": "waiting", "seat": None, "price": None}


def test_somebody_elses_key_gives_nobody_their_application():
    where, key = run(), uuid4()
    mine = application(to=where, key=key)
    other = services.applying._already(where.pk, person().pk, key)

    assert other is None
    assert mine.pk


def test_two_people_get_two_seats():
    where = run()

    assert [application(to=where).seat, application(to=where).seat] == [1, 2]


def test_the_lowest_free_number_is_given_again():
    where = run()
    first = application(to=where)
    application(to=where)
    services.withdraw(first.pk, actor=services.person(first.person_id), now=NOW)

    assert application(to=where).seat == 1


@pytest.mark.parametrize(
    "closed",
    [
        {"status": "cancelled"},
        {"status": "draft"},
        {"enrol_by": TODAY - timedelta(days=1)},
    ],
)
def test_nobody_applies_for_a_class_that_is_not_open(closed):
    where = run(**closed)

    with pytest.raises(services.NotOpenError):
        application(to=where)
    assert not Application.objects.exists()


def test_the_last_day_to_apply_lasts_until_midnight_in_denmark():
    where = run(enrol_by=date(2026, 9, 10))
    in_time = datetime(2026, 9, 10, 21, 59, tzinfo=UTC)  # 23:59 in Denmark

    assert application(to=where, now=in_time).state == "submitted"
    with pytest.raises(services.NotOpenError):
        application(to=where, now=in_time + timedelta(minutes=1))


def test_without_a_deadline_one_may_apply_until_the_day_before_the_first():
    tomorrow = TODAY + timedelta(days=1)
    where = run(enrol_by=None, starts_on=tomorrow, ends_on=tomorrow)

    assert application(to=where).state == "submitted"
    with pytest.raises(services.NotOpenError):
        application(to=where, now=NOW + timedelta(days=1))


def test_a_form_that_was_in_before_the_deadline_may_be_sent_again_after_it():
    who, where, key = person(), run(enrol_by=TODAY), uuid4()
    first = application(of=who, to=where, key=key)

    assert application(of=who, to=where, key=key, now=NOW + timedelta(days=3)) == first


def test_what_was_told_of_contact_is_kept_with_the_person():
    who = person(email="old@example.org", phone="")
    application(of=who, answers=replace(SKILLED, email="new@example.org", phone="12345678"))

    who.refresh_from_db()
    assert (who.email, who.phone) == ("new@example.org", "12345678")
    entry = Entry.objects.get(act="person.contact_changed")
    assert entry.facts == {"changed": ["email", "phone"]}


def test_the_journal_holds_no_answer_and_no_address():
    application(answers=replace(SKILLED, email="karen@example.org", phone="12345678"))

    words = str(list(Entry.objects.values_list("act", "facts", "about", "case", "authority")))
    assert "karen" not in words
    assert "12345678" not in words


def test_supplements_cost_only_those_who_want_them():
    where = run()
    where.supplements.create(amount=Decimal(340), explanation="Forplejning")

    assert application(to=where).price == Decimal(436)
    assert application(to=where, answers=replace(SKILLED, wants_supplements=True)).price == Decimal(776)


def test_a_published_price_outranks_the_rate():
    assert application(to=run(published_price=Decimal(450))).price == Decimal(450)


def test_a_run_that_asks_the_school_for_its_price_says_so():
    applied = application(to=run(asks_school_for_price=True, published_price=None))

    assert applied.price is None
    assert RunCourse.objects.get(run=applied.run).days == 2


# Drafts: nobody types anything twice.


def save(who, where, **answers):
    return services.save_draft(run_id=where.pk, person_id=who.pk, answers=answers, now=NOW)


def test_a_draft_keeps_its_key_when_its_answers_change():
    who, where = person(), run()
    first = save(who, where, education="unskilled")
    second = save(who, where, education="vocational")

    assert second.submission_key == first.submission_key
    assert draft_of(who.pk, where.pk).answers == {"education": "vocational"}


def test_a_draft_is_one_persons_for_one_run():
    who, where = person(), run()
    save(who, where, education="unskilled")

    assert draft_of(person().pk, where.pk) is None
    assert draft_of(who.pk, run().pk) is None


def test_a_draft_is_gone_once_it_is_sent_and_others_stay():
    who, other, where = person(), person(), run()
    save(who, where, education="unskilled")
    save(other, where, education="unskilled")
    application(of=who, to=where)

    assert [draft.person for draft in Draft.objects.all()] == [other]
