"""Check and send: answers, price and class as they will be sent. What is sent is what was shown."""

from collections.abc import Iterator

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from amu import clock
from amu.people.requests import person_id
from amu.web.formatting import long_date
from amu.web.sign_in_first import form_page
from courses.classes.selectors import RunFacts
from courses.fees.explanation import Words
from courses.guidance.rules.access import worth_telling
from enrolment import forms, services
from enrolment.selectors import applications as ask
from enrolment.views.classes import run_or_404
from enrolment.words import answer_labels, price_words, progress

SALT = "enrolment.check"
type Rows = list[tuple[str, str]]


@require_http_methods(["GET", "POST"])
@form_page
def check(request: HttpRequest, booking_code: str) -> HttpResponse:
    """Answers, price and what follows, before anything is sent; POST sends, if they are still what was shown."""
    run, person = run_or_404(booking_code), person_id(request)
    draft = ask.draft_of(person, run.pk)
    if draft is None:
        mine = ask.live_application(person, run.pk)
        return (
            redirect("enrolment:application", mine.pk) if mine else redirect("enrolment:apply", booking_code)
        )
    answers = forms.answers_from_draft(draft.answers)
    ruling = services.ruling_for(run, person, answers, now=clock.now())
    price, labels = price_words(ruling.quote), answer_labels(answers)
    rows = [*_of_the_class(run), *_of_the_price(price), *labels]
    if request.method == "POST":
        if changes := list(_differences(request.POST.get("shown", ""), rows)):
            for words in changes:
                messages.warning(request, words)
            return redirect(request.path)
        try:
            made = services.apply(
                run_id=run.pk,
                person_id=person,
                answers=answers,
                submission_key=draft.submission_key,
                language=get_language() or "da",
                actor=services.person(person),
                now=clock.now(),
                ruling=ruling,
            )
        except services.NotOpenError:
            return redirect("enrolment:apply", booking_code)
        return redirect("enrolment:application", made.pk)
    context = {
        "run": run,
        "answers": answers,
        "labels": labels,
        "price": price,
        "verdicts": worth_telling(ruling.verdicts),
        "has_no": not all(ruling.verdicts),
        "steps": progress(2),
        "shown": signing.dumps(rows, salt=SALT, compress=True),
    }
    return render(request, "enrolment/check.html", context)


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
