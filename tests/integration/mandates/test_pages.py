"""The pages on which a mandate is given, taken and ended, and what a representative does in the case."""

import re

import pytest

from amu.journal.models import Entry
from amu.mandates.codes import code_of
from amu.mandates.models import Mandate
from appeals.models import Appeal
from tests.pages import at, questions, said, send, text
from tests.situations import (
    NOW,
    appeal,
    application,
    heard,
    mandate,
    mandate_given,
    person,
    refused,
    reviewed,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def karen():
    return person(full_name="Karen Elmholt")


@pytest.fixture
def bo():
    return person(full_name="Bo Hjælper")


def as_(client, who):
    client.force_login(who)
    return client


def acting(entry_act):
    entry = Entry.objects.get(act=entry_act)
    return entry.actor_id, entry.actor_role, entry.person_id


def test_the_person_makes_a_code_and_somebody_else_takes_it(client, karen, bo):
    applied = application(of=karen)
    page = at("enrolment:representatives", applied.pk)
    send(as_(client, karen), page, name="Bo", until="31-12-2026")
    code = re.search(r"<strong>([2-9A-Z]{5}-[2-9A-Z]{5})</strong>", text(client.get(page)))[1]

    answer = send(as_(client, bo), at("enrolment:act_for"), number=applied.number, code=code)
    assert answer.url == at("enrolment:application", applied.pk)
    assert "Karen Elmholt" in text(client.get(answer.url))
    assert applied.number in text(client.get(at("overview")))

    shown = text(as_(client, karen).get(page))
    assert "Bo Hjælper" in shown
    assert code not in shown


@pytest.mark.parametrize(
    "typed",
    [
        {"number": "T-999999", "code": "22222-22222"},
        {"number": "17", "code": "22222-22222"},
        {"number": "T-1", "code": "⑥⑥⑥"},
    ],
)
def test_a_wrong_code_is_answered_on_the_page_with_what_was_typed(client, bo, typed):
    answer = send(as_(client, bo), at("enrolment:act_for"), **typed)

    assert answer.status_code == 422
    assert said(
        "The number and the code do not fit together, or the code no longer works. Check both. A code works once, and "
        "for seven days: whoever gave it to you can make a new one."
    ) in text(answer)
    assert f'value="{typed["number"]}"' in text(answer)


@pytest.mark.parametrize("until", ["31-08-2026", "03-09-2027", "engang"])
def test_a_day_that_cannot_be_is_wrong_beside_its_field(client, karen, until):
    page = at("enrolment:representatives", application(of=karen).pk)
    send(as_(client, karen), page, name="Bo", until=until)

    shown = text(client.get(page))
    assert 'id="id_until_error"' in shown
    assert f'value="{until}"' in shown
    assert not Mandate.objects.exists()


def test_a_representative_gives_no_mandate_and_sees_no_code(client, karen, bo):
    applied = application(of=karen)
    mandate(applied, to=bo)
    given = mandate_given(applied)
    page = at("enrolment:representatives", applied.pk)

    assert code_of(given.pk) not in text(as_(client, bo).get(page))
    assert client.post(page, {"name": "X", "until": "31-12-2026"}).status_code == 404


@pytest.mark.parametrize("who", ["karen", "bo"])
def test_either_ends_it_by_a_button(client, karen, bo, who):
    taken = mandate(application(of=karen), to=bo)
    as_(client, karen if who == "karen" else bo)
    client.post(at("enrolment:end_mandate", taken.application_id, taken.pk))

    assert Mandate.objects.get().ended_at == NOW
    assert as_(client, bo).get(at("enrolment:application", taken.application_id)).status_code == 404


def test_a_representative_does_not_end_anothers_mandate(client, karen, bo):
    taken = mandate(application(of=karen), to=bo)
    other = mandate(taken.application)
    address = at("enrolment:end_mandate", taken.application_id, other.pk)

    assert as_(client, bo).post(address).status_code == 404


def test_a_representative_appeals_and_the_case_says_so(client, karen, bo):
    decision = refused(of=karen)
    taken = mandate(decision.application, to=bo)
    answer = send(as_(client, bo), at("appeals:appeal", decision.pk), text="Karen har et bevis.")

    lodged = Appeal.objects.get()
    assert (lodged.person_id, lodged.mandate_id) == (karen.pk, taken.pk)
    assert acting("appeal.received") == (bo.pk, "representative", karen.pk)
    by = said("%(name)s, as representative", name="Bo Hjælper")
    assert by in text(as_(client, karen).get(answer.url))


def test_a_representative_comments_asks_for_forwarding_and_withdraws(client, karen, bo):
    lodged = reviewed(appeal(refused(of=karen)))
    mandate(lodged.decision.application, to=bo)
    as_(client, bo)
    send(client, at("appeals:case", lodged.pk), text="x")  # the page itself takes nothing
    client.post(at("appeals:comment", lodged.pk), {"text": "Se beviset."})
    client.post(at("appeals:forward", lodged.pk))
    client.post(at("appeals:nothing_to_add", lodged.pk))
    client.post(at("appeals:withdraw", lodged.pk))

    lodged.refresh_from_db()
    assert lodged.state == "withdrawn"
    for act in ("commented", "forwarding_asked", "nothing_to_add", "withdraw"):
        assert acting(f"appeal.{act}") == (bo.pk, "representative", karen.pk)


def test_a_representative_answers_a_hearing(client, karen, bo):
    hearing = heard(of=karen)
    mandate(hearing.application, to=bo)
    send(
        as_(client, bo), at("enrolment:hearing", hearing.application_id, hearing.pk), words="Det er forkert."
    )

    hearing.refresh_from_db()
    assert hearing.answer == "Det er forkert."
    assert acting("hearing.answered") == (bo.pk, "representative", karen.pk)


def test_the_person_sees_what_the_representative_looked_at(client, karen, bo):
    applied = application(of=karen)
    mandate(applied, to=bo)
    as_(client, bo).get(at("enrolment:application", applied.pk))

    shown = text(as_(client, karen).get(at("overview")))
    assert said("Representative") in shown
    assert said("To act for you in a case") in shown


def test_the_overview_asks_as_much_for_many_cases_as_for_one(client, bo):
    mandate(application(), to=bo)
    with_one = questions(as_(client, bo), at("overview"))
    mandate(application(), to=bo)

    assert questions(client, at("overview")) == with_one
