"""Every page of a person's own case, and every desk: readable by all, at both widths, in both languages."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from amu import clock
from tests import situations
from tests.e2e.people import CHOSEN, DANISH, sign_in, sign_in_staff

pytestmark = [pytest.mark.e2e, pytest.mark.stack]

DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 320, "height": 640}


def faults(page):
    """Accessibility faults with the markup they stand in, and sideways scroll."""
    report = Axe().run(page, options={"resultTypes": ["violations"]})
    found = [
        (page.url, fault["id"], node["html"][:160])
        for fault in report.response["violations"]
        for node in fault["nodes"]
    ]
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        found.append((page.url, "sideways scroll", ""))
    return found


@pytest.fixture(scope="module")
def case(_stack, django_db_blocker):
    """Somebody at AMU-Fyn who has it all: a pass with a certificate, and a refusal that is appealed."""
    from amu.people.models import User
    from appeals import services as appeals
    from certificates.services.issuing import issue_for_result
    from courses.models import Course, Provider
    from enrolment import services as enrolment
    from enrolment.enums import ResultOutcome

    _stack.start_missing()
    with django_db_blocker.unblock(), _stack.orm():
        school, now, today = Provider.objects.get(key="amu-fyn"), clock.now(), clock.today()
        registrar = situations.actor(User.objects.get(username="registrar-fyn"))
        officer = situations.actor(User.objects.get(username="appeals-fyn"), "appeals_officer")
        someone, tomorrow = situations.person(), today + timedelta(days=1)

        def a_run():
            return situations.run(
                courses=[Course.objects.get(number="22906")],
                school=school,
                starts_on=tomorrow,
                ends_on=tomorrow,
                enrol_by=today,
                published_price=436,
            )

        passed = situations.application(of=someone, to=a_run(), now=now)
        enrolment.admit(passed.pk, actor=registrar, now=now)
        situations.begins_today(passed.run)
        result = enrolment.record_result(
            passed.pk,
            run_course_id=passed.run.run_courses.get().pk,
            outcome=ResultOutcome.PASSED,
            assessed_on=today,
            actor=registrar,
            now=now,
        )
        certificate = situations.issues_made(issue_for_result(result.pk, now=now), now=now)
        refused = situations.application(of=someone, to=a_run(), now=now)
        decision = enrolment.refuse(refused.pk, situations.refusal("handed_over"), actor=registrar, now=now)
        appeal = appeals.lodge(
            decision.pk,
            text="Jeg har taget grundkurset.",
            wants_forwarding=False,
            received_at=now,
            actor=situations.actor(someone, "person"),
            now=now,
        )
        opinion = appeals.SecondOpinion("maintained", "Vi har ikke modtaget beviset og fastholder.")
        appeals.review(appeal.pk, opinion, actor=officer, now=now)
        themselves = situations.actor(someone, "person")
        appeals.ask_to_forward(appeal.pk, actor=themselves, now=now)
        appeals.say_nothing_to_add(appeal.pk, actor=themselves, now=now)
        unposted = situations.application(of=someone, to=a_run(), now=now)
        letter = enrolment.refuse(unposted.pk, situations.refusal(), actor=registrar, now=now)
        # A session of theirs, as sign-in makes it: the persona page knows only its own people.
        from django.contrib.sessions.backends.db import SessionStore

        session = SessionStore()
        session["_auth_user_id"] = str(someone.pk)
        session["_auth_user_backend"] = "amu.people.backends.RoleBackend"
        session["_auth_user_hash"] = someone.get_session_auth_hash()
        session.create()
        waiting = situations.application(of=situations.person(), to=a_run(), now=now)
        return {
            "session": session.session_key,
            "passed": passed.pk,
            "refused": refused.pk,
            "decision": decision.pk,
            "unposted": unposted.pk,
            "letter": letter.pk,
            "appeal": appeal.pk,
            "code": certificate.printed_code,
            "open_run": a_run().booking_code,
            "waiting": waiting.pk,
        }


OWN_PAGES = [
    "/da/mit-overblik/",
    "/en/my-overview/",
    "/da/mine-oplysninger/",
    "/en/my-data/",
    "/da/mine-oplysninger/alt/",
    "/en/my-data/everything/",
    "/da/hold/{open_run}/tilmeld/",
    "/en/classes/{open_run}/apply/",
    "/da/tilmeldinger/{passed}/",
    "/en/applications/{refused}/",
    "/da/afgoerelser/{decision}/",
    "/en/decisions/{decision}/",
    "/da/afgoerelser/{letter}/",
    "/da/klager/{appeal}/",
    "/en/appeals/{appeal}/",
]
PUBLIC_PAGES = [
    "/da/bevis/",
    "/en/certificate/",
    "/da/bevis/{code}/",
    "/en/certificate/nothing/",
    "/da/log-ind/",
]


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["1280", "320"])
def test_a_persons_own_pages(stack, new_page, case, viewport):
    page = new_page(viewport=viewport)
    page.context.add_cookies([{"name": "sessionid", "value": case["session"], "url": stack.address}])
    found = []
    for address in OWN_PAGES + PUBLIC_PAGES:
        page.goto(address.format(**case))
        assert "/log-ind/?next" not in page.url
        found += faults(page)

    assert found == []


NEXT = "Gem, og gå videre"
QUESTIONS = ["residence", "situation", "education", "skills", "needs", "contact", "address"]


def test_forms_that_came_back_with_errors(stack, new_page, case):
    page = new_page(viewport=PHONE)
    page.context.add_cookies([{"name": "sessionid", "value": case["session"], "url": stack.address}])
    found = []
    for question in QUESTIONS:
        page.goto("/da/hold/{open_run}/tilmeld/{question}/".format(**case, question=question))
        found += faults(page)
        page.get_by_role("button", name=NEXT).click()
        found += faults(page)
    page.goto("/da/klager/{appeal}/".format(**case))
    page.get_by_role("button", name="Send mine bemærkninger").click()
    found += faults(page)
    page.goto("/da/bevis/")
    page.get_by_role("button", name="Tjek beviset").click()
    found += faults(page)

    assert found == []


def test_the_admission_desk(stack, new_page, case):
    page = new_page(viewport=DESKTOP)
    sign_in_staff(page, "registrar-fyn")
    page.goto("/da/medarbejder/")
    found = faults(page)
    addresses = ["", "{waiting}/change/", "{waiting}/refuse/", "{passed}/result/"]
    for address in [*addresses, "letters/", "{unposted}/posted/{letter}/"]:
        page.goto("/admin/enrolment/application/" + address.format(**case))
        found += faults(page)

    assert found == []


def test_the_counter_and_the_rights(stack, new_page, case):
    registrar, leader = new_page(viewport=PHONE), new_page(viewport=DESKTOP)
    sign_in_staff(registrar, "registrar-fyn")
    found = []
    for name in ("find", "enter", "same"):
        registrar.goto(f"/admin/people/user/{name}/")
        found += faults(registrar)
    sign_in_staff(leader, "leader-fyn")
    for name in ("rights", "rights/invite"):
        leader.goto(f"/admin/people/user/{name}/")
        found += faults(leader)

    assert found == []


def test_the_desks_of_appeals(stack, new_page, case):
    school, ministry = new_page(viewport=DESKTOP), new_page(viewport=DESKTOP)
    sign_in_staff(school, "appeals-fyn", to="/admin/appeals/appeal/")
    found = faults(school)
    sign_in_staff(ministry, "ministry", to="/admin/appeals/appeal/")
    for address in ["{appeal}/change/", "{appeal}/decide/"]:
        ministry.goto("/admin/appeals/appeal/" + address.format(**case))
        found += faults(ministry)

    assert found == []


def test_applying_without_javascript_and_by_keyboard_alone(stack, new_page, case):
    page = new_page(java_script_enabled=False, viewport=PHONE)
    page.goto("/da/hold/{open_run}/tilmeld/".format(**case))
    sign_in(page, "nurse")

    page.get_by_role("button", name=DANISH["begin"], exact=True).focus()
    page.keyboard.press("Enter")
    for choices in CHOSEN:
        for choice in choices:
            page.get_by_label(DANISH[choice], exact=True).focus()
            page.keyboard.press("Space")
        press_next(page)
    page.get_by_label(DANISH["email"]).focus()
    page.keyboard.press("Control+A")  # the address of last time stands there already
    page.keyboard.type("sara@example.org")
    page.keyboard.press("Enter")
    press_next(page)
    page.get_by_role("button", name="Send min tilmelding").focus()
    page.keyboard.press("Enter")

    page.wait_for_url("**/tilmeldinger/*/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Vi har din tilmelding")


def press_next(page):
    page.get_by_role("button", name=NEXT).focus()
    page.keyboard.press("Enter")
