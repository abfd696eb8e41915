"""Who asks for a page of a company's: their membership, and the role in which they may act."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from amu.companies.models import CompanyMember
from amu.companies.selectors import company_actor, member_of
from amu.journal.services import Actor
from amu.people.access import Act

type CompanyView = Callable[..., HttpResponse]


def member_or_404(request: HttpRequest) -> CompanyMember:
    """Raises Http404 for everybody who has not signed in for a company."""
    member = member_of(request.user)
    if member is None:
        raise Http404
    return member


def for_company(act: Act) -> Callable[[CompanyView], CompanyView]:
    """A page of those who may do the act for their company; it gets the membership and the actor.

    Whoever may not book (yet, or any more) reads so; whoever lacks another right is answered 404.
    """

    def decorate(view: CompanyView) -> CompanyView:
        @wraps(view)
        def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            member = member_or_404(request)
            actor = company_actor(member, act)
            if actor is None and not member.may_book:
                return render(request, "companies/waiting.html", {"member": member}, status=403)
            if actor is None:
                raise Http404
            return view(request, *args, member=member, actor=actor, **kwargs)

        wrapper.is_for_companies = True  # type: ignore[attr-defined]  # read by amu.companies.middleware
        return wrapper

    return decorate


def asker(member: CompanyMember, act: Act) -> Actor:
    """The member's actor for an act of a button. Raises Http404 without the right."""
    actor = company_actor(member, act)
    if actor is None:
        raise Http404
    return actor
