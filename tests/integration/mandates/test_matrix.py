"""Every address of a person's own, for whoever acts for them: those of the one case, and nothing else."""

import pytest
from django.urls import reverse

from amu.journal.services import person as themselves
from amu.mandates import services as mandates
from amu.people.models import DataView
from enrolment import services as enrolment
from tests.attached import handed_in
from tests.routes import routes
from tests.situations import (
    ABROAD,
    NOW,
    actor,
    admitted,
    appeal,
    application,
    certificate,
    decided,
    forwarded,
    heard_about,
    mandate,
    person,
    posted,
    refusal,
    result,
    reviewed,
    staff,
)

pytestmark = pytest.mark.django_db

# The addresses of one case, by what stands in them, and what is answered to whoever opens them: a page, or for buttons
# and acts that are over a way to one.
IN_THE_CASE = {
    "enrolment:application": ("application_id", 200),
    "enrolment:paper": ("application_id paper_id", 302),
    "enrolment:representatives": ("application_id", 200),
    "enrolment:hearing": ("application_id hearing_id", 200),
    "enrolment:hearing_letter": ("application_id hearing_id", 200),
    "enrolment:decision": ("decision_id", 200),
    "enrolment:letter": ("decision_id", 200),
    "appeals:appeal": ("decision_id", 302),
    "appeals:case": ("appeal_id", 200),
    "appeals:files": ("appeal_id", 302),
    "appeals:why_late": ("appeal_id", 302),
    "appeals:withdraw": ("appeal_id", 302),
    "appeals:final_letter": ("appeal_id", 200),
    "attachments:download": ("attachment_id", 200),
}
# Those that only take what is sent by a button on a page; and the bundle, which a worker makes.
SENT = {
    "enrolment:end_mandate": "application_id mandate_id",
    "appeals:comment": "appeal_id",
    "appeals:forward": "appeal_id",
    "appeals:nothing_to_add": "appeal_id",
}
MADE_LATER = {"appeals:bundle": "appeal_id"}
THEIR_OWN = {
    "enrolment:withdraw": "application_id",
    "certificates:pdf": "certificate_id",
}
THEIR_OWN_SENT = {
    "enrolment:swap": "application_id",
    "certificates:statement": "result_id",
    "certificates:lost": "certificate_id",
    "certificates:choose_name": "certificate_id",
}
# Tried with the roles of a company, in tests/integration/companies.
A_COMPANYS = {
    *("enrolment:quote_pdf", "enrolment:booking", "enrolment:booking_order", "enrolment:booking_seat"),
    "enrolment:booking_give_up",
}


@pytest.fixture(autouse=True)
def _quick_letters(monkeypatch):
    """What letters say is tested elsewhere: here they are made in no time."""
    monkeypatch.setattr("amu.documents.services.write", lambda letter, *, language: b"%PDF-1.7 a letter")


def everything_of(somebody):
    """A case in which all has happened, with a file in it, and a certificate from another one."""
    applied = application(of=somebody, answers=ABROAD)
    registrar = actor(staff(school=applied.run.provider))
    hearing = heard_about(applied)
    enrolment.answer_hearing(hearing.pk, words="Det passer ikke.", actor=themselves(somebody.pk), now=NOW)
    decision = posted(enrolment.refuse(applied.pk, refusal(), actor=registrar, now=NOW))
    lodged = appeal(decision)
    decided(forwarded(reviewed(lodged)), "dismissed")
    passed = result(admitted(of=somebody))
    return {
        "application": applied,
        "application_id": applied.pk,
        "paper_id": applied.papers.get().pk,
        "hearing_id": hearing.pk,
        "decision_id": decision.pk,
        "appeal_id": lodged.pk,
        "attachment_id": handed_in(about=lodged.ref, of=somebody).pk,
        "result_id": passed.pk,
        "certificate_id": certificate(passed).pk,
    }


def answers(client, ids, names):
    """What is answered at each address, by its name."""
    return {
        name: client.get(reverse(name, kwargs={part: ids[part] for part in parts.split()})).status_code
        for name, parts in names.items()
    }


OPENED = {name: parts for name, (parts, _) in IN_THE_CASE.items()}


def test_a_representative_opens_all_of_the_case_and_each_look_is_logged(client):
    somebody, friend = person(), person()
    ids = everything_of(somebody)
    taken = mandate(ids["application"], to=friend)
    client.force_login(friend)

    assert answers(client, ids, OPENED) == {name: status for name, (_, status) in IN_THE_CASE.items()}
    looks = DataView.objects.filter(person=somebody, viewer=friend)
    assert set(looks.values_list("viewer_role", "purpose")) == {("representative", "mandate")}
    assert {look.partition(":")[0] for look in looks.values_list("object_ref", flat=True)} == {
        *("application", "decision", "hearing", "appeal", "attachment")
    }

    mandates.end(taken.pk, actor=themselves(somebody.pk), now=NOW)  # and at the next request:
    assert set(answers(client, ids, OPENED).values()) == {404}
    assert answers(client, ids, MADE_LATER) == {"appeals:bundle": 404}


def test_and_nothing_else_of_the_person(client):
    somebody, friend = person(), person()
    ids, other = everything_of(somebody), everything_of(somebody)
    taken = mandate(ids["application"], to=friend)
    client.force_login(friend)

    assert set(answers(client, ids, THEIR_OWN).values()) == {404}
    assert set(answers(client, other, {**OPENED, **THEIR_OWN}).values()) == {404}
    for name, parts in THEIR_OWN_SENT.items():
        address = reverse(name, kwargs={part: ids[part] for part in parts.split()})
        assert client.post(address, {}).status_code == 404, name
    for name, parts in {**SENT, **THEIR_OWN_SENT}.items():
        known = {**other, "mandate_id": taken.pk}
        address = reverse(name, kwargs={part: known[part] for part in parts.split()})
        assert client.post(address, {"text": "Hej"}).status_code == 404, name


def test_every_address_of_a_case_is_tried():
    own = {
        route.name
        for route in routes()
        if route.name.partition(":")[0] in {"enrolment", "appeals", "certificates", "attachments"}
        and "<int:" in route.pattern
        and route.name not in A_COMPANYS
        and not route.pattern.startswith("admin/")
    }

    assert own == OPENED.keys() | SENT.keys() | MADE_LATER.keys() | (THEIR_OWN | THEIR_OWN_SENT).keys()
