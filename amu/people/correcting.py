"""Staff correct what is known of a person, on that person's word: the form that fits, and storing what it says."""

from datetime import datetime

from django.db import transaction
from django.http import HttpRequest

from amu.journal.services import Actor
from amu.kernel.errors import CodedError
from amu.people.enums import AddressSource, FindError
from amu.people.models import User
from amu.people.person_forms import PaperNameForm, ParticularsForm, ReachForm
from amu.people.post import address_of
from amu.people.services import (
    change_address,
    change_contact,
    correct_person,
    name_on_paper,
)
from amu.words import Kind, say


def correction_form(request: HttpRequest, person: User) -> ReachForm:
    """Whom staff entered can be corrected whole; who has signed in has name and number from there."""
    kind: type[ReachForm] = ReachForm
    if person.entered_at and not person.subject:
        kind = ParticularsForm
    elif not person.full_name:
        kind = PaperNameForm
    known = address_of(person.pk)
    initial = {
        **(known.address.as_dict() if known else {}),
        "email": person.email,
        "phone": person.phone,
        "language": person.language,
        "paper_name": person.paper_name,
        "name": person.full_name,
        "birth_date": person.birth_date,
        "is_protected": person.name_protected,
    }
    return kind(request.POST if request.method == "POST" else None, initial=initial)


def corrected(form: ReachForm, person: User, *, actor: Actor, now: datetime) -> bool:
    """Store what a valid form says. False, with the error in the form, where it cannot be."""
    actor = actor.asked_by(form.cleaned_data["asked"])
    try:
        with transaction.atomic():
            if isinstance(form, ParticularsForm):
                correct_person(person.pk, form.particulars(), actor=actor, now=now)
            elif isinstance(form, PaperNameForm):
                name_on_paper(person.pk, form.cleaned_data["paper_name"], actor=actor, now=now)
            store_reach(form, person.pk, actor=actor, now=now)
    except CodedError as error:
        add_coded(form, error)
        return False
    return True


def store_reach(form: ReachForm, person_id: int, *, actor: Actor, now: datetime) -> None:
    change_contact(person_id, **form.reach(), actor=actor, now=now)
    change_address(person_id, form.address(), source=AddressSource.SCHOOL, actor=actor, now=now)


def add_coded(form: ReachForm, error: CodedError) -> None:
    field = "birth_date" if error.code == FindError.BIRTH_DATE_MISSING else "cpr"
    form.add_error(field, say(Kind.FINDING, error.code))
