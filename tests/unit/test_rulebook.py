"""docs/rules.md is made from the rules, and is fresh."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from amu.kernel.statutes import STATUTES
from amu.local.rulebook import page
from courses.fees.rules import RULES

RULES_PAGE = Path(__file__).parents[2] / "docs" / "rules.md"


def test_the_page_in_the_docs_is_fresh():
    assert RULES_PAGE.read_text(encoding="utf-8") == page()


def test_every_fee_rule_and_every_source_stands_on_it():
    text = page()

    assert [rule.ground for rule in RULES if f"`{rule.ground}`" not in text] == []
    assert [name for name in STATUTES if f"`{name}`" not in text] == []
    assert "2025" in text[text.index("Years without a rate") :].splitlines()[0]


def test_an_old_page_is_told_and_a_new_one_written(tmp_path):
    file = tmp_path / "rules.md"
    file.write_text("old", encoding="utf-8")

    with pytest.raises(CommandError, match="not fresh"):
        call_command("document_rules", file, "--check")
    call_command("document_rules", file)
    call_command("document_rules", file, "--check")

    assert file.read_text(encoding="utf-8") == page()
