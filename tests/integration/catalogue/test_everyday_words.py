"""Everyday words that staff put on the list are understood at once."""

from datetime import date

import pytest

from amu.journal.models import Entry
from amu.journal.services import Actor
from amu.kernel.errors import CodedError
from amu.people.enums import Role
from courses.models import SearchWord, Synonym
from courses.search.query import parse_query
from courses.search.selectors import means_something, search
from courses.search.services import add_synonym, change_synonym, remove_synonym
from tests.situations import NOW, staff

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 1)


@pytest.fixture(autouse=True)
def _searchable(courses):
    """There is something to find."""


@pytest.fixture
def who():
    return {"actor": Actor("ministry_officer", staff(Role.MINISTRY_OFFICER).pk), "now": NOW}


def found(words):
    return [hit.course.code for hit in search(parse_query({"q": words}), today=TODAY).hits]


def journal():
    return [(entry.act, entry.facts) for entry in Entry.objects.filter(case="synonyms")]


def test_a_new_word_finds_its_courses(who):
    assert found("løftegrej") == []
    add_synonym(" Løftegrej ", "gaffeltruck", **who)

    for typed in ("løftegrej", "LOEFTEGREJ", "kursus i løftegrej"):
        assert found(typed) == ["47592"]


def test_a_word_of_several_is_found_as_people_type_it(who):
    add_synonym("kørekort til truck", "gaffeltruck", **who)

    assert found("kørekort til truck") == ["47592"]


@pytest.mark.django_db(transaction=True)
def test_who_has_searched_before_finds_it_from_the_commit_on(who):
    assert found("løftegrej") == []
    row = add_synonym("løftegrej", "gaffeltruck", **who)
    assert found("løftegrej") == ["47592"]
    change_synonym(row.pk, "løftegrej", "asbestarbejde", **who)
    assert found("løftegrej") == ["22906"]
    remove_synonym(row.pk, **who)
    assert found("løftegrej") == []


def test_a_misspelt_word_is_compared_with_the_new_one(who):
    row = add_synonym("løftegrej", "gaffeltruck", **who)
    assert found("løftegreej") == ["47592"]
    assert SearchWord.objects.get(folded="loeftegrej").word == "løftegrej"

    remove_synonym(row.pk, **who)
    assert not SearchWord.objects.filter(folded="loeftegrej").exists()


def test_one_word_may_mean_several_things(who):
    add_synonym("grej", "gaffeltruck", **who)
    add_synonym("grej", "ovenlys", **who)

    assert sorted(found("grej")) == ["47592", "49041-C"]


def test_the_same_pair_is_not_there_twice_however_it_is_written(who):
    row = add_synonym("løftegrej", "gaffeltruck", **who)
    other = add_synonym("hejs", "gaffeltruck", **who)

    for term in ("løftegrej", "LØFTEGREJ", "loeftegrej", "kursus i løftegrej"):
        with pytest.raises(CodedError, match="word_is_there"):
            add_synonym(term, "Gaffeltruck", **who)
        with pytest.raises(CodedError, match="word_is_there"):
            change_synonym(other.pk, term, "gaffeltruck", **who)
    change_synonym(row.pk, "Løftegrej", "gaffeltruck", **who)
    assert set(Synonym.objects.values_list("term", flat=True)) == {"Løftegrej", "hejs"}


def test_what_no_search_could_use_is_not_kept(who):
    with pytest.raises(CodedError, match="meaning_passed_over"):
        add_synonym("alt", "kurser", **who)

    assert not Synonym.objects.exists()
    assert journal() == []


def test_each_act_stands_in_the_journal_and_nothing_that_was_no_act(who):
    row = add_synonym("hejs", "gaffeltruck", **who)
    change_synonym(row.pk, "hejs", "gaffeltruck", **who)
    change_synonym(row.pk, "hejseværk", "gaffeltruck", **who)
    remove_synonym(row.pk, **who)
    remove_synonym(row.pk, **who)

    assert journal() == [
        ("synonym.added", {"term": "hejs", "means": "gaffeltruck"}),
        (
            "synonym.changed",
            {
                "term": "hejseværk",
                "means": "gaffeltruck",
                "term_before": "hejs",
                "means_before": "gaffeltruck",
            },
        ),
        ("synonym.removed", {"term": "hejseværk", "means": "gaffeltruck"}),
    ]
    assert set(Entry.objects.filter(case="synonyms").values_list("actor_id", flat=True)) == {
        who["actor"].user_id
    }


def test_whether_a_meaning_finds_anything_is_known():
    assert means_something("gaffeltruck certifikatkursus")
    assert not means_something("gaffeltruck månelanding")
