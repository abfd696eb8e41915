"""Answering the questions of applying, as a browser sends them: one page after the other."""

from enrolment.rules.questions import questions_for
from tests.pages import at, send

ANSWERS = {
    "residence": "resident",
    "situation": "employee",
    "payer": "myself",
    "employer_cvr": "",
    "wage": "paid",
    "education": "vocational",
    "wants_supplements": "no",
    "skills": "declined",
    "needs": "",
    "email": "karen@example.org",
    "phone": "12 34 56 78",
    "approver": "not_known",
}


def apply_at(where, language="da"):
    return at("enrolment:apply", where.booking_code, language=language)


def question_at(where, question, language="da"):
    return at("enrolment:question", where.booking_code, question, language=language)


def check_at(where, language="da"):
    return at("enrolment:check", where.booking_code, language=language)


def answer(browser, where, language="da", **changes):
    """Answer all that is asked; the answer to the last page, or to the first that took nothing."""
    given = {**ANSWERS, **changes}
    response = browser.post(apply_at(where, language))
    for question in questions_for(given, has_supplements=where.supplements.exists()):
        response = browser.post(question_at(where, question, language), given)
        if response.status_code != 302:
            break
    return response


def apply_for(browser, where, **changes):
    answer(browser, where, **changes)
    return send(browser, check_at(where))
