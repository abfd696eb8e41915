"""What is typed is saved for the person to whom the form was shown, within bounds, and for nobody else."""

import pytest
import time_machine
from django.core.cache import cache

from amu.web.models import SavedForm
from amu.web.saved_forms import LARGEST, MOST_OF_ONE_PERSON, MOST_SIGNED_OUT
from enrolment.models import Draft
from tests.pages import at, hidden, send_once_signed_out, text
from tests.situations import NOW, appeal, person, refused, reviewed, run

pytestmark = pytest.mark.django_db
TYPED = {"email": "karen@example.org", "phone": "12 34 5x"}  # no phone number has a letter


@pytest.fixture(autouse=True)
def _now():
    cache.clear()
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def karen():
    return person(full_name="Karen Elmholt")


@pytest.fixture
def page():
    return at("enrolment:question", run().booking_code, "contact")


def test_the_next_to_sign_in_on_the_browser_gets_nothing_of_it(client, karen, page):
    send_once_signed_out(client, karen, page, **TYPED)
    client.force_login(person())
    theirs = client.get(page)

    assert theirs.status_code == 200
    assert TYPED["email"] not in text(theirs)
    assert TYPED["phone"] not in text(theirs)
    assert not Draft.objects.exists()


def test_nor_when_they_were_signed_in_before_the_form_was_sent(client, karen, page):
    client.force_login(karen)
    shown = hidden(client.get(page))
    other = person()
    client.force_login(other)
    client.logout()
    client.post(page, {**shown, **TYPED})
    client.force_login(other)

    assert TYPED["email"] not in text(client.get(page))
    client.force_login(karen)
    assert TYPED["email"] in text(client.get(page))


def test_a_form_that_was_shown_to_nobody_is_kept_for_nobody(client, karen, page):
    client.post(page, TYPED)
    client.force_login(karen)

    assert TYPED["email"] not in text(client.get(page))
    assert not SavedForm.objects.exists()


@pytest.mark.parametrize("shown_to", ["", "x", "eyJ4IjoxfQ:1abc:def"])
def test_nor_one_that_says_so_itself(client, page, shown_to):
    client.post(page, {**TYPED, "shown_to": shown_to})

    assert not SavedForm.objects.exists()


def test_a_page_that_does_not_exist_keeps_nothing(client, karen, page):
    client.force_login(karen)
    shown = hidden(client.get(page))
    client.logout()
    client.post(at("enrolment:question", "NO-SUCH-CLASS", "contact"), {**shown, **TYPED})

    assert [saved.page for saved in SavedForm.objects.all()] == [
        f"enrolment:question?booking_code={page.split('/')[3]}&question=contact"
    ]


def test_somebody_who_no_longer_exists_is_kept_nothing_for(client, page):
    gone = person(address=None)
    client.force_login(gone)
    shown = hidden(client.get(page))
    client.logout()
    gone.delete()
    client.post(page, {**shown, **TYPED})

    assert not SavedForm.objects.exists()


@pytest.mark.parametrize(
    ("fields", "is_saved"),
    [
        ({"phone": "x" * 50_000}, True),
        ({"phone": "x" * LARGEST}, False),
        ({"x" * LARGEST: ""}, False),
        ({f"{number:060d}": "" for number in range(390)}, True),
        ({f"{number:0200d}": "" for number in range(390)}, False),
    ],
    ids=["long", "too long", "a name too long", "many names", "too many names"],
)
def test_names_and_values_are_bounded_together(client, karen, page, fields, is_saved):
    send_once_signed_out(client, karen, page, **fields)

    assert SavedForm.objects.exists() is is_saved


def test_one_address_saves_a_few_in_ten_minutes_and_no_more(client, karen, page):
    client.force_login(karen)
    shown = hidden(client.get(page))
    client.logout()
    for _ in range(MOST_SIGNED_OUT + 5):
        client.post(page, {**shown, **TYPED})

    newest = SavedForm.objects.last()
    client.post(page, {**shown, **TYPED})
    assert SavedForm.objects.last() == newest


def test_one_person_has_a_few_saved_and_the_newest_stay(client, karen, page):
    client.force_login(karen)
    shown = hidden(client.get(page))
    for number in range(MOST_OF_ONE_PERSON + 3):
        client.post(page, {**shown, "phone": f"x{number}"})

    rows = SavedForm.objects.filter(person=karen)
    assert rows.count() == MOST_OF_ONE_PERSON
    assert rows.last().fields["phone"] == [f"x{MOST_OF_ONE_PERSON + 2}"]


# Something is wrong in it: the page is led to again, and so answers no POST.


def test_a_form_with_an_error_is_shown_by_its_own_address_with_all_that_was_typed(client, karen, page):
    client.force_login(karen)
    sent = client.post(page, {**hidden(client.get(page)), **TYPED})

    assert (sent.status_code, sent.url) == (303, page)
    again = client.get(sent.url)
    assert again.status_code == 200
    assert f'value="{TYPED["phone"]}"' in text(again)
    assert '<a href="#id_phone">' in text(again)


def test_the_question_that_came_with_the_address_goes_along(client, karen, page):
    client.force_login(karen)
    sent = client.post(f"{page}?use=unused", {**hidden(client.get(page)), **TYPED})

    assert sent.url == f"{page}?use=unused"


@pytest.mark.parametrize("words", ["", "x" * 20_001])
def test_an_appeal_and_a_comment_with_an_error_too(client, words):
    decision = refused()
    lodged = reviewed(appeal(refused(of=decision.application.person)))
    client.force_login(lodged.person)
    for page, to in [
        (at("appeals:appeal", decision.pk), at("appeals:appeal", decision.pk)),
        (at("appeals:case", lodged.pk), at("appeals:comment", lodged.pk)),
    ]:
        sent = client.post(to, {**hidden(client.get(page)), "text": words})
        assert (sent.status_code, sent.url) == (303, page)
        again = text(client.get(page))
        assert '<a href="#id_text">' in again
        assert f"{words}</textarea>" in again


def test_what_was_typed_is_gone_once_it_has_been_taken(client, karen, page):
    client.force_login(karen)
    shown = hidden(client.get(page))
    client.post(page, {**shown, **TYPED})
    client.post(page, {**shown, "email": "right@example.org", "phone": ""})

    assert SavedForm.objects.get().fields == {}
    again = text(client.get(page))
    assert 'value="right@example.org"' in again
    assert "error-summary" not in again


# The other language.


def test_the_page_in_the_other_language_keeps_what_was_typed(client, karen, page):
    client.force_login(karen)
    client.post(page, {**hidden(client.get(page)), **TYPED})
    [english] = [link.url for link in client.get(page).context["languages"] if link.code == "en"]
    again = text(client.get(english))

    assert '<html lang="en">' in again
    assert f'value="{TYPED["phone"]}"' in again
    assert "Enter the number with digits only" in again


def test_the_way_on_after_sign_in_follows_the_language(client, page):
    sign_in = client.get(f"{page}?use=unused", follow=True)
    [english] = [link.url for link in sign_in.context["languages"] if link.code == "en"]
    chosen = client.get(english)

    code = page.split("/")[3]
    assert chosen.context["next"] == f"/en/classes/{code}/apply/contact/?use=unused"


@pytest.mark.parametrize("odd", ["https://elsewhere.example/da/", "//elsewhere.example/", ""])
def test_a_way_on_that_is_none_of_ours_is_left_alone(client, odd):
    page = client.get("/da/log-ind/", {"next": odd})

    assert page.status_code == 200
    assert page.context["next"] == ""
