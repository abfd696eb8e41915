"""The class that an address names."""

from django.http import Http404

from courses.classes.pricing.priced import PricedRun, find_priced_run


def priced_run_or_404(booking_code: str) -> PricedRun:
    run = find_priced_run(booking_code)
    if run is None:
        raise Http404
    return run
