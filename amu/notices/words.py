"""How apps say what their notices say."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django_stubs_ext import StrOrPromise

from amu.words import Kind, register


@dataclass(frozen=True, slots=True)
class NoticeWords:
    """The subject and the one line of an e-mail, which name neither the person nor the case."""

    subject: StrOrPromise
    line: StrOrPromise


def register_notices[C: str](notices: Mapping[C, NoticeWords], *, codes: Iterable[str]) -> None:
    """What an app's notices say. Raises ImproperlyConfigured, as ``amu.words.register``."""
    codes = frozenset(codes)
    register(Kind.NOTICE, {code: words.subject for code, words in notices.items()}, codes=codes)
    register(Kind.NOTICE_LINE, {code: words.line for code, words in notices.items()}, codes=codes)
