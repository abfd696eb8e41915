"""How words are compared: small letters, no accents, and the ways people write æ, ø and å. Pure."""

import re
import unicodedata

WORD = re.compile(r"[0-9a-z]+(?:-[0-9a-z]+)*")
# Unseen characters that come along when text is copied: soft hyphens, zero-width spaces, marks of byte order and of
# direction. ``courses_fold`` in SQL has the same list.
UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb]"
)
# Hyphens, dashes and minus signs: people type whichever their keyboard or word processor gives.
DASHES = re.compile("[\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d]")
SPELT_OUT = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ö": "oe", "ä": "ae", "ü": "y", "ß": "ss"})
AFTER_Z = str.maketrans("æøå", "{|}")  # the next three ASCII characters
NARROW = (("ae", "a"), ("oe", "o"), ("aa", "a"))

# Words that carry no meaning in a search for courses: the language's own, and those every title could have.
STOP = frozenset(
    word
    for line in (
        "ad af alle alt at blev blive bliver da de dem den denne der deres det dette dig din disse dog du",
        "efter eller en end er et for fra ham han hans har have havde hende hendes her hos hun hvad hvis hvor",
        "i ikke ind jeg jer jo kunne man mange med meget men mig min mine mit mod naar ned noget nogle nu og",
        "ogsaa om op os over paa sig skal skulle som til ud under var vi vil ville vor vaere",
        "a an and at for from how in into of on or the to with",
        "amu amukursus amukurser kursus kurser kurset uddannelse uddannelser course courses class classes",
        "training learn",
    )
    for word in line.split(" ")
)


def composed(text: str) -> str:
    """The text as it looks: each letter in its one spelling (NFC), and without what is not seen."""
    return unicodedata.normalize("NFC", UNSEEN.sub("", text))


def hyphened(text: str) -> str:
    """The text with a plain hyphen for every dash."""
    return DASHES.sub("-", text)


def fold(text: str) -> str:
    """Small ASCII letters with æ, ø, å spelt out: Kørekort, koerekort and KØREKORT are one."""
    spelt = composed(text).lower().translate(SPELT_OUT)
    return unicodedata.normalize("NFKD", spelt).encode("ascii", "ignore").decode()


def narrow(folded: str) -> str:
    """The same as somebody without Danish letters types it: korekort, arhus."""
    for wide, one in NARROW:
        folded = folded.replace(wide, one)
    return folded


def danish_order(text: str) -> str:
    """A key that sorts as Danes do: æ, ø, å after z, and aa as å."""
    return text.lower().replace("aa", "å").translate(AFTER_Z)


def words_of(text: str) -> list[str]:
    """Folded words and numbers in order; punctuation parts them, an inner hyphen does not."""
    return WORD.findall(fold(text))


def meaningful(words: list[str]) -> list[str]:
    return [word for word in words if word not in STOP]


def spaced(text: str) -> str:
    """Folded words, those with hyphens also in their parts, each with a space before and after it."""
    whole = words_of(text)
    parts = [part for word in whole if "-" in word for part in word.split("-")]
    wide = " ".join(whole + parts)
    thin = narrow(wide)
    return f" {wide} " if thin == wide else f" {wide} | {thin} "
