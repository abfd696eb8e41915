"""The register speaks in words, and in the reader's language."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.contrib import admin
from django.test import Client

from amu.journal.words import ACTS, act_name
from amu.outbox.words import KINDS
from amu.people.enums import Role
from appeals.states import Action as AppealAction
from certificates.enums import IssueKind
from courses.fees.services import ProposedRate, propose_rate
from courses.models import Synonym
from enrolment.enums import Outcome
from enrolment.states import Action
from tests.integration.desks.conftest import APPLICATION, desk
from tests.pages import text
from tests.situations import (
    NOW,
    actor,
    appeal,
    certificate,
    rate,
    refused,
    run,
    sign_in_staff,
    staff,
)

ROOT = Path(__file__).parents[3]
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
    looking = sign_in_staff(Client(), staff(Role.REGISTRAR, school))
    looking.get(desk(APPLICATION, lodged.decision.application_id))
    Synonym.objects.create(folded="hejs", term="hejs", means="gaffeltruck")
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

    assert danish
    assert english
    assert danish & english <= SAME_IN_BOTH


def codes_in_the_code():
    """Every code of the journal and the outbox: as written, and those put together of an app and a state."""
    beginnings = {code.partition(".")[0] for code in ACTS}
    apps = ("amu", "courses", "enrolment", "appeals", "certificates")
    sources = (path.read_text() for app in apps for path in ROOT.glob(f"{app}/**/services/**/*.py"))
    written = {code for source in sources for code in re.findall(r'"([a-z]+\.[a-z_]+)"', source)}
    together = (
        ("application", Action),
        ("appeal", AppealAction),
        ("decision", Outcome),
        ("certificate", IssueKind),
    )
    return {code for code in written if code.partition(".")[0] in beginnings} | {
        f"{beginning}.{state}" for beginning, states in together for state in states
    }


@pytest.mark.parametrize("code", sorted(codes_in_the_code()))
def test_every_code_has_words(code):
    assert code in {**ACTS, **KINDS}


def test_a_code_without_words_is_shown_as_it_is():
    assert act_name("run.turned_upside_down") == "run.turned_upside_down"


def test_the_journal_can_be_narrowed_to_one_act_in_words(operator, rows):
    page = text(operator.get("/admin/journal/entry/", {"act": "decision.refused"}))

    assert f'?act=appeal.received">{act_name("appeal.received")}' in page
    assert f">{act_name('decision.refused')}</td>" in page
    assert f">{act_name('appeal.received')}</td>" not in page
