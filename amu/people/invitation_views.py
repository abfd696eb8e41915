"""Accept an invitation to a role: with a new account, or with the one that is signed in."""

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from amu import clock
from amu.kernel.errors import CodedError
from amu.people.models import Invitation, User
from amu.people.rights_forms import AcceptForm
from amu.people.services.invitations import accept, accept_with_new_account, open_invitation
from amu.words import Kind, say

TEMPLATE = "people/accept_invitation.html"


@never_cache
@require_http_methods(["GET", "POST"])
def accept_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Only the link opens it. A second factor is asked for at the first sign-in, as of all staff."""
    invitation = open_invitation(token, now=clock.now())
    if invitation is None:
        return render(request, TEMPLATE, {"invitation": None}, status=410)
    if isinstance(request.user, User):
        return _with_account(request, request.user, token, invitation)
    form = AcceptForm(
        request.POST if request.method == "POST" else None,
        full_name=invitation.name,
        initial={"username": invitation.email.partition("@")[0].replace(".", "-").lower()},
    )
    if form.is_bound and form.is_valid() and _accepted(token, form):
        messages.success(request, _("Your account is ready. Sign in with your user name and password."))
        return redirect("account_login")
    status = 422 if form.errors else 200
    return render(request, TEMPLATE, {"invitation": invitation, "form": form}, status=status)


def _accepted(token: str, form: AcceptForm) -> bool:
    said = form.cleaned_data
    try:
        with transaction.atomic():
            accept_with_new_account(
                token, username=said["username"], password=said["password"], now=clock.now()
            )
    except IntegrityError:
        form.add_error("username", _("Somebody has this user name. Choose another."))
    except CodedError as error:
        form.add_error(None, say(Kind.FINDING, error.code))
    return not form.errors


def _with_account(request: HttpRequest, user: User, token: str, invitation: Invitation) -> HttpResponse:
    context = {"invitation": invitation, "account": user.full_name or user.username, "problem": ""}
    if request.method == "POST":
        try:
            accept(token, user_id=user.pk, now=clock.now())
        except CodedError as error:
            context["problem"] = say(Kind.FINDING, error.code)
            return render(request, TEMPLATE, context, status=422)
        messages.success(request, _("Accepted. Your new right counts from now on."))
        return redirect("staff_start")
    return render(request, TEMPLATE, context)
