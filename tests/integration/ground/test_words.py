"""What every code of every app says, in both languages."""

import re
from enum import StrEnum

import pytest
from django.apps import apps
from django.db import models, transaction
from django.utils.choices import CallableChoiceIterator
from django.utils.translation import override

import amu.people.mitid.words
import appeals.words
import courses.classes.words
import courses.fees.words
import courses.guidance.words
import enrolment.application_words
import enrolment.words
from amu import words
from amu.journal.models import Entry
from amu.journal.services import SYSTEM, record
from amu.outbox.registry import kinds
from amu.people.mitid.errors import Stop
from amu.words import Kind, codes_of, say
from appeals.enums import AppealState, MinistryOutcome
from courses.enums import ProposalState, RunStatus
from courses.guidance.rules.six_weeks import PointState
from enrolment.enums import ApplicationState
from tests.situations import NOW

FACT = re.compile(r"%\((\w+)\)s")
THE_SAME_IN_BOTH = {"Digital Post", "Original", "PDF", "Service", "Weekend"}


class Facts(dict):
    """Something for every fact a sentence may ask for."""

    def __missing__(self, name):
        return 7


FACTS = Facts(start="2026-09-14", office="jobcentre")
MOVED = {"from": "received", "to": "withdrawn"}
GIVEN = {"from": None, "to": None}
# What an act changed is said from the facts of its entry, and those have one form for each act.
OF_CHANGES = {
    "appeal.claimed": GIVEN,
    "appeal.extended": {"from": "2026-09-15", "to": "2026-09-30"},
    "appeal.school_asked": {"from": "2026-09-15", "to": "2026-09-30"},
    "appeal.school_answered": {"from": "2026-09-15", "to": "2026-09-30"},
    "appeal.handed_over": GIVEN,
    "appeal.released": GIVEN,
    "appeal.reminded": {"due": "unclaimed"},
    "mandate.given": {"until": "2026-12-31"},
    "mandate.registered": {"until": "2026-12-31"},
}


def everything():
    """Each code with where it belongs, by name."""
    return [
        pytest.param(of, code, id=f"{getattr(of, '__name__', of)}-{code}")
        for of in words._sentences
        for code in sorted(codes_of(of))
    ]


def said(language, of, code):
    with override(language):
        return say(of, code, OF_CHANGES.get(code, MOVED) if of == Kind.CHANGE else FACTS)


@pytest.mark.parametrize(("of", "code"), everything())
def test_every_code_has_words_in_both_languages(of, code):
    danish, english = said("da", of, code), said("en", of, code)

    assert danish
    assert english
    assert danish != english or english in THE_SAME_IN_BOTH


@pytest.mark.parametrize(("of", "code"), everything())
def test_both_languages_tell_the_same_facts(of, code):
    sentence, facts = words._sentences[of][code], {}
    if callable(sentence):
        return
    for language in ("da", "en"):
        with override(language):
            facts[language] = set(FACT.findall(str(sentence)))

    assert facts["da"] == facts["en"]


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_is_in_use(kind):
    assert codes_of(kind)


def test_what_the_outbox_delivers_has_words_and_nothing_else_has():
    assert codes_of(Kind.MESSAGE) == kinds()


def test_what_a_person_is_told_of_their_case_is_what_the_journal_keeps():
    assert codes_of(Kind.HAPPENING) < codes_of(Kind.ACT)


@pytest.mark.django_db
def test_an_act_without_words_is_not_written():
    with pytest.raises(KeyError), transaction.atomic():
        record("run.turned_upside_down", about="run:1", actor=SYSTEM, now=NOW)

    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("codes", "table"),
    [
        (ApplicationState, enrolment.words.COLOURS),
        (ApplicationState, enrolment.application_words.HEADINGS),
        (AppealState, appeals.words.COLOURS),
        (MinistryOutcome, appeals.words.FINAL_HEADINGS),
        (ProposalState, courses.fees.words.PROPOSAL_COLOURS),
        (RunStatus, courses.classes.words.RUN_COLOURS),
        (PointState, courses.guidance.words.POINT_COLOURS),
        (Stop, amu.people.mitid.words.TEXTS),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_what_else_goes_with_a_code_is_there_for_every_one(codes, table):
    assert set(table) == set(codes)


def test_an_appeal_is_headed_by_what_the_ministry_decided():
    assert set(appeals.words.HEADINGS) == set(AppealState) - {AppealState.DECIDED, AppealState.RETURNED}


def chosen():
    """The fields whose choices come from the registry."""
    fields = (field for model in apps.get_models() for field in model._meta.get_fields())
    return [
        pytest.param(field, id=str(field))
        for field in fields
        if isinstance(field, models.Field) and isinstance(field.choices, CallableChoiceIterator)
    ]


@pytest.mark.parametrize("field", chosen())
def test_a_field_says_its_codes_in_words(field):
    code = next(iter(field.choices))[0]
    row = field.model(**{field.name: code})

    for language in ("da", "en"):
        with override(language):
            assert getattr(row, f"get_{field.name}_display")() == say(
                field.deconstruct()[3]["choices"].args[0], code
            )


@pytest.mark.parametrize("field", chosen())
def test_a_migration_keeps_no_words_of_a_field(field):
    kept = field.deconstruct()[3]["choices"]

    assert kept.func is words.choices
    assert issubclass(kept.args[0], StrEnum)
