"""Results and attendance of a whole class on one page: all that was changed is recorded, or nothing."""

import pytest
import time_machine
from django.urls import reverse

from amu.journal.models import Entry
from amu.people.enums import Role
from enrolment import services
from enrolment.enums import Presence, ResultOutcome
from enrolment.models import Application, Attendance, CourseResult
from enrolment.services import NewResult
from enrolment.services.attendance import Mark
from tests.pages import hidden, questions, text
from tests.situations import AFTER_CLASS, actor, admitted, application, course, person, result, run, staff

DAYS = ["2026-10-01", "2026-10-02"]


@pytest.fixture(autouse=True)
def _after_class(_now):
    with time_machine.travel(AFTER_CLASS, tick=False):
        yield


@pytest.fixture
def where(school):
    return run(school=school, courses=[course(), course()], capacity=4)


@pytest.fixture
def people(where):
    by = staff(Role.REGISTRAR, where.provider)
    return [
        admitted(of=person(full_name="Karen Elmholt"), to=where, by=by),
        admitted(of=person(full_name="Ali Hassan"), to=where, by=by),
    ]


def page_of(where, *rest):
    name = "admin:enrolment_class_results_from" if rest else "admin:enrolment_class_results"
    return reverse(name, args=[where.pk, *rest])


def cells(where, people):
    return [f"{one.pk}-{carried.pk}" for one in people for carried in where.run_courses.all()]


def passed(where, people, outcome="passed"):
    return {f"{cell}-value": outcome for cell in cells(where, people)}


def press(browser, where, shown=None, **changes):
    """Fill in what is given on the page as it is shown, and record."""
    page = shown or browser.get(page_of(where))
    return browser.post(page_of(where), {**as_shown(page), **changes})


def as_shown(page):
    form = page.context["sheet"]
    fields = {**hidden(page)}
    for cell in form.cells:
        fields[cell.form["value"].html_name] = cell.form["value"].value() or ""
    for field in form.head:
        if field.name != "everybody_present":
            value = field.value()
            fields[field.html_name] = (
                value.strftime("%d-%m-%Y") if hasattr(value, "strftime") else value or ""
            )
    return fields


def outcomes(where):
    rows = CourseResult.objects.filter(application__run=where, is_current=True)
    return sorted(rows.values_list("application", "outcome"))


def notes(where):
    rows = Attendance.objects.filter(application__run=where, is_current=True).order_by("application", "day")
    return [
        (pk, day.isoformat(), there) for pk, day, there in rows.values_list("application", "day", "presence")
    ]


def test_a_whole_class_is_recorded_at_once(sit_down, where, people):
    answer = press(sit_down(), where, **passed(where, people))

    assert answer.status_code == 302
    assert outcomes(where) == [(one.pk, "passed") for one in people for _ in range(2)]


def test_everybody_without_a_mark_was_there(sit_down, where, people):
    press(sit_down(), where, everybody_present="on", **{f"{people[1].pk}-{DAYS[0]}-value": "absent"})

    first, second = people
    assert notes(where) == [
        (first.pk, DAYS[0], "present"),
        (first.pk, DAYS[1], "present"),
        (second.pk, DAYS[0], "absent"),
        (second.pk, DAYS[1], "present"),
    ]


def test_who_was_absent_on_the_first_day_is_named_on_the_page_of_the_class(sit_down, where, people):
    browser = sit_down()
    press(browser, where, **{f"{people[1].pk}-{DAYS[0]}-value": "absent"})
    page = text(browser.get(reverse("admin:enrolment_class", args=[where.pk])))

    assert page.count("kom ikke den første dag") == 1


def test_what_is_left_as_it_is_is_not_recorded_again(sit_down, where, people):
    browser = sit_down()
    press(browser, where, **passed(where, people[:1]))
    press(browser, where, **{f"day_{where.run_courses.first().pk}": "01-10-2026"})

    assert CourseResult.objects.count() == 2


def test_the_preset_fills_in_and_records_nothing(sit_down, where, people):
    known = result(people[0], "not_passed")
    page = press(sit_down(), where, all_passed="1")

    shown = [cell.form["value"].value() for cell in page.context["sheet"].results.values()]
    assert shown == ["not_passed", *["passed"] * 3]
    assert outcomes(where) == [(known.application_id, "not_passed")]


def test_a_wrong_day_is_said_and_nothing_typed_is_lost_or_recorded(sit_down, where, people):
    day = f"day_{where.run_courses.first().pk}"
    page = press(sit_down(), where, **passed(where, people), **{day: "31-02-2026"})

    assert page.status_code == 422
    assert f'href="#id_{day}"' in text(page)
    assert 'value="31-02-2026"' in text(page)
    assert 'value="passed" selected' in text(page)
    assert outcomes(where) == []


@pytest.mark.parametrize("day", ["", "01-09-2026", "03-10-2026"], ids=["missing", "before", "to come"])
def test_a_day_that_cannot_be_is_refused(sit_down, where, people, day):
    days = {f"day_{carried.pk}": day for carried in where.run_courses.all()}
    page = press(sit_down(), where, **passed(where, people), **days)

    assert page.status_code == 422
    assert set(page.context["sheet"].head.errors) == set(days)


def test_a_correction_needs_a_reason_which_stands_in_the_journal(sit_down, where, people):
    result(people[0])
    browser, cell = sit_down(), cells(where, people)[0]
    refused = press(browser, where, **{f"{cell}-value": "absent"})
    assert "reason" in refused.context["sheet"].head.errors
    press(browser, where, **{f"{cell}-value": "absent", "reason": "Byttet om på to navne."})

    assert outcomes(where) == [(people[0].pk, "absent")]
    assert CourseResult.objects.get(is_current=True).reason == "Byttet om på to navne."
    assert Entry.objects.filter(act="result.recorded").last().facts["reason"] == "Byttet om på to navne."


def test_attendance_is_corrected_with_a_reason_and_the_old_note_stays(sit_down, where, people):
    browser, cell = sit_down(), f"{people[0].pk}-{DAYS[0]}-value"
    press(browser, where, **{cell: "absent"})
    press(browser, where, **{cell: "part", "reason": "Kom klokken ti."})

    rows = Attendance.objects.order_by("version").values_list("version", "presence", "is_current", "reason")
    assert list(rows) == [(1, "absent", False, ""), (2, "part", True, "Kom klokken ti.")]


@pytest.mark.parametrize("which", ["result", "mark"])
def test_what_was_recorded_is_never_taken_away(sit_down, where, people, which):
    browser = sit_down()
    cell = cells(where, people)[0] if which == "result" else f"{people[0].pk}-{DAYS[0]}"
    press(browser, where, **{f"{cell}-value": "absent"})
    page = press(browser, where, **{f"{cell}-value": "", "reason": "Skal væk."})

    assert page.status_code == 422
    assert len(page.context["sheet"].wrong) == 1


def test_a_resit_follows_what_was_not_passed_and_is_no_correction(sit_down, where, people):
    browser, cell = sit_down(), cells(where, people)[0]
    press(browser, where, **{f"{cell}-value": "not_passed"})
    press(browser, where, **{f"{cell}-value": "passed", f"{cell}-resit": "on"})

    rows = CourseResult.objects.order_by("version").values_list("outcome", "attempt", "reason")
    assert list(rows) == [("not_passed", 1, ""), ("passed", 2, "")]
    assert f"{cell}-resit" not in text(browser.get(page_of(where)))


def test_a_colleagues_note_is_never_overwritten_unseen(sit_down, where, people):
    browser, cell = sit_down(), cells(where, people)[0]
    shown = browser.get(page_of(where))
    result(people[0], "not_passed")
    page = press(browser, where, shown, **passed(where, people))

    assert page.status_code == 422
    assert [wrong.form.prefix for wrong in page.context["sheet"].wrong] == [cell]
    assert outcomes(where) == [(people[0].pk, "not_passed")]
    assert text(page).count('value="passed" selected') == 4

    press(browser, where, page, reason="Vi har set på det igen.")
    assert outcomes(where) == [(one.pk, "passed") for one in people for _ in range(2)]


def test_what_a_colleague_recorded_elsewhere_on_the_page_stays(sit_down, where, people):
    browser = sit_down()
    shown = browser.get(page_of(where))
    result(people[0], "not_passed")
    answer = press(browser, where, shown, **passed(where, people[1:]))

    assert answer.status_code == 302
    assert outcomes(where) == [(people[0].pk, "not_passed"), *[(people[1].pk, "passed")] * 2]


def test_the_service_refuses_a_version_that_is_not_the_newest(where, people):
    known = result(people[0], "not_passed")
    by = actor(staff(Role.REGISTRAR, where.provider))
    late = NewResult(people[0].pk, known.run_course_id, ResultOutcome.PASSED, known.assessed_on)
    mark = Mark(people[0].pk, where.starts_on, Presence.PRESENT)

    with pytest.raises(services.ChangedMeanwhileError):
        services.record_class(where.pk, [late], [mark], reason="Rettet.", actor=by, now=AFTER_CLASS)
    assert not Attendance.objects.exists()


def test_somebody_who_left_meanwhile_has_no_result_and_the_rest_have(sit_down, where, people):
    browser = sit_down()
    shown = browser.get(page_of(where))
    Application.objects.filter(pk=people[0].pk).update(state="withdrawn", seat=None)
    press(browser, where, shown, **passed(where, people))

    assert outcomes(where) == [(people[1].pk, "passed")] * 2


def test_a_long_class_is_noted_in_portions_of_ten_days(sit_down, school):
    where = run(school=school, ends_on="2026-11-13")
    admitted(to=where)
    with time_machine.travel("2026-11-13 12:00", tick=False):
        browser = sit_down()
        first = browser.get(page_of(where, "2026-10-01"))
        last = browser.get(page_of(where))
        wrong = browser.get(page_of(where, "2026-10-02"))

    assert [day.isoformat() for day in first.context["days"]][::9] == ["2026-10-01", "2026-10-14"]
    assert [day.isoformat() for day in last.context["days"]] == ["2026-11-12", "2026-11-13"]
    assert wrong.status_code == 404


def test_the_page_asks_as_much_for_ten_people_as_for_two(sit_down, school):
    few, many = run(school=school), run(school=school, capacity=12)
    for where, count in ((few, 2), (many, 10)):
        for _ in range(count):
            admitted(to=where)
    browser = sit_down()

    assert questions(browser, page_of(few)) == questions(browser, page_of(many))


def test_before_the_class_begins_there_is_nothing_to_record(sit_down, school):
    where = run(school=school, starts_on="2026-10-03", ends_on="2026-10-03")
    application(to=where)

    assert sit_down().get(page_of(where)).status_code == 302
