"""Who is asking."""

from django.http import Http404, HttpRequest


def person_id(request: HttpRequest) -> int:
    """The signed-in user's id. Raises Http404 for anybody else; views that use it require sign-in first."""
    if request.user.pk is None:
        raise Http404
    return request.user.pk
