"""Questions about the archive. Nothing here writes."""

from django.db.models import QuerySet

from certificates.archive.models import ArchivedCourse


def archived_courses_of(person_id: int) -> QuerySet[ArchivedCourse]:
    return ArchivedCourse.objects.filter(owner__person_id=person_id).order_by("-ends_on", "-pk")
