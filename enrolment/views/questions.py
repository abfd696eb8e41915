"""Apply: what is done and what is left, and one question a page. Each answer is saved as soon as it is given."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from amu import clock
from amu.people.enums import AddressSource
from amu.people.post import address_of
from amu.people.requests import person_id
from amu.people.selectors import card_at_hand, card_of
from amu.people.services import change_address
from amu.web.forms import status_of
from amu.web.saved_forms import claim, show_again, typed
from amu.web.sign_in_first import form_page
from amu.words import label
from courses.catalogue.prices import both_totals
from courses.classes.pricing.facts import load_rates
from courses.classes.pricing.priced import PricedRun
from courses.classes.pricing.quote import all_supplements, quote_known_run
from courses.fees.explanation import Words, in_words
from courses.guidance.rules.questions import BenefitPath, read
from courses.schools.selectors import approver_of_postal_code
from enrolment import services
from enrolment.application_words import progress
from enrolment.models import Draft
from enrolment.question_forms import (
    FORMS,
    AddressQuestionForm,
    QuestionForm,
    approver_choices,
    skills_choices,
)
from enrolment.rules.answers import person_so_far
from enrolment.rules.questions import PARTS, Question, Stored, is_answered, open_question, questions_for
from enrolment.selectors import applications as ask
from enrolment.selectors.bookings import booked_for
from enrolment.views.classes import priced_run_or_404


@dataclass(frozen=True, slots=True)
class Task:
    """One line of the list of what is done and what is left."""

    title: str
    url: str
    is_done: bool


@require_http_methods(["GET", "POST"])
@form_page
def apply(request: HttpRequest, booking_code: str) -> HttpResponse:
    """What is done and what is left. POST begins, with the answers to the price guide where there are any."""
    run, person = priced_run_or_404(booking_code), person_id(request)
    draft = ask.draft_of(person, run.facts.pk)
    if away := _elsewhere(request, run, person, draft):
        return away
    if request.method == "POST":
        answers, _open = read(request.POST.dict())
        begun = services.save_draft(run_id=run.facts.pk, person_id=person, answers=answers, now=clock.now())
        return redirect(_next(run, begun.answers))
    stored: Stored = draft.answers if draft else {}
    guided, _open = read(request.GET.dict())
    context = {
        **_beside_the_questions(run, stored or guided),
        "parts": _parts(run, stored or guided),
        "guided": {} if draft else guided,
        "draft": draft,
        "kept_until": _kept_until(draft),
        "is_reminded": draft is not None and _is_reminded(request, run, draft),
        "draft_weeks": services.DRAFT_WEEKS,
        "next_url": _next(run, stored) if draft else "",
        "is_complete": bool(draft) and open_question(stored, has_supplements=_has_supplements(run)) is None,
        "steps": progress(1),
    }
    return render(request, "enrolment/apply.html", context)


@require_http_methods(["GET", "POST"])
@form_page
def question(request: HttpRequest, booking_code: str, question: str) -> HttpResponse:
    """One question. A valid answer is saved and leads to the next one that is open, or to the page for checking."""
    run, person = priced_run_or_404(booking_code), person_id(request)
    draft = ask.draft_of(person, run.facts.pk)
    if away := _elsewhere(request, run, person, draft):
        return away
    stored: Stored = draft.answers if draft else {}
    mine = list(questions_for(stored, has_supplements=_has_supplements(run)))
    if question not in set(Question):
        raise Http404
    asked = Question(question)
    if asked not in mine:  # an answer given in another window has made an end of it
        return redirect(_next(run, stored))
    form = FORMS[asked](typed(request), initial=_initial(asked, person, stored), **_arguments(asked, run))
    if form.is_bound and form.is_valid():
        _keep_address(person, form)
        saved = services.save_draft(
            run_id=run.facts.pk, person_id=person, answers=form.stored(), now=clock.now()
        )
        claim(request)
        return redirect(_next(run, saved.answers))
    if again := show_again(request, request.get_full_path()):
        return again
    number = mine.index(asked)
    context = {
        **_beside_the_questions(run, stored),
        "form": form,
        "question": asked,
        "title": form.heading or next(iter(form)).label,
        "number": number + 1,
        "in_all": len(mine),
        "back_url": _address(run, mine[number - 1])
        if number
        else reverse("enrolment:apply", args=[booking_code]),
    }
    return render(request, "enrolment/question.html", context, status=status_of(request, form))


def _elsewhere(request: HttpRequest, run: PricedRun, person: int, draft: Draft | None) -> HttpResponse | None:
    """For whoever has applied already, and for a class that takes no more applications.

    A seat that a company has booked is the person's until the class begins.
    """
    if mine := ask.live_application(person, run.facts.pk):
        return redirect("enrolment:application", mine.pk)
    if not run.facts.is_open_on(clock.today()) and not _is_booked(draft, run):
        return render(request, "enrolment/closed.html", {"run": run.facts})
    return None


def _is_booked(draft: Draft | None, run: PricedRun) -> bool:
    if draft is None or not run.facts.can_be_joined_on(clock.today()):
        return False
    seat_id = draft.answers.get(services.BOOKED_BY)
    return booked_for(seat_id, person_id=draft.person_id, run_id=run.facts.pk) is not None


def _has_supplements(run: PricedRun) -> bool:
    return bool(run.known.supplements)


def _address(run: PricedRun, question: Question) -> str:
    return reverse("enrolment:question", args=[run.facts.booking_code, question])


def _next(run: PricedRun, stored: Stored) -> str:
    """The first open question, or the page for checking."""
    left = open_question(stored, has_supplements=_has_supplements(run))
    return _address(run, left) if left else reverse("enrolment:check", args=[run.facts.booking_code])


def _parts(run: PricedRun, stored: Stored) -> list[tuple[str, list[Task]]]:
    mine = set(questions_for(stored, has_supplements=_has_supplements(run)))
    return [
        (
            label(part),
            [
                Task(label(each), _address(run, each), is_done=is_answered(each, stored))
                for each in questions
                if each in mine
            ],
        )
        for part, questions in PARTS.items()
    ]


def _kept_until(draft: Draft | None) -> date | None:
    if draft is None:
        return None
    return clock.danish_date(draft.changed_at + timedelta(weeks=services.DRAFT_WEEKS))


def _is_reminded(request: HttpRequest, run: PricedRun, draft: Draft) -> bool:
    """Whether a mail will come before the answers are deleted: somebody can still apply then, and has an address."""
    reminded_on = clock.danish_date(draft.changed_at + services.REMINDED_AFTER)
    return bool(card_at_hand(request.user).email) and run.facts.is_open_on(reminded_on)


def _beside_the_questions(run: PricedRun, stored: Stored) -> dict[str, Any]:
    """The class and its price, which stay in sight: the person's own as soon as the answers decide it."""
    words, both = _price_so_far(run, stored)
    return {"run": run.facts, "supplements": run.known.supplements, "price": words, "both_prices": both}


def _price_so_far(run: PricedRun, stored: Stored) -> tuple[Words | None, tuple[Decimal | None, ...]]:
    """The person's price in words, or else that of the target group and that of others. One query."""
    rates = load_rates()
    accepts = all_supplements(run.known) if stored.get("wants_supplements") else frozenset()
    person = person_so_far(stored, has_supplements=_has_supplements(run))
    if person is not None:
        return in_words(quote_known_run(run.known, person, rates, accepts)), ()
    return None, both_totals(run.known, rates)


def _arguments(asked: Question, run: PricedRun) -> dict[str, Any]:
    if asked == Question.APPROVER:
        return {"approvers": approver_choices()}
    return {"skills_classes": skills_choices(run.facts.pk)} if asked == Question.SKILLS else {}


def _initial(asked: Question, person: int, stored: Stored) -> dict[str, Any]:
    """What was answered before, or is known of the person."""
    if asked == Question.ADDRESS:
        known = address_of(person)
        return known.address.as_dict() if known else {}
    if asked == Question.APPROVER and not is_answered(asked, stored):
        known = address_of(person)
        is_here = (
            known is not None and not known.address.country and stored.get("path") != BenefitPath.SIX_WEEKS
        )
        return {"approver": approver_of_postal_code(known.address.postal_code) if known and is_here else ""}
    if asked == Question.CONTACT and not is_answered(asked, stored):
        card = card_of(person)
        return {"email": card.email, "phone": card.phone}
    given = dict(stored)
    if "wants_supplements" in given:
        given["wants_supplements"] = "yes" if given["wants_supplements"] else "no"
    if day := given.get("degree_last_used"):
        given["degree_last_used"] = date.fromisoformat(day)
    return given


def _keep_address(person: int, form: QuestionForm) -> None:
    """An address that was told is stored at once; empty fields take none away."""
    if not isinstance(form, AddressQuestionForm) or (told := form.address()) is None:
        return
    known = address_of(person)
    address = replace(told, addressee=known.address.addressee if known else "")
    change_address(
        person, address, source=AddressSource.PERSON, actor=services.person(person), now=clock.now()
    )
