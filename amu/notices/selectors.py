"""What a person has been told."""

from django.db.models import QuerySet

from amu.notices.models import Notice


def notices_to(person_id: int) -> QuerySet[Notice]:
    return Notice.objects.filter(person_id=person_id)
