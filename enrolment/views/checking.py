"""Check and send: answers, price and class as they will be sent. What is sent is what was shown."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from amu import clock
from amu.people.requests import person_id
from amu.people.selectors import PersonCard, card_at_hand
from amu.web.formatting import long_date
from amu.web.sign_in_first import form_page
from courses.classes.pricing.facts import load_rates
from courses.classes.pricing.priced import PricedRun, find_priced_run
from courses.classes.selectors import RunFacts
from courses.fees.explanation import Words
from courses.guidance.rules.access import worth_telling
from courses.schools.selectors import approver_name
from enrolment import services
from enrolment.application_words import Answered, answer_rows, price_words, progress
from enrolment.models import BookedSeat
from enrolment.rules.answers import Answers, SkillsOffer, read_answers
from enrolment.rules.papers import NEEDED
from enrolment.rules.questions import Question, Stored, open_question
from enrolment.selectors import applications as ask
from enrolment.selectors.bookings import booked_for
from enrolment.services import Ruling
from enrolment.views.classes import priced_run_or_404

SALT = "enrolment.check"
type Rows = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Checked:
    """What would be sent now. ``beside`` is the class in reading, writing or mathematics, where one was chosen."""

    answers: Answers
    ruling: Ruling
    price: Words
    beside: Ruling | None
    answered: list[Answered]
    booked: BookedSeat | None

    @property
    def rows(self) -> Rows:
        """Everything on the page that must still be so when it is sent."""
        beside = self.beside
        return [
            *_of_the_class(self.ruling.run),
            *_of_the_price(self.price),
            *([(_("Booked by"), str(self.booked.booking.company))] if self.booked else []),
            *((row.label, row.value) for row in self.answered),
            *([(_("Price of the class beside it"), _price_of(beside))] if beside else []),
        ]


@require_http_methods(["GET", "POST"])
@form_page
def check(request: HttpRequest, booking_code: str) -> HttpResponse:
    """Answers, price and what follows, before anything is sent; POST sends, if they are still what was shown."""
    run, person = priced_run_or_404(booking_code), person_id(request)
    draft = ask.draft_of(person, run.facts.pk)
    if draft is None:
        mine = ask.live_application(person, run.facts.pk)
        return (
            redirect("enrolment:application", mine.pk) if mine else redirect("enrolment:apply", booking_code)
        )
    if left := open_question(draft.answers, has_supplements=bool(run.known.supplements)):
        return redirect("enrolment:question", booking_code, left)
    known = card_at_hand(request.user)
    checked = _checked(run, draft.answers, known)
    if checked is None:
        messages.warning(request, _("The class beside the course is no longer open. Choose again."))
        return redirect("enrolment:question", booking_code, Question.SKILLS)
    if request.method == "POST":
        if changes := list(_differences(request.POST.get("shown", ""), checked.rows)):
            for words in changes:
                messages.warning(request, words)
            return redirect(request.path)
        try:
            made = services.apply_beside(
                checked.ruling,
                checked.beside,
                person_id=person,
                answers=checked.answers,
                submission_key=draft.submission_key,
                language=get_language() or "da",
                actor=services.person(person),
                now=clock.now(),
                known=known,
                booked=checked.booked.pk if checked.booked else None,
            )
        except services.NotOpenError:
            return redirect("enrolment:apply", booking_code)
        return redirect("enrolment:application", made.pk)
    context = {
        "run": run.facts,
        "checked": checked,
        "price": checked.price,
        "beside_price": _price_of(checked.beside) if checked.beside else "",
        "verdicts": worth_telling(checked.ruling.verdicts),
        "has_no": any(not verdict and verdict.code not in NEEDED for verdict in checked.ruling.verdicts),
        "steps": progress(2),
        "shown": signing.dumps(checked.rows, salt=SALT, compress=True),
    }
    return render(request, "enrolment/check.html", context)


def _checked(run: PricedRun, stored: Stored, known: PersonCard) -> Checked | None:
    """None where the class beside the course can no longer be applied for."""
    has_supplements, now = bool(run.known.supplements), clock.now()
    answers = read_answers(stored, has_supplements=has_supplements)
    rates, beside = load_rates(), None
    if answers.skills == SkillsOffer.CLASS:
        other = find_priced_run(answers.skills_class)
        if other is None or not other.facts.is_open_on(clock.today()):
            return None
        beside = services.ruling_for(
            other, answers, birth_date=known.birth_date, now=now, rates=rates, beside=run
        )
    ruling = services.ruling_for(run, answers, birth_date=known.birth_date, now=now, rates=rates)
    mine = booked_for(stored.get(services.BOOKED_BY), person_id=known.id, run_id=run.facts.pk)
    return Checked(
        answers,
        ruling,
        price_words(ruling.quote),
        beside,
        answer_rows(
            answers,
            has_supplements=has_supplements,
            skills_class=_name(beside),
            approver=approver_name(answers.approver),
        ),
        mine,
    )


def _name(beside: Ruling | None) -> str:
    if beside is None:
        return ""
    return f"{beside.run.title}, {long_date(beside.run.starts_on)} ({beside.run.booking_code})"


def _price_of(beside: Ruling) -> str:
    return " ".join(price_words(beside.quote).answer)


def _differences(shown: str, rows: Rows) -> Iterator[str]:
    """What is no longer as the page showed it, in words; nothing where all is.

    How many seats are left is not compared: it changes all the time, and whoever sends first comes first.
    """
    try:
        before = dict(signing.loads(shown, salt=SALT))
    except signing.BadSignature:
        yield _("Nothing has been sent yet. Check your answers and your price, and send the application.")
        return
    now = dict(rows)
    if before == now:
        return
    yield _(
        "Something has changed since you saw the page, so nothing has been sent. Check it, and send again."
    )
    for name in dict.fromkeys([*before, *now]):
        was, is_now = before.get(name) or _("nothing"), now.get(name) or _("nothing")
        if was != is_now:
            yield _("%(what)s: before: %(was)s. Now: %(now)s.") % {"what": name, "was": was, "now": is_now}


def _of_the_class(run: RunFacts) -> Rows:
    return [
        (_("Class"), f"{run.title}, {run.booking_code}"),
        (_("First day"), long_date(run.starts_on)),
        (_("Last day"), long_date(run.ends_on)),
        (_("Time of day"), run.hours),
        (_("Where"), ", ".join(part for part in (run.provider_name, run.place) if part)),
    ]


def _of_the_price(price: Words) -> Rows:
    return [
        (_("Your price"), " ".join(price.answer)),
        (_("How the price was calculated"), " ".join(price.arithmetic)),
    ]
