"""Two people edit the list of everyday words at the same moment."""

import pytest

from amu.journal.models import Entry
from amu.journal.services import Actor
from amu.kernel.errors import CodedError
from amu.people.enums import Role
from courses.models import SearchWord, Synonym
from courses.search.services import add_synonym, change_synonym, remove_synonym
from tests.races.threads import at_once
from tests.situations import NOW, course, staff

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def who():
    course(title="Gaffeltruck certifikatkursus B")
    return {"actor": Actor("ministry_officer", staff(Role.MINISTRY_OFFICER).pk), "now": NOW}


def test_the_same_word_from_two_is_kept_once_and_the_other_is_told(who):
    results = at_once(
        lambda: add_synonym("Hejs", "gaffeltruck", **who), lambda: add_synonym("hejs", "Gaffeltruck", **who)
    )

    assert sorted(type(result) for result in results if isinstance(result, CodedError)) == [CodedError]
    assert Synonym.objects.filter(folded="hejs").count() == 1
    assert Entry.objects.filter(case="synonyms").count() == 1


def test_many_at_once_leave_a_vocabulary_that_holds_them_all(who):
    words = ("løftegrej", "hejseværk", "gaffelvogn", "stabelvogn", "reolvogn", "palleløfter")
    results = at_once(*(lambda word=word: add_synonym(word, "gaffeltruck", **who) for word in words))

    assert {type(result) for result in results} == {Synonym}
    assert set(words) <= set(SearchWord.objects.values_list("word", flat=True))


def test_a_word_changed_and_removed_at_once_is_gone_and_known_to_be(who):
    row = add_synonym("hejs", "gaffeltruck", **who)
    at_once(
        lambda: change_synonym(row.pk, "hejseværk", "gaffeltruck", **who),
        lambda: remove_synonym(row.pk, **who),
    )

    assert not Synonym.objects.exists()
    assert Entry.objects.filter(act="synonym.removed").count() == 1
