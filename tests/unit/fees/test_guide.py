"""The order of the guide's questions, and what the answers make of a person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.fees.rules import Education, Person, Scheme
from courses.guidance.rules.questions import QUESTIONS, person_of, questions_for, read, scheme_of

AT_WORK = {"residence": "resident", "situation": "employee", "payer": "myself"}


@pytest.mark.parametrize(
    ("answers", "question"),
    [
        ({}, "residence"),
        ({"residence": "resident"}, "situation"),
        ({"residence": "resident", "situation": "employee"}, "payer"),
        (AT_WORK, "education"),
        ({"residence": "resident", "situation": "self_employed"}, "education"),
        ({"residence": "resident", "situation": "on_benefit"}, "path"),
        ({"residence": "resident", "situation": "on_benefit", "path": "unsure"}, "education"),
        ({**AT_WORK, "payer": "employer"}, "education"),
        ({**AT_WORK, "education": "higher"}, "use"),
    ],
)
def test_the_next_question_depends_on_the_answers(answers, question):
    assert read(answers) == (answers, question)


@pytest.mark.parametrize(
    "answers",
    [
        {"residence": "greenland_faroe"},
        {"residence": "resident", "situation": "igu"},
        {"residence": "employed", "situation": "on_benefit", "path": "six_weeks"},
        {"residence": "resident", "situation": "on_benefit", "path": "municipality"},
        {**AT_WORK, "education": "vocational"},
        {**AT_WORK, "education": "unsure"},
        {**AT_WORK, "education": "higher", "use": "in_use"},
    ],
)
def test_these_answers_are_enough(answers):
    assert read(answers) == (answers, "")


def test_an_unknown_code_is_no_answer_and_nothing_after_it_counts():
    given = {"residence": "moon", "situation": "employee"}

    assert read(given) == ({}, "residence")


def test_answers_to_questions_nobody_asked_do_not_count():
    assert read({"residence": "greenland_faroe", "education": "higher", "colour": "red"}) == (
        {"residence": "greenland_faroe"},
        "",
    )


@pytest.mark.parametrize(
    ("answers", "person"),
    [
        ({"residence": "greenland_faroe"}, Person(Education.UNSKILLED, scheme=Scheme.GREENLAND_FAROE)),
        ({"residence": "resident", "situation": "igu"}, Person(Education.UNSKILLED, scheme=Scheme.IGU)),
        (
            {"residence": "resident", "situation": "on_benefit", "path": "six_weeks"},
            Person(Education.UNSKILLED, scheme=Scheme.SIX_WEEKS),
        ),
        (
            {"residence": "resident", "situation": "on_benefit", "path": "municipality"},
            Person(Education.UNSKILLED, scheme=Scheme.MUNICIPALITY),
        ),
        (
            {**AT_WORK, "payer": "employer", "education": "vocational"},
            Person(Education.VOCATIONAL, scheme=Scheme.EMPLOYER),
        ),
        ({**AT_WORK, "education": "higher", "use": "in_use"}, Person(Education.HIGHER)),
        ({**AT_WORK, "education": "higher", "use": "unused"}, Person(Education.HIGHER, says_unused=True)),
        ({**AT_WORK, "education": "higher", "use": "unsure"}, Person(Education.UNSURE)),
        ({**AT_WORK, "education": "unsure"}, Person(Education.UNSURE)),
    ],
)
def test_answers_make_a_person(answers, person):
    assert person_of(answers) == person


@pytest.mark.parametrize("situation", ["self_employed", "self_supporting", "employee"])
def test_a_path_counts_only_for_people_on_benefit(situation):
    answers = {"residence": "resident", "situation": situation, "path": "six_weeks"}

    assert scheme_of(answers) is Scheme.NONE


@given(st.dictionaries(st.sampled_from([*QUESTIONS, "x"]), st.text(max_size=3) | st.just("resident")))
def test_any_address_is_either_a_question_or_a_person(given_codes):
    answers, question = read(given_codes)

    assert set(answers) <= set(questions_for(answers))
    assert question in QUESTIONS or isinstance(person_of(answers), Person)
