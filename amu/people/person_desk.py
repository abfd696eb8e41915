"""The counter: find a person, enter one, and the page from which staff act for them."""

from django.contrib import admin, messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from amu import clock
from amu.kernel.errors import CodedError
from amu.kernel.identity import find_cpr, mask_cpr
from amu.people.access import Act
from amu.people.acting import may_see_address, may_somewhere, providers_where
from amu.people.correcting import add_coded, corrected, correction_form, store_reach
from amu.people.enums import Purpose, Seen
from amu.people.meeting import actor_or_404, meeting_or_404, remember
from amu.people.models import User
from amu.people.person_forms import FindForm, ParticularsForm
from amu.people.post import address_of
from amu.people.registry import SECTIONS, Visit
from amu.people.scoped_admin import page
from amu.people.selectors import cpr_of
from amu.people.services import enter_person, find_people, record_view, reveal_cpr
from amu.words import Kind, label, say

CARRIED = ("name", "birth_date", "cpr", "email", "phone")  # from looking in vain to entering


def urls() -> list[URLPattern]:
    wrap = admin.site.admin_view
    return [
        path("find/", wrap(find), name="find_person"),
        path("enter/", wrap(enter), name="enter_person"),
        path("<int:pk>/visit/", wrap(visit), name="person"),
        path("<int:pk>/correct/", wrap(correct), name="correct_person"),
    ]


def find(request: HttpRequest) -> HttpResponse:
    """Look for somebody. What is typed is never part of an address; a CPR number typed in a list's search comes here."""
    if "q" in request.POST and not may_somewhere(request.user, Act.FIND_PERSON):
        messages.error(request, _("Do not search by CPR number here."))
        return redirect("admin:index")
    actor_or_404(request, Act.FIND_PERSON)
    if "q" in request.POST:
        form = FindForm(initial={"cpr": find_cpr(request.POST["q"])})
        return page(request, "admin/people/find.html", _("Find a person"), form=form, from_search=True)
    form = FindForm(request.POST if request.method == "POST" else None)
    found: list[User] | None = None
    if form.is_bound and form.is_valid():
        purpose = form.cleaned_data["purpose"]
        try:
            found = find_people(_viewer(request), form.wanted(), purpose=purpose, now=clock.now())
        except CodedError as error:
            form.add_error(None, say(Kind.FINDING, error.code))
        for person in found or []:
            remember(request, person.pk, purpose)
        if found and len(found) == 1:
            return redirect("admin:person", found[0].pk)
    return page(
        request,
        "admin/people/find.html",
        _("Find a person"),
        form=form,
        found=found,
        carried=[(name, form[name].value() or "") for name in CARRIED],
        may_enter=may_somewhere(request.user, Act.ENTER_PERSON),
    )


def enter(request: HttpRequest) -> HttpResponse:
    """Enter somebody who does not sign in with MitID, on their word."""
    actor = actor_or_404(request, Act.ENTER_PERSON)
    if "carried" in request.POST:
        form = ParticularsForm(initial={name: request.POST.get(name, "") for name in CARRIED})
    else:
        form = ParticularsForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        asked = actor.asked_by(form.cleaned_data["asked"])
        try:
            with transaction.atomic():
                person = enter_person(
                    form.particulars(),
                    language=form.cleaned_data["language"],
                    provider_id=min(providers_where(request.user, Act.ENTER_PERSON)),
                    actor=asked,
                    now=clock.now(),
                )
                store_reach(form, person.pk, actor=asked, now=clock.now())
        except CodedError as error:
            add_coded(form, error)
        else:
            remember(request, person.pk, Purpose.ADMISSION)
            messages.success(request, _("The person has been entered."))
            return redirect("admin:person", person.pk)
    return page(
        request,
        "admin/people/form.html",
        _("Enter a person"),
        form=form,
        button=_("Enter the person"),
        lead=_("For somebody who cannot sign in with MitID. You enter what the person tells you."),
        parent=_("Find a person"),
        back=reverse("admin:find_person"),
    )


def visit(request: HttpRequest, pk: int) -> HttpResponse:
    """What is known of the person, and what staff can do for them. POST shows the whole CPR number."""
    meeting = meeting_or_404(request, pk, Act.FIND_PERSON)
    person, viewer, now = meeting.person, _viewer(request), clock.now()
    about = f"user:{pk}"
    record_view(viewer, pk, what=Seen.PERSON, object_ref=about, purpose=meeting.purpose, now=now)
    may_see_cpr = may_somewhere(viewer, Act.SEE_CPR)
    cpr = mask_cpr(cpr_of(person))
    if request.method == "POST":
        actor_or_404(request, Act.SEE_CPR)
        cpr = reveal_cpr(viewer, pk, object_ref=about, purpose=meeting.purpose, now=now)
    known = address_of(pk)
    return page(
        request,
        "admin/people/person.html",
        person.display_name,
        person=person,
        cpr=cpr,
        is_masked=request.method != "POST",
        may_see_cpr=may_see_cpr,
        address=known,
        address_source=label(known.source) if known else "",
        address_lines=known.address.lines(person.name_on_paper) if known else (),
        may_see_address=may_see_address(viewer, None, is_protected=person.name_protected),
        may_correct=may_somewhere(viewer, Act.CORRECT_PERSON),
        sections=SECTIONS.filled_for(Visit(viewer, pk, meeting.purpose)),
    )


def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct name, number, contact details and address."""
    meeting = meeting_or_404(request, pk, Act.CORRECT_PERSON)
    form = correction_form(request, meeting.person)
    if (
        form.is_bound
        and form.is_valid()
        and corrected(form, meeting.person, actor=meeting.actor, now=clock.now())
    ):
        messages.success(request, _("The person's data have been changed."))
        return redirect("admin:person", pk)
    return page(
        request,
        "admin/people/form.html",
        _("Correct the person's data"),
        form=form,
        button=_("Save the person's data"),
        parent=meeting.person.display_name,
        back=reverse("admin:person", args=[pk]),
    )


def _viewer(request: HttpRequest) -> User:
    viewer = request.user
    if not isinstance(viewer, User):
        raise TypeError("the register is for people who are signed in")
    return viewer
