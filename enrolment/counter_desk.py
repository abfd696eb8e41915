"""Apply for somebody who called, wrote or stands at the counter: the same questions, rules, price and letters."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from amu import clock
from amu.kernel.numbers import id_in
from amu.people.access import Act
from amu.people.acting import providers_where
from amu.people.enums import AddressSource
from amu.people.meeting import Meeting, meeting_or_404
from amu.people.post import address_of
from amu.people.registry import Visit
from amu.people.scoped_admin import acting
from amu.people.selectors import card_of
from amu.people.services import change_address
from courses.classes.pricing.priced import PricedRun, find_priced_run
from courses.guidance.rules.access import worth_telling
from courses.schools.selectors import approver_name
from enrolment import forms, services
from enrolment.application_words import answer_rows, price_words
from enrolment.counter_forms import ApplyForForm
from enrolment.models import Application
from enrolment.question_forms import approver_choices, skills_choices
from enrolment.rules.answers import SkillsOffer, read_answers
from enrolment.selectors import applications as ask


def their_applications(visit: Visit) -> dict[str, Any]:
    """The part of a person's page with their applications at the viewer's schools, and the way to a new one."""
    rows = Application.objects.filter(person_id=visit.person_id).select_related("run").order_by("-pk")
    if not visit.viewer.is_superuser:
        rows = rows.filter(run__provider_id__in=providers_where(visit.viewer, Act.FIND_PERSON))
    return {
        "applications": rows,
        "person_id": visit.person_id,
        "may_apply": bool(providers_where(visit.viewer, Act.APPLY_FOR_SOMEBODY)),
    }


def told(person_id: int, by_email: str, done: str) -> str:
    """What staff read after an act: that the person is being told, or that they have to tell the person themselves."""
    if card_of(person_id).email:
        return by_email
    return f"{done} " + _("The person has no e-mail address: print the letter that confirms it.")


def person_by_number(number: str, provider_ids: set[int] | None) -> int | None:
    """Whose application it is, by T-000017 or t17."""
    pk = id_in(number, "T")
    if pk is None:
        return None
    rows = Application.objects.filter(pk=pk)
    if provider_ids is not None:
        rows = rows.filter(run__provider_id__in=provider_ids)
    return rows.values_list("person_id", flat=True).first()


def choose_class(request: HttpRequest, person: int) -> HttpResponse:
    """Which class, by its booking code."""
    meeting = meeting_or_404(request, person, Act.APPLY_FOR_SOMEBODY)
    form = forms.ClassForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        run = _run_at(request, form.cleaned_data["booking_code"])
        if run is None:
            form.add_error("booking_code", _("Your school has no open class with this code."))
        else:
            return redirect("admin:enrolment_apply_for", person, run.facts.booking_code)
    return _page(request, meeting, "admin/enrolment/apply_for_class.html", form=form)


def apply_for(request: HttpRequest, person: int, booking_code: str) -> HttpResponse:
    """Ask, show what it costs and what the rules say, and apply once that has been seen."""
    meeting = meeting_or_404(request, person, Act.APPLY_FOR_SOMEBODY)
    run = _run_at(request, booking_code)
    if run is None:
        raise Http404
    if already := ask.live_application(person, run.facts.pk):
        messages.info(request, _("The person has already applied for this class."))
        return redirect("admin:enrolment_application_change", already.pk)
    has_supplements = bool(run.known.supplements)
    form = ApplyForForm(
        request.POST if request.method == "POST" else None,
        has_supplements=has_supplements,
        skills_classes=skills_choices(run.facts.pk),
        approvers=approver_choices(),
        initial=_initial(meeting),
    )
    shown = {"run": run.facts, "form": form, "supplements": run.known.supplements}
    if not form.is_bound or not form.is_valid() or "change" in request.POST:
        return _page(request, meeting, "admin/enrolment/apply_for.html", **shown)
    answers = read_answers(form.stored(), has_supplements=has_supplements)
    ruling, beside = _rulings(run, answers, meeting)
    price = price_words(ruling.quote)
    seen = " ".join([*price.answer, *(price_words(beside.quote).answer if beside else ())])
    if request.POST.get("seen") == seen:
        return _apply(request, meeting, form, answers, (ruling, beside))
    name = f"{beside.run.title} ({beside.run.booking_code})" if beside else ""
    return _page(
        request,
        meeting,
        "admin/enrolment/apply_for_check.html",
        **shown,
        rows=answer_rows(
            answers,
            has_supplements=has_supplements,
            skills_class=name,
            approver=approver_name(answers.approver),
        ),
        price=price,
        beside_price=price_words(beside.quote).answer if beside else (),
        seen=seen,
        verdicts=worth_telling(ruling.verdicts),
        key=uuid4(),
        typed=[
            (name, value) for name, values in request.POST.lists() if name in form.fields for value in values
        ],
    )


def _rulings(
    run: PricedRun, answers: services.Answers, meeting: Meeting
) -> tuple[services.Ruling, services.Ruling | None]:
    """Of the class, and of the one beside it where one was chosen: the form offers only what is open."""
    born, now = meeting.person.birth_date, clock.now()
    ruling = services.ruling_for(run, answers, birth_date=born, now=now)
    other = find_priced_run(answers.skills_class) if answers.skills == SkillsOffer.CLASS else None
    if other is None:
        return ruling, None
    return ruling, services.ruling_for(other, answers, birth_date=born, now=now, beside=run)


def _apply(
    request: HttpRequest,
    meeting: Meeting,
    form: ApplyForForm,
    answers: services.Answers,
    rulings: tuple[services.Ruling, services.Ruling | None],
) -> HttpResponse:
    """With the price that was seen, which is the one that is stored."""
    run = rulings[0].run
    actor = acting(request, Act.APPLY_FOR_SOMEBODY, run.provider_id).asked_by(form.cleaned_data["asked"])
    person, now = meeting.person, clock.now()
    if (address := form.address()) is not None:
        change_address(person.pk, address, source=AddressSource.SCHOOL, actor=actor, now=now)
    try:
        made = services.apply_beside(
            *rulings,
            person_id=person.pk,
            answers=answers,
            submission_key=_key(request),
            language=person.language,
            actor=actor,
            now=now,
        )
    except services.NotOpenError:
        messages.error(request, _("The class is no longer open."))
        return redirect("admin:person", person.pk)
    done = _("Applied for the person. The person is being notified."), _("Applied for the person.")
    messages.success(request, told(person.pk, *done))
    return redirect("admin:enrolment_application_change", made.pk)


def _key(request: HttpRequest) -> UUID:
    """Sent twice, it is one application."""
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return uuid4()


def _run_at(request: HttpRequest, booking_code: str) -> PricedRun | None:
    """An open class at a school where the user applies for people."""
    run = find_priced_run(booking_code.strip())
    schools = providers_where(request.user, Act.APPLY_FOR_SOMEBODY)
    if run is None or run.facts.provider_id not in schools or not run.facts.is_open_on(clock.today()):
        return None
    return run


def _initial(meeting: Meeting) -> dict[str, Any]:
    person, known = meeting.person, address_of(meeting.person.pk)
    return {
        **(known.address.as_dict() if known else {}),
        "email": person.email,
        "phone": person.phone,
    }


def _page(request: HttpRequest, meeting: Meeting, template: str, **context: Any) -> TemplateResponse:
    facts = {
        **admin.site.each_context(request),
        "title": _("Apply for the person"),
        "person": meeting.person,
        **context,
    }
    return TemplateResponse(request, template, facts, status=422 if context["form"].errors else 200)
