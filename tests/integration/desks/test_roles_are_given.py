"""An operator gives a role: it counts, or the page says why it cannot be given and nothing is saved."""

import pytest

from amu.people.enums import Role
from amu.people.models import Membership, User
from tests.pages import said, text
from tests.situations import person

ADD = "/admin/people/membership/add/"


@pytest.fixture
def employee(db):
    return User.objects.create_user("employee", "et-langt-kodeord-her")


def give(operator, user, role, school=None):
    form = {"user": user.pk, "role": role, "provider": school.pk if school else ""}
    return operator.post(ADD, form, follow=True)


def test_a_role_that_is_given_counts(operator, employee, school):
    page = text(give(operator, employee, Role.REGISTRAR, school))

    assert 'class="success"' in page
    assert Membership.objects.get().user == employee


def test_an_account_of_mitid_gets_no_role_and_the_page_says_why(operator, school):
    response = give(operator, person(), Role.REGISTRAR, school)

    page = text(response)
    assert said("The account signs in with MitID. Roles are given to staff accounts only.") in page
    assert response.redirect_chain == []
    assert not Membership.objects.exists()
    assert 'class="success"' not in text(operator.get("/admin/people/membership/"))


@pytest.mark.parametrize(
    ("role", "at_a_school", "words"),
    [
        (Role.REGISTRAR, False, "Choose the school at which the role applies."),
        (Role.MINISTRY_OFFICER, True, "The ministry's officer belongs to no school."),
    ],
)
def test_a_role_and_a_school_that_do_not_fit_are_said_beside_the_school(
    operator, employee, school, role, at_a_school, words
):
    response = give(operator, employee, role, school if at_a_school else None)

    assert response.context["adminform"].form.errors.keys() == {"provider"}
    assert said(words) in text(response)
    assert not Membership.objects.exists()
