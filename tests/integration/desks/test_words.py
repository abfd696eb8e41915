"""Admin shows no codes, and is in the reader's language."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.contrib import admin
from django.test import Client

from amu.due.models import JobRun
from amu.journal.models import Entry
from amu.people.enums import Role
from amu.words import Kind, say
from courses.fees.services import ProposedRate, propose_rate
from courses.models import Synonym
from tests.integration.desks.conftest import APPLICATION, desk
from tests.pages import text
from tests.situations import (
    NOW,
    actor,
    appeal,
    approval,
    certificate,
    rate,
    refused,
    run,
    sign_in_staff,
    staff,
)

SAME_IN_BOTH = {"ID", "Status", "Person", "E-mail:", "Demonstration:", "Journal"}
NAME_OF_A_ROW = re.compile(r"\d|→")
HEADING = re.compile(
    r"<(?:h[123]|summary|label|caption)[^>]*>(.*?)</(?:h[123]|summary|label|caption)>"
    r'|<th[^>]*scope="col"[^>]*>(.*?)</th>',
    re.DOTALL,
)


def headings(browser, address, language):
    """What the page calls its parts: headings, columns, filters, fields."""
    page = text(browser.get(address, headers={"accept-language": language}))
    found = HEADING.findall(page[page.index('id="content"') :])
    parts = (" ".join(re.sub(r"<[^>]+>", " ", "".join(part)).split()) for part in found)
    return {part for part in parts if re.search(r"[^\W\d_]{2}", part) and not NAME_OF_A_ROW.search(part)}


@pytest.fixture
def rows(school):
    """Something in every list of the register: columns stand over rows only."""
    certificate()
    rate()
    lodged = appeal(refused(to=run(school=school)))
    approval(to=run(school=school))
    looking = sign_in_staff(Client(), staff(Role.REGISTRAR, school))
    looking.get(desk(APPLICATION, lodged.decision.application_id))
    Synonym.objects.create(folded="hejs", term="hejs", means="gaffeltruck")
    JobRun.objects.create(key="purge.drafts:2026-09-01", job="purge.drafts", at=NOW, rows=3)
    wanted = ProposedRate(2030, "single", Decimal("230.00"), date(2030, 1, 1), None, "BEK")
    propose_rate(wanted, actor=actor(staff(Role.LEADER, school)), now=NOW)
    return lodged


def lists():
    return [f"/admin/{model._meta.label_lower.replace('.', '/')}/" for model in admin.site._registry]


@pytest.mark.parametrize("address", ["/admin/", *lists()])
def test_lists_have_danish_headings(operator, rows, address):
    danish, english = (headings(operator, address, language) for language in ("da", "en"))

    assert danish
    assert english
    assert danish & english <= SAME_IN_BOTH


@pytest.mark.parametrize("address", lists())
def test_rows_have_danish_headings(operator, rows, address):
    row = re.search(rf'href="({address}[^"/]+/change/)', text(operator.get(address))).group(1)
    danish, english = (headings(operator, row, language) for language in ("da", "en"))

    assert danish & english <= SAME_IN_BOTH


def test_an_entry_whose_act_has_no_words_any_more_is_shown_as_it_is(operator, rows):
    Entry.objects.create(act="run.turned_upside_down", about="run:1", actor_role="system", at=NOW)

    assert ">run.turned_upside_down</td>" in text(operator.get("/admin/journal/entry/"))


def test_the_journal_can_be_narrowed_to_one_act_in_words(operator, rows):
    page = text(operator.get("/admin/journal/entry/", {"act": "decision.refused"}))

    assert f'?act=appeal.received">{say(Kind.ACT, "appeal.received")}' in page
    assert f">{say(Kind.ACT, 'decision.refused')}</td>" in page
    assert f">{say(Kind.ACT, 'appeal.received')}</td>" not in page
