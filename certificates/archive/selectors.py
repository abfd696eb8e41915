"""Questions about the archive. Nothing here writes."""

from django.db.models import Q, QuerySet

from certificates.archive.models import ArchivedCourse


def archived_courses_of(person_id: int) -> QuerySet[ArchivedCourse]:
    return ArchivedCourse.objects.filter(owner__person_id=person_id).order_by("-ends_on", "-pk")


def registered_under(person_id: int, index: bytes | None) -> QuerySet[ArchivedCourse]:
    """Theirs, and what nobody has yet that is registered under their CPR number, by the number's index."""
    theirs = Q(owner__person_id=person_id)
    if index is not None:
        theirs |= Q(owner__person=None, owner__cpr_index=index)
    return ArchivedCourse.objects.filter(theirs).order_by("-ends_on", "-pk")
