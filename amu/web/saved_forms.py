"""Save a form that is sent after the session has run out, and hand it back after sign-in.

An appeal counts as received when the form first arrived, so the time of arrival is saved with the fields
(docs/decisions/0010-forms-sent-while-signed-out.md).
"""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict

from amu import clock
from amu.web.models import SavedForm

SESSION_KEY = "held_post"
LARGEST = 60_000  # characters: twice the longest appeal, and no more for somebody who is not signed in
NEVER_SAVED = {"csrfmiddlewaretoken"}


def save_form_when_signed_out(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Like ``login_required``, but a form that was sent is saved and handed back after sign-in."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if request.method == "POST":
            _save(request, now=clock.now())
        return redirect_to_login(request.get_full_path())

    return wrapper


def saved_form_of(request: HttpRequest) -> SavedForm | None:
    """The form that this browser sent to this page before signing in, unless it has been submitted since."""
    saved_id = request.session.get(SESSION_KEY)
    if saved_id is None:
        return None
    return SavedForm.objects.filter(pk=saved_id, path=request.path, claimed_at=None).first()


def fields_of(saved: SavedForm) -> QueryDict:
    """The saved fields, ready for a form."""
    data = QueryDict(mutable=True)
    for name, values in saved.fields.items():
        data.setlist(name, values)
    return data


def is_as_saved(request: HttpRequest, saved: SavedForm, name: str) -> bool:
    """Whether the field says what it said when the form was saved: only then did this arrive at that time."""
    return request.method != "POST" or request.POST.getlist(name) == saved.fields.get(name)


@transaction.atomic
def claim(request: HttpRequest, saved: SavedForm, *, now: datetime) -> None:
    """Mark the form as submitted and empty its fields: the case has them now."""
    SavedForm.objects.filter(pk=saved.pk).update(claimed_at=now, fields={})
    request.session.pop(SESSION_KEY, None)


def _save(request: HttpRequest, *, now: datetime) -> None:
    fields = {name: values for name, values in request.POST.lists() if name not in NEVER_SAVED}
    if sum(len(value) for values in fields.values() for value in values) > LARGEST:
        return
    saved = SavedForm.objects.create(path=request.path[:300], fields=fields, received_at=now)
    request.session[SESSION_KEY] = saved.pk
