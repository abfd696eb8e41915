"""Who works with which role, in words: the leader gives and ends rights at the school, operators everywhere."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from amu import clock
from amu.people.access import Act
from amu.people.acting import providers_where
from amu.people.models import Invitation, Membership, User
from amu.people.rights_forms import InviteForm
from amu.people.scoped_admin import acting, page, viewer_or_404
from amu.people.services import end_membership, invite, withdraw_invitation


def urls() -> list[URLPattern]:
    wrap = admin.site.admin_view
    return [
        path("rights/", wrap(rights), name="rights"),
        path("rights/invite/", wrap(send), name="invite"),
        path("rights/<int:pk>/end/", wrap(end), name="end_right"),
        path("rights/invitations/<int:pk>/withdraw/", wrap(withdraw), name="withdraw_invitation"),
    ]


def rights(request: HttpRequest) -> HttpResponse:
    viewer = viewer_or_404(request, Act.MANAGE_RIGHTS)
    context = {
        "members": _of_theirs(Membership.objects.live(), viewer)
        .select_related("user", "provider", "approver")
        .order_by("provider__name", "approver__name", "user__full_name", "pk"),
        "invitations": _of_theirs(Invitation.objects.unanswered().filter(expires_at__gt=clock.now()), viewer)
        .select_related("provider", "approver")
        .order_by("expires_at"),
    }
    return page(request, "admin/people/rights.html", _("Rights"), **context)


def send(request: HttpRequest) -> HttpResponse:
    """Invite somebody by name and e-mail."""
    viewer = viewer_or_404(request, Act.MANAGE_RIGHTS)
    form = InviteForm(
        request.POST if request.method == "POST" else None,
        places=_places(viewer),
        approvers=_approvers() if viewer.is_superuser else None,
    )
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        actor = acting(request, Act.MANAGE_RIGHTS, said["provider"])
        invite(
            name=said["name"],
            email=said["email"],
            role=said["role"],
            provider_id=said["provider"],
            approver_id=said.get("approver"),
            actor=actor,
            now=clock.now(),
        )
        messages.success(request, _("The invitation is on its way. The right begins when it is accepted."))
        return redirect("admin:rights")
    return page(
        request,
        "admin/people/form.html",
        _("Invite somebody"),
        form=form,
        button=_("Send the invitation"),
        lead=_(
            "The link works once, for seven days. Whoever accepts chooses a password and a second factor."
        ),
        parent=_("Rights"),
        back=reverse("admin:rights"),
    )


def end(request: HttpRequest, pk: int) -> HttpResponse:
    """A question, then the act. It counts from the person's next click, in every session that is open."""
    viewer = viewer_or_404(request, Act.MANAGE_RIGHTS)
    found = get_object_or_404(Membership.objects.live().select_related("user", "provider", "approver"), pk=pk)
    actor = acting(request, Act.MANAGE_RIGHTS, found.provider_id)
    if found.user_id == viewer.pk:
        raise Http404
    if request.method == "POST":
        end_membership(found.pk, by=actor.user_id, as_role=actor.role, now=clock.now())
        messages.success(
            request,
            _("The right has ended, also where the person is signed in."),
        )
        return redirect("admin:rights")
    return page(request, "admin/people/end_right.html", _("End a right"), member=found)


def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """POST: the link stops working."""
    viewer_or_404(request, Act.MANAGE_RIGHTS)
    found = get_object_or_404(Invitation.objects.unanswered(), pk=pk)
    actor = acting(request, Act.MANAGE_RIGHTS, found.provider_id)
    if request.method == "POST":
        withdraw_invitation(found.pk, actor=actor, now=clock.now())
        messages.success(request, _("The invitation has been withdrawn. Its link no longer works."))
    return redirect("admin:rights")


def _of_theirs[M: (Membership, Invitation)](rows: QuerySet[M], viewer: User) -> QuerySet[M]:
    """What the viewer may change; an operator's is everything."""
    if viewer.is_superuser:
        return rows
    return rows.filter(provider_id__in=providers_where(viewer, Act.MANAGE_RIGHTS))


def _places(viewer: User) -> list[tuple[int, str]]:
    """The schools among which the viewer can choose. Read by the key: this package knows no schools."""
    schools: Any = Membership.provider.field.related_model
    rows = schools.objects.order_by("name")
    if not viewer.is_superuser:
        rows = rows.filter(pk__in=providers_where(viewer, Act.MANAGE_RIGHTS))
    return list(rows.values_list("pk", "name"))


def _approvers() -> list[tuple[str, str]]:
    """Municipalities and unemployment funds, read the same way."""
    rows: Any = Membership.approver.field.related_model
    return list(rows.objects.order_by("kind", "name").values_list("pk", "name"))
