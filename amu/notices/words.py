"""How apps say what their notices say, and what the outbox calls the sending of one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from amu.notices.services import EMAIL
from amu.words import Kind, register

MESSAGES = {EMAIL: _("Send an e-mail that there is news")}


@dataclass(frozen=True, slots=True)
class NoticeWords:
    """The subject and the one line of an e-mail, which name neither the person nor the case."""

    subject: StrOrPromise
    line: StrOrPromise


def register_words() -> None:
    register(Kind.MESSAGE, MESSAGES, codes={EMAIL})


def register_notices[C: str](notices: Mapping[C, NoticeWords], *, codes: Iterable[str]) -> None:
    """What an app's notices say. Raises ImproperlyConfigured, as ``amu.words.register``."""
    codes = frozenset(codes)
    register(Kind.NOTICE, {code: words.subject for code, words in notices.items()}, codes=codes)
    register(Kind.NOTICE_LINE, {code: words.line for code, words in notices.items()}, codes=codes)
