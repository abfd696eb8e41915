"""What may stand on the list of everyday words: a word somebody types, and the catalogue's words for it. Pure."""

from amu.kernel.errors import CodedError
from amu.kernel.folding import meaningful, words_of

LONGEST = 60  # letters, also where æ, ø and å are written as two
LONGEST_WORD = 40  # letters of one word that a search looks at
MOST_WORDS = 3  # of a search that are looked up together


def asked_as(text: str) -> str:
    """What is left of it in a search: folded words, without those that carry no meaning if there are others."""
    words = words_of(text)
    return " ".join(meaningful(words) or words)


def check_pair(term: str, means: str) -> None:
    """Raises CodedError for a pair no search could use. ``field`` in its facts says which of the two is wrong."""
    for field, text in (("term", term), ("means", means)):
        if not text.strip():
            raise CodedError("word_missing", field=field)
        if len(text) > LONGEST or len(asked_as(text)) > LONGEST:
            raise CodedError("word_too_long", field=field, most=LONGEST)
        if not asked_as(text):
            raise CodedError("word_without_letters", field=field)
        if any(len(word) > LONGEST_WORD for word in words_of(text)):
            raise CodedError("word_too_long", field=field, most=LONGEST_WORD)
    if not meaningful(words_of(means)):
        raise CodedError("meaning_passed_over", field="means")
    if len(asked_as(term).split()) > MOST_WORDS:
        raise CodedError("too_many_words", field="term", most=MOST_WORDS)
    if asked_as(term) == asked_as(means):
        raise CodedError("word_means_itself", field="means")
