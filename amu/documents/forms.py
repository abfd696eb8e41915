"""What people may write where a letter repeats it."""

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from amu.documents.fonts import not_shown

MOST_NAMED = 10
CANNOT_SHOW = _("A letter cannot show these characters: %(characters)s. Write it in another way.")
LETTER_CANNOT_SHOW = _(
    "The letter was not created: it cannot show these characters in the name, the class or the school: %(characters)s."
)


def can_be_shown(text: str) -> None:
    """Raises ValidationError, naming the characters that a letter has no shapes for."""
    if missing := not_shown(text):
        raise ValidationError(CANNOT_SHOW, code="not_shown", params={"characters": named(missing)})


def letter_not_created(characters: list[str]) -> ValidationError:
    """Why nothing was decided though the form itself is right: a fact that the letter repeats cannot be shown."""
    return ValidationError(LETTER_CANNOT_SHOW, code="not_shown", params={"characters": named(characters)})


def named(characters: list[str]) -> str:
    """The first of them as they are; one that has no shape by its number."""
    names = [
        character
        if character.isprintable() and not unicodedata.combining(character)
        else f"U+{ord(character):04X}"
        for character in characters[:MOST_NAMED]
    ]
    return " ".join(names) + (" …" if len(characters) > MOST_NAMED else "")
