"""The session ends while staff write: after sign-in, second factor and all, their words stand in the form."""

import pytest
from django.urls import reverse

from amu.people.enums import Role
from courses.models import Synonym
from enrolment.models import Decision
from tests.integration.desks.conftest import APPEAL, APPLICATION, desk
from tests.pages import hidden, said, text
from tests.situations import (
    appeal,
    course,
    forwarded,
    refused,
    refused_by_letter_that_waits,
    reviewed,
    run,
    sign_in_staff,
    staff,
)

WORDS = "Der mangler bevis for grundkurset.\r\nVi har spurgt to gange."
KEPT = (
    "You were no longer signed in when you pressed the button, so nothing has been sent or changed yet. "
    "What you had filled in has been kept. Check it, and press the button again."
)


def send_too_late(client, page, **typed):
    shown = hidden(client.get(page))
    client.logout()
    sent = client.post(page, {**shown, **typed})
    assert sent.url == f"{reverse('account_login')}?next={page}"


def stands(page, words=WORDS):
    return words.replace("\r\n", "\n") in text(page)


def test_a_refusal(sit_down, applied):
    client, page = sit_down(), desk(APPLICATION, applied.pk, "refuse")
    send_too_late(client, page, reason="entry_requirement", text=WORDS, channel="letter")
    sign_in_staff(client, client.user)
    back = client.get(page)

    assert back.status_code == 200
    assert stands(back)
    assert said(KEPT) in text(back)
    assert not Decision.objects.exists()

    typed = {"reason": "entry_requirement", "facts_from": "own", "text": WORDS, "channel": "letter"}
    client.post(page, {**hidden(back), **typed})
    assert Decision.objects.get().reason_text == WORDS.replace("\r\n", "\n")


def test_a_review_and_a_final_decision(sit_down, school):
    lodged = appeal(refused(to=run(school=school)))
    client, page = sit_down(Role.APPEALS_OFFICER), desk(APPEAL, lodged.pk, "review")
    send_too_late(client, page, outcome="maintained", statement=WORDS)
    sign_in_staff(client, client.user)
    assert stands(client.get(page))

    reviewed(lodged)
    forwarded(lodged)
    client, page = sit_down(Role.MINISTRY_OFFICER), desk(APPEAL, lodged.pk, "decide")
    send_too_late(client, page, outcome="dismissed", reasons=WORDS)
    sign_in_staff(client, client.user)
    assert stands(client.get(page))


def test_a_day_of_posting(sit_down, school):
    waits = refused_by_letter_that_waits(to=run(school=school))
    client, page = sit_down(), desk(APPLICATION, waits.application_id, "posted")
    send_too_late(client, page, posted_on="31-08-2026")
    sign_in_staff(client, client.user)

    assert stands(client.get(page), 'value="31-08-2026"')


@pytest.mark.parametrize(
    ("page", "field"),
    [("courses/courserun/add/", "title"), ("courses/courserun/{}/cancel/", "because")],
)
def test_a_class(sit_down, school, page, field):
    address = f"/admin/{page.format(run(school=school).pk)}"
    client = sit_down()
    send_too_late(client, address, **{field: "Svejsning for begyndere"})
    sign_in_staff(client, client.user)

    assert stands(client.get(address), 'value="Svejsning for begyndere"')


@pytest.mark.parametrize(
    ("page", "field"),
    [("courses/synonym/add/", "term"), ("courses/rateproposal/add/", "source")],
)
def test_what_the_operators_write(operator, page, field):
    user = operator.get("/da/").context["user"]
    send_too_late(operator, f"/admin/{page}", **{field: "mine ord"})
    sign_in_staff(operator, user)

    assert stands(operator.get(f"/admin/{page}"), "mine ord")


def test_a_colleague_at_the_same_machine_gets_an_empty_form(sit_down, applied, school):
    client, page = sit_down(), desk(APPLICATION, applied.pk, "refuse")
    send_too_late(client, page, text=WORDS)
    sign_in_staff(client, staff(Role.REGISTRAR, school))

    assert not stands(client.get(page))


def test_they_wait_until_the_second_factor_is_given(sit_down, applied):
    client, page = sit_down(), desk(APPLICATION, applied.pk, "refuse")
    send_too_late(client, page, text=WORDS)
    client.force_login(client.user)

    assert client.get(page).status_code == 302
    sign_in_staff(client, client.user)
    back = client.get(page)
    assert stands(back)
    assert said(KEPT) in text(back)


def test_once_it_has_been_taken_the_form_is_empty_again(operator):
    page, user = "/admin/courses/synonym/add/", operator.get("/da/").context["user"]
    course(title="Gaffeltruck, certifikat")
    send_too_late(operator, page, term="hejs", means="gaffeltruck")
    sign_in_staff(operator, user)
    back = operator.get(page)
    assert stands(back, "hejs")

    operator.post(page, {**hidden(back), "term": "hejs", "means": "gaffeltruck"})
    assert Synonym.objects.filter(term="hejs").exists()
    assert not stands(operator.get(page), 'value="hejs"')
