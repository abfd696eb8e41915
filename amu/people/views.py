"""Sign in and sign out, and a person's own data."""

from allauth.account import views as account
from allauth.account.adapter import get_adapter
from allauth.account.internal.stagekit import clear_login
from django.contrib import messages
from django.contrib.auth import logout
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from amu import clock
from amu.journal.services import person
from amu.people.enums import AddressSource
from amu.people.mitid.views import safe_next
from amu.people.models import User
from amu.people.person_forms import MyDataForm
from amu.people.post import address_of
from amu.people.requests import user_id
from amu.people.services import change_address, change_contact
from amu.web.forms import status_of
from amu.web.saved_forms import claim, show_again, typed
from amu.web.sign_in_first import form_page


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
@require_http_methods(["GET", "POST"])
@form_page
def my_data(request: HttpRequest) -> HttpResponse:
    """How we reach the person. They change it themselves; the name comes from MitID."""
    user = User.objects.get(pk=user_id(request))
    known = address_of(user.pk)
    reach = {"email": user.email, "phone": user.phone, "language": user.language}
    form = MyDataForm(
        typed(request),
        initial={**reach, **(known.address.as_dict() if known else {})},
    )
    if request.method == "POST" and form.is_valid():
        now, actor = clock.now(), person(user.pk)
        with transaction.atomic():
            change_contact(user.pk, **{name: form.cleaned_data[name] for name in reach}, actor=actor, now=now)
            change_address(user.pk, form.address(), source=AddressSource.PERSON, actor=actor, now=now)
        claim(request)
        messages.success(request, _("Your data have been changed."))
        return redirect(f"{reverse('overview')}#my-data")
    if again := show_again(request, request.path):
        return again
    return render(request, "people/my_data.html", {"form": form}, status=status_of(request, form))


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
