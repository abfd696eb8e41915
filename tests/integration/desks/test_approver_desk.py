"""The desk of a municipality or fund: its own questions alone, by date, with what an answer needs and nothing else."""

from datetime import timedelta

import pytest

from amu.people.enums import Role
from amu.people.models import DataView
from courses.models import Approver, Municipality, PostalCode
from enrolment.models import Application, Approval
from tests.applying import answer, apply_for, question_at
from tests.integration.desks.conftest import APPLICATION, desk, linked
from tests.pages import at, questions, said, text
from tests.situations import NOW, application, approval, fund, person, run, sign_in_staff, staff

pytestmark = pytest.mark.django_db

QUEUE = "/admin/enrolment/approval/"


@pytest.fixture
def asked(school):
    return approval(of=person(full_name="Dagmar Ledet", email="dagmar@example.org"), to=run(school=school))


@pytest.fixture
def approver(sit_down):
    return sit_down(Role.APPROVER)


def question(row, page="change"):
    return desk("enrolment/approval", row.pk, page)


def test_the_queue_has_the_own_questions_by_the_day_of_the_answer(approver, asked, school):
    theirs = approval(by=fund("fund-other", "A-kassen Anden"), to=run(school=school))
    earlier = approval(to=run(school=school), now=NOW - timedelta(days=2))
    page = text(approver.get(QUEUE))

    assert page.index(earlier.number) < page.index(asked.number)
    assert theirs.number not in page
    assert QUEUE in text(approver.get(at("staff_start")))


def test_the_queue_asks_as_many_questions_for_one_as_for_many(approver, asked, school):
    one = questions(approver, QUEUE)
    for _ in range(3):
        approval(to=run(school=school))

    assert questions(approver, QUEUE) == one


def test_the_question_shows_what_an_answer_needs_and_leaves_a_row(approver, asked):
    Application.objects.update(needs="Tegnsprogstolk")
    page = text(approver.get(question(asked)))

    for shown in (
        "Dagmar Ledet",
        asked.application.run.title,
        "Skolen ved åen",
        said("Conditions of the six weeks"),
    ):
        assert shown in page
    for hidden in ("dagmar@example.org", "Tegnsprogstolk", asked.application.number):
        assert hidden not in page
    look = DataView.objects.get(person=asked.application.person, object_ref=asked.ref)
    assert (look.viewer_role, look.provider) == ("approver", None)


def test_a_question_of_another_organisation_does_not_exist(approver, school):
    theirs = approval(by=fund("fund-other", "A-kassen Anden"), to=run(school=school))

    assert approver.get(question(theirs)).status_code == 404
    assert approver.get(question(theirs, "answer")).status_code == 404
    assert approver.post(question(theirs, "answer"), {"answer": "approve"}).status_code == 404
    assert Approval.objects.get(pk=theirs.pk).is_waiting


def test_an_approver_sees_no_applications_classes_or_people(approver, asked):
    for address in (
        desk(APPLICATION, asked.application_id),
        "/admin/enrolment/application/",
        f"/admin/courses/courserun/{asked.application.run_id}/change/",
        "/admin/people/user/find/",
    ):
        assert approver.get(address).status_code in {403, 404}, address


def test_a_right_that_is_ended_ends_the_desk_at_the_next_click(approver, asked):
    approver.user.memberships.update(ended_at=NOW, granted_at=NOW - timedelta(days=1))
    assert approver.get(question(asked)).status_code in {302, 404}


def test_a_refusal_needs_a_reason_and_what_was_chosen_stays(approver, asked):
    response = approver.post(question(asked, "answer"), {"answer": "refuse", "words": "Nej"})

    assert linked(response) == ["id_words"]
    assert "Nej" in text(response)
    approver.post(question(asked, "answer"), {"answer": "refuse", "words": "Kurset er ikke på listen."})
    assert "Kurset er ikke på listen." in text(approver.get(question(asked)))


def test_the_person_sees_who_is_asked_and_by_when_and_then_the_answer(client, approver, asked):
    mine = at("enrolment:application", asked.application_id)
    client.force_login(asked.application.person)
    before = text(client.get(mine))
    assert "A-kassen Prøve" in before
    assert "15. september 2026" in before
    assert said("Conditions of the six weeks") in before

    sign_in_staff(client, staff(Role.APPROVER))
    client.post(question(asked, "answer"), {"answer": "refuse", "words": "Kurset er ikke på listen."})
    client.force_login(asked.application.person)
    after = client.get(mine)
    assert "Kurset er ikke på listen." in text(after)
    assert after.context["step"].title == said(
        "%(course)s is not approved for you", course=asked.application.run.title
    )


def test_the_school_records_what_a_letter_says(sit_down, asked):
    registrar, address = sit_down(), desk(APPLICATION, asked.application_id, "approval")
    typed = {"answer": "approve", "asked": "letter", "said_by": "Hanne, A-kassen", "said_on": "02-09-2026"}
    assert linked(registrar.post(address, typed)) == ["id_said_on"]

    registrar.post(address, {**typed, "said_on": "01-09-2026"})
    assert "Hanne, A-kassen" in text(registrar.get(desk(APPLICATION, asked.application_id)))


def test_the_municipality_of_the_postal_code_is_proposed(client, school):
    odense = Municipality.objects.create(
        code="0461", name="Odense", full_name="Odense Kommune", region_code="1083", latitude=55, longitude=10
    )
    PostalCode.objects.create(code="5000", city="Odense C", municipality=odense, latitude=55, longitude=10)
    Approver.objects.create(
        code="municipality-0461",
        kind="municipality",
        name="Odense Kommune",
        municipality=odense,
        source="Invented",
    )
    where, who = run(school=school), person()
    client.force_login(who)
    answer(client, where, situation="on_benefit", path="municipality", approver="nobody")
    page = text(client.get(question_at(where, "approver")))
    assert '<option value="municipality-0461" selected>' in page

    apply_for(client, where, situation="on_benefit", path="municipality", approver="municipality-0461")
    assert Approval.objects.get().approver.name == "Odense Kommune"


def test_whoever_waits_with_others_is_not_asked_about(client, school):
    where = run(school=school, capacity=1)
    application(to=where)
    client.force_login(person())
    apply_for(client, where, situation="on_benefit", path="six_weeks", approver=fund().code)
    mine = Application.objects.latest("pk")

    assert mine.state == "waiting"
    assert said("Approval of the course") not in text(client.get(at("enrolment:application", mine.pk)))
