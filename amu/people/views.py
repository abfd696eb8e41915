"""Sign in and sign out."""

from allauth.account import views as account
from allauth.account.adapter import get_adapter
from allauth.account.internal.stagekit import clear_login
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from amu.people.mitid.views import safe_next


@never_cache
@require_GET
def sign_in(request: HttpRequest) -> HttpResponse:
    """What MitID is, and one button. Who is signed in already goes where they were going."""
    next_url = safe_next(request, request.GET.get("next", ""))
    if request.user.is_authenticated:
        return HttpResponseRedirect(next_url or get_adapter().get_login_redirect_url(request))
    return render(request, "people/sign_in.html", {"next": next_url})


def change_password(request: HttpRequest) -> HttpResponse:
    """404 for an account without a password: an operator gives it one."""
    if request.user.is_authenticated and not request.user.has_usable_password():
        raise Http404
    response: HttpResponse = account.password_change(request)
    return response


@never_cache
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session, also one that stopped half-way at the second factor. Only by POST."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("front"))
    clear_login(request)
    logout(request)
    response = HttpResponseRedirect(safe_next(request, request.POST.get("next", "")) or reverse("front"))
    response["Clear-Site-Data"] = '"cache"'
    return response
