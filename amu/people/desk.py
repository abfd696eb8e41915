"""The desk: one page for each case, with what staff can do about it as buttons, and a page for each form.

A desk lists its acts (``Step``). Which of them somebody meets as a button, and which addresses exist for them,
both follow from the table of access, so that nothing is offered that then does not exist.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.options import ActionLocation
from django.db.models import Model, QuerySet
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from amu import clock
from amu.journal.services import Actor, acts_for_person
from amu.people.access import Act
from amu.people.acting import may, may_somewhere
from amu.people.enums import Seen
from amu.people.scoped_admin import ScopedAdmin, acting
from amu.people.services import record_list_view, record_view
from amu.web.forms import status_of
from amu.web.saved_forms import claim_if_taken


@dataclass(frozen=True, slots=True)
class Step[M: Model]:
    """One thing that staff do with a case.

    ``name`` ends its address, and is the name of the desk's method for it: (request, row, actor) to an answer.
    ``is_open`` says whether the case is ready for it, ``too_late`` is the message for somebody who opens its
    page when it is not; the service checks what is sent. A step that ``acts_at_once`` has no page of its own.
    """

    act: Act
    name: str
    button: StrOrPromise
    is_open: Callable[[M], bool]
    acts_at_once: bool = False
    is_main: bool = True
    too_late: StrOrPromise = ""


@dataclass(frozen=True, slots=True)
class Button:
    """A step as the page offers it. ``version`` of the case goes with one that acts at once, where it has any."""

    text: StrOrPromise
    address: str
    acts_at_once: bool
    is_main: bool
    version: int | None


@dataclass(frozen=True, slots=True)
class FormPage[M: Model]:
    """A page with one form, about a case or, without one, about the whole list.

    ``back``: where one came from; the case or the list unless said otherwise. ``lead`` is said above the form.
    """

    title: str
    button: str
    row: M | None = None
    back: str = ""
    lead: str = ""


class CaseDesk[M: Model](ScopedAdmin[M]):
    """A list of cases, a page for each, and a button for each step that the user may take."""

    desk_template: str
    seen: Seen | None = None  # what viewing a case is logged as; None: a case without personal data
    steps: tuple[Step[M], ...] = ()
    step_prefix = ""  # of the names of their addresses, where an app has several desks
    bulk_acts: dict[str, Act] = {}  # by the name of the act on many rows

    @admin.display(description=gettext_lazy("number"), ordering="pk")
    def case_number(self, row: M) -> str:
        """What people name the case by."""
        return str(row.number)  # type: ignore[attr-defined]

    def provider_of(self, row: M) -> int | None:
        """The school whose case it is; None where it belongs to none."""
        return row.provider_id  # type: ignore[attr-defined,no-any-return]

    def person_of(self, row: M) -> int:
        return row.person_id  # type: ignore[attr-defined,no-any-return]

    def ref_of(self, row: M) -> str:
        return row.ref  # type: ignore[attr-defined,no-any-return]

    def facts(self, request: HttpRequest, row: M) -> dict[str, Any]:
        """What the template of the page shows, beside the buttons."""
        return {}

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        steps = [
            path(f"<int:pk>/{step.name}/", wrap(partial(self._step, step)), name=self._step_name(step))
            for step in self.steps
        ]
        return [*steps, *super().get_urls()]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        row = self.one_or_404(request, object_id)
        self.looked(request, row)
        context = {
            **self.admin_site.each_context(request),
            "title": self.title_of(row),
            "buttons": list(self.buttons(request, row)),
            "is_own_case": self.is_own_case(request, row),
            **self.facts(request, row),
        }
        return TemplateResponse(request, self.desk_template, context)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The list; whoever stands in it can see that it was viewed."""
        response = super().changelist_view(request, extra_context)
        shown = getattr(response, "context_data", None) or {}
        if self.seen is not None and "cl" in shown:
            people = [self.person_of(row) for row in shown["cl"].result_list]
            record_list_view(request.user, people, what=self.seen, now=clock.now())  # type: ignore[arg-type]
        return response

    def title_of(self, row: M) -> str:
        return self.case_number(row)

    def buttons(self, request: HttpRequest, row: M) -> Iterator[Button]:
        for step in self.steps:
            if self.is_open_to(request, step, row):
                address = reverse(f"admin:{self._step_name(step)}", args=[row.pk])
                version = getattr(row, "version", None)
                yield Button(step.button, address, step.acts_at_once, step.is_main, version)

    def is_open_to(self, request: HttpRequest, step: Step[M], row: M) -> bool:
        """Whether the case is ready for the step, and whoever asks may do it."""
        if self.is_own_case(request, row):
            return False
        return step.is_open(row) and may(request.user, step.act, self.provider_of(row))

    def is_own_case(self, request: HttpRequest, row: M) -> bool:
        """Whether whoever asks is the person whose case it is, or acts for them: nobody is both in one case."""
        if self.seen is None or request.user.pk is None:
            return False
        return self.person_of(row) == request.user.pk or self._acts_for_person(request.user.pk, row)

    def _acts_for_person(self, user_id: int, row: M) -> bool:
        """Asked once for each row."""
        known: dict[int, bool] = row.__dict__.setdefault("_acted_for_by", {})
        if user_id not in known:
            known[user_id] = acts_for_person(user_id, self.ref_of(row))
        return known[user_id]

    def looked(self, request: HttpRequest, row: M, what: Seen | None = None) -> None:
        """Log that somebody viewed the case."""
        if self.seen is None:
            return
        record_view(
            request.user,  # type: ignore[arg-type]
            self.person_of(row),
            what=what or self.seen,
            object_ref=self.ref_of(row),
            provider_id=self.provider_of(row),
            now=clock.now(),
        )

    def form_page(self, request: HttpRequest, form: BaseForm, page: FormPage[M]) -> TemplateResponse:
        row = page.row
        context = {
            **self.admin_site.each_context(request),
            "title": page.title,
            "form": form,
            "button": page.button,
            "lead": page.lead,
            "number": self.case_number(row) if row else self.opts.verbose_name_plural,
            "back": page.back or self.address_of(row),
        }
        return TemplateResponse(request, "admin/desk_form.html", context, status=status_of(request, form))

    def address_of(self, row: M | None) -> str:
        """The page of the case; the list without one."""
        if row is None:
            return reverse(f"admin:{self._model_name()}_changelist")
        return reverse(f"admin:{self._model_name()}_change", args=[row.pk])

    def back_to(self, row: M) -> HttpResponse:
        return redirect(self.address_of(row))

    def get_actions(
        self, request: HttpRequest, action_location: ActionLocation = ActionLocation.CHANGE_LIST
    ) -> dict[str, Any]:
        """Acts on many rows, for those who may do them somewhere."""
        offered = super().get_actions(request, action_location)
        return {
            name: action
            for name, action in offered.items()
            if name not in self.bulk_acts or may_somewhere(request.user, self.bulk_acts[name])
        }

    def with_actors(
        self, request: HttpRequest, rows: Iterable[M] | QuerySet[M], act: Act
    ) -> Iterator[tuple[M, Actor]]:
        """Each row with who acts on it. Rows on which this user may not are named in a message, and left out."""
        for row in rows:
            try:
                yield row, self.actor_on(request, row, act)
            except Http404:
                words = _("%(case)s was left out: you are not allowed to do this there.") % {
                    "case": self.case_number(row)
                }
                self.message_user(request, words, "WARNING")

    def actor_on(self, request: HttpRequest, row: M, act: Act) -> Actor:
        """Who acts on the case. Raises Http404 for somebody who may not, and for whose own case it is."""
        if self.is_own_case(request, row):
            raise Http404
        return acting(request, act, self.provider_of(row))

    def _step(self, step: Step[M], request: HttpRequest, pk: int) -> HttpResponse:
        row = self.one_or_404(request, pk)
        actor = self.actor_on(request, row, step.act)
        if step.acts_at_once and request.method != "POST":
            return self.back_to(row)
        if request.method == "GET" and not step.is_open(row):
            messages.error(request, step.too_late or _("Somebody else has decided in the meantime."))
            return self.back_to(row)
        answer: HttpResponse = getattr(self, step.name)(request, row, actor)
        return claim_if_taken(request, answer)

    def _step_name(self, step: Step[M]) -> str:
        return f"{self.opts.app_label}_{self.step_prefix}{step.name}"

    def _model_name(self) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}"
