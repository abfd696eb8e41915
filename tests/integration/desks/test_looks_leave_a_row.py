"""Every view of somebody's data by staff is logged with role, school and purpose."""

import pytest
from django.db import DatabaseError

from amu.people.enums import Purpose, Role, Seen
from amu.people.models import DataView, ListView, User
from tests.integration.desks.conftest import APPEAL, APPLICATION, CERTIFICATE, desk
from tests.pages import at, text
from tests.situations import (
    admitted,
    appeal,
    application,
    certificate,
    forwarded,
    person,
    provider,
    refused,
    refused_by_letter_that_waits,
    result,
    reviewed,
    run,
    sign_in_staff,
)


def rows():
    return list(
        DataView.objects.order_by("pk").values_list(
            "person", "what", "object_ref", "viewer_role", "provider", "purpose"
        )
    )


def test_a_look_at_an_application(sit_down, school):
    applied = application(to=run(school=school))
    sit_down().get(desk(APPLICATION, applied.pk))

    assert rows() == [
        (applied.person_id, Seen.APPLICATION, applied.ref, "registrar", school.pk, Purpose.ADMISSION)
    ]


def test_a_look_at_a_letter(sit_down, school):
    decision = refused(to=run(school=school))
    applied = decision.application
    sit_down().get(desk(APPLICATION, applied.pk, "letter", decision.pk))

    assert rows() == [
        (applied.person_id, Seen.DOCUMENT, applied.ref, "registrar", school.pk, Purpose.ADMISSION)
    ]


def test_a_look_at_an_appeal(sit_down, school):
    lodged = appeal(refused(to=run(school=school)))
    sit_down(Role.APPEALS_OFFICER).get(desk(APPEAL, lodged.pk))

    assert rows() == [
        (lodged.person_id, Seen.APPEAL, lodged.ref, "appeals_officer", school.pk, Purpose.APPEAL)
    ]


def test_a_look_at_a_certificate(sit_down, school):
    made = certificate(result(admitted(to=run(school=school))))
    sit_down().get(desk(CERTIFICATE, made.pk))

    assert rows() == [
        (made.person_id, Seen.CERTIFICATE, made.ref, "registrar", school.pk, Purpose.CERTIFICATE)
    ]


def test_the_ministrys_looks_are_the_ministrys(sit_down, school):
    lodged = forwarded(reviewed(appeal(refused(to=run(school=school)))))
    applied = lodged.decision.application
    browser = sit_down(Role.MINISTRY_OFFICER)
    browser.get(desk(APPEAL, lodged.pk))
    browser.get(desk(APPLICATION, applied.pk))

    assert rows() == [
        (lodged.person_id, Seen.APPEAL, lodged.ref, "ministry_officer", None, Purpose.APPEAL),
        (applied.person_id, Seen.APPLICATION, applied.ref, "ministry_officer", None, Purpose.ADMISSION),
    ]


def test_an_operators_look_is_an_operators(client, school):
    applied = application(to=run(school=school))
    sign_in_staff(client, User.objects.create_superuser("operator"))
    client.get(desk(APPLICATION, applied.pk))

    assert [row[3] for row in rows()] == ["operator"]


def test_each_look_is_its_own(sit_down, school):
    applied = application(to=run(school=school))
    browser = sit_down()
    for _ in range(3):
        browser.get(desk(APPLICATION, applied.pk))

    assert len(rows()) == 3


@pytest.mark.parametrize("kind", [APPLICATION, APPEAL, CERTIFICATE])
def test_a_look_that_was_refused_saw_nothing(sit_down, kind):
    made = {
        APPLICATION: application,
        APPEAL: appeal,
        CERTIFICATE: certificate,
    }[kind]()
    response = sit_down(at=provider()).get(desk(kind, made.pk))

    assert response.status_code == 404
    assert rows() == []


def test_the_person_reads_who_looked(sit_down, client, school):
    applied = application(to=run(school=school))
    sit_down().get(desk(APPLICATION, applied.pk))
    client.force_login(applied.person)

    assert school.name in text(client.get(at("overview")))


def test_a_list_leaves_one_row_with_everybody_it_showed(sit_down, school):
    where = run(school=school)
    shown = {application(to=where).person_id for _ in range(3)}
    application()
    browser = sit_down()
    browser.get(f"/admin/{APPLICATION}/")

    row = ListView.objects.get()
    assert (set(row.people), row.what, row.viewer, row.viewer_role) == (
        shown,
        Seen.APPLICATION,
        browser.user,
        "registrar",
    )
    assert rows() == []


def test_a_list_of_nobody_leaves_none(sit_down):
    sit_down().get(f"/admin/{APPLICATION}/")

    assert not ListView.objects.exists()


def test_the_letters_to_post_are_a_list_of_names(sit_down, school):
    waiting = refused_by_letter_that_waits(to=run(school=school))
    sit_down().get("/admin/enrolment/application/letters/")

    assert ListView.objects.get().people == [waiting.application.person_id]


def test_the_person_reads_in_which_lists_they_stood(sit_down, client, school):
    applied, other = application(to=run(school=school)), person()
    sit_down().get(f"/admin/{APPLICATION}/")
    client.force_login(applied.person)
    assert "I en liste: Tilmelding" in text(client.get(at("overview")))

    client.force_login(other)
    assert "I en liste" not in text(client.get(at("overview")))


def test_a_look_at_a_list_is_never_changed(sit_down, school):
    application(to=run(school=school))
    sit_down().get(f"/admin/{APPLICATION}/")

    with pytest.raises(DatabaseError, match="Cannot"):
        ListView.objects.update(people=[])
