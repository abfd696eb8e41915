import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.urls import reverse

from amu import clock
from amu.people import services
from amu.people.enums import Purpose, Role, Seen
from amu.people.models import DataView, User
from amu.people.overview import section
from amu.people.selectors import views_of


@pytest.fixture
def person(db):
    return User.objects.create_user("person", full_name="Karsten Elmholt")


@pytest.fixture
def registrar(make_staff):
    return make_staff("r", Role.REGISTRAR, "skole")


def look(viewer, person, **facts):
    services.record_view(
        viewer,
        person.pk,
        **{"what": Seen.APPLICATION, "object_ref": "application:7", "now": clock.now(), **facts},
    )


def test_a_look_leaves_who_as_what_at_which_school_and_why(registrar, person):
    look(registrar, person)

    view = views_of(person.pk).get()
    assert (view.viewer, view.viewer_role, view.provider.key) == (registrar, "registrar", "skole")
    assert (view.what, view.object_ref, view.purpose) == (
        Seen.APPLICATION,
        "application:7",
        Purpose.ADMISSION,
    )


def test_the_role_is_the_one_at_the_school_it_was_for(registrar, person, make_staff, make_provider):
    other = make_provider("anden")
    services.grant_membership(registrar.pk, role=Role.LEADER, provider_id=other.pk, by=None, now=clock.now())

    look(User.objects.get(pk=registrar.pk), person, provider_id=other.pk)

    assert DataView.objects.get().viewer_role == "leader"


def test_a_look_without_any_role_is_written_down_as_one(person, make_provider):
    stranger, school = User.objects.create_user("stranger"), make_provider("skole")
    look(stranger, person, provider_id=school.pk)

    view = DataView.objects.get()
    assert (view.viewer, view.viewer_role, view.provider) == (stranger, "none", school)


def test_looking_at_ones_own_data_leaves_nothing(person):
    look(person, person)

    assert not DataView.objects.exists()


def test_an_operators_look_is_written_down_as_one(make_operator, person):
    look(make_operator(), person, purpose=Purpose.SUPPORT)

    assert DataView.objects.get().viewer_role == "operator"


@pytest.mark.parametrize(
    "statement",
    [
        "update people_dataview set viewer_role = 'x'",
        "delete from people_dataview",
        "truncate people_dataview",
    ],
)
def test_the_log_can_only_be_added_to(registrar, person, statement):
    look(registrar, person)
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")

    with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert DataView.objects.count() == 1


def test_the_person_reads_the_office_and_never_the_employees_name(registrar, person):
    look(registrar, person)

    (line,) = section(person)["looks"]
    assert "SKOLE" in line.who
    assert registrar.full_name not in line.who


def test_my_overview_shows_who_looked(journey, registrar):
    journey.sign_in("electrician")
    look(registrar, User.objects.get(issuer__gt=""))

    page = journey.client.get(reverse("overview")).content.decode()

    assert "SKOLE" in page


def test_an_operator_who_opens_somebodys_page_leaves_a_row(make_operator, sign_in_staff, client, person):
    sign_in_staff(make_operator())

    page = client.get(f"/admin/people/user/{person.pk}/change/")

    assert page.status_code == 200
    assert DataView.objects.get().person_id == person.pk


def test_the_list_of_accounts_shows_no_names_of_people(make_operator, sign_in_staff, client, person):
    sign_in_staff(make_operator())

    assert "Karsten" not in client.get("/admin/people/user/").content.decode()


def test_an_operator_ends_rights_in_the_register(make_operator, sign_in_staff, client, make_staff):
    employee = make_staff("new", Role.REGISTRAR, "skole")
    sign_in_staff(make_operator())

    membership = employee.memberships.get()
    client.post(
        "/admin/people/membership/", {"action": "end_memberships", "_selected_action": [membership.pk]}
    )

    assert not User.objects.get(pk=employee.pk).is_staff


def test_an_operator_makes_an_employee_with_a_first_password(make_operator, sign_in_staff, client):
    sign_in_staff(make_operator())
    form = {
        "username": "ny",
        "full_name": "Ny Ansat",
        "language": "da",
        "password1": "et-godt-langt-kodeord",
        "password2": "et-godt-langt-kodeord",
    }

    assert client.post("/admin/people/user/add/", form).status_code == 302
    assert User.objects.get(username="ny").check_password("et-godt-langt-kodeord")


def test_the_register_of_people_is_for_operators(registrar, sign_in_staff, client, person):
    sign_in_staff(registrar)

    for path in ("user/", f"user/{person.pk}/change/", "membership/", "dataview/"):
        assert client.get(f"/admin/people/{path}").status_code == 403, path


def test_the_librarys_own_tables_are_not_in_the_register(make_operator, sign_in_staff, client):
    sign_in_staff(make_operator())

    for path in (
        "mfa/authenticator/",
        "socialaccount/socialaccount/",
        "account/emailaddress/",
        "auth/group/",
    ):
        assert client.get(f"/admin/{path}").status_code == 404, path
