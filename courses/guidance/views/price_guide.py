"""The price guide: what it costs me, and why, before anybody signs in. Nothing is stored."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from amu import clock
from amu.kernel.verdict import Verdict
from amu.words import Kind, label, say
from courses.fees.explanation import in_words
from courses.fees.rules import Ground, NoPrice, Person
from courses.fees.rules.answers import Change
from courses.guidance.forms import QUESTIONS, QuestionForm, label_of
from courses.guidance.rules.access import Applicant, Wanted, stands_before_the_price, verdicts, worth_telling
from courses.guidance.rules.questions import Residence, may_be_free, person_of, questions_for, read
from courses.guidance.targets import Target, price_of_days, price_of_target, target_of

WEEK = 5  # course days
TARGETS = ("course", "run")  # what may be carried beside the answers


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as the result page repeats it, with the address that asks it again."""

    label: str
    value: str
    change_url: str


@require_safe
def price_guide(request: HttpRequest) -> HttpResponse:
    """One question a page; at the end the price, why, and what would change it."""
    given = request.GET.dict()
    answers, question = read(given)
    target = target_of(given.get("course", ""), given.get("run", ""), today=clock.today())
    carried = {name: given[name] for name in TARGETS if target and target.found and given.get(name)}
    if question:
        return _ask(request, question, answers, carried)
    return _answer(request, answers, target, carried)


def _ask(
    request: HttpRequest, question: str, answers: dict[str, str], carried: dict[str, str]
) -> HttpResponse:
    is_answered = request.GET.get("asked") == question or question in request.GET
    form = QuestionForm(question, request.GET.dict() if is_answered else None)
    context = {
        "form": form,
        "name": question,
        "title": QUESTIONS[question].title,
        "number": len(answers) + 1,
        "hidden": {**carried, **answers},
        "back_url": _address(carried, answers, without_last=True) if answers else "",
    }
    return render(request, "guidance/guide_question.html", context, status=422 if form.errors else 200)


def _answer(
    request: HttpRequest, answers: dict[str, str], target: Target | None, carried: dict[str, str]
) -> HttpResponse:
    today = clock.today()
    person = person_of(answers)
    told = _told(answers, person, today)
    context: dict[str, Any] = {
        "target": target if target and target.found else None,
        "unknown": target.code if target and not target.found else "",
        "query": urlencode(answers),
        "answers": answers,
        "given": _given(answers, carried),
        "first": [verdict for verdict in told if stands_before_the_price(verdict)],
        "verdicts": [verdict for verdict in told if not stands_before_the_price(verdict)],
        "may_be_free": may_be_free(answers),
    }
    if target and target.found:
        context["price"] = in_words(price_of_target(target, person, today=today))
    else:
        context |= _per_day(answers, today)
    return render(request, "guidance/guide_answer.html", context)


def _told(answers: dict[str, str], person: Person, today: date) -> list[Verdict]:
    """What to tell of access, beside the price."""
    applicant = Applicant(
        residence=answers["residence"],
        situation=answers.get("situation", ""),
        education=str(person.education),
        path=answers.get("path", ""),
    )
    return worth_telling(verdicts(applicant, Wanted(), on=today))


def _per_day(answers: dict[str, str], today: date) -> dict[str, Any]:
    """No course is chosen: a day and a week, or why the price hangs on the course."""
    person = person_of(answers)
    day, week = (price_of_days(days, person, today) for days in (1, WEEK))
    return {
        "price": in_words(day),
        "week": None if isinstance(week, NoPrice) else week.payer_amount or week.total,
        "costs": not isinstance(day, NoPrice) and bool(day.total),
        **_full_price(answers),
        "error": day.code if isinstance(day, NoPrice) else "",
    }


def _full_price(answers: dict[str, str]) -> dict[str, str]:
    """Why somebody pays the full price, and what would change it, where no course is chosen to say so."""
    is_abroad = answers["residence"] == Residence.GREENLAND_FAROE
    ground = Ground.GREENLAND_FAROE if is_abroad else Ground.HIGHER_EDUCATION
    change = Change.RESIDENCE_OR_WORK_IN_DENMARK if is_abroad else Change.DEGREE_UNUSED_FIVE_YEARS
    return {"ground": say(Kind.GROUND, ground), "would_change": label(change)}


def _given(answers: dict[str, str], carried: dict[str, str]) -> list[Given]:
    rows = []
    for name in questions_for(answers):
        before = {each: code for each, code in answers.items() if each != name}
        rows.append(
            Given(
                str(QUESTIONS[name].short),
                label_of(name, answers[name]),
                _address(carried, _until(name, before)),
            )
        )
    return rows


def _until(name: str, answers: dict[str, str]) -> dict[str, str]:
    order = list(QUESTIONS)
    return {each: code for each, code in answers.items() if order.index(each) < order.index(name)}


def _address(carried: dict[str, str], answers: dict[str, str], *, without_last: bool = False) -> str:
    remaining = dict(list(answers.items())[:-1]) if without_last else answers
    query = urlencode({**carried, **remaining})
    return reverse("price_guide") + (f"?{query}" if query else "")
