"""Odd query strings: each gives a page, none makes the database work for long."""

import os
import random
import string
from collections import Counter
from urllib.parse import quote

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import RequestFactory
from django.test.client import ClientHandler

from amu.kernel.folding import words_of
from courses.search.query import NAMES, parse_query

HOW_MANY = int(os.environ.get("ODD_SEARCHES", "600"))  # a full search: 10000
MOST_QUESTIONS = 24  # eight words that find nothing take two each
LONGEST_ADDRESS = 20_000
ODD = [
    "", "%", "_", "%%%", "*", "\\", "'", "''", '"', "';--", "1 OR 1=1", "(", ")", "&", "|", "!", ":*", "<->", "a:*",
    "' | '", "\x00", "\u202e", "\ufeff", "\ud7ff", "𝕬𝖘𝖇𝖊𝖘𝖙", "İ", "ß", "e\u0301", "-", "--", "-1", "0", "1e9", "10e400",
    "1000000000", "9" * 400, "99999", "8000", "0000", "-8000", "2026-02-30", "0000-00-00", "9999-12-31", "0001-01-01",
    "2026-09-01", "NaN", "Infinity", "null", "true", "[]", "{}", "{{7*7}}", "{% x %}", "<script>", "../../etc/passwd",
    "a" * 5000, "a " * 2000, "%" * 500, "æøå" * 100, "svejsning", "truck", "day", "evening", "yes", "1", "2", "asbest",
    "asbest " * 50, "or and not", "AND", "NEAR(a b)", "title:asbest", "~", "^", "$", ".*", "(a+)+$", "\t\n\r", "١٢٣",
]  # fmt: skip


def odd_queries(seed):
    chance = random.Random(seed)  # noqa: S311 - odd strings, not secrets
    letters = string.printable + "æøåÆØÅ%_'\"\\\x00€"
    names = [*NAMES, "page[]", "q[]", "__proto__", "order_by", "unknown"]

    def value():
        if chance.random() < 0.6:
            return chance.choice(ODD)
        return "".join(chance.choices(letters, k=chance.randrange(40)))

    for _ in range(HOW_MANY):
        pairs = [(chance.choice(names), value()) for _ in range(chance.randrange(1, 6))]
        yield "&".join(
            f"{name}={quote(text, safe='' if chance.random() < 0.9 else '&=%')}" for name, text in pairs
        )


@pytest.mark.django_db(transaction=True)
def test_odd_query_strings_each_give_a_page_for_a_handful_of_questions(new_run):
    for number in range(5):
        new_run(f"RUN{number}", place="Aarhus" if number % 2 else "Kolding")
    questions = Counter()
    answer = ClientHandler()  # the test client also copies the facts of each page, which takes as long again
    answer.load_middleware()
    make = RequestFactory()

    def count(execute, sql, params, many, context):
        questions[query] += 1
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        for query in odd_queries(1):
            asked = parse_query(QueryDict(query))
            assert len(asked.address()) < LONGEST_ADDRESS, query
            assert all(word.isascii() and word.isprintable() for word in words_of(asked.q)), query
            assert answer.get_response(make.get(f"/da/kurser/?{query}")).status_code == 200, query

    assert max(questions.values()) <= MOST_QUESTIONS, questions.most_common(3)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("place=99999", "By eller postnummer"),
        ("place=0000", "By eller postnummer"),
        ("place=Langtbortistan", "By eller postnummer"),
        ("place=8000&km=-1", "Afstand"),
        ("page=1000000000", "Sidetal"),
        ("from=2026-10-01&to=2026-09-01", "Starter tidligst, Starter senest"),
        ("form=hverken", "Hvornår og hvordan"),
        ("region=Sk%C3%A5ne", "Region"),
        ("q=%25%25%25", "Kursus eller fag"),
        ("kulør=rød", "En del af adressen, som vi ikke kender"),
    ],
)
def test_what_makes_no_sense_is_named(client, courses, query, said):
    text = client.get(f"/da/kurser/?{query}").content.decode()

    assert f"så vi søgte uden: {said}." in text


def test_more_parts_than_anybody_would_type_are_refused(client, courses):
    assert client.get("/da/kurser/?" + "q=a&" * 1000).status_code == 400
