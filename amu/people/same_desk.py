"""Two records with one CPR number: staff see both and confirm that they are one person."""

from django.contrib import admin, messages
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from amu import clock
from amu.journal.services import Actor
from amu.kernel.errors import CodedError
from amu.people.access import Act
from amu.people.acting import providers_where
from amu.people.enums import Purpose, Seen
from amu.people.meeting import remember
from amu.people.models import User
from amu.people.scoped_admin import acting, page, viewer_or_404
from amu.people.services import confirm_same, record_list_view, record_view
from amu.people.services.same_person import is_pair
from amu.words import Kind, say


def urls() -> list[URLPattern]:
    wrap = admin.site.admin_view
    return [
        path("same/", wrap(pairs), name="same_people"),
        path("same/<int:entered>/<int:signed_in>/", wrap(pair), name="same_person"),
    ]


def waiting_for(user: User) -> QuerySet[User]:
    """Whom the user's schools entered, and who seems to have signed in since. Operators: of every school."""
    twin = User.objects.filter(cpr_index=OuterRef("cpr_index"), is_active=True).exclude(subject="")
    rows = User.objects.filter(entered_at__isnull=False, subject="", is_active=True, cpr_index__isnull=False)
    if not user.is_superuser:
        rows = rows.filter(entered_for__in=providers_where(user, Act.CONFIRM_SAME_PERSON))
    return rows.filter(Exists(twin)).order_by("entered_at", "pk")


def pairs(request: HttpRequest) -> HttpResponse:
    viewer = viewer_or_404(request, Act.CONFIRM_SAME_PERSON)
    found = [(entered, signed_in) for entered in waiting_for(viewer)[:50] for signed_in in _twins(entered)]
    record_list_view(viewer, [one.pk for each in found for one in each], what=Seen.PERSON, now=clock.now())
    return page(request, "admin/people/same_people.html", _("The same person?"), pairs=found)


def pair(request: HttpRequest, entered: int, signed_in: int) -> HttpResponse:
    """Both records side by side; POST confirms."""
    viewer = viewer_or_404(request, Act.CONFIRM_SAME_PERSON)
    ours, theirs = (get_object_or_404(User, pk=pk) for pk in (entered, signed_in))
    actor = acting(
        request, Act.CONFIRM_SAME_PERSON, ours.entered_for_id
    )  # of the school that entered the person
    if not is_pair(ours, theirs):
        raise Http404
    if request.method == "POST":
        return _confirmed(request, ours, theirs, actor)
    for one in (ours, theirs):
        record_view(viewer, one.pk, what=Seen.PERSON, object_ref=f"user:{one.pk}", now=clock.now())
    return page(request, "admin/people/same_person.html", _("The same person?"), ours=ours, theirs=theirs)


def _confirmed(request: HttpRequest, ours: User, theirs: User, actor: Actor) -> HttpResponse:
    try:
        person = confirm_same(ours.pk, theirs.pk, actor=actor, now=clock.now())
    except CodedError as error:
        messages.error(request, say(Kind.FINDING, error.code))
        return redirect("admin:same_person", ours.pk, theirs.pk)
    messages.success(request, _("The two records are one now. The person finds the cases on My Overview."))
    remember(request, person.pk, Purpose.SUPPORT)
    return redirect("admin:person", person.pk)


def _twins(entered: User) -> QuerySet[User]:
    rows = User.objects.filter(cpr_index=entered.cpr_index, is_active=True).exclude(subject="")
    return rows.order_by("pk")
