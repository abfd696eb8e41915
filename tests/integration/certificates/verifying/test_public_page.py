"""Is this certificate real? Anybody may ask by its code."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from amu.journal.models import Entry
from amu.web.throttle import too_many
from certificates.rules import ALPHABET, grouped
from certificates.views.public import GUESSES
from tests.integration.certificates.verifying.conftest import GENUINE, NOT_OURS, page_of, verify
from tests.pages import at, questions, said, text
from tests.situations import AFTER_CLASS, admitted, certificate, person, result, run

pytestmark = pytest.mark.django_db


# By code.


@pytest.mark.parametrize(
    "spell",
    [
        str,
        str.lower,
        lambda code: code.replace("-", ""),
        " ".join,
        lambda code: code.replace("0", "O").replace("1", "l"),
        lambda code: f"  {code}  ",
    ],
)
def test_the_code_is_found_however_it_is_typed(client, made, spell):
    page = verify(client, code=spell(made.printed_code))

    assert page.status_code == 200
    assert said(GENUINE) in text(page)
    assert made.number in text(page)


@pytest.mark.parametrize(
    "spell",
    [
        str,
        str.lower,
        lambda code: code.replace("-", ""),
        lambda code: code.replace("0", "o").replace("1", "I"),
    ],
)
def test_the_address_on_the_paper_works_however_it_is_copied(client, made, spell):
    assert said(GENUINE) in text(client.get(page_of(spell(made.printed_code))))


def test_no_search_engine_keeps_the_page_of_a_certificate(client, made):
    assert '<meta name="robots" content="noindex">' in client.get(page_of(made.printed_code)).content.decode()


def test_in_english(client, made):
    assert GENUINE in text(client.get(page_of(made.printed_code, "en")))


def test_it_says_what_stands_on_the_paper(client, made):
    page = text(client.get(page_of(made.printed_code)))

    for fact in ("Karen Elmholt", made.content["course_title"], made.content["school"], made.number):
        assert fact in page


def test_it_says_nothing_more_of_the_person(client, made):
    page = text(client.get(page_of(made.printed_code)))

    assert "1985" not in page
    assert "14.02" not in page
    assert made.person.email not in page


def test_a_protected_name_is_not_on_the_page_and_the_rest_is(client):
    hidden = certificate(result(admitted(of=person(full_name="Karen Elmholt", name_protected=True))))
    page = text(client.get(page_of(hidden.printed_code)))

    assert "Elmholt" not in page
    assert said("Not shown. The name is on the certificate itself.") in page
    assert hidden.content["course_title"] in page


@pytest.mark.parametrize("code", [NOT_OURS, "hej", "x" * 300, "00000"])
def test_a_code_that_is_not_ours_is_a_page_that_helps(client, made, code):
    page = client.get(page_of(code))

    assert page.status_code == 404
    assert said("No certificate has this code") in text(page)
    assert made.number not in text(page)


def near_misses(code):
    """Codes that are nobody's: of another certificate, with a wrong check character, two places changed, half a one."""
    other = next(each for each in ALPHABET if each != code[0])
    plain = grouped(code).replace("-", "")
    return [
        NOT_OURS,
        grouped(other + code[1:]),
        plain[:-1] + other,
        plain[1] + plain[0] + plain[2:],
        plain[:-1],
        "hej",
    ]


def test_whatever_code_is_not_ours_gets_the_same_page_and_asks_the_same(client, made):
    """The time of each is measured by benchmarks/verifying.py."""

    def shape(code):
        with CaptureQueriesContext(connection) as asked:
            page = text(client.get(page_of(code))).replace(code, "")
        return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page), len(asked)

    assert len({shape(code) for code in near_misses(made.code)}) == 1


@pytest.mark.parametrize(
    "fields", [{"code": ""}, {"code": "for kort"}, {"code": "U" * 27}, {"code": "0" * 26}]
)
def test_half_a_code_is_asked_again_beside_its_field(client, fields):
    page = verify(client, **fields)

    assert page.redirect_chain == [(at("certificates:verify"), 303)]
    assert page.status_code == 200
    assert '<a href="#id_code">' in text(page)
    assert f'value="{fields["code"]}"' in text(page) or not fields["code"]


def test_a_mistyped_code_is_told_from_half_a_one(client, made):
    typed = made.printed_code
    wrong = next(each for each in ALPHABET if each != typed[0]) + typed[1:]
    page = text(verify(client, code=wrong))

    assert (
        said(
            "A letter or digit is wrong, or two have changed places. Compare the code with the one on the paper."
        )
        in page
    )
    assert f'value="{wrong}"' in page


def test_half_a_code_stands_in_the_other_language_too_and_goes_with_a_whole_one(client, made):
    verify(client, code="for kort")
    english = client.get(at("certificates:verify", language="en"))
    assert 'value="for kort"' in text(english)
    assert "The code is not complete." in text(english)

    verify(client, code=made.printed_code)
    assert "for kort" not in text(client.get(at("certificates:verify")))


@pytest.mark.parametrize(
    ("fields", "status"), [({}, 200), ({"code": "x" * 81}, 200), ({"code": "x" * 1001}, 422)]
)
def test_whatever_is_sent_as_a_code_is_asked_again(client, fields, status):
    page = verify(client, **fields)

    assert page.status_code == status
    assert '<a href="#id_code">' in text(page)


def test_half_a_code_too_many_is_answered_in_place(client):
    for _ in range(GUESSES):
        verify(client, code="for kort")

    assert verify(Client(), code="for kort").status_code == 422


def test_a_certificate_of_an_invented_class_says_that_it_is_none(client):
    invented = certificate(result(admitted(to=run(is_demo=True))))
    page = text(client.get(page_of(invented.printed_code)))

    assert said("The class was invented to try out the system. This is not a real document.") in page


def test_the_page_asks_a_fixed_number(client, made):
    assert questions(client, page_of(made.printed_code)) <= 4


# Guessing.


def test_after_many_wrong_codes_one_address_has_to_wait(client, made):
    answers = [client.get(page_of(NOT_OURS)).status_code for _ in range(GUESSES + 1)]
    assert set(answers) == {404}

    waiting = client.get(page_of(NOT_OURS))
    assert waiting.status_code == 429
    assert said("Too many wrong codes") in text(waiting)
    assert client.get(page_of(made.printed_code)).status_code == 429


def test_others_go_on_meanwhile(client, made):
    for _ in range(GUESSES + 2):
        client.get(page_of(NOT_OURS))

    assert Client(REMOTE_ADDR="192.0.2.7").get(page_of(made.printed_code)).status_code == 200


@pytest.mark.parametrize("spoofed", ["", "198.51.100.1, "])
def test_behind_a_proxy_everybody_is_counted_by_their_own_address(client, made, settings, spoofed):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    guesser, other = ({"x-forwarded-for": f"{spoofed}{own}"} for own in ("203.0.113.9", "192.0.2.7"))
    for number in range(GUESSES + 2):
        changed = {"x-forwarded-for": f"198.51.100.{number}, 203.0.113.9"} if spoofed else guesser
        client.get(page_of(NOT_OURS), headers=changed)

    assert client.get(page_of(made.printed_code), headers=guesser).status_code == 429
    assert client.get(page_of(made.printed_code), headers=other).status_code == 200


def test_a_request_past_the_proxies_is_counted_by_its_connection(client, made, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2
    past = {"x-forwarded-for": "198.51.100.1"}
    for _ in range(GUESSES + 2):
        client.get(page_of(NOT_OURS), headers=past)

    assert client.get(page_of(made.printed_code), headers=past).status_code == 429
    assert Client(REMOTE_ADDR="192.0.2.7").get(page_of(made.printed_code)).status_code == 200


def test_right_codes_are_not_counted(client, made):
    answers = {client.get(page_of(made.printed_code)).status_code for _ in range(GUESSES + 5)}

    assert answers == {200}


def test_the_wait_is_over_after_ten_minutes(client, made):
    for _ in range(GUESSES + 2):
        client.get(page_of(NOT_OURS))

    with time_machine.travel(AFTER_CLASS.timestamp() + 601, tick=False):
        assert client.get(page_of(made.printed_code)).status_code == 200


def test_no_address_is_kept_in_clear(client):
    request = Client(REMOTE_ADDR="192.0.2.7").get(page_of(NOT_OURS)).wsgi_request
    assert not too_many(request, "verify", GUESSES)
    assert [key for key in cache._cache if "192.0.2.7" in key] == []
    assert [key for key in cache._cache if "throttle:verify" in key]


def test_a_cache_that_is_away_lets_everybody_through(client, made, settings):
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",
        }
    }

    assert client.get(page_of(NOT_OURS)).status_code == 404
    assert client.get(page_of(made.printed_code)).status_code == 200


# The name, from one look to the next.


def protect(who, *, since=AFTER_CLASS):
    type(who).objects.filter(pk=who.pk).update(name_protected=True, protected_since=since)


def test_protection_that_begins_hides_the_name_at_the_next_look(client, made):
    assert "Karen Elmholt" in text(client.get(page_of(made.printed_code)))
    protect(made.person)

    assert "Karen Elmholt" not in text(client.get(page_of(made.printed_code)))


def test_no_cache_goes_on_showing_what_has_changed(client, made):
    assert "no-store" in client.get(page_of(made.printed_code))["Cache-Control"]


def test_the_holder_chooses_whether_the_name_is_shown(client, made):
    client.force_login(made.person)
    choose = at("certificates:choose_name", made.pk)
    client.post(choose, {"shows": "0"})
    assert "Karen Elmholt" not in text(client.get(page_of(made.printed_code)))

    client.post(choose, {"shows": "1"})
    assert "Karen Elmholt" in text(client.get(page_of(made.printed_code)))
    assert [entry.act for entry in Entry.objects.filter(about=made.ref).order_by("pk")][-2:] == [
        "certificate.name_hidden",
        "certificate.name_shown",
    ]


def test_a_protected_holder_can_show_the_name_and_protection_hides_what_was_chosen_before(client, made):
    client.force_login(made.person)
    client.post(at("certificates:choose_name", made.pk), {"shows": "1"})
    protect(made.person, since=AFTER_CLASS + timedelta(hours=1))
    assert "Karen Elmholt" not in text(client.get(page_of(made.printed_code)))

    with time_machine.travel(AFTER_CLASS + timedelta(hours=2), tick=False):
        client.force_login(type(made.person).objects.get(pk=made.person_id))
        client.post(at("certificates:choose_name", made.pk), {"shows": "1"})
    assert "Karen Elmholt" in text(client.get(page_of(made.printed_code)))


def test_nobody_chooses_for_somebody_else(client, made):
    client.force_login(person())

    assert client.post(at("certificates:choose_name", made.pk), {"shows": "0"}).status_code == 404
