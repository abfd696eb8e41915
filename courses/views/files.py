"""What machines and calendars fetch of a class."""

from decimal import Decimal

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from amu import clock
from courses.calendar_file import calendar_file
from courses.selectors.catalogue import run_page


@require_safe
def run_calendar(request: HttpRequest, booking_code: str) -> HttpResponse:
    page = run_page(booking_code, today=clock.today())
    if page is None:
        raise Http404
    days = sum((row.days for row in page.carried), Decimal(0))
    content = calendar_file(page.run, days=days, now=clock.now())
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="amu.ics"'
    return response
