"""The questions of applying: only one's own, one a page, each kept as it is given."""

from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine

from amu.notices.models import Notice
from courses.models import CourseRun, RunSupplement
from enrolment.models import Application
from enrolment.selectors.applications import draft_of
from enrolment.services.drafts import remind_of_drafts
from tests.applying import answer, apply_at, apply_for, check_at, question_at
from tests.pages import at, hidden, said, send, text
from tests.situations import NOW, course, run

pytestmark = pytest.mark.django_db


pytestmark = pytest.mark.django_db


# One question a page.


def test_the_first_answer_is_saved_before_the_second_is_asked(browser, who):
    where = run()
    begun = browser.post(apply_at(where))
    assert begun.url == question_at(where, "residence")
    following = browser.post(begun.url, {"residence": "resident"})

    assert following.url == question_at(where, "situation")
    assert draft_of(who.pk, where.pk).answers == {"residence": "resident"}


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        ({"situation": "employee"}, {"payer"}),
        ({"situation": "on_benefit", "path": "unsure"}, {"path"}),
        ({"situation": "self_employed"}, set()),
        ({"situation": "self_employed", "education": "higher"}, {"use"}),
        ({"situation": "igu", "education": "higher"}, set()),
    ],
)
def test_only_ones_own_questions_are_asked(browser, answers, asked):
    where = run()
    answer(browser, where, **answers, use="in_use")
    page = text(browser.get(apply_at(where)))

    for question in ("payer", "path", "use"):
        assert (question_at(where, question) in page) is (question in asked)


def test_a_question_that_is_not_ones_own_leads_to_the_next_that_is(browser):
    where = run()
    answer(browser, where)

    assert browser.get(question_at(where, "path")).url == check_at(where)


def test_a_question_that_does_not_exist_is_404(browser):
    assert browser.get(question_at(run(), "shoe-size")).status_code == 404


def test_the_list_says_what_is_done_what_is_left_and_until_when_it_is_kept(browser):
    where = run()
    browser.post(apply_at(where))
    browser.post(question_at(where, "residence"), {"residence": "resident"})
    page = text(browser.get(apply_at(where)))

    assert "Færdig" in page
    assert "tirsdag 27. oktober 2026" in page, "eight weeks from now"
    assert f'href="{question_at(where, "situation")}"' in page


def test_the_price_is_both_prices_until_the_answers_decide_it(browser):
    where = run(full_price=Decimal("1734.25"))
    browser.post(apply_at(where))
    before = text(browser.get(question_at(where, "residence")))
    answer(browser, where, education="higher", use="in_use")
    after = text(browser.get(question_at(where, "needs")))

    assert "436,00 kr." in before
    assert "1.734,25 kr." in before
    assert "Du betaler 1.734,25 kr." in after


def test_a_changed_answer_leads_back_to_the_page_for_checking(browser):
    where = run()
    answer(browser, where)
    page = text(browser.get(check_at(where)))
    assert f'href="{question_at(where, "education")}"' in page

    changed = browser.post(question_at(where, "education"), {"education": "unskilled"})
    assert changed.url == check_at(where)


def test_an_answer_that_opens_a_question_asks_it_before_the_page_for_checking(browser):
    where = run()
    answer(browser, where)
    browser.post(question_at(where, "situation"), {"situation": "on_benefit"})

    assert browser.get(check_at(where)).url == question_at(where, "path")


def test_an_answer_to_a_question_that_is_gone_counts_for_nothing(browser):
    where = run()
    answer(browser, where, payer="employer", employer_cvr="10150817")
    browser.post(question_at(where, "situation"), {"situation": "self_supporting"})
    send(browser, check_at(where))

    mine = Application.objects.get()
    assert (mine.payer, mine.employer_cvr, mine.wage, mine.price) == ("", "", "", Decimal("436.00"))


def test_what_was_answered_stands_on_the_application(browser):
    where = run()
    apply_for(browser, where, payer="employer", employer_cvr="10 15 08 17", needs="En plads uden trapper")

    mine = Application.objects.get()
    assert (mine.payer, mine.employer_cvr, mine.wage) == ("employer", "10150817", "paid")
    assert (mine.needs, mine.skills) == ("En plads uden trapper", "declined")


def test_extras_are_chosen_or_declined(browser):
    where = run()
    RunSupplement.objects.create(run=where, amount=Decimal("340.00"), reason="Forplejning")
    answer(browser, where)
    declined = text(browser.get(check_at(where)))
    browser.post(question_at(where, "supplements"), {"wants_supplements": "yes"})
    chosen = text(browser.get(check_at(where)))

    assert "Du betaler 436,00 kr." in declined
    assert "Du betaler 776,00 kr." in chosen


# Reading, writing and mathematics beside the course.


@pytest.fixture
def danish_class():
    def beside(where):
        basics = course(title="Dansk for voksne", is_basic_skills=True)
        return run(courses=[basics], school=where.provider)

    return beside


def test_a_yes_makes_both_applications(browser, danish_class):
    where = run()
    beside = danish_class(where)
    answer(browser, where, skills=beside.booking_code)
    page = text(browser.get(check_at(where)))
    sent = send(browser, check_at(where))

    assert "Dansk for voksne" in page
    mine, other = (Application.objects.get(run=each) for each in (where, beside))
    assert sent.url == at("enrolment:application", mine.pk)
    assert (mine.skills, other.state, other.price) == ("class", "submitted", Decimal(0))


def test_an_assessment_of_what_was_learnt_at_work_is_not_offered_as_reading(browser):
    where = run()
    run(courses=[course(title="RKV før EUV", kind="rkv")], school=where.provider)
    browser.post(question_at(where, "residence"), {"residence": "resident"})

    assert "RKV før EUV" not in text(browser.get(question_at(where, "skills")))


def test_both_or_neither(browser, danish_class):
    where = run()
    beside = danish_class(where)
    answer(browser, where, skills=beside.booking_code)
    shown = hidden(browser.get(check_at(where)))
    CourseRun.objects.filter(pk=beside.pk).update(status="cancelled")
    sent = browser.post(check_at(where), shown)

    assert sent.url == question_at(where, "skills")
    assert not Application.objects.exists()


def test_a_yes_sent_twice_is_still_two_applications(browser, danish_class):
    where = run()
    answer(browser, where, skills=danish_class(where).booking_code)
    shown = hidden(browser.get(check_at(where)))
    browser.post(check_at(where), shown)
    browser.post(check_at(where), shown)

    assert Application.objects.count() == 2


def test_classes_of_other_schools_and_closed_ones_are_not_offered(browser):
    where = run()
    basics = course(is_basic_skills=True)
    elsewhere = run(courses=[basics])
    closed = run(courses=[basics], school=where.provider, status="cancelled")
    page = text(browser.get(question_at(where, "skills")))

    assert elsewhere.booking_code not in page
    assert closed.booking_code not in page


# What is kept, and for how long.


def told(who):
    return Notice.objects.filter(person=who, code="draft_ends").count()


def test_whoever_leaves_it_is_told_a_week_before_it_goes(browser, who):
    where = run(enrol_by=(NOW + timedelta(weeks=12)).date(), starts_on=(NOW + timedelta(weeks=13)).date(),
                ends_on=(NOW + timedelta(weeks=13)).date())  # fmt: skip
    browser.post(apply_at(where))
    remind_of_drafts(NOW + timedelta(weeks=6, days=6))
    assert told(who) == 0

    for hours in (1, 25, 49):
        remind_of_drafts(NOW + timedelta(weeks=7, hours=hours))
    assert told(who) == 1


def test_my_overview_leads_back_to_it_until_the_last_day(browser):
    where = run()
    browser.post(apply_at(where))
    assert f'href="{apply_at(where)}"' in text(browser.get(at("overview")))

    CourseRun.objects.filter(pk=where.pk).update(status="cancelled")
    assert apply_at(where) not in text(browser.get(at("overview")))


@pytest.mark.parametrize(
    ("email", "weeks", "is_said"), [("k@example.org", 12, True), ("", 12, False), ("k@example.org", 3, False)]
)
def test_a_mail_is_promised_only_where_one_will_come(browser, who, email, weeks, is_said):
    type(who).objects.filter(pk=who.pk).update(email=email)
    day = (NOW + timedelta(weeks=weeks)).date()
    where = run(enrol_by=day, starts_on=day + timedelta(days=1), ends_on=day + timedelta(days=1))
    browser.post(apply_at(where))

    page = text(browser.get(apply_at(where)))
    assert (said("We write to you a week before.") in page) is is_said


def test_nobody_is_told_of_a_class_they_can_no_longer_apply_for(browser, who):
    browser.post(apply_at(run()))
    remind_of_drafts(NOW + timedelta(weeks=7, hours=1))

    assert told(who) == 0


def test_whoever_went_on_is_told_anew(browser, who):
    where = run(enrol_by=(NOW + timedelta(weeks=30)).date(), starts_on=(NOW + timedelta(weeks=31)).date(),
                ends_on=(NOW + timedelta(weeks=31)).date())  # fmt: skip
    browser.post(apply_at(where))
    remind_of_drafts(NOW + timedelta(weeks=7, hours=1))
    with time_machine.travel(NOW + timedelta(weeks=7, hours=2), tick=False):
        browser.force_login(who)
        browser.post(question_at(where, "residence"), {"residence": "resident"})
    remind_of_drafts(NOW + timedelta(weeks=14, hours=3))

    assert told(who) == 2
