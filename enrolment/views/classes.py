"""The class that an address names."""

from django.http import Http404

from courses.classes.selectors import RunFacts, find_run, run_facts


def run_or_404(booking_code: str) -> RunFacts:
    run_id = find_run(booking_code)
    if run_id is None:
        raise Http404
    return run_facts(run_id)
