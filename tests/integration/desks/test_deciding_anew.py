"""The school's desk decides anew what the ministry has sent back."""

import pytest

from amu.people.enums import Role
from tests.integration.desks.conftest import APPEAL, desk, linked, state_of
from tests.integration.desks.test_who_may_what import FINAL
from tests.pages import said, text
from tests.situations import appeal, decided_anew, forwarded, refused, reviewed, run, sent_back

WORDS = "Du mangler stadig det svejsecertifikat, som kurset kræver."
AGAIN = {
    "outcome": "refused",
    "reason": "entry_requirement",
    "facts_from": "own",
    "text": WORDS,
    "channel": "handed_over",
}


@pytest.fixture
def case(school):
    return sent_back(forwarded(reviewed(appeal(refused(to=run(school=school))))))


def current(case):
    return case.decision.application.decisions.get(is_current=True)


@pytest.fixture
def send(sit_down, case):
    """What somebody at the school's desk decides anew."""

    def post(role=Role.REGISTRAR, **values):
        sent = {"version": case.version, **values}
        return sit_down(role).post(desk(APPEAL, case.pk, "decide_anew"), sent, follow=True)

    return post


def test_the_start_page_and_the_desk_say_that_it_waits(sit_down, case):
    browser = sit_down(Role.REGISTRAR)

    assert "?state__exact=returned" in text(browser.get("/da/medarbejder/"))
    page = text(browser.get(desk(APPEAL, case.pk)))
    assert said("The school must have decided by %(day)s.", day="tirsdag 15. september 2026") in page
    assert desk(APPEAL, case.pk, "decide_anew") in page


@pytest.mark.parametrize("role", [Role.REGISTRAR, Role.APPEALS_OFFICER])
def test_admitting(send, case, role):
    send(role, outcome="admitted")

    assert state_of(case.decision.application) == ("admitted", 1)


def test_admitting_asks_for_nothing_of_a_refusal(send, case):
    send(outcome="admitted", text="Kort.", channel="letter")

    assert current(case).outcome == "admitted"


def test_refusing_again(send, case):
    send(**AGAIN)

    made = current(case)
    assert (made.version, made.outcome, made.reason_text) == (2, "refused", WORDS)


@pytest.mark.parametrize("missing", ["reason", "facts_from", "text", "channel"])
def test_a_refusal_without_its_parts_is_asked_again_and_keeps_what_was_typed(send, case, missing):
    response = send(**{**AGAIN, missing: ""})

    assert response.status_code == 422
    assert linked(response) == [f"id_{missing}"]
    assert missing == "text" or WORDS in text(response)
    assert current(case).version == 1


def test_an_outcome_that_nobody_knows_is_asked_again(send):
    odd = "<script>alert(1)</script>"
    response = send(outcome=odd, reason=odd, text=odd, channel=odd, version=odd)

    assert response.status_code == 422


def test_choosing_nothing_is_asked_again(send):
    response = send(outcome="")

    assert response.status_code == 422
    assert linked(response) == ["id_outcome"]


def test_a_case_that_changed_is_looked_at_again_first(send, case):
    response = send(**AGAIN, version=case.version - 1)

    assert response.status_code == 422
    assert current(case).version == 1


def test_whoever_comes_too_late_is_told_so(sit_down, case):
    decided_anew(case)
    browser = sit_down(Role.REGISTRAR)
    opened = browser.get(desk(APPEAL, case.pk, "decide_anew"), follow=True)
    sent = browser.post(desk(APPEAL, case.pk, "decide_anew"), AGAIN, follow=True)

    assert said("The school has decided anew already.") in text(opened)
    assert said("Somebody else has decided in the meantime.") in text(sent)
    assert current(case).outcome == "admitted"


def test_what_the_ministry_has_not_sent_back_is_not_decided_anew(sit_down, school):
    lodged = appeal(refused(to=run(school=school)))
    response = sit_down(Role.REGISTRAR).post(
        desk(APPEAL, lodged.pk, "decide_anew"), {"outcome": ""}, follow=True
    )

    assert said("Somebody else has decided in the meantime.") in text(response)


def test_the_list_has_it_until_it_is_decided(sit_down, case):
    browser = sit_down(Role.APPEALS_OFFICER)
    waiting = f"/admin/{APPEAL}/?queue=unassigned"
    assert case.number in text(browser.get(waiting))
    decided_anew(case)
    assert case.number not in text(browser.get(waiting))


# The forms that lead here.


def test_the_ministry_sends_a_case_back(sit_down, school):
    lodged = forwarded(reviewed(appeal(refused(to=run(school=school)))))
    sit_down(Role.MINISTRY_OFFICER).post(desk(APPEAL, lodged.pk, "decide"), {**FINAL, "outcome": "returned"})

    lodged.refresh_from_db()
    assert lodged.state == "returned"


PARTLY = {
    "outcome": "partly",
    "met": "Du taler dansk godt nok.",
    "statement": "Men du mangler det certifikat, som kurset kræver.",
}


def test_the_school_agrees_in_part(sit_down, school):
    lodged = appeal(refused(to=run(school=school)))
    sit_down(Role.APPEALS_OFFICER).post(
        desk(APPEAL, lodged.pk, "review"), {**PARTLY, "version": lodged.version}
    )

    lodged.refresh_from_db()
    assert (lodged.state, lodged.review.met) == ("partly", PARTLY["met"])


def test_agreeing_in_part_with_nothing_is_asked_again(sit_down, school):
    lodged = appeal(refused(to=run(school=school)))
    response = sit_down(Role.APPEALS_OFFICER).post(desk(APPEAL, lodged.pk, "review"), {**PARTLY, "met": ""})

    assert response.status_code == 422
    assert linked(response) == ["id_met"]
    assert PARTLY["statement"] in text(response)
