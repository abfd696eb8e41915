"""Questions about what the ministry has asked schools for."""

from django.db.models import QuerySet

from appeals.models import Appeal, Inquiry


def inquiries_of(appeal: Appeal) -> QuerySet[Inquiry]:
    """With the days promised because of each, oldest first."""
    return Inquiry.objects.filter(appeal=appeal).prefetch_related("promises")


def open_inquiry(appeal: Appeal) -> Inquiry | None:
    """What the school has not answered; there is one at most."""
    return Inquiry.objects.filter(appeal=appeal, ended_at=None).first()


def asked_at(provider_ids: set[int]) -> int:
    """How many questions of the ministry's wait for those schools."""
    return Inquiry.objects.filter(appeal__provider_id__in=provider_ids, ended_at=None).count()
