"""Pages composed of parts that apps register."""

from datetime import date

import pytest

from amu.kernel.next_steps import Pressing, Turn
from amu.web import overview
from amu.web.next_steps import NextStep
from amu.web.overview import next_steps
from amu.web.sections import Sections


def test_parts_stand_in_their_order_and_know_the_person():
    sections = Sections()
    sections.register(20, "second", "b.html", lambda user: {"for": user})
    sections.register(10, "first", "a.html", lambda user: {"for": user})

    filled = sections.filled_for("Mette")

    assert [part.key for part in filled] == ["first", "second"]
    assert filled[0].facts == {"for": "Mette"}


def test_two_parts_cannot_have_one_key():
    sections = Sections()
    sections.register(10, "same", "a.html", lambda _user: {})

    with pytest.raises(ValueError, match="same"):
        sections.register(20, "same", "b.html", lambda _user: {})


def a_step(title, day=None, pressing=Pressing.ACT):
    return NextStep(title, "", Turn.PERSON, pressing, day=day)


@pytest.mark.parametrize(
    ("steps", "first"),
    [
        ([a_step("late", date(2026, 12, 1)), a_step("soon", date(2026, 9, 1))], "soon"),
        ([a_step("any day"), a_step("dated", date(2030, 1, 1))], "dated"),
        ([a_step("act", date(2026, 9, 1)), a_step("duty", date(2026, 12, 1), Pressing.DUTY)], "duty"),
        ([a_step("over", pressing=Pressing.OVER), a_step("only")], "only"),
    ],
)
def test_the_most_pressing_step_comes_first_and_then_the_soonest(monkeypatch, steps, first):
    monkeypatch.setattr(overview, "_step_sources", [lambda _user, step=each: [step] for each in steps])

    assert next_steps("Mette")[0].title == first


def test_nothing_to_do_is_an_answer(monkeypatch):
    monkeypatch.setattr(overview, "_step_sources", [lambda _user: []])

    assert next_steps("Mette") == []
