"""Nothing is lost when a sign-in runs out in the middle of a form.

The form's fields are kept with the moment they arrived, the person signs in, and the page takes
them up again. For an appeal that first moment is when it was received.
"""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict

from amu import clock
from amu.web.models import HeldPost

SESSION_KEY = "held_post"
LARGEST = 60_000  # characters: twice the longest appeal, and no more for somebody not signed in
NEVER_KEPT = {"csrfmiddlewaretoken"}


def sign_in_keeps_what_was_sent(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Like ``login_required``, but what was sent is held and handed back after sign-in."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if request.method == "POST":
            _hold(request, now=clock.now())
        return redirect_to_login(request.get_full_path())

    return wrapper


def held_for(request: HttpRequest) -> HeldPost | None:
    """What this browser sent to this very page before signing in, not yet taken up."""
    held_id = request.session.get(SESSION_KEY)
    if held_id is None:
        return None
    return HeldPost.objects.filter(pk=held_id, path=request.path, claimed_at=None).first()


def fields_of(held: HeldPost) -> QueryDict:
    """The held fields, ready for a form."""
    data = QueryDict(mutable=True)
    for name, values in held.fields.items():
        data.setlist(name, values)
    return data


@transaction.atomic
def claim(request: HttpRequest, held: HeldPost, *, now: datetime) -> None:
    """The words have reached their case; the copy is emptied."""
    HeldPost.objects.filter(pk=held.pk).update(claimed_at=now, fields={})
    request.session.pop(SESSION_KEY, None)


def _hold(request: HttpRequest, *, now: datetime) -> None:
    fields = {name: values for name, values in request.POST.lists() if name not in NEVER_KEPT}
    if sum(len(value) for values in fields.values() for value in values) > LARGEST:
        return
    held = HeldPost.objects.create(path=request.path[:300], fields=fields, received_at=now)
    request.session[SESSION_KEY] = held.pk
