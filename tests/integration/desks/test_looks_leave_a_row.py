"""Every view of somebody's data by staff is logged with role, school and purpose."""

import pytest

from amu.people.enums import Purpose, Role, Seen
from amu.people.models import DataView, User
from tests.integration.desks.conftest import APPEAL, APPLICATION, CERTIFICATE, desk
from tests.pages import at, text
from tests.situations import (
    admitted,
    appeal,
    application,
    certificate,
    forwarded,
    provider,
    refused,
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
