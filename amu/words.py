"""What codes say to a reader: one registry, filled by each app's ``words.py`` when Django starts.

Rules, states and journal entries carry codes; a page, a letter and a desk say the same sentence for the same code.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from django.core.exceptions import ImproperlyConfigured
from django.utils.functional import Promise

type Sentences = Mapping[str, str | Promise]


class Kind(StrEnum):
    """What a code is a code of. The same code may say different things in different kinds."""

    ACT = "act"  # a line of the journal
    ANSWER = "answer"  # what somebody may choose in a form
    ERROR = "error"  # what is wrong with something that was typed or uploaded
    FINDING = "finding"  # what is wrong with a class, or worth a look
    MESSAGE = "message"  # a kind of outbox message
    NOTICE = "notice"  # the subject of an e-mail
    NOTICE_LINE = "notice_line"  # what the e-mail says
    REASON = "reason"  # why a decision was made
    ROLE = "role"
    STATE = "state"
    VERDICT = "verdict"  # what a rule answers


_sentences: dict[Kind, dict[str, str | Promise]] = {kind: {} for kind in Kind}


def register(kind: Kind, sentences: Sentences, *, codes: Iterable[str] | None = None) -> None:
    """Say what codes mean, from ``AppConfig.ready``.

    ``codes`` are all there are, where an enumeration has them. Raises ImproperlyConfigured, so that Django does
    not start, for a code without a sentence, a sentence without a code, or a code that has another sentence.
    """
    if codes is not None and (wrong := set(codes) ^ set(sentences)):
        raise ImproperlyConfigured(f"{kind}: codes and sentences differ: {', '.join(sorted(wrong))}")
    known = _sentences[kind]
    if twice := [code for code in sentences if known.get(code, sentences[code]) is not sentences[code]]:
        raise ImproperlyConfigured(f"{kind}: two sentences for {', '.join(sorted(twice))}")
    known.update(sentences)


def say(kind: Kind, code: str, facts: Mapping[str, object] | None = None) -> str:
    """The sentence in the active language, with its facts filled in. Raises KeyError for a code without one."""
    sentence = str(_sentences[kind][code])
    return sentence % facts if facts else sentence


def has_words(kind: Kind, code: str) -> bool:
    return code in _sentences[kind]
