"""One table decides: every step of every desk, for every role, as the table has it, button and address alike."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.contrib import admin
from django.urls import reverse

from amu.people import person_desk, rights_desk, same_desk
from amu.people.access import MAY, OPERATOR, Act
from amu.people.acting import may, providers_where
from amu.people.desk import CaseDesk
from amu.people.encryption import cpr_keys
from amu.people.enums import Role
from amu.people.meeting import FOUND
from amu.people.models import User
from certificates.authority.enums import AuthorityKind
from certificates.authority.recording import NewAuthority, record_authority
from courses.enums import RunStatus
from courses.fees.models import RateProposal
from courses.fees.rules import RateClass
from tests.pages import text
from tests.situations import (
    ABROAD,
    AFTER_CLASS,
    NOW,
    actor,
    admitted,
    appeal,
    application,
    approval,
    certificate,
    forwarded,
    heard,
    held,
    mandate,
    person,
    provider,
    refused,
    refused_by_letter_that_waits,
    result,
    reviewed,
    run,
    school_asked,
    sent_back,
    sign_in_staff,
    staff,
)

STEPS = [
    (desk, step)
    for desk in admin.site._registry.values()
    if isinstance(desk, CaseDesk)
    for step in desk.steps
]
DOERS = [*Role, OPERATOR]


def proposed_rate(_school):
    return RateProposal.objects.create(
        year=2031,
        rate_class=RateClass.SINGLE,
        per_day=Decimal("250.00"),
        valid_from=date(2031, 1, 1),
        source="Invented",
        proposed_by=staff(Role.MINISTRY_OFFICER),
        proposed_at=NOW,
    )


# A case of the school that is ready for the step, as somebody at the ministry may see it too.
READY = {
    "enrolment_admit": lambda school: application(to=run(school=school)),
    "enrolment_approval": lambda school: approval(to=run(school=school)).application,
    "enrolment_approval_answer": lambda school: approval(to=run(school=school)),
    "enrolment_refuse": lambda school: application(to=run(school=school)),
    "enrolment_hear": lambda school: application(to=run(school=school)),
    "enrolment_heard": lambda school: heard(to=run(school=school)).application,
    "enrolment_hearing_posted": lambda school: heard(to=run(school=school)).application,
    "enrolment_papers": lambda school: application(to=run(school=school), answers=ABROAD),
    "enrolment_withdraw": lambda school: application(to=run(school=school)),
    "enrolment_confirmation": lambda school: application(to=run(school=school)),
    "enrolment_contact": lambda school: application(to=run(school=school)),
    "enrolment_mandate": lambda school: application(to=run(school=school)),
    "enrolment_end_mandate": lambda school: mandate(application(to=run(school=school))).application,
    "enrolment_posted": lambda school: refused_by_letter_that_waits(to=run(school=school)).application,
    "enrolment_result": lambda school: admitted(to=run(school=school)),
    "appeals_review": lambda school: appeal(refused(to=run(school=school))),
    "appeals_decide": lambda school: forwarded(reviewed(appeal(refused(to=run(school=school))))),
    "appeals_decide_anew": lambda school: sent_back(
        forwarded(reviewed(appeal(refused(to=run(school=school)))))
    ),
    "appeals_ask_school": lambda school: forwarded(reviewed(appeal(refused(to=run(school=school))))),
    "appeals_answer_ministry": lambda school: (
        school_asked(forwarded(reviewed(appeal(refused(to=run(school=school)))))).appeal
    ),
    "appeals_extend": lambda school: appeal(refused(to=run(school=school))),
    "appeals_extend_final": lambda school: forwarded(reviewed(appeal(refused(to=run(school=school))))),
    "appeals_claim": lambda school: appeal(refused(to=run(school=school))),
    "appeals_claim_final": lambda school: forwarded(reviewed(appeal(refused(to=run(school=school))))),
    "appeals_release": lambda school: held(appeal(refused(to=run(school=school)))),
    "appeals_release_final": lambda school: held(forwarded(reviewed(appeal(refused(to=run(school=school)))))),
    "appeals_hand_over": lambda school: appeal(refused(to=run(school=school))),
    "appeals_hand_over_final": lambda school: forwarded(reviewed(appeal(refused(to=run(school=school))))),
    "appeals_add_files": lambda school: forwarded(reviewed(appeal(refused(to=run(school=school))))),
    "appeals_note": lambda school: forwarded(reviewed(appeal(refused(to=run(school=school))))),
    "certificates_reissue": lambda school: certificate(result(admitted(to=run(school=school)))),
    "courses_run_publish": lambda school: run(school=school, status=RunStatus.DRAFT),
    "courses_run_edit": lambda school: run(school=school),
    "courses_run_copy": lambda school: run(school=school),
    "courses_run_series": lambda school: run(school=school),
    "courses_run_cancel": lambda school: run(school=school),
    "courses_rate_approve": proposed_rate,
    "courses_rate_decline": proposed_rate,
}


GIVES_A_FILE = {"enrolment_confirmation"}


def name_of(desk, step):
    return f"{desk.opts.app_label}_{desk.step_prefix}{step.name}"


def somebody(doer, school):
    if doer == OPERATOR:
        return User.objects.create_user("operator-1", is_staff=True, is_superuser=True)
    return staff(doer, None if doer in {Role.MINISTRY_OFFICER, Role.APPROVER} else school)


@pytest.mark.parametrize("doer", DOERS)
@pytest.mark.parametrize(("desk", "step"), STEPS, ids=lambda each: getattr(each, "name", ""))
def test_a_step_is_offered_and_there_for_those_the_table_names_and_nobody_else(
    client, school, desk, step, doer
):
    name = name_of(desk, step)
    case = READY[name](school)
    user = somebody(doer, school)
    address = reverse(f"admin:{name}", args=[case.pk])
    with time_machine.travel(AFTER_CLASS if name == "enrolment_result" else NOW, tick=False):
        sign_in_staff(client, User.objects.get(pk=user.pk))
        page = client.get(desk.address_of(case))
        got = client.post(address) if step.acts_at_once else client.get(address)

    is_allowed = doer in MAY[step.act]
    done = 302 if step.acts_at_once and name not in GIVES_A_FILE else 200
    assert got.status_code == (done if is_allowed else 404)
    assert (page.status_code == 200 and address in text(page)) is is_allowed


@pytest.mark.parametrize("doer", DOERS)
def test_whoever_has_a_closed_account_may_nothing(school, doer):
    user = somebody(doer, school)
    User.objects.filter(pk=user.pk).update(is_active=False)
    closed = User.objects.get(pk=user.pk)

    assert [act for act in Act if may(closed, act, school.pk) or may(closed, act)] == []


def test_every_step_of_every_desk_is_tried():
    assert {name_of(desk, step) for desk, step in STEPS} == set(READY)


@pytest.mark.parametrize("doer", DOERS)
@pytest.mark.parametrize("act", list(Act))
def test_somebody_may_what_the_table_says(school, act, doer):
    assert may(somebody(doer, school), act, school.pk) is (doer in MAY[act])


@pytest.mark.parametrize("role", [Role.REGISTRAR, Role.LEADER, Role.APPEALS_OFFICER])
@pytest.mark.parametrize("act", list(Act))
def test_nobody_may_anything_in_another_schools_case(school, act, role):
    user = somebody(role, provider())

    assert not may(user, act, school.pk)
    assert school.pk not in providers_where(user, act)


@pytest.mark.parametrize("act", list(Act))
def test_a_citizen_and_a_closed_account_may_nothing(school, act):
    citizen = User.objects.create_user("somebody")
    closed = staff(Role.REGISTRAR, school)
    closed.is_active = False

    assert not may(citizen, act, school.pk)
    assert not may(closed, act, school.pk)


def test_acts_on_many_are_offered_to_those_who_may(sit_down):
    application_list = "/admin/enrolment/application/"

    assert "admit_selected" in text(sit_down(Role.REGISTRAR).get(application_list))
    assert "admit_selected" not in text(sit_down(Role.LEADER).get(application_list))


def test_a_step_that_acts_at_once_does_nothing_when_it_is_only_looked_at(sit_down, applied):
    response = sit_down().get(reverse("admin:enrolment_admit", args=[applied.pk]))

    assert response.url == reverse("admin:enrolment_application_change", args=[applied.pk])
    applied.refresh_from_db()
    assert applied.state == "submitted"


def test_a_registrar_of_two_schools_acts_at_both(school):
    user, other = staff(Role.REGISTRAR, school), provider()
    user.memberships.create(provider=other, role=Role.LEADER, granted_at=NOW - timedelta(days=1))

    assert may(user, Act.ADMIT, school.pk)
    assert not may(user, Act.ADMIT, other.pk)
    assert providers_where(user, Act.WRITE_CLASSES) == {school.pk, other.pk}


# The pages that are no desk's: the counter and the rights.


def visited(client, school, purpose="admission"):
    found = person()
    session = client.session
    session[FOUND] = {str(found.pk): purpose}
    session.save()
    return found


def two_records(school):
    number = cpr_keys().index("0202850002")
    shared = {"cpr_index": number, "cpr_encrypted": b"k.x", "has_cpr": "yes"}
    entered = person(None, issuer="", subject="", entered_at=NOW, entered_for=school, **shared)
    return entered, person(**shared)


def recorded(school):
    said = NewAuthority(AuthorityKind.EPOXY, "Arbejdstilsynet", "", AFTER_CLASS.date(), None)
    passed = result(admitted(to=run(school=school)))
    return record_authority(passed.pk, said, actor=actor(staff(school=school)), now=AFTER_CLASS)


PAGES = {
    "find_person": (Act.FIND_PERSON, lambda client, school: []),
    "enter_person": (Act.ENTER_PERSON, lambda client, school: []),
    "person": (Act.FIND_PERSON, lambda client, school: [visited(client, school).pk]),
    "correct_person": (Act.CORRECT_PERSON, lambda client, school: [visited(client, school).pk]),
    "same_people": (Act.CONFIRM_SAME_PERSON, lambda client, school: []),
    "same_person": (
        Act.CONFIRM_SAME_PERSON,
        lambda client, school: [one.pk for one in two_records(school)],
    ),
    "enrolment_apply_for_class": (
        Act.APPLY_FOR_SOMEBODY,
        lambda client, school: [visited(client, school).pk],
    ),
    "enrolment_apply_for": (
        Act.APPLY_FOR_SOMEBODY,
        lambda client, school: [visited(client, school).pk, run(school=school).booking_code],
    ),
    "enrolment_letters": (Act.POST_LETTERS, lambda client, school: []),
    "enrolment_class_message": (Act.WRITE_TO_CLASS, lambda client, school: [run(school=school).pk]),
    "enrolment_class_refuse": (Act.REFUSE, lambda client, school: [run(school=school).pk]),
    "certificates_class": (Act.ISSUE_CERTIFICATES, lambda client, school: [run(school=school).pk]),
    "certificates_statement": (
        Act.ISSUE_CERTIFICATES,
        lambda client, school: [result(admitted(to=run(school=school)), "not_passed").pk],
    ),
    "certificates_authority": (
        Act.ISSUE_CERTIFICATES,
        lambda client, school: [result(admitted(to=run(school=school))).pk],
    ),
    "certificates_authority_end": (Act.ISSUE_CERTIFICATES, lambda client, school: [recorded(school).pk]),
    "certificates_signatory": (Act.NAME_SIGNATORY, lambda client, school: [school.pk]),
    "certificates_search": (
        Act.SEARCH_ALL_SCHOOLS,
        lambda client, school: [visited(client, school, "certificate").pk],
    ),
    "certificates_logo": (Act.CHOOSE_LOGO, lambda client, school: [school.pk]),
    "school_keys": (Act.MANAGE_KEYS, lambda client, school: []),
    "school_key_new": (Act.MANAGE_KEYS, lambda client, school: []),
    "rights": (Act.MANAGE_RIGHTS, lambda client, school: []),
    "invite": (Act.MANAGE_RIGHTS, lambda client, school: []),
    "end_right": (
        Act.MANAGE_RIGHTS,
        lambda client, school: [staff(Role.REGISTRAR, school).memberships.get().pk],
    ),
}


@pytest.mark.parametrize("doer", DOERS)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_no_desk_is_there_for_those_the_table_names_and_nobody_else(client, school, name, doer):
    act, ready = PAGES[name]
    with time_machine.travel(NOW, tick=False):
        sign_in_staff(client, User.objects.get(pk=somebody(doer, school).pk))
        got = client.get(reverse(f"admin:{name}", args=ready(client, school)))

    assert got.status_code == (200 if doer in MAY[act] else 404)


def test_every_page_of_the_counter_and_of_the_rights_is_tried():
    counter = {each.name for desk in (person_desk, same_desk, rights_desk) for each in desk.urls()}

    assert counter - PAGES.keys() == {
        "withdraw_invitation"
    }  # a button: tests/integration/desks/test_rights.py


def test_every_act_is_one_of_a_step_or_a_page_or_is_named_here():
    """An act that nothing asks for is a right that nobody can use, or one that is asked for somewhere unseen."""
    asked = {step.act for _, step in STEPS} | {act for act, _ in PAGES.values()}

    assert set(Act) - asked == {
        Act.FOLLOW_ADMISSIONS,  # the start page
        Act.FOLLOW_APPEALS,
        Act.LEAD_APPEALS,  # who is reminded when nobody else acts
        Act.REGISTER_APPEAL,  # a page of the list of appeals, walked in test_registering_appeals
        Act.WRITE_CONTACT,  # a page of a school, walked in test_reaching_a_school
        Act.PROPOSE_RATE,  # a page of the list of rates
        Act.SEE_CPR,  # a part of a page
        Act.WRITE_SYNONYMS,  # the page of an everyday word
        Act.BOOK_SEATS,  # those who act for a company, walked in tests/integration/companies
        Act.CHOOSE_WHO_BOOKS,
    }
