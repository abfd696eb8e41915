"""For views of signed-in people that take a form: what is sent while signed out is not lost, and leads to a page."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import redirect

from amu.web.saved_forms import sign_in_first
from amu.web.shown import Page

View = Callable[..., HttpResponseBase]


def form_page(view: View) -> View:
    """Like ``login_required``, for a page with a form that is sent to the page itself."""
    return _form_page(view, is_resumed=False)


def resumed_form_page(view: View) -> View:
    """A form page that goes on by itself with what was sent before signing in (``saved_forms.resumes``)."""
    return _form_page(view, is_resumed=True)


def _form_page(view: View, *, is_resumed: bool) -> View:
    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        return sign_in_first(request, Page.of(request), request.get_full_path(), is_resumed=is_resumed)

    return wrapper


def button_on(page: str, *arguments: str) -> Callable[[View], View]:
    """A view that only takes what is sent by a button on the page of that name.

    ``arguments``: which of the view's own the page takes. Whoever opens the address, as after signing in, comes to
    the page.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapper(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
            stands_on = Page(page, {name: kwargs[name] for name in arguments})
            if request.method in {"GET", "HEAD"}:
                return redirect(stands_on.address)
            if request.method != "POST":
                return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
            if not request.user.is_authenticated:
                return sign_in_first(request, stands_on, stands_on.address)
            return view(request, **kwargs)

        return wrapper

    return decorate
