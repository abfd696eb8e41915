"""Who may act for whom, in which case. Nothing here writes."""

from datetime import date, datetime

from django.db.models import Q, QuerySet

from amu import clock
from amu.kernel.numbers import id_in
from amu.mandates.cases import application_of
from amu.mandates.codes import WORKS_FOR
from amu.mandates.models import Mandate


def holding(on: date) -> Q:
    """Mandates that hold on that day and have not been ended."""
    return Q(ended_at=None, until__gte=on)


def cases_acted_in(user_id: int | None) -> QuerySet[Mandate, int]:
    """Ids of the applications in whose cases the user may act for somebody now, for a query.

    The one place that lets a representative in: whatever belongs to such a case is found by it, and nothing else.
    """
    rows = Mandate.objects.filter(holding(clock.today()), representative_id=user_id)
    return rows.exclude(representative_id=None).values_list("application_id", flat=True)


def theirs_or_acted_in(user_id: int | None, *, person: str, application: str) -> Q:
    """Rows of the user's own cases, and of those in which they act for somebody.

    ``person`` and ``application`` lead from a row to whose it is and to its case, as in a query.
    """
    return Q(**{person: user_id}) | Q(**{f"{application}__in": cases_acted_in(user_id)})


def mandate_to_act(user_id: int, application_id: int) -> Mandate | None:
    """By which the user may act in the case now; the one that holds the longest."""
    rows = Mandate.objects.filter(
        holding(clock.today()), representative_id=user_id, application_id=application_id
    )
    return rows.order_by("-until", "-pk").first()


def acts_in(user_id: int | None, about: str) -> bool:
    """Whether the user may now act for somebody in the case that the thing ("appeal:12") belongs to."""
    if user_id is None or not Mandate.objects.filter(holding(clock.today()), representative=user_id).exists():
        return False
    application_id = application_of(about)
    return application_id is not None and mandate_to_act(user_id, application_id) is not None


def cases_of_others(user_id: int) -> QuerySet[Mandate]:
    """In which the user may act now, with whose they are, the newest first."""
    rows = Mandate.objects.filter(holding(clock.today()), representative_id=user_id)
    return rows.select_related("person", "application__run").order_by("-pk")


def mandates_in(application_id: int) -> QuerySet[Mandate]:
    """Everybody who may act in a case or could, the newest first."""
    rows = Mandate.objects.filter(application_id=application_id)
    return rows.select_related("representative").order_by("-pk")


def holding_in(application_id: int) -> QuerySet[Mandate]:
    return mandates_in(application_id).filter(holding(clock.today()))


def mandate_numbered(number: str, application_id: int) -> Mandate | None:
    """By F-000017 or f17, in that case."""
    pk = id_in(number, "F")
    return mandates_in(application_id).filter(pk=pk).first() if pk is not None else None


def representatives(person_id: int, about: str, now: datetime) -> list[int]:
    """Ids of those who may act for the person in the case that the thing belongs to, and have signed in."""
    rows = Mandate.objects.filter(
        holding(clock.danish_date(now)), person_id=person_id, representative__isnull=False
    )
    theirs = list(rows.values_list("application_id", "representative_id"))
    application_id = application_of(about) if theirs else None
    return sorted({user_id for case, user_id in theirs if case == application_id and user_id})


def to_be_taken(application_id: int, now: datetime) -> QuerySet[Mandate]:
    """Those of a case whose codes work."""
    rows = Mandate.objects.filter(holding(clock.danish_date(now)), application_id=application_id)
    return rows.filter(representative=None, given_at__gt=now - WORKS_FOR).order_by("pk")
