"""Words that ask for a kind of class and not for a subject: “gratis”, “aften”, “ledig plads”. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from amu.kernel.folding import meaningful, words_of

LONGEST_PHRASE = 3  # words

# By filter and value, as they are folded: the longest phrase wins.
PHRASES = {
    ("free", "1"): (
        "gratis|gratis kursus|uden betaling|uden gebyr|free|free of charge|for free|no cost|koster ikke noget"
    ),
    ("form", "evening"): (
        "aften|aftenen|aftener|om aftenen|aftenkursus|aftenkurser|aftenhold|aftenskole|aftenundervisning"
        "|efter arbejde|evening|evenings|evening course|evening class|evening classes|after work"
    ),
    ("form", "weekend"): (
        "weekend|weekenden|weekender|i weekenden|weekendkursus|weekendkurser|weekendhold|loerdag|loerdage|soendag"
        "|weekends|weekend course|saturday|sunday"
    ),
    ("form", "distance"): (
        "fjern|fjernundervisning|fjernkursus|online|onlinekursus|onlinekurser|online kursus|e-learning|elearning"
        "|netkursus|over nettet|paa nettet|hjemmefra|virtuel|virtuelt|distance|distance learning|remote|from home"
    ),
    ("form", "day"): (
        "dag|dagen|dagtimer|i dagtimerne|dagtid|daghold|dagkursus|dagkurser|dagundervisning|om dagen"
        "|daytime|day course|day class|day classes"
    ),
    ("days", "1"): (
        "1 dag|en dag|een dag|paa en dag|1-dag|1-dags|endag|endags|endagskursus|endagskurser|1-dagskursus"
        "|one day|one-day|1 day|1-day"
    ),
    ("pace", "full"): "fuldtid|paa fuldtid|heltid|full time|full-time|fulltime",
    ("pace", "part"): "deltid|paa deltid|part time|part-time|parttime",
    ("seats", "1"): (
        "ledig|ledigt|ledig plads|ledige pladser|fri plads|frie pladser|plads|pladser|free seat|free seats|seats"
    ),
    ("guaranteed", "1"): "garantikursus|garantikurser|garantihold|garanti|garanteret|guaranteed",
}
FILTERS = {phrase: choice for choice, phrases in PHRASES.items() for phrase in phrases.split("|")}
OUT_OF_WORK = frozenset(
    phrase
    for phrases in (
        "ledig|ledige|for ledige|til ledige|ledig person|arbejdsloes|arbejdsloese|for arbejdsloese|uden job",
        "uden arbejde|jobsoeger|jobsoegende|dagpenge|dagpengemodtager|kontanthjaelp|paa dagpenge|paa kontanthjaelp",
        "a-kasse|jobcenter|unemployed|for unemployed|out of work|jobseeker|job seeker|job seekers|jobless|on benefits",
    )
    for phrase in phrases.split("|")
)


@dataclass(frozen=True, slots=True)
class Reading:
    """``left`` is what the words ask for besides the filters. ``choices`` has what was typed, filter and value.

    ``out_of_work``: somebody without a job asks; no filter is about that, for every course is open to them.
    """

    left: str
    choices: tuple[tuple[str, str, str], ...] = ()
    out_of_work: bool = False

    @property
    def typed(self) -> tuple[str, ...]:
        return tuple(said for said, _name, _value in self.choices)

    @property
    def is_about_paying(self) -> bool:
        """Whether somebody wants to know that a course may cost nothing while one receives benefits."""
        return self.out_of_work or any(name == "free" for _said, name, _value in self.choices)


def read_filters(q: str) -> Reading:
    """Take the words that are filters out of a search. Words that then carry no meaning go along."""
    typed = q.split()
    left, choices, out_of_work = [], [], False
    for said, folded in _phrases(typed):
        out_of_work = out_of_work or folded in OUT_OF_WORK
        if folded in FILTERS:
            choices.append((said, *FILTERS[folded]))
        elif folded not in OUT_OF_WORK:
            left.append(said)
    if not choices and not out_of_work:
        return Reading(q)
    rest = " ".join(left)
    return Reading(rest if meaningful(words_of(rest)) else "", tuple(choices), out_of_work)


def _phrases(typed: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What was typed in pieces, each with its folded words: a known phrase, or else one word."""
    start = 0
    while start < len(typed):
        for length in range(min(LONGEST_PHRASE, len(typed) - start), 0, -1):
            said = " ".join(typed[start : start + length])
            folded = " ".join(words_of(said))
            if length == 1 or folded in FILTERS or folded in OUT_OF_WORK:
                yield said, folded
                start += length
                break
