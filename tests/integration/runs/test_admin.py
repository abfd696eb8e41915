"""Classes in Django admin: one's own school's alone, and only what a role may do."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from amu.people.enums import Role
from amu.people.models import User
from courses.models import CourseRun
from tests.situations import NOW, TODAY, course, location, provider, rate, run, sign_in_staff, staff

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def school():
    return provider()


@pytest.fixture(params=[Role.REGISTRAR, Role.LEADER])
def writer(request, client, school):
    return sign_in_staff(client, staff(request.param, school))


@pytest.fixture
def registrar(client, school):
    return sign_in_staff(client, staff(Role.REGISTRAR, school))


def url(name, *args):
    return reverse(f"admin:{name}", args=args)


def form(school, **changes):
    rate()
    return {
        "provider": school.pk,
        "courses": f"{course().code}; 2",
        "title": "",
        "starts_on": "29-09-2026",
        "ends_on": "30-09-2026",
        "enrol_by": "22.09.2026",
        "hours": "08.00–15.24",
        "form": "day",
        "location": "",
        "new_place": "",
        "capacity": "12",
        "seats_elsewhere": "0",
        "minimum": "5",
        "published_price": "436,00",
        "extras": "340; Forplejning",
        **changes,
    }


def text_of(response):
    return response.content.decode()


def test_a_class_goes_from_form_to_public_page(writer, school):
    answer = writer.post(url("courses_courserun_add"), form(school))

    made = CourseRun.objects.get()
    assert answer.status_code == 302, text_of(answer)
    assert (made.provider, made.status, made.starts_on) == (school, "draft", date(2026, 9, 29))
    assert (made.published_price, made.supplements.get().explanation) == (436, "Forplejning")
    writer.post(url("courses_run_publish", made.pk), {"version": "1"})
    made.refresh_from_db()
    assert made.status == "published"


def test_days_and_amounts_are_read_however_they_are_written(registrar, school):
    written = {
        "starts_on": "29 september 2026",
        "ends_on": "30092026",
        "enrol_by": "22/9-2026",
        "published_price": "2.662,50",
        "extras": "1.340,-; Forplejning",
    }
    answer = registrar.post(url("courses_courserun_add"), form(school, **written))

    assert answer.status_code == 302, text_of(answer)
    made = CourseRun.objects.get()
    assert (made.starts_on, made.ends_on, made.enrol_by) == (
        date(2026, 9, 29),
        date(2026, 9, 30),
        date(2026, 9, 22),
    )
    assert (made.published_price, made.supplements.get().amount) == (Decimal("2662.50"), 1340)


@pytest.mark.parametrize("first_day", ["31-12-9999", "01-01-0001", "2101-01-01"])
def test_a_copy_is_not_moved_to_a_year_without_classes(registrar, school, first_day):
    made = run(school=school)

    answer = registrar.post(url("courses_run_copy", made.pk), {"starts_on": first_day})

    assert answer.status_code == 422
    assert answer.context["form"].errors["starts_on"]
    assert first_day in text_of(answer)
    assert CourseRun.objects.count() == 1


def test_each_impossible_day_is_said_beside_its_field(registrar, school):
    days = {"starts_on": "29-09-0202", "ends_on": "30-09-2926", "enrol_by": "22-09-9026"}

    answer = registrar.post(url("courses_courserun_add"), form(school, **days))

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"starts_on", "ends_on", "enrol_by"}


def test_what_was_written_stands_in_the_form_again(registrar, school):
    registrar.post(url("courses_courserun_add"), form(school))
    made = CourseRun.objects.get()
    page = registrar.get(url("courses_run_edit", made.pk))

    initial = page.context["form"].initial
    posted = {name: "" if value is None else value for name, value in initial.items() if value is not False}
    registrar.post(url("courses_run_edit", made.pk), posted)

    made.refresh_from_db()
    assert made.version == 1, "nothing had changed"


def test_a_form_that_makes_no_sense_keeps_what_was_typed_and_makes_nothing(registrar, school):
    answer = registrar.post(
        url("courses_courserun_add"), form(school, courses="99999; 2", starts_on="engang", hours="om aftenen")
    )

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"courses", "starts_on"}
    assert "om aftenen" in text_of(answer)
    assert not CourseRun.objects.exists()


@pytest.mark.parametrize("field", ["title", "hours", "new_place", "extras"])
def test_a_text_that_goes_into_letters_has_only_what_letters_can_show(registrar, school, field):
    typed = "340; 🚜" if field == "extras" else "🚜 1, 5000 Odense C"
    answer = registrar.post(url("courses_courserun_add"), form(school, **{field: typed}))

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {field}
    assert "🚜" in str(answer.context["form"].errors[field])
    assert not CourseRun.objects.exists()


def test_fewer_seats_than_taken_is_said_in_words(registrar, school):
    made = run(school=school, seats_taken=3, minimum=None)
    page = registrar.get(url("courses_run_edit", made.pk))
    posted = {name: "" if value is None else value for name, value in page.context["form"].initial.items()}

    answer = registrar.post(url("courses_run_edit", made.pk), {**posted, "capacity": "2"})

    assert answer.status_code == 422
    assert answer.context["form"].errors["capacity"]
    assert CourseRun.objects.get(pk=made.pk).capacity == 10


def test_the_slower_of_two_is_told_and_overwrites_nothing(registrar, school):
    made = run(school=school)
    page = registrar.get(url("courses_run_edit", made.pk))
    posted = {name: "" if value is None else value for name, value in page.context["form"].initial.items()}
    registrar.post(url("courses_run_edit", made.pk), {**posted, "capacity": "15"})

    answer = registrar.post(url("courses_run_edit", made.pk), {**posted, "capacity": "20"})

    assert answer.status_code == 422
    assert CourseRun.objects.get(pk=made.pk).capacity == 15


def test_another_schools_class_does_not_exist(registrar):
    other = run()

    for name in ("courses_courserun_change", "courses_run_edit", "courses_run_cancel", "courses_run_copy"):
        assert registrar.get(url(name, other.pk)).status_code == 404
    assert registrar.post(url("courses_run_publish", other.pk), {"version": 1}).status_code == 404
    assert (
        registrar.post(url("courses_run_cancel", other.pk), {"because": "x", "version": 1}).status_code == 404
    )
    assert other.booking_code not in text_of(registrar.get(url("courses_courserun_changelist")))
    assert CourseRun.objects.get(pk=other.pk).status == "published"


def test_a_class_cannot_be_given_to_another_school(registrar, school):
    other = provider()

    answer = registrar.post(url("courses_courserun_add"), form(school, provider=other.pk))

    assert answer.status_code == 422
    assert not CourseRun.objects.exists()


def test_nor_be_held_at_another_schools_place(registrar, school):
    answer = registrar.post(url("courses_courserun_add"), form(school, location=location().pk))

    assert answer.status_code == 422
    assert not CourseRun.objects.exists()


@pytest.mark.parametrize("role", [Role.APPEALS_OFFICER])
def test_other_roles_look_and_do_not_write(client, school, role):
    sign_in_staff(client, staff(role, school))
    made = run(school=school)

    assert client.get(url("courses_courserun_change", made.pk)).status_code == 200
    for name in ("courses_run_edit", "courses_run_cancel", "courses_run_copy", "courses_run_series"):
        assert client.get(url(name, made.pk)).status_code == 404
    assert client.get(url("courses_courserun_add")).status_code == 404
    assert client.get(url("courses_run_import")).status_code == 404


def test_an_operator_sees_every_class_and_writes_none(client):
    sign_in_staff(client, User.objects.create_superuser("operator"))
    made = run()

    assert client.get(url("courses_courserun_change", made.pk)).status_code == 200
    assert client.get(url("courses_run_cancel", made.pk)).status_code == 404


def test_a_citizen_is_not_let_in(client, school):
    made = run(school=school)
    client.force_login(User.objects.create_user("somebody"))

    assert client.get(url("courses_run_edit", made.pk)).status_code == 404


def test_cancelling_asks_for_a_reason(registrar, school):
    made = run(school=school)

    without = registrar.post(url("courses_run_cancel", made.pk), {"because": "", "version": 1})
    assert without.status_code == 422
    registrar.post(url("courses_run_cancel", made.pk), {"because": "For få tilmeldte", "version": 1})

    made.refresh_from_db()
    assert (made.status, made.cancelled_because) == ("cancelled", "For få tilmeldte")


def test_copying_and_a_series_make_drafts(registrar, school):
    made = run(school=school)

    registrar.post(url("courses_run_copy", made.pk), {"starts_on": "01-12-2026"})
    registrar.post(url("courses_run_series", made.pk), {"every": 2, "times": 3})

    drafts = CourseRun.objects.filter(status="draft").order_by("starts_on")
    assert [draft.starts_on for draft in drafts] == [
        *(made.starts_on + timedelta(weeks=weeks) for weeks in (2, 4, 6)),
        date(2026, 12, 1),
    ]


def test_a_series_leaves_out_days_on_which_schools_are_closed(registrar, school):
    made = run(school=school, starts_on=date(2026, 12, 18), ends_on=date(2026, 12, 18), enrol_by=TODAY)

    registrar.post(url("courses_run_series", made.pk), {"every": 1, "times": 3})

    drafts = CourseRun.objects.filter(status="draft").values_list("starts_on", flat=True)
    assert set(drafts) == {date(2027, 1, 8)}, "25 December and 1 January are holidays"


def test_publishing_many_names_those_that_are_not_ready(registrar, school):
    ready, lacking = run(school=school, status="draft"), run(school=school, status="draft", enrol_by=None)

    page = registrar.post(
        url("courses_courserun_changelist"),
        {"action": "publish_selected", "_selected_action": [ready.pk, lacking.pk]},
        follow=True,
    )

    ready.refresh_from_db()
    lacking.refresh_from_db()
    assert (ready.status, lacking.status) == ("published", "draft")
    assert lacking.booking_code in " ".join(str(message) for message in page.context["messages"])


def test_the_list_asks_a_bounded_number_of_questions(registrar, school, django_assert_max_num_queries):
    for _ in range(12):
        run(school=school)

    with django_assert_max_num_queries(14):
        registrar.get(url("courses_courserun_changelist"))


def test_the_start_page_counts_drafts_and_coming_classes_of_ones_own_school(registrar, school):
    run(school=school)
    run(school=school, status="draft")
    run()

    section = next(
        filled for filled in registrar.get("/da/medarbejder/").context["sections"] if filled.key == "classes"
    )

    assert section.facts == {"may_write": True, "has_keys": False, "drafts": 1, "coming": 1}


def test_the_start_page_shows_no_classes_to_those_who_do_not_make_them(client, school):
    sign_in_staff(client, staff(Role.APPEALS_OFFICER, school))

    text = text_of(client.get("/da/medarbejder/"))

    assert "courserun/add" not in text
