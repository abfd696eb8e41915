import re

import pytest
import time_machine

from amu.people.enums import Role
from amu.people.models import User
from enrolment.models import Application
from tests.integration.desks.counter import with_cpr
from tests.pages import text
from tests.situations import NOW, application, person, provider, run, sign_in_staff, staff


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def school(db):
    return provider(name="Skolen ved åen")


@pytest.fixture
def applied(school):
    return application(of=person(full_name="Karen Elmholt"), to=run(school=school))


@pytest.fixture
def operator(client, db):
    return sign_in_staff(client, User.objects.create_user("operator-1", is_staff=True, is_superuser=True))


@pytest.fixture
def sit_down(client, school):
    """Somebody takes their seat at a desk: in a role at the school, at another school, or at the ministry."""

    def sit(role=Role.REGISTRAR, at=None):
        place = None if role in {Role.MINISTRY_OFFICER, Role.APPROVER} else at or school
        user = staff(role, place)
        sign_in_staff(client, user)
        client.user = user
        return client

    return sit


def desk(kind, pk, page="change", *rest):
    """The address of a desk's page: ``desk("enrolment/application", 7, "refuse")``."""
    return f"/admin/{kind}/{pk}/{'/'.join(str(part) for part in (page, *rest))}/"


APPLICATION, APPEAL, CERTIFICATE = (
    "enrolment/application",
    "appeals/appeal",
    "certificates/certificate",
)


def linked(response):
    """Which fields the summary at the top leads to, and that each has its words beside it."""
    page = text(response)
    names = re.findall(r'<li><a href="#(id_\w+?)(?:_0)?"', page)
    for name in names:
        assert f'id="{name}_error"' in page, name
    return names


def state_of(applied):
    row = Application.objects.get(pk=applied.pk)
    return row.state, row.seat


@pytest.fixture
def karen(db):
    return with_cpr(full_name="Karen Elmholt", email="karen@example.org", phone="+45 12 34 56 78")
