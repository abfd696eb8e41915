import pytest
from django.db.utils import IntegrityError

from amu import clock
from amu.journal import services as journal
from amu.journal.models import Entry
from amu.kernel.errors import CodedError
from amu.people import selectors, services
from amu.people.enums import Role
from amu.people.models import Membership, User

NOW = clock.now


def in_own_case(user):
    return journal.person(user.pk)


@pytest.fixture
def school(make_provider):
    return make_provider("skole")


@pytest.fixture
def employee(db):
    return User.objects.create_user("employee", "et-langt-kodeord-her")


def grant(user, role, provider=None):
    return services.grant_membership(
        user.pk, role=role, provider_id=provider and provider.pk, by=None, now=NOW()
    )


def fresh(user):
    return User.objects.get(pk=user.pk)


def test_a_role_reaches_its_own_school_only(employee, school, make_provider):
    other = make_provider("anden")
    grant(employee, Role.REGISTRAR, school)
    user = fresh(employee)

    assert selectors.providers_of(user) == {school.pk}
    assert selectors.is_staff_of(user, school.pk, Role.REGISTRAR)
    assert not selectors.is_staff_of(user, school.pk, Role.LEADER)
    assert not selectors.is_staff_of(user, other.pk)


@pytest.mark.parametrize(
    ("first", "second"),
    [("school", "ministry"), ("ministry", "school")],
    ids=["ministry second", "school second"],
)
def test_nobody_works_for_a_school_and_for_the_ministry(employee, school, first, second):
    roles = {"school": (Role.APPEALS_OFFICER, school), "ministry": (Role.MINISTRY_OFFICER,)}
    grant(employee, *roles[first])

    with pytest.raises(CodedError) as refused:
        grant(employee, *roles[second])
    assert refused.value.code == "school_and_ministry"


def test_whoever_has_left_the_school_can_work_for_the_ministry(employee, school):
    left = grant(employee, Role.REGISTRAR, school)
    services.end_membership(left.pk, by=None, now=NOW())

    assert grant(fresh(employee), Role.MINISTRY_OFFICER).role == Role.MINISTRY_OFFICER


def test_giving_a_role_makes_staff_and_twice_gives_it_once(employee, school):
    first = grant(employee, Role.REGISTRAR, school)
    second = grant(employee, Role.REGISTRAR, school)

    assert first == second
    assert fresh(employee).is_staff
    assert Entry.objects.filter(act="membership.granted").count() == 1


def test_an_account_is_closed_once_and_opened_once(employee, make_operator):
    by = make_operator().pk
    for act, is_active in [
        (services.close_account, False),
        (services.close_account, False),
        (services.open_account, True),
        (services.open_account, True),
    ]:
        act(employee.pk, by=by, now=NOW())
        assert fresh(employee).is_active is is_active

    entries = Entry.objects.filter(about=f"user:{employee.pk}").order_by("pk")
    assert list(entries.values_list("act", "actor", "actor_role")) == [
        ("account.closed", by, "operator"),
        ("account.opened", by, "operator"),
    ]


def test_ending_the_last_role_ends_being_staff(employee, school, make_provider):
    first = grant(employee, Role.REGISTRAR, school)
    second = grant(employee, Role.LEADER, make_provider("anden"))

    services.end_membership(first.pk, by=None, now=NOW())
    assert fresh(employee).is_staff
    services.end_membership(second.pk, by=None, now=NOW())
    services.end_membership(second.pk, by=None, now=NOW())

    assert not fresh(employee).is_staff
    assert selectors.memberships(fresh(employee)) == []
    assert Entry.objects.filter(act="membership.ended").count() == 2


def test_a_role_can_be_given_again_after_it_ended(employee, school):
    services.end_membership(grant(employee, Role.REGISTRAR, school).pk, by=None, now=NOW())
    grant(employee, Role.REGISTRAR, school)

    assert Membership.objects.count() == 2
    assert selectors.roles_of(fresh(employee)) == {Role.REGISTRAR}


def test_the_ministrys_officer_belongs_to_no_school(employee, school):
    with pytest.raises(CodedError, match="provider_not_allowed"):
        grant(employee, Role.MINISTRY_OFFICER, school)
    with pytest.raises(CodedError, match="provider_required"):
        grant(employee, Role.REGISTRAR)
    grant(employee, Role.MINISTRY_OFFICER)

    assert selectors.is_ministry_officer(fresh(employee))


def test_the_database_too_ties_role_to_school(employee):
    with pytest.raises(IntegrityError, match="membership_has_the_place_of_its_role"):
        Membership.objects.create(user=employee, role=Role.REGISTRAR, provider=None)


def test_the_database_too_knows_one_live_row_per_role(employee):
    Membership.objects.create(user=employee, role=Role.MINISTRY_OFFICER)

    with pytest.raises(IntegrityError, match="membership_live_once"):
        Membership.objects.create(user=employee, role=Role.MINISTRY_OFFICER)


def test_somebody_who_signs_in_by_mitid_is_never_staff(journey, school):
    journey.sign_in("electrician")
    person = User.objects.get(issuer__gt="")

    with pytest.raises(CodedError, match="not_a_staff_account"):
        grant(person, Role.REGISTRAR, school)
    with pytest.raises(IntegrityError, match="user_from_mitid_is_never_staff"):
        User.objects.filter(pk=person.pk).update(is_superuser=True)


@pytest.mark.parametrize(
    ("role", "permission", "allowed"),
    [
        (Role.REGISTRAR, "enrolment.change_application", False),
        (Role.REGISTRAR, "enrolment.delete_application", False),
        (Role.REGISTRAR, "appeals.change_appeal", False),
        (Role.LEADER, "enrolment.view_application", True),
        (Role.LEADER, "enrolment.change_application", False),
        (Role.APPEALS_OFFICER, "appeals.view_appeal", True),
        (Role.APPEALS_OFFICER, "appeals.change_appeal", False),
        (Role.REGISTRAR, "people.view_user", False),
        (Role.LEADER, "people.change_membership", False),
        (Role.REGISTRAR, "nonsense", False),
    ],
)
def test_roles_may_what_the_table_says(employee, school, role, permission, allowed):
    grant(employee, role, school)

    assert fresh(employee).has_perm(permission) is allowed


def test_an_operator_may_everything_and_a_closed_one_nothing(make_operator):
    operator = make_operator()
    assert operator.has_perm("people.change_user")
    assert operator.has_module_perms("people")

    operator.is_active = False

    assert not operator.has_perm("people.change_user")
    assert not operator.has_module_perms("people")


def test_a_person_may_nothing(db):
    person = User.objects.create_user("person")

    assert not person.has_perm("enrolment.view_application")
    assert not person.has_module_perms("courses")


def test_a_role_opens_the_apps_it_has_something_in(employee, school):
    grant(employee, Role.REGISTRAR, school)

    assert fresh(employee).has_module_perms("enrolment")
    assert not fresh(employee).has_module_perms("outbox")


def test_contact_details_change_and_the_journal_says_which_not_what(db):
    user = User.objects.create_user("person")

    services.change_contact(
        user.pk, email="a@example.org", phone="12345678", language="en", actor=in_own_case(user), now=NOW()
    )
    services.change_contact(
        user.pk, email="a@example.org", phone="12345678", language="en", actor=in_own_case(user), now=NOW()
    )

    assert (fresh(user).email, fresh(user).phone, fresh(user).language) == ("a@example.org", "12345678", "en")
    entry = Entry.objects.get(act="person.contact_changed")
    assert entry.facts == {"changed": ["email", "phone", "language"]}


def test_two_people_may_share_an_email_address(db):
    first, second = User.objects.create_user("a"), User.objects.create_user("b")
    for user in (first, second):
        services.change_contact(
            user.pk, email="a@example.org", phone="", language="da", actor=in_own_case(user), now=NOW()
        )

    assert User.objects.filter(email="a@example.org").count() == 2


def test_an_unknown_language_is_refused(db):
    user = User.objects.create_user("person")

    with pytest.raises(CodedError, match="language_unknown"):
        services.change_contact(
            user.pk, email="", phone="", language="de", actor=in_own_case(user), now=NOW()
        )
