"""People with and without MitID, staff and whoever answers for a fund."""

import json
from datetime import date

from allauth.account.internal.flows.login import record_authentication
from django.test import RequestFactory

from amu.journal.services import Actor
from amu.kernel.postal import Address
from amu.people.encryption import cpr_keys
from amu.people.enums import AddressSource, Role
from amu.people.models import Membership, PostalAddress, User
from amu.people.post import address_row
from courses.enums import ApproverKind
from courses.models import Approver
from tests.situations.catalogue import NOW, _number

HOME = Address("Åvej 12, 2. th.", "5000", "Odense C")


def person(address=HOME, **fields):
    """Somebody with MitID, and an address for letters; ``address=None`` for somebody who has told none."""
    n = next(_number)
    values = {
        "issuer": "https://broker.example",
        "subject": f"subject-{n}",
        "full_name": f"Person {n}",
        "birth_date": date(1985, 2, 14),
        "email": f"person{n}@example.org",
        "protected_since": NOW if fields.get("name_protected") else None,
    }
    user = User.objects.create_user(f"mitid-{n}", **{**values, **fields})
    if address is not None:
        live_at(user, address)
    return user


def live_at(user, address):
    """Letters reach the person there, as they have told us themselves."""
    stored = json.dumps(address.as_dict())
    PostalAddress.objects.create(
        person=user,
        encrypted=cpr_keys().encrypt(stored, bound_to=address_row(user.pk)),
        source=AddressSource.PERSON,
        as_of=NOW,
    )


def staff(role=Role.REGISTRAR, school=None):
    """A member of staff with one role; the ministry's officer and approvers belong to no school."""
    n = next(_number)
    user = User.objects.create_user(f"staff-{n}", full_name=f"Medarbejder {n}", is_staff=True)
    if role == Role.APPROVER:
        Membership.objects.create(user=user, approver=fund(), role=role)
    else:
        Membership.objects.create(user=user, provider=school, role=role)
    return user


def fund(code="fund-test", name="A-kassen Prøve"):
    """An unemployment fund that approves courses."""
    values = {"kind": ApproverKind.FUND, "name": name, "source": "Invented"}
    return Approver.objects.get_or_create(code=code, defaults=values)[0]


def actor(user, role="registrar"):
    return Actor(role=role, user_id=user.pk)


def sign_in_staff(client, user):
    """Staff with a second factor given: what the middleware asks of every session of theirs."""
    client.force_login(user)
    request = RequestFactory().get("/")
    request.session = client.session
    record_authentication(request, user, "mfa", type="totp")
    request.session.save()
    return client
