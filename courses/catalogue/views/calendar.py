"""What machines and calendars fetch of a class."""

from decimal import Decimal

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from amu import clock
from courses.catalogue.calendar_file import calendar_file
from courses.catalogue.selectors import run_called


@require_safe
def run_calendar(request: HttpRequest, booking_code: str) -> HttpResponse:
    run = run_called(booking_code)
    if run is None:
        raise Http404
    days = sum((row.days for row in run.run_courses.all()), Decimal(0))
    content = calendar_file(run, days=days, now=clock.now())
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="amu.ics"'
    return response
