"""What codes say to a reader: one registry, filled by each app's ``words.py`` when Django starts.

Rules, states, choices and journal entries carry codes; pages, letters and desks ask here, so that a code reads the
same everywhere. The members of an enumeration have labels of their own; a ``Kind`` holds the codes of several apps.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import cast, overload

from django.core.exceptions import ImproperlyConfigured
from django_stubs_ext import StrOrPromise


class Kind(StrEnum):
    """What a code is a code of. The same code may say different things in different kinds."""

    ACT = "act"  # an entry of the journal
    CHANGE = "change"  # what an act changed, from what to what, by the facts of its entry
    FINDING = "finding"  # what is wrong, or worth a look, in what somebody typed, uploaded or planned
    GROUND = "ground"  # why a price is what it is
    HAPPENING = "happening"  # an act, as the person whose case it is reads it
    MESSAGE = "message"  # a kind of outbox message
    NO_PRICE = "no_price"  # why there is no price
    NOTICE = "notice"  # the subject of an e-mail
    REASON = "reason"  # why a decision was made, as the person reads it
    ROLE = "role"
    VERDICT = "verdict"  # what a rule answers


type Facts = Mapping[str, object]
type Sentence = StrOrPromise | Callable[[Facts], str]
"""A text with ``%(name)s`` for each fact in it, or a function that makes the text out of the facts."""

_sentences: defaultdict[Kind | type[StrEnum], dict[str, Sentence]] = defaultdict(dict)


@overload
def register[C: str](
    of: type[StrEnum], sentences: Mapping[C, Sentence], *, codes: Iterable[str] = ...
) -> None: ...
@overload
def register[C: str](of: Kind, sentences: Mapping[C, Sentence], *, codes: Iterable[str]) -> None: ...
def register[C: str](
    of: Kind | type[StrEnum], sentences: Mapping[C, Sentence], *, codes: Iterable[str] | None = None
) -> None:
    """Say what codes mean, from ``AppConfig.ready``.

    ``codes`` are all that the app has of the kind; of an enumeration, every member unless said otherwise. Raises
    ImproperlyConfigured, so that Django does not start, for a code without a sentence, a sentence without a code,
    or a code that has another sentence.
    """
    if wrong := set(of if codes is None else codes) ^ set(sentences):
        raise ImproperlyConfigured(f"{_name(of)}: codes and sentences differ: {', '.join(sorted(wrong))}")
    known = _sentences[of]
    if twice := [code for code in sentences if known.get(code, sentences[code]) is not sentences[code]]:
        raise ImproperlyConfigured(f"{_name(of)}: two sentences for {', '.join(sorted(twice))}")
    known.update({str(code): sentence for code, sentence in sentences.items()})


def say(of: Kind | type[StrEnum], code: str, facts: Facts | None = None) -> str:
    """The sentence in the active language, with its facts filled in. Raises KeyError for a code without one."""
    sentence = _sentences[of][code]
    if callable(sentence):
        return sentence(facts or {})
    return str(sentence % facts) if facts else str(sentence)


def say_or_code(of: Kind, code: str) -> str:
    """For codes of stored rows, which may be older than the sentences: an unknown code stays as it is."""
    return say(of, code) if has_words(of, code) else code


def has_words(of: Kind | type[StrEnum], code: str) -> bool:
    return code in _sentences[of]


def codes_of(of: Kind | type[StrEnum]) -> frozenset[str]:
    """Every code that has words."""
    return frozenset(_sentences[of])


def label(member: StrEnum) -> str:
    """What a member of an enumeration is called, in the active language. Raises KeyError where nothing calls it."""
    return say(type(member), member)


def choices(members: Iterable[StrEnum]) -> list[tuple[str, StrOrPromise]]:
    """An enumeration, or some of it, with its labels, as forms and model fields take them.

    Give a field ``partial(choices, Members)``: it asks when it is shown, and a migration holds no words.
    """
    return [(member.value, cast("StrOrPromise", _sentences[type(member)][member])) for member in members]


def _name(of: Kind | type[StrEnum]) -> str:
    return of.__name__ if isinstance(of, type) else of.value
