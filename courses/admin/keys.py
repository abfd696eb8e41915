"""The keys of a school's own systems: the leader makes, replaces and ends them on one page, in words."""

from django import forms
from django.contrib import admin, messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amu import clock
from amu.journal.services import Actor
from amu.people.access import Act
from amu.people.acting import providers_where
from amu.people.scoped_admin import acting, page, viewer_or_404
from amu.web.forms import DesignSystemForm
from amu.web.saved_forms import claim, typed
from courses.classes.models import SchoolKey
from courses.classes.services.keys import end_key, make_key, replace_key
from courses.schools.models import Provider


class KeyForm(DesignSystemForm):
    """A new key: for what, and for which of the leader's schools."""

    name = forms.CharField(
        label=gettext_lazy("Which system uses it?"),
        help_text=gettext_lazy("A name by which you know the key again, such as the study administration."),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    provider = forms.TypedChoiceField(label=gettext_lazy("School"), coerce=int)

    def __init__(self, *args: object, schools: list[tuple[int, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["provider"].choices = schools  # type: ignore[attr-defined]
        if len(schools) == 1:
            self.fields["provider"].initial = schools[0][0]


def urls() -> list[URLPattern]:
    wrap = admin.site.admin_view
    return [
        path("keys/", wrap(keys), name="school_keys"),
        path("keys/new/", wrap(new), name="school_key_new"),
        path("keys/<int:pk>/replace/", wrap(replace), name="school_key_replace"),
        path("keys/<int:pk>/end/", wrap(end), name="school_key_end"),
    ]


def keys(request: HttpRequest) -> HttpResponse:
    """The keys that work, and until when where they were replaced."""
    viewer = viewer_or_404(request, Act.MANAGE_KEYS)
    now = clock.now()
    rows = SchoolKey.objects.filter(
        Q(ends_at=None) | Q(ends_at__gt=now), provider__in=providers_where(viewer, Act.MANAGE_KEYS)
    )
    return page(
        request,
        "admin/courses/keys.html",
        _("Keys of your own systems"),
        keys=rows.select_related("provider").order_by("provider__name", "name", "pk"),
        example=reverse("seats_elsewhere", args=["ABC-123"]),
    )


def new(request: HttpRequest) -> HttpResponse:
    viewer = viewer_or_404(request, Act.MANAGE_KEYS)
    schools = Provider.objects.filter(pk__in=providers_where(viewer, Act.MANAGE_KEYS)).order_by("name")
    form = KeyForm(typed(request), schools=list(schools.values_list("pk", "name")))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        actor = acting(request, Act.MANAGE_KEYS, said["provider"])
        key, text = make_key(said["provider"], name=said["name"], actor=actor, now=clock.now())
        claim(request)
        return _shown(request, key, text)
    return page(
        request,
        "admin/desk_form.html",
        _("New key"),
        form=form,
        button=_("Make the key"),
        number=_("Keys of your own systems"),
        back=reverse("admin:school_keys"),
    )


def replace(request: HttpRequest, pk: int) -> HttpResponse:
    """POST: a new key, and the old one works for a day more."""
    key, actor = _theirs(request, pk)
    if request.method != "POST":
        return redirect("admin:school_keys")
    made, text = replace_key(key.pk, actor=actor, now=clock.now())
    return _shown(request, made, text)


def end(request: HttpRequest, pk: int) -> HttpResponse:
    """POST: the key stops working at once."""
    key, actor = _theirs(request, pk)
    if request.method == "POST":
        end_key(key.pk, actor=actor, now=clock.now())
        messages.success(request, _("The key has ended. Whatever uses it is refused from now on."))
    return redirect("admin:school_keys")


def _theirs(request: HttpRequest, pk: int) -> tuple[SchoolKey, Actor]:
    viewer_or_404(request, Act.MANAGE_KEYS)
    key = get_object_or_404(SchoolKey.objects.select_related("provider"), pk=pk)
    return key, acting(request, Act.MANAGE_KEYS, key.provider_id)


def _shown(request: HttpRequest, key: SchoolKey, text: str) -> TemplateResponse:
    return page(request, "admin/courses/key_shown.html", _("The new key"), key=key, text=text)
