"""What may be cached: public pages, for seconds, in a proxy; never a page made for one person."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from amu.web.middleware import PrivatePagesMiddleware


def answer_to(*, method="get", cookies=None, **response_facts):
    request = getattr(RequestFactory(), method)("/da/")
    request.COOKIES.update(cookies or {})
    response = HttpResponse(status=response_facts.get("status", 200))
    for name in response_facts.get("sets", ()):
        response.set_cookie(name, "1")
    if already := response_facts.get("already"):
        response["Cache-Control"] = already
    return PrivatePagesMiddleware(lambda _request: response)(request)


def cache_control(**facts):
    return answer_to(**facts)["Cache-Control"]


def test_a_proxy_may_answer_with_a_page_everybody_gets_for_seconds_and_a_browser_asks_again():
    assert cache_control() == "public, max-age=0, s-maxage=10, stale-while-revalidate=30"


@pytest.mark.parametrize("cookie", ["sessionid", "csrftoken"])
def test_whoever_brings_a_personal_cookie_gets_a_page_that_is_stored_nowhere(cookie):
    assert cache_control(cookies={cookie: "x"}) == "no-store"


def test_a_page_that_sets_a_cookie_is_stored_nowhere():
    assert cache_control(sets=["csrftoken"]) == "no-store"


def test_the_answer_to_a_form_is_stored_nowhere():
    assert cache_control(method="post") == "no-store"


def test_an_error_is_asked_about_again():
    assert cache_control(status=404) == "no-cache"


def test_an_address_that_knows_better_keeps_its_own_rule():
    assert cache_control(already="public, max-age=31536000") == "public, max-age=31536000"


def test_but_not_for_a_person():
    assert cache_control(already="public, max-age=60", cookies={"sessionid": "x"}) == "no-store"


def test_no_search_engine_keeps_what_somebody_sees_who_is_signed_in():
    assert answer_to(cookies={"sessionid": "x"})["X-Robots-Tag"] == "noindex"
    assert "X-Robots-Tag" not in answer_to()
