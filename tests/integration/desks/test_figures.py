"""Figures of appeals: of one's own school or of all, without small numbers, and by the table of access."""

import csv
import io
from datetime import timedelta

import pytest

from amu.people.enums import Role
from appeals.models import Appeal
from appeals.rules.figures import Quarter
from appeals.selectors.figures import Figure, figures_of, quarters_until
from enrolment.models import Decision
from tests.pages import said, text
from tests.situations import (
    NOW,
    appeal,
    decided,
    forwarded,
    not_frozen,
    provider,
    refused,
    reviewed,
    run,
)

PAGE, FILE = "/admin/appeals/appeal/figures/", "/admin/appeals/appeal/figures.csv"
THIS = Quarter(2026, 3)
FOLLOWERS = [Role.APPEALS_OFFICER, Role.LEADER, Role.MINISTRY_OFFICER]


def copies(lodged, count):
    """The same appeal that many times, from as many people: rows as the figures read them."""
    for _ in range(count):
        Appeal.objects.create(
            decision=_another(lodged.decision),
            person=lodged.person,
            provider=lodged.provider,
            state=lodged.state,
            received_at=lodged.received_at,
            last_day=lodged.last_day,
            text=lodged.text,
        )


def _another(decision):
    fields = ("application_id", "outcome", "reason", "reason_text", "decided_by_id", "decided_at")
    version = Decision.objects.filter(application=decision.application_id).latest("version").version + 1
    values = {name: getattr(decision, name) for name in fields}
    return Decision.objects.create(version=version, is_current=False, **values)


@pytest.fixture
def twenty(school):
    """Twenty-two appeals at the school: one upheld by the ministry, one by the school, and twenty that wait."""
    decided(forwarded(reviewed(appeal(refused(to=run(school=school))))), "upheld")
    reviewed(appeal(refused(to=run(school=school))), "upheld")
    lodged = appeal(refused(to=run(school=school)))
    copies(lodged, 19)
    return lodged


def counted(figure, schools):
    table = next(table for table in figures_of(THIS, schools) if table.figure == figure)
    return {str(line.code): line.count for line in table.lines if line.count != 0}, table.total


def test_what_the_school_answered_with_small_numbers_and_what_would_tell_them_left_out(twenty, school):
    assert counted(Figure.SCHOOL, {school.pk}) == ({"upheld": None, "maintained": None, "waiting": None}, 22)


def test_counts_that_are_not_small_are_shown(twenty, school):
    assert counted(Figure.REASON, {school.pk}) == ({"entry_requirement": 22}, 22)
    assert counted(Figure.ON_TIME, {school.pk}) == ({"in_time": 22}, 22)


def test_a_late_appeal_that_nobody_has_decided_on(twenty, school):
    with not_frozen("appeals.Appeal"):
        Appeal.objects.filter(state="received").update(last_day=NOW - timedelta(days=2))

    assert counted(Figure.ON_TIME, {school.pk}) == ({"in_time": None, "undecided": None}, 22)


def test_another_schools_appeals_are_not_counted_and_the_ministry_counts_all(twenty, school):
    other = provider()
    appeal(refused(to=run(school=other)))

    assert figures_of(THIS, {other.pk}) == []
    assert counted(Figure.REASON, None)[1] == 23


def test_a_quarter_is_by_the_danish_day(twenty, school):
    with not_frozen("appeals.Appeal"):
        Appeal.objects.filter(pk=twenty.pk).update(received_at="2026-09-30T21:59:59Z")
        assert quarters_until(Quarter(2026, 4), {school.pk})[0].count == 0
        Appeal.objects.update(received_at="2026-09-30T22:00:00Z")
    assert [row.count for row in quarters_until(Quarter(2026, 4), {school.pk}, count=2)] == [22, 0]


def test_the_queries_are_the_same_for_more_appeals(twenty, school, django_assert_num_queries):
    with django_assert_num_queries(2):
        figures_of(THIS, {school.pk})
        quarters_until(THIS, {school.pk})
    copies(twenty, 10)
    with django_assert_num_queries(2):
        figures_of(THIS, {school.pk})
        quarters_until(THIS, {school.pk})


@pytest.mark.parametrize("role", Role)
def test_whoever_follows_appeals_reads_the_figures_and_nobody_else(sit_down, role):
    browser = sit_down(role)
    allowed = 200 if role in FOLLOWERS else 404

    assert [browser.get(PAGE).status_code, browser.get(FILE).status_code] == [allowed, allowed]
    listed = text(browser.get("/admin/appeals/appeal/"))
    assert (PAGE in listed) == (role in FOLLOWERS)


def test_the_page_shows_counts_and_bars_and_dashes(sit_down, twenty):
    page = text(sit_down(Role.LEADER).get(PAGE))

    assert said("Not shown") in page
    assert 'rect width="100"' in page
    assert said("Of the appeals at your school.") in page


def test_a_quarter_with_few_appeals_says_no_more_than_how_many(sit_down, school):
    for _ in range(6):
        appeal(refused(to=run(school=school)))
    response = sit_down(Role.LEADER).get(PAGE)

    assert [row.count for row in response.context["quarters"][:1]] == [6]
    assert said("Download the figures (CSV)") not in text(response)


@pytest.mark.parametrize("wrong", ["2026-5", "x", "2026-4", "1999-1"])
def test_a_quarter_that_is_none_or_is_to_come_is_not_there(sit_down, wrong):
    assert sit_down(Role.LEADER).get(PAGE, {"quarter": wrong}).status_code == 404


def test_the_file_has_the_same_counts_and_nothing_about_anybody(sit_down, twenty):
    response = sit_down(Role.MINISTRY_OFFICER).get(FILE, {"quarter": "2026-3"})
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))

    assert response["Cache-Control"] == "no-store"
    assert {
        "quarter": "2026-3",
        "figure": "reason",
        "code": "total",
        "words": "I alt",
        "appeals": "22",
    } in rows
    assert {row["appeals"] for row in rows if row["figure"] == "school"} == {"x", "0", "22"}
    for private in (twenty.person.full_name, twenty.number, twenty.text, twenty.provider.name):
        assert private not in response.content.decode()
