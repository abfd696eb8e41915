"""Nobody acts as staff in their own case, and nobody decides twice in one case."""

import pytest

from amu.journal.models import Entry
from amu.journal.services import OwnCaseError
from amu.people.enums import Role
from appeals import services as appeals
from appeals.enums import MinistryOutcome
from appeals.models import Referral
from certificates.services.issuing import reissue
from enrolment import services as enrolment
from tests.integration.desks.conftest import APPLICATION, desk, state_of
from tests.pages import said, text
from tests.situations import (
    AFTER_CLASS,
    HOME,
    NOW,
    actor,
    admitted,
    appeal,
    application,
    certificate,
    forwarded,
    live_at,
    refusal,
    refused,
    result,
    reviewed,
    run,
    sign_in_staff,
    staff,
)


@pytest.fixture
def colleague(school):
    return staff(Role.REGISTRAR, school)


@pytest.fixture
def own(colleague, school):
    """A registrar has applied for a class of their own school."""
    live_at(colleague, HOME)
    return application(of=colleague, to=run(school=school))


@pytest.fixture
def desk_of(client, colleague):
    return sign_in_staff(client, colleague)


@pytest.mark.parametrize(
    "act",
    [
        lambda applied, by: enrolment.admit(applied.pk, actor=by, now=NOW),
        lambda applied, by: enrolment.refuse(applied.pk, refusal(), actor=by, now=NOW),
        lambda applied, by: enrolment.withdraw(applied.pk, actor=by, now=NOW),
    ],
    ids=["admit", "refuse", "withdraw"],
)
def test_no_service_lets_staff_act_in_their_own_case(own, colleague, act):
    with pytest.raises(OwnCaseError):
        act(own, actor(colleague))

    assert state_of(own) == ("submitted", 1)
    assert not Entry.objects.filter(actor_role="registrar").exists()


def test_nobody_records_their_own_result(school, colleague):
    own = admitted(of=colleague, to=run(school=school))

    with pytest.raises(OwnCaseError):
        result(own, by=colleague)
    assert not own.results.exists()


def test_nobody_issues_their_own_certificate_again_as_staff(school, colleague):
    made = certificate(result(admitted(of=colleague, to=run(school=school))))

    with pytest.raises(OwnCaseError):
        reissue(made.pk, language="da", actor=actor(colleague), now=AFTER_CLASS)


def test_but_as_the_person_whose_it_is(school, colleague):
    made = certificate(result(admitted(of=colleague, to=run(school=school))))

    assert reissue(made.pk, language="da", actor=enrolment.person(colleague.pk), now=AFTER_CLASS).version == 2


def test_the_desk_offers_nothing_in_ones_own_case(desk_of, own):
    page = text(desk_of.get(desk(APPLICATION, own.pk)))

    assert desk(APPLICATION, own.pk, "admit") not in page
    assert desk_of.post(desk(APPLICATION, own.pk, "admit")).status_code == 404


def test_many_at_once_leave_ones_own_out(desk_of, own, school):
    other = application(to=own.run)
    answer = desk_of.post(
        f"/admin/{APPLICATION}/",
        {
            "action": "admit_selected",
            "_selected_action": [own.pk, other.pk],
            "confirmed": "1",
            "application": [own.pk, other.pk],
        },
        follow=True,
    )

    assert (state_of(own)[0], state_of(other)[0]) == ("submitted", "admitted")
    assert said("%(case)s was left out: you are not allowed to do this there.", case=own.number) in text(
        answer
    )


@pytest.mark.parametrize("took_part", ["refused", "reviewed"])
def test_whoever_decided_at_the_school_never_makes_the_final_decision(school, took_part):
    same = staff(Role.REGISTRAR, school)
    decision = refused(to=run(school=school), by=same if took_part == "refused" else None)
    case = forwarded(reviewed(appeal(decision), by=same if took_part == "reviewed" else None))

    with pytest.raises(appeals.SameOfficerError):
        appeals.decide_finally(
            case.pk,
            outcome=MinistryOutcome.DISMISSED,
            reasons="Vi er enige.",
            actor=actor(same, "ministry_officer"),
            now=NOW,
        )
    assert Referral.objects.get().outcome == ""
