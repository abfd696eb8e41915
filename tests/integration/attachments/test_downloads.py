"""An attachment leaves as a download that runs nothing, for whoever may see its case, and no look goes unseen."""

import pytest

from amu.attachments import registry
from amu.attachments.enums import ScanState
from amu.attachments.registry import Reader
from amu.people.enums import Purpose, Role
from amu.people.models import DataView
from tests import files
from tests.attached import handed_in, kept
from tests.pages import at
from tests.situations import actor, person, provider, sign_in_staff, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return provider()


@pytest.fixture
def officer(school):
    return staff(Role.APPEALS_OFFICER, school)


@pytest.fixture(autouse=True)
def _cases(monkeypatch, school, officer):
    """An app whose cases one officer may see."""
    monkeypatch.setattr(registry, "_cases", {})
    registry.register(
        "thing", lambda user, number: Reader(school.pk, Purpose.APPEAL) if user == officer else None
    )


def got(client, row):
    return client.get(at("attachments:download", row.pk))


def test_its_person_gets_it_under_its_number_as_a_download(client):
    sent = files.pdf()  # once: each one made has an identifier of its own
    row = handed_in(name="Hemmelig navn æøå.pdf", content=sent)
    client.force_login(row.person)
    answer = got(client, row)

    assert answer.content == sent
    assert answer["Content-Disposition"] == f'attachment; filename="B-{row.pk:06d}.pdf"'
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert not DataView.objects.exists()


@pytest.mark.parametrize(
    ("scan", "finding"), [(None, ""), (ScanState.ERROR, ""), (ScanState.INFECTED, "Something")]
)
def test_nobody_gets_a_file_that_is_not_known_to_be_clean(client, scan, finding):
    row = handed_in(scan=scan, finding=finding)
    client.force_login(row.person)

    assert got(client, row).status_code == 404


def test_somebody_else_does_not_learn_that_it_exists(client):
    row = handed_in()
    client.force_login(person())

    assert got(client, row).status_code == 404


def test_staff_of_the_case_get_it_and_the_look_is_logged(client, officer, school):
    row = handed_in()
    sign_in_staff(client, officer)

    assert got(client, row).status_code == 200
    look = DataView.objects.get()
    assert (look.person, look.viewer, look.provider, look.object_ref) == (
        row.person,
        officer,
        school,
        row.ref,
    )
    assert (look.what, look.purpose) == ("document", "appeal")


def test_other_staff_and_cases_of_no_app_answer_that_there_is_nothing(client, officer, school):
    row, odd = handed_in(), handed_in(about="nothing:1")
    sign_in_staff(client, staff(Role.APPEALS_OFFICER, school))
    assert got(client, row).status_code == 404
    sign_in_staff(client, officer)
    assert got(client, odd).status_code == 404


def test_what_staff_have_chosen_and_not_handed_in_is_not_shown_to_the_person(client, officer):
    row = kept(by=actor(officer, Role.APPEALS_OFFICER))
    client.force_login(row.person)

    assert got(client, row).status_code == 404


def test_somebody_signed_out_signs_in_first(client):
    row = handed_in()

    assert got(client, row).status_code == 302
