"""What the codes of a person's own data say, and what is in the file, told to a reader."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amu.own_data.enums import OwnDataAct, Why
from amu.own_data.registry import Held, LeftOut, Nobodys, tables
from amu.words import Kind, label, register

WHYS = {
    Why.AS_FILE: _(
        "Documents are files of their own, in the folder files. One that waits to be scanned for viruses, or did not "
        "pass, is not there."
    ),
    Why.CPR: _(
        "Your CPR number is shown as the date and four x, as on every page here: a file can be lost or passed on, and "
        "you know the number. What we find it by says nothing more."
    ),
    Why.EMPLOYEE: _("The names of employees: you see the role they acted in, and for which school."),
    Why.ASK: _(
        "What employees have noted for themselves: it can be about other people too. You have the right to see what is "
        "about you. Ask the school, which reads it through first."
    ),
    Why.OTHERS: _("Who else stood in a list with you."),
    Why.AT_WORK: _(
        "What an employee did in other people's cases: it is about them. Each of them finds it in their own file."
    ),
    Why.SECRET: _("Passwords, codes and keys of sign-ins: whoever had the file could sign in as you."),
    Why.MACHINE: _(
        "Numbers by which programs keep order. What came of them is in the journal, which you get."
    ),
    Why.UNUSED: _("Tables in which nothing is stored here."),
}
ACTS = {OwnDataAct.DOWNLOADED: _("The person downloaded everything held about them")}


def register_words() -> None:
    register(Why, WHYS)
    register(Kind.ACT, ACTS, codes=OwnDataAct)


@dataclass(frozen=True, slots=True)
class Omission:
    """A reason why something is left out, and in which tables something is."""

    why: str
    where: list[str]


def holds(*, employee: bool) -> list[str]:
    """What is in the file, in the order in which apps told it."""
    return [str(table.what) for table in _told(employee=employee) if isinstance(table, Held)]


def omissions(*, employee: bool) -> list[Omission]:
    """What is left out, by reason."""
    where = {why: list(dict.fromkeys(_where(why, employee=employee))) for why in Why}
    return [Omission(label(why), found) for why, found in where.items() if found]


def _told(*, employee: bool) -> Iterator[Held | LeftOut]:
    for table in tables().values():
        if not isinstance(table, Nobodys) and (employee or not table.of_employees):
            yield table


def _where(why: Why, *, employee: bool) -> Iterator[str]:
    for table in _told(employee=employee):
        reasons = [table.why] if isinstance(table, LeftOut) else table.left_out.values()
        if why in reasons:
            yield str(table.what)


def read_me(made: str, *, employee: bool) -> tuple[str, str]:
    """The name and the text of the file that explains the others, in the active language."""
    lines = [
        gettext("Everything that AMU holds about you"),
        "",
        gettext("Made on %(moment)s.") % {"moment": made},
        gettext(
            "The folder data has a file for each part of the system. They are in JSON, which any text editor opens. Codes "
            "have their words beside them. The folder files has your documents: document-17.pdf is the document with id "
            "17 in documents.json."
        ),
        "",
        gettext("What is in it"),
        *(f"- {what}" for what in holds(employee=employee)),
        "",
        gettext("What is left out, and why"),
        *(f"- {omission.why} ({'; '.join(omission.where)})" for omission in omissions(employee=employee)),
        "",
    ]
    return gettext("read-me.txt"), "\n".join(lines)
