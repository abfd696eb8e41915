"""A price, or the lack of one, in plain sentences of the active language.

The order is that of a conversation: what you pay, why, how it was counted, what must hold,
what would make it another price, and where the rules stand.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from amu.kernel.statutes import statute
from amu.web.formatting import in_days, long_date, money
from amu.words import Kind, has_words, say
from courses.fees.rules.answers import Change, Condition, Line, LineCode, NoPrice, Payer, Quote
from courses.fees.rules.facts import DAYS_ALONE
from courses.fees.words import BAD_QUESTION, FULL_PRICE_SPLIT, PRICE_NOT_KNOWN

__all__ = ["Source", "Words", "explain", "in_words"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule stands. ``url`` is empty where no address is known to be right."""

    name: str
    url: str
    is_law: bool


@dataclass(frozen=True, slots=True)
class Words:
    """The parts of an explanation, for pages that place them apart. Each is a list of sentences."""

    answer: list[str]
    why: list[str]
    arithmetic: list[str]
    conditions: list[str]
    would_change: list[str]
    sources: list[Source]
    rules: list[str]

    @property
    def everything(self) -> list[str]:
        return [
            *self.answer,
            *self.why,
            *self.arithmetic,
            *self.conditions,
            *self.would_change,
            *self._cited(),
            *self.rules,
        ]

    def _cited(self) -> list[str]:
        cited = "; ".join(f"{each.name} ({each.url})" if each.url else each.name for each in self.sources)
        return [_("Source: %(sources)s.") % {"sources": cited}] if cited else []


def explain(answer: Quote | NoPrice) -> list[str]:
    """Every sentence, in the active language."""
    return in_words(answer).everything


def in_words(answer: Quote | NoPrice) -> Words:
    if isinstance(answer, NoPrice):
        return Words([_no_price(answer)], [], [], [], [], [], [])
    return Words(
        answer=list(_answer(answer)),
        why=list(_why(answer)),
        arithmetic=[_line(line) for line in answer.lines if line.code is not LineCode.CHARGE],
        conditions=[say(Condition, code) for code in answer.conditions],
        would_change=[say(Change, code) for code in answer.would_change],
        sources=[_source(each) for each in answer.sources],
        rules=[_("Rules: %(version)s.") % {"version": answer.rule_version}],
    )


def _no_price(answer: NoPrice) -> str:
    """A code without words names an option of a question that is missing or wrong."""
    if not has_words(Kind.NO_PRICE, answer.code):
        return str(BAD_QUESTION)
    return say(Kind.NO_PRICE, answer.code, {"course": "", "year": "", **answer.facts})


def _answer(quote: Quote) -> Iterator[str]:
    if any(line.code is LineCode.CHARGE for line in quote.lines):
        yield from _charge_answer(quote)
        return
    yield _("You pay %(amount)s.") % {"amount": money(quote.total)} if quote.total else _("You pay nothing.")
    if quote.payer in (Payer.EMPLOYER, Payer.MUNICIPALITY):
        yield _third_party(quote)


def _third_party(quote: Quote) -> str:
    if quote.payer_amount is None:
        return _("The municipality pays. The school can say how much.")
    pattern = (
        _("Your employer pays %(amount)s.")
        if quote.payer is Payer.EMPLOYER
        else _("The municipality pays %(amount)s.")
    )
    return pattern % {"amount": money(quote.payer_amount)}


def _charge_answer(quote: Quote) -> Iterator[str]:
    if quote.total:
        yield _("The school may charge %(amount)s.") % {"amount": money(quote.total)}
    else:
        yield _("There is no charge.")


def _why(quote: Quote) -> Iterator[str]:
    for ground in dict.fromkeys(line.ground for line in quote.lines if line.ground):
        yield say(Kind.GROUND, ground)
    unused_from = quote.facts.get("degree_unused_from")
    if unused_from and quote.ground in ("higher_education", "degree_unused"):
        yield _("Your education counts as unused from %(day)s.") % {
            "day": long_date(date.fromisoformat(str(unused_from)))
        }


def _line(line: Line) -> str:
    facts = {
        **line.facts,
        "name": _line_name(line),
        "amount": money(line.amount if line.cost is None else line.cost),
    }
    if "days" in facts:
        facts["days"] = in_days(Decimal(str(facts["days"])))
    for name in facts.keys() & {"per_day", "offered", "subsidy", "fee"}:
        facts[name] = money(Decimal(str(facts[name])))
    if line.cost is None:
        text = str(PRICE_NOT_KNOWN % facts)
    elif "subsidy" in facts:
        text = str(FULL_PRICE_SPLIT % facts)
    else:
        text = say(LineCode, line.code, facts)
    if line.vat_rate:
        rate = number_format(line.vat_rate * 100, use_l10n=True)
        text = f"{text} " + _("%(rate)s %% VAT is included.") % {"rate": rate}
    return text


def _line_name(line: Line) -> str:
    if line.code in (LineCode.SUPPLEMENT, LineCode.SUPPLEMENT_DECLINED):
        return str(line.facts["reason"] or _("Supplement"))
    return _("Course %(code)s") % {"code": line.course} if line.course != DAYS_ALONE else _("Course days")


def _source(statute_id: str) -> Source:
    found = statute(statute_id)
    return Source(found.cite(get_language() or "da"), found.url, found.is_law)
