"""Whether a word is another one misspelt. Pure.

A wrong guess sends somebody to another trade, so in doubt it is none. Words that differ in one letter often mean
quite different things (skole, skove; gardin, garden; beretning, beregning), and so do short ones (planer, planter).
"""

import re

from amu.kernel.folding import narrow

DOUBLED = re.compile(r"(.)\1")

SHORTEST = 6  # letters of a word that is mended at all: two neighbours have changed places
SHORTEST_COUNTED = 7  # a letter is missing or too many
FORGIVEN_FROM = 14  # a letter stands for another, or there are two slips


def is_misspelt(folded: str, meant: str) -> bool:
    """Both are compared as without Danish letters and doubled ones. The first letter is right; so is the last of a
    pair that changed places, for that is how Danish words are inflected (voksen, voksne)."""
    shorter = min(len(narrow(folded)), len(narrow(meant)))
    if folded == meant or folded[:1] != meant[:1] or shorter < SHORTEST:
        return False
    word, meant = _plain(folded), _plain(meant)
    slips = distance(word, meant)
    if slips == 0:
        return True
    if slips == 2:
        return shorter >= FORGIVEN_FROM
    if slips != 1:
        return False
    if len(word) != len(meant):
        return shorter >= SHORTEST_COUNTED
    if sorted(word) == sorted(meant):
        return word[-1] == meant[-1]
    return shorter >= FORGIVEN_FROM


def _plain(folded: str) -> str:
    return DOUBLED.sub(r"\1", narrow(folded).replace("ck", "k"))


def distance(one: str, other: str) -> int:
    """Letters to add, leave out, replace or swap with a neighbour (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        earlier, before, row = before, row, [at]
        for place, meant in enumerate(other, start=1):
            least = min(before[place] + 1, row[-1] + 1, before[place - 1] + (letter != meant))
            if at > 1 and place > 1 and letter == other[place - 2] and one[at - 2] == meant:
                least = min(least, earlier[place - 2] + 1)
            row.append(least)
    return row[-1]
