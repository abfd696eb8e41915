"""A class at the desk: who is in it, what is missing, and admitting several."""

import pytest

from amu.people.enums import Role, Seen
from amu.people.models import DataView
from courses.enums import RunStatus
from tests.integration.desks.conftest import state_of
from tests.pages import questions, text
from tests.situations import ABROAD, admitted, application, course, person, provider, run, staff

PAGES = ["", "admit/", "results/", "message/", "list.pdf", "list.xlsx", "signs.pdf"]


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


def test_papers_that_are_missing_and_who_pays_stand_beside_the_person(sit_down, school):
    where = run(school=school)
    application(to=where, answers=ABROAD)
    page = text(sit_down().get(page_of(where)))

    assert "Erklæring om arbejde" in page


def test_the_page_asks_as_much_for_ten_people_as_for_two(sit_down, school):
    few, many = run(school=school), run(school=school, capacity=12)
    for where, count in ((few, 2), (many, 10)):
        for _ in range(count):
            application(to=where, answers=ABROAD)
    browser = sit_down()

    assert questions(browser, page_of(few)) == questions(browser, page_of(many))


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("role", [Role.APPEALS_OFFICER, Role.MINISTRY_OFFICER])
def test_it_is_not_there_for_other_roles(sit_down, where, people, role, name):
    assert sit_down(role).get(page_of(where, name)).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_it_is_not_there_for_other_schools(sit_down, where, people, name):
    assert sit_down(at=provider()).get(page_of(where, name)).status_code == 404
    assert sit_down().get(f"/admin/enrolment/application/class/999999/{name}").status_code == 404


@pytest.mark.parametrize("name", ["admit/", "results/"])
def test_a_leader_follows_and_does_nothing(sit_down, where, people, name):
    browser = sit_down(Role.LEADER)

    assert page_of(where, name) not in text(browser.get(page_of(where)))
    assert browser.post(page_of(where, name)).status_code == 404


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
