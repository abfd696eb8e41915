"""What tests of pages ask: where a page is, what it says, and how many questions it puts to the database."""

import html
import re

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext


def at(name, *args, language="da"):
    """The address of a page in a language."""
    with translation.override(language):
        return reverse(name, args=args)


def source(response):
    """The page as it was sent, but for hard spaces: ordinary ones are easier to write."""
    return response.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def text(response):
    """The page as one reads it: entities and hard spaces resolved, tags left."""
    return html.unescape(source(response)).replace("\N{NO-BREAK SPACE}", " ")


def said(sentence, language="da", **facts):
    """The Danish (or other) words for a sentence of ours, so that better wording breaks no test."""
    with translation.override(language):
        words = gettext(sentence)
    assert language == "en" or words != sentence, f"no translation of: {sentence}"
    return words % facts


def hidden(response):
    """The hidden fields of the page: what a browser sends along with what is typed."""
    fields = re.findall(r'<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?', source(response))
    return {name: html.unescape(value) for name, value in fields if name != "csrfmiddlewaretoken"}


def send(browser, address, **typed):
    """Open the page, fill in what is typed and press its button."""
    return browser.post(address, {**hidden(browser.get(address)), **typed})


def send_once_signed_out(browser, who, address, *, to="", **typed):
    """Open the page as somebody, and press its button once the session is over."""
    browser.force_login(who)
    fields = hidden(browser.get(address))
    browser.logout()
    return browser.post(to or address, {**fields, **typed})


def questions(browser, address):
    """How many queries the page takes once every cache is warm."""
    browser.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(address).status_code == 200
    return len(asked)
