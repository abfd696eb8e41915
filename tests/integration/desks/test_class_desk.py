"""A class at the desk: who is in it, admitting several, and the results of all of them on one page."""

import pytest
import time_machine

from amu.people.enums import Role, Seen
from amu.people.models import DataView
from courses.enums import RunStatus
from enrolment.models import Application, CourseResult
from tests.integration.desks.conftest import state_of
from tests.pages import text
from tests.situations import AFTER_CLASS, admitted, application, course, person, provider, result, run, staff


def page_of(where, name=""):
    return f"/admin/enrolment/application/class/{where.pk}/{name}"


@pytest.fixture
def where(school):
    return run(school=school, courses=[course(), course()], capacity=3)


@pytest.fixture
def people(where):
    """Two admitted, one undecided, one in line."""
    by = staff(Role.REGISTRAR, where.provider)
    return [
        admitted(of=person(full_name="Karen Elmholt"), to=where, by=by),
        admitted(of=person(full_name="Ali Hassan"), to=where, by=by),
        application(of=person(full_name="Ida Holm"), to=where),
        application(of=person(full_name="Ole Vang"), to=where),
    ]


def sent(where, people, outcome="passed", day="02-10-2026", **changes):
    """What the results page sends."""
    rows = [f"{one.pk}-{carried.pk}" for one in people for carried in where.run_courses.all()]
    data = {f"{row}-outcome": outcome for row in rows} | {f"{row}-assessed_on": day for row in rows}
    return data | changes


# Who is in it.


def test_the_class_page_counts_its_people_and_names_nobody(sit_down, where, people):
    page = text(sit_down().get(f"/admin/courses/courserun/{where.pk}/change/"))

    assert page_of(where) in page
    assert "Karen Elmholt" not in page
    assert not DataView.objects.exists()


def test_the_list_of_participants_has_name_age_state_and_contact(sit_down, where, people):
    page = text(sit_down(Role.LEADER).get(page_of(where)))

    for fact in ("Karen Elmholt", "Ida Holm", "Ole Vang", "person@example.org", "41"):
        assert fact in page


def test_each_person_listed_is_a_look(sit_down, where, people):
    sit_down().get(page_of(where))

    seen = DataView.objects.values_list("person", "what", "object_ref")
    assert set(seen) == {(one.person_id, Seen.APPLICATION, one.ref) for one in people}


@pytest.mark.parametrize("name", ["", "admit/", "results/"])
@pytest.mark.parametrize("role", [Role.APPEALS_OFFICER, Role.MINISTRY_OFFICER])
def test_it_is_not_there_for_other_roles(sit_down, where, people, role, name):
    assert sit_down(role).get(page_of(where, name)).status_code == 404


@pytest.mark.parametrize("name", ["", "admit/", "results/"])
def test_it_is_not_there_for_other_schools(sit_down, where, people, name):
    assert sit_down(at=provider()).get(page_of(where, name)).status_code == 404
    assert sit_down().get(f"/admin/enrolment/application/class/999999/{name}").status_code == 404


@pytest.mark.parametrize("name", ["admit/", "results/"])
def test_a_leader_follows_and_does_nothing(sit_down, where, people, name):
    browser = sit_down(Role.LEADER)

    assert page_of(where, name) not in text(browser.get(page_of(where)))
    assert browser.post(page_of(where, name), sent(where, people[:1])).status_code == 404


# Admitting several.


def test_admitting_several_names_them_and_then_admits_those_marked(sit_down, where, people):
    browser = sit_down()
    page = text(browser.get(page_of(where, "admit/")))
    assert "Ida Holm" in page
    assert "Ole Vang" not in page
    assert state_of(people[2])[0] == "submitted"
    browser.post(page_of(where, "admit/"), {"application": [people[2].pk, people[3].pk]})

    assert [state_of(one)[0] for one in people] == ["admitted", "admitted", "admitted", "waiting"]


def test_nobody_is_admitted_whose_mark_was_taken_away(sit_down, where, people):
    sit_down().post(page_of(where, "admit/"), {})

    assert state_of(people[2])[0] == "submitted"


# Results.


@pytest.fixture
def after_class():
    with time_machine.travel(AFTER_CLASS, tick=False):
        yield


def outcomes(where):
    rows = CourseResult.objects.filter(application__run=where, is_current=True)
    return sorted(rows.values_list("application", "outcome"))


def test_a_whole_class_is_recorded_at_once(sit_down, where, people, after_class):
    sit_down().post(page_of(where, "results/"), sent(where, people[:2]))

    assert outcomes(where) == [(one.pk, "passed") for one in people[:2] for _ in range(2)]


def test_the_preset_fills_in_and_records_nothing(sit_down, where, people, after_class):
    known = result(people[0], "not_passed")
    data = sent(where, people[:2], outcome="") | {
        f"{people[0].pk}-{known.run_course_id}-outcome": "not_passed"
    }
    page = sit_down().post(page_of(where, "results/"), data | {"all_passed": "1"})

    assert [row.form["outcome"].value() for row in page.context["rows"]] == ["not_passed", *["passed"] * 3]
    assert outcomes(where) == [(people[0].pk, "not_passed")]


def test_a_wrong_row_is_named_and_nothing_typed_is_lost_or_recorded(sit_down, where, people, after_class):
    wrong = f"{people[1].pk}-{where.run_courses.first().pk}"
    data = sent(where, people[:2], **{f"{wrong}-assessed_on": "31-02-2026"})
    page = sit_down().post(page_of(where, "results/"), data)

    assert page.status_code == 422
    assert [row.form.prefix for row in page.context["wrong"]] == [wrong]
    assert f'href="#row_{wrong}"' in text(page)
    assert 'value="31-02-2026"' in text(page)
    assert outcomes(where) == []


@pytest.mark.parametrize("day", ["", "01-09-2026", "03-10-2026"], ids=["missing", "before", "to come"])
def test_a_day_that_cannot_be_is_said_beside_its_row(sit_down, where, people, after_class, day):
    page = sit_down().post(page_of(where, "results/"), sent(where, people[:1], day=day))

    assert page.status_code == 422
    assert all("assessed_on" in row.form.errors for row in page.context["rows"][:2])


def test_empty_rows_are_left_for_another_day_and_the_same_again_changes_nothing(
    sit_down, where, people, after_class
):
    browser = sit_down()
    empty = sent(where, people[1:2], outcome="")
    browser.post(page_of(where, "results/"), sent(where, people[:1]) | empty)
    browser.post(page_of(where, "results/"), sent(where, people[:1]) | empty)

    assert outcomes(where) == [(people[0].pk, "passed")] * 2
    assert CourseResult.objects.count() == 2


def test_a_result_is_corrected_and_never_taken_away(sit_down, where, people, after_class):
    result(people[0])
    browser = sit_down()
    taken = browser.post(page_of(where, "results/"), sent(where, people[:2], outcome=""))
    assert taken.status_code == 422
    browser.post(page_of(where, "results/"), sent(where, people[:2], outcome="absent"))

    assert outcomes(where) == [(one.pk, "absent") for one in people[:2] for _ in range(2)]


def test_somebody_who_left_meanwhile_has_no_result_and_the_rest_have(sit_down, where, people, after_class):
    data = sent(where, people[:2])
    Application.objects.filter(pk=people[0].pk).update(state="withdrawn", seat=None)
    sit_down().post(page_of(where, "results/"), data)

    assert outcomes(where) == [(people[1].pk, "passed")] * 2


def test_before_the_class_begins_there_is_nothing_to_record(sit_down, where, people):
    answer = sit_down().post(page_of(where, "results/"), sent(where, people[:1]))

    assert answer.status_code == 302
    assert outcomes(where) == []


# What the class's own acts say beforehand.


@pytest.mark.parametrize("step", ["edit", "cancel"])
def test_moving_and_cancelling_say_how_many_people_are_told(sit_down, where, people, step):
    page = sit_down().get(f"/admin/courses/courserun/{where.pk}/{step}/")

    assert page.context["lead"].startswith("4 ")
    assert page.context["lead"] in text(page)


@pytest.mark.parametrize("fields", [{}, {"status": RunStatus.DRAFT}])
def test_cancelling_a_class_without_people_says_that_nobody_is_told(sit_down, school, fields):
    page = sit_down().get(f"/admin/courses/courserun/{run(school=school, **fields).pk}/cancel/")

    assert "4" not in page.context["lead"]
    assert page.context["lead"]
