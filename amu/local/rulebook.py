"""Every rule with its validity and source, as a page made from the rules' own data."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from django.utils import translation

from amu.kernel.calendar import DENMARK
from amu.kernel.deadline_rules import RULES as DEADLINES
from amu.kernel.statutes import STATUTES, Statute, statute
from amu.kernel.verdict import Verdict
from amu.words import Kind, say
from certificates.authority.renewal import REMINDERS
from certificates.authority.renewal import RULES as AUTHORITIES
from courses.fees import rules
from courses.fees.rules.answers import Condition
from courses.fees.rules.charges import RULE as CHARGES
from courses.fees.rules.charges import ChargeKind
from courses.fees.rules.check import PLACEHOLDER
from courses.fees.rules.table import CONDITIONS, VAT, YEARS_UNUSED, FeeRule
from courses.guidance.rules.access import Applicant, access, benefit
from courses.guidance.rules.ages import AGES
from courses.guidance.rules.offices import OFFICES
from courses.guidance.rules.questions import BenefitPath, Residence, Situation
from courses.guidance.rules.six_weeks import RULE as SIX_WEEKS
from courses.search.rules.regions import MERGERS
from enrolment.rules.approving import TIMES

RATES = Path(rules.__file__).parents[2] / "data" / "fee_rates.csv"
ALWAYS = "always"
NO_DATES = "no dates known"
type Row = Sequence[object]


def page() -> str:
    """The whole page as Markdown in English, the same on every machine and every day."""
    with translation.override("en"):
        return "\n".join(
            [
                *_head(),
                *_rates(),
                *_fees(),
                *_charges(),
                *_access(),
                *_authorities(),
                *_deadlines(),
                *_regions(),
                *_sources(),
            ]
        )


def _head() -> Iterator[str]:
    yield "# The rules, with validity and source"
    yield ""
    yield "Made by `manage.py document_rules` from the rules themselves; do not edit it. A change in law is a"
    yield "new row of data, after which this page is made again. A test compares it with the rules."
    yield ""


def _rates() -> Iterator[str]:
    with RATES.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    known = {int(row["year"]) for row in rows}
    missing = [str(year) for year in range(min(known), max(known) + 1) if year not in known]
    columns = ("year", "rate_class", "per_day", "valid_from", "valid_to", "source")
    yield "## Rates: kroner per course day"
    yield ""
    yield "Further rows are added by the staff, with a second person's approval. No row is ever edited."
    yield f"Years without a rate: {', '.join(missing)}, and all after {max(known)}. They have no price."
    yield ""
    titles = ("Year", "Class", "Per day", "From", "To", "Source")
    yield from _table(titles, ([row[each] for each in columns] for row in rows))


def _fees() -> Iterator[str]:
    yield f"## Participation fee (`{rules.RULE_VERSION}`)"
    yield ""
    yield "The first row whose every condition holds decides; a condition that cannot be known is an error,"
    yield "never the next row. Valid by the first course day."
    yield ""
    titles = ("No.", "Ground", "When", "Result", "Payer", "Must hold", "Valid", "Source")
    yield from _table(titles, (_fee(number, rule) for number, rule in enumerate(rules.RULES, start=1)))
    yield f"A higher education counts as unused after {YEARS_UNUSED} whole years, the day itself included."
    yield f'A published price of {PLACEHOLDER} krone or less, but more than nothing, stands for "ask the school".'
    yield ""
    yield "| VAT | From | Source |"
    yield "|---|---|---|"
    for row in VAT:
        yield f"| {row.rate * 100:.0f} % | {_day(row.valid_from)} | {_named(row.source)} |"
    yield ""


def _fee(number: int, rule: FeeRule) -> Row:
    met = [f"scheme {rule.scheme}"] if rule.scheme else []
    for name in CONDITIONS:
        wanted = getattr(rule, name)
        if wanted is not None:
            met.append(name.replace("_", " ") if wanted else f"not {name.replace('_', ' ')}")
    must = " ".join(say(Condition, code) for code in rule.conditions)
    return (
        number,
        f"`{rule.ground}` {say(Kind.GROUND, rule.ground)}",
        ", ".join(met) or ALWAYS,
        rule.result,
        rule.payer,
        must or "–",
        _span(rule.valid_from, rule.valid_to),
        _all(rule.sources),
    )


def _charges() -> Iterator[str]:
    least, most = f"Up to {CHARGES.threshold} lessons", f"More than {CHARGES.threshold} lessons"
    yield f"## Withdrawal and no-show (`{CHARGES.version}`)"
    yield ""
    who = " and ".join(sorted(CHARGES.binds))
    yield f"Binds {who.replace('_', ' ')}. Free until {CHARGES.notice.days} days before the first day."
    yield f"Source: {_named(CHARGES.source)}."
    yield ""
    yield from _table(
        ("Kind", least, most), ((kind, CHARGES.up_to[kind], CHARGES.above[kind]) for kind in ChargeKind)
    )


def _access() -> Iterator[str]:
    yield "## Who may apply"
    yield ""
    yield 'No rule turns anybody away: a "no" is shown with its reason and "apply anyway".'
    yield ""
    places = ((f"residence: {each}", access(_applicant(residence=each))) for each in Residence)
    yield from _table(("Answer", "Verdict", "Code", "Source"), (_verdict(*each) for each in places))
    yield from _table(("Answer", "Verdict", "Code", "Source"), (_verdict(*each) for each in _situations()))
    yield from _table(
        ("The municipality's service is called", "From", "Source"),
        ((office.code, _day(office.valid_from), _named(office.source)) for office in OFFICES),
    )
    yield from _table(
        ("Certificate of course", "From the age of", "Source"),
        ((", ".join(sorted(rule.courses)), rule.years, _named(rule.source)) for rule in AGES),
    )
    yield from _six_weeks()
    yield "### The time of an approver to answer"
    yield ""
    yield "No act names these days: they are ours. A class that begins soon leaves less time."
    yield ""
    yield from _table(
        ("From", "Days to answer", "Reminded days before", "Seat released days after everybody was told"),
        ((_day(time.valid_from), time.to_answer, time.reminded_before, time.kept_after) for time in TIMES),
    )


def _authorities() -> Iterator[str]:
    yield "## Certificates of authorities and industries"
    yield ""
    yield "What is not known is not guessed: then the last day is the one that is printed on the certificate."
    yield ""
    yield from _table(
        ("Certificate", "Valid", "Years", "From", "Older ones valid to", "Source"),
        (
            (
                kind,
                rule.validity,
                rule.years or "–",
                rule.since or ALWAYS,
                rule.older_until or "–",
                _named(rule.source) if rule.source else "–",
            )
            for kind, rule in AUTHORITIES.items()
        ),
    )
    before = ", ".join(str(each.days) for each in REMINDERS)
    yield f"The holder is reminded {before} days before the last day."
    yield ""


def _regions() -> Iterator[str]:
    yield "## Regions that merge"
    yield ""
    yield "A search answers by the first day of each class."
    yield ""
    yield from _table(
        ("Region", "Before", "From", "Source"),
        ((each.name, ", ".join(each.of.values()), _day(each.since), _named(each.source)) for each in MERGERS),
    )


def _situations() -> Iterator[tuple[str, Verdict]]:
    day = max(office.valid_from for office in OFFICES)
    for situation in Situation:
        paths = BenefitPath if situation is Situation.ON_BENEFIT else [""]
        for path in paths:
            verdict = benefit(_applicant(situation=situation, path=str(path)), on=day)
            yield f"situation: {situation}{f', {path}' if path else ''}", verdict


def _six_weeks() -> Iterator[str]:
    rule = SIX_WEEKS
    yield f"### Six weeks of job-oriented training (`{rule.version}`)"
    yield ""
    yield f"Known {_span(rule.valid_from, rule.known_to)}. Source: {_named(rule.source)}."
    yield ""
    rows = [
        ("weeks unemployed before the right begins", rule.weeks_before),
        ("must be over within weeks, under 25", rule.weeks_young),
        ("must be over within weeks, from 25", rule.weeks),
        ("course days at most", rule.most_days),
    ]
    yield from _table(("Condition", "Value"), rows)


def _deadlines() -> Iterator[str]:
    yield "## Deadlines of appeals"
    yield ""
    rows = (
        (
            f"`{rule.version}`",
            _day(rule.valid_from),
            ", ".join(f"{period}: {weeks} weeks" for period, weeks in rule.weeks.items()),
            rule.delivery_days,
            _all(rule.sources),
        )
        for rule in DEADLINES
    )
    yield from _table(("Rule", "From", "Periods", "Delivery days of a letter", "Source"), rows)
    fixed = ", ".join(f"{day}/{month} ({why})" for month, day, why in DENMARK.fixed)
    yield f"Moves off weekends, public holidays and {fixed}. Source: {_named(DENMARK.source)}."
    yield ""


def _sources() -> Iterator[str]:
    yield "## Sources"
    yield ""
    yield from _table(
        ("Id", "Danish", "English", "Law", "Valid"), (_source(each) for each in STATUTES.values())
    )


def _source(each: Statute) -> Row:
    name = f"[{each.da}]({each.url})" if each.url else each.da
    law = "yes" if each.is_law else "no"
    return f"`{each.id}`", name, each.en, law, _span(each.valid_from, each.valid_to)


def _applicant(residence: str = "resident", situation: str = "employee", path: str = "") -> Applicant:
    return Applicant(residence, situation, "vocational", path)


def _verdict(answer: str, verdict: Verdict) -> Row:
    return answer, "yes" if verdict.ok else "no", f"`{verdict.code}`", _named(verdict.statute)


def _table(titles: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    yield f"| {' | '.join(titles)} |"
    yield f"|{'---|' * len(titles)}"
    for row in rows:
        yield f"| {' | '.join(str(cell).replace('|', '/') for cell in row)} |"
    yield ""


def _all(sources: Iterable[str]) -> str:
    return "; ".join(_named(each) for each in sources)


def _named(source: str) -> str:
    found = statute(source)
    return f"[{found.en}]({found.url})" if found.url else found.en


def _day(day: date | None) -> str:
    return ALWAYS if day in (None, date.min) else f"{day:%Y-%m-%d}"


def _span(first: date | None, last: date | None) -> str:
    if first is None and last is None:
        return NO_DATES
    return f"{first or ''} – {last or ''}".strip(" ") if last else f"from {first}"
