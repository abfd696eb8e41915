"""What a person who types an everyday word wants, checked by hand against the real catalogue.

``everyday_words.csv`` has for each word the courses that must be among the first five; ``near`` and the courses that
are shown as close to it, for a word of which the catalogue has no course; a filter that it becomes; ``every`` where
any course will do; or ``none``.
"""

import csv
from pathlib import Path

import pytest

from amu import clock
from courses.loading import load_catalogue
from courses.search.query import parse_query
from courses.search.selectors import search

WORDS = Path(__file__).with_name("everyday_words.csv")
FIRST = 5


@pytest.fixture
def catalogue(db):
    load_catalogue(now=clock.now())


def wanted():
    with WORDS.open(encoding="utf-8") as file:
        return {row["word"]: row["wants"] for row in csv.DictReader(file)}


def what_is_wrong(wants, answer):
    first = {hit.course.code for hit in answer.hits[:FIRST]}
    near, courses = wants.startswith("near "), set(wants.removeprefix("near ").split())
    if wants == "none":
        return answer.total and "it finds something"
    if wants == "every":
        return (answer.query.q or not answer.reading.out_of_work) and "it is not read as being out of work"
    if "=" in wants:
        name, value = wants.split("=")
        chosen = (*answer.query.values(name), *(["1"] if name in answer.query.flags else []))
        return (answer.query.q or chosen != (value,)) and f"it is {chosen} of {name}"
    if near != bool(answer.understood.near):
        return "it says that there is none" if not near else "it does not say that there is none"
    return not courses <= first and f"it finds {first}"


def test_each_of_them_finds_what_is_wanted_or_says_that_there_is_none(catalogue, subtests):
    words = wanted()
    assert len(words) >= 200
    for word, wants in words.items():
        with subtests.test(word=word):
            assert not what_is_wrong(wants, search(parse_query({"q": word}), today=clock.today()))
