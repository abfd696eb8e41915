"""Who is asking."""

from django.http import Http404, HttpRequest


def user_id(request: HttpRequest) -> int:
    """The id of whoever is signed in, also for a company. Raises Http404 for anybody else."""
    if request.user.pk is None:
        raise Http404
    return request.user.pk


def person_id(request: HttpRequest) -> int:
    """The signed-in person's id. Raises Http404 for anybody else; views that use it require sign-in first.

    Whoever acts for a company is signed in, and has no cases of their own.
    """
    if getattr(request.user, "for_company", False):
        raise Http404
    return user_id(request)
