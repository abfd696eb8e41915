"""The staff's start page: what is due, composed of the parts that apps register."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from amu.web.sections import Sections

SECTIONS = Sections()
register = SECTIONS.register


@require_safe
@login_required
def staff_start(request: HttpRequest) -> HttpResponse:
    if not request.user.is_staff:
        raise Http404
    return render(request, "web/staff_start.html", {"sections": SECTIONS.filled_for(request.user)})
