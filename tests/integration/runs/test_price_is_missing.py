"""A class with a full price alone: nobody in the target group can see what they will pay, and that is said."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
import time_machine

from courses.classes.services.content import Carried, content_of, judge
from courses.enums import RunStatus
from courses.models import CourseRun
from tests.pages import at, text
from tests.situations import NOW, course, run, sign_in_staff, staff

pytestmark = pytest.mark.django_db
NEXT_YEAR = {"starts_on": date(2027, 3, 1), "ends_on": date(2027, 3, 2), "enrol_by": date(2027, 2, 20)}
FULL = Decimal("4200.00")
BESIDE = "approval_unknown"


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


def codes(made):
    found = judge(content_of(made), provider_id=made.provider_id)
    return {finding.code: finding.blocks for finding in found if finding.code != BESIDE}


def test_a_full_price_alone_is_no_price_for_the_target_group():
    assert codes(run(full_price=FULL, **NEXT_YEAR)) == {"target_price_missing": False}


def test_a_rate_a_price_or_a_free_course_is_one():
    priced = run(full_price=FULL, **NEXT_YEAR)
    priced.run_courses.update(target_price=436)

    assert codes(run(full_price=FULL)) == {}
    assert codes(priced) == {}
    assert codes(run(courses=[course(fee_exempt="yes")], full_price=FULL, **NEXT_YEAR)) == {}
    assert codes(run(published_price=Decimal(436), **NEXT_YEAR)) == {}


def test_without_any_price_it_is_not_published():
    assert codes(run(**NEXT_YEAR)) == {"price_missing": True}


def test_the_school_is_warned_when_it_publishes_many(client):
    made = run(full_price=FULL, status=RunStatus.DRAFT, **NEXT_YEAR)
    sign_in_staff(client, staff(school=made.provider))
    answer = client.post(
        "/admin/courses/courserun/",
        {"action": "publish_selected", "_selected_action": [made.pk]},
        follow=True,
    )

    assert CourseRun.objects.get(pk=made.pk).status == "published"
    warned = [str(message) for message in answer.context["messages"] if message.level_tag == "warning"]
    assert len(warned) == 1
    assert warned[0].startswith(made.booking_code)
    assert "2027" in warned[0]


def test_the_page_of_the_class_warns(client):
    made = run(full_price=FULL, **NEXT_YEAR)
    sign_in_staff(client, staff(school=made.provider))
    page = client.get(f"/admin/courses/courserun/{made.pk}/change/")

    assert any("2027" in words for words in page.context["warnings"])


def test_the_public_page_says_why_there_is_no_price(client):
    made = run(full_price=FULL, **NEXT_YEAR)
    page = text(client.get(at("courses:run", made.booking_code, language="en")))

    assert "No rate is known for 2027. Ask the school for the price." in page


def test_an_import_says_it_of_the_row():
    made = run(full_price=FULL, **NEXT_YEAR)
    carried = made.run_courses.get()
    content = replace(content_of(made), courses=(Carried(carried.course_id, carried.days, None, FULL),))

    found = judge(content, provider_id=made.provider_id)
    assert "target_price_missing" in {finding.code for finding in found}
