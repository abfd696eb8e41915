"""A corrected result takes its certificate with it: at most one is valid, and the others say why."""

from itertools import product

import pytest
import time_machine
from django.db import DatabaseError, IntegrityError, transaction

from amu.journal.models import Entry
from amu.notices.models import Notice
from amu.outbox.services import drain
from certificates.models import Certificate
from certificates.services.issuing import NotValidError, reissue
from enrolment.services import person as acting
from tests.pages import at, said, text
from tests.situations import AFTER_CLASS, admitted, certificate, person, result

pytestmark = pytest.mark.django_db

WITHDRAWN = "No: this certificate has been withdrawn"
REPLACED = "No: this certificate has been replaced by a newer one"


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(AFTER_CLASS, tick=False):
        yield


@pytest.fixture
def passed():
    return result(admitted(of=person(full_name="Karen Elmholt")))


@pytest.fixture
def made(passed):
    return certificate(passed)


def corrected(passed, outcome="not_passed"):
    return result(passed.application, outcome)


def page(client, made):
    return text(client.get(at("certificates:certificate", made.printed_code)))


def test_a_pass_corrected_to_not_passed_withdraws_the_certificate_before_any_worker_comes(
    client, passed, made
):
    corrected(passed)

    made.refresh_from_db()
    assert (made.standing, made.ended_at, made.end_reason) == ("withdrawn", AFTER_CLASS, "result_corrected")
    assert said(WITHDRAWN) in page(client, made)
    assert said("Yes: this certificate is genuine") not in page(client, made)


def test_the_correction_is_journalled_with_who_made_it_and_the_person_is_told(passed, made):
    again = corrected(passed)

    made.refresh_from_db()
    entry = Entry.objects.get(act="certificate.withdraw")
    assert (entry.about, entry.case, entry.person) == (made.ref, passed.application.ref, made.person)
    assert entry.actor_id == again.recorded_by_id
    assert entry.facts == {"number": made.number, "reason": "result_corrected"}
    assert Notice.objects.filter(code="certificate_ended", person=made.person).count() == 1


def test_corrected_back_a_new_one_is_issued_and_the_old_code_leads_to_it(client, passed, made):
    corrected(passed)
    corrected(passed, "passed")
    drain(now=AFTER_CLASS)

    made.refresh_from_db()
    newer = Certificate.objects.get(standing="valid")
    assert (made.standing, made.replaced_by) == ("replaced", newer)
    assert said(REPLACED) in page(client, made)
    assert at("certificates:certificate", newer.printed_code) in page(client, made)
    assert said("Yes: this certificate is genuine") in page(client, newer)


def test_a_corrected_day_of_a_pass_replaces_the_certificate(passed, made):
    result(passed.application, assessed_on=passed.assessed_on.replace(day=passed.assessed_on.day + 1))
    made.refresh_from_db()
    assert made.standing == "withdrawn"
    drain(now=AFTER_CLASS)

    made.refresh_from_db()
    assert made.replaced_by.content["assessed_on"] != made.content["assessed_on"]


@pytest.mark.parametrize("outcomes", list(product(["passed", "not_passed"], repeat=3)))
@pytest.mark.parametrize("worker", ["after each", "at the end"])
def test_in_every_order_there_is_one_valid_certificate_for_a_pass_and_none_otherwise(outcomes, worker):
    applied = admitted()
    for outcome in outcomes:
        result(applied, outcome)
        if worker == "after each":
            drain(now=AFTER_CLASS)
    drain(now=AFTER_CLASS)

    valid = Certificate.objects.filter(application=applied, standing="valid").count()
    assert valid == (outcomes[-1] == "passed")


def test_the_database_refuses_a_second_valid_one(passed, made):
    absent, not_passed = corrected(passed, "absent"), corrected(passed, "not_passed")
    fields = {
        field.attname: getattr(made, field.attname)
        for field in Certificate._meta.concrete_fields
        if field.name not in {"id", "result", "code", "number"}
    }
    Certificate.objects.create(**fields, result=absent, code="0" * 26, number="2026-9999998")

    with pytest.raises(IntegrityError, match="one_valid_certificate_per_course"), transaction.atomic():
        Certificate.objects.create(**fields, result=not_passed, code="1" * 26, number="2026-9999999")


def test_one_that_has_ended_never_becomes_valid_again(passed, made):
    corrected(passed)

    with pytest.raises(DatabaseError, match="Cannot update rows"), transaction.atomic():
        Certificate.objects.filter(pk=made.pk).update(standing="valid", ended_at=None, end_reason="")


def test_a_lost_copy_of_one_that_has_ended_is_not_issued_again(client, passed, made):
    corrected(passed)

    with pytest.raises(NotValidError):
        reissue(made.pk, language="da", actor=acting(made.person_id), now=AFTER_CLASS)
    client.force_login(made.person)
    answer = client.post(at("certificates:lost", made.pk), follow=True)
    assert said("It is no longer valid, so there is no new copy of it.") in text(answer)


def test_its_holder_sees_on_my_overview_that_it_has_ended_and_gets_the_page_instead_of_the_file(
    client, passed, made
):
    corrected(passed)
    client.force_login(made.person)

    assert said("The school has corrected the result that it rested on.") in text(client.get(at("overview")))
    assert client.get(at("certificates:pdf", made.pk)).url == at(
        "certificates:certificate", made.printed_code
    )
