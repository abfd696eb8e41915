"""What the codes of everyday words say."""

from django.utils.translation import gettext_lazy as _

from amu.words import Kind, register
from courses.search.services import CHANGED, REMOVED

ADDED = "synonym.added"
ACTS = {
    ADDED: _("Everyday word added to the list"),
    CHANGED: _("Everyday word changed"),
    REMOVED: _("Everyday word removed from the list"),
}
ERRORS = {
    "word_missing": _("Enter a word."),
    "word_too_long": _("It is too long: at most %(most)s letters, where æ, ø and å count as two."),
    "word_without_letters": _("It contains no letter from a to å and no digit, so nobody can search for it."),
    "too_many_words": _("A search looks up at most %(most)s words together."),
    "meaning_passed_over": _("Searches ignore these words. Enter one that appears in a course title."),
    "word_means_itself": _("It is the same as the everyday word, so it adds nothing."),
    "word_is_there": _("It is already on the list: %(term)s → %(means)s"),
}


def register_words() -> None:
    register(Kind.ACT, ACTS, codes={ADDED, CHANGED, REMOVED})
    register(Kind.FINDING, ERRORS, codes=set(ERRORS))
