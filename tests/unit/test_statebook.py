"""docs/states.md is made from the tables of moves, and is fresh."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from amu.local.statebook import MACHINES, page
from appeals.states import FINAL

STATES_PAGE = Path(__file__).parents[2] / "docs" / "states.md"


def test_the_page_in_the_docs_is_fresh():
    assert STATES_PAGE.read_text(encoding="utf-8") == page()


@pytest.mark.parametrize("machine", MACHINES, ids=lambda each: each.title)
def test_every_state_can_be_reached_and_every_move_is_drawn(machine):
    text = page()
    section = text[text.index(f"## {machine.title}") :]
    drawn = {tuple(line.split(":")[0].split(" --> ")) for line in section.split("```")[1].split("\n    ")[1:]}
    drawn = {(source.strip(), target.strip()) for source, target in drawn}

    for move in machine.moves.values():
        assert {(str(source), str(move.target)) for source in move.sources} <= drawn
    assert {target for _, target in drawn} >= {str(state) for state in machine.states}


def test_the_final_states_of_an_appeal_are_those_that_nothing_leads_out_of():
    appeals = next(machine for machine in MACHINES if machine.title == "Appeals")
    left = {source for move in appeals.moves.values() for source in move.sources}

    assert set(appeals.states) - left == FINAL


def test_an_old_page_is_told_and_a_new_one_written(tmp_path):
    file = tmp_path / "states.md"
    file.write_text("old", encoding="utf-8")

    with pytest.raises(CommandError, match="not fresh"):
        call_command("document_states", file, "--check")
    call_command("document_states", file)
    call_command("document_states", file, "--check")
