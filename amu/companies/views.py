"""The company's page, and who books for it."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amu import clock
from amu.companies import services
from amu.companies.models import CompanyMember
from amu.companies.overview import SECTIONS
from amu.companies.pages import asker, for_company, member_or_404
from amu.companies.selectors import members_of
from amu.journal.services import Actor
from amu.kernel.errors import CodedError
from amu.people.access import Act
from amu.web.sign_in_first import button_on
from amu.words import Kind, say


class Change(Protocol):
    def __call__(self, member_id: int, *, actor: Actor, now: datetime) -> CompanyMember: ...


@require_safe
@login_required
@for_company(Act.BOOK_SEATS)
def overview(request: HttpRequest, *, member: CompanyMember, actor: Actor) -> HttpResponse:
    """What the company has booked, and what is to be done by when."""
    context = {"member": member, "company": member.company, "sections": SECTIONS.filled_for(member)}
    return render(request, "companies/overview.html", context)


@require_safe
@login_required
@for_company(Act.CHOOSE_WHO_BOOKS)
def people(request: HttpRequest, *, member: CompanyMember, actor: Actor) -> HttpResponse:
    """Everybody who has signed in for the company, with what may be changed about each."""
    context = {"company": member.company, "members": members_of(member.company_id)}
    return render(request, "companies/people.html", context)


def _button(change: Change, done: Callable[[], str]) -> Callable[..., HttpResponseBase]:
    @button_on("companies:people")
    def view(request: HttpRequest, member_id: int) -> HttpResponse:
        manager = member_or_404(request)
        actor = asker(manager, Act.CHOOSE_WHO_BOOKS)
        if not CompanyMember.objects.filter(pk=member_id, company=manager.company_id).exists():
            raise Http404
        try:
            change(member_id, actor=actor, now=clock.now())
        except CodedError as error:
            messages.error(request, say(Kind.FINDING, error.code))
        else:
            messages.success(request, done())
        is_manager = CompanyMember.objects.filter(pk=manager.pk, is_manager=True).exists()
        return redirect("companies:people" if is_manager else "companies:overview")

    return view


let = _button(services.let_book, lambda: _("The person can book from now on."))
end = _button(services.end_right, lambda: _("The person can no longer book. It counts from now on."))
hand_over = _button(services.hand_over, lambda: _("The person now manages who books."))
