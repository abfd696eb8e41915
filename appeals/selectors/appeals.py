"""Questions about appeals. Nothing here writes."""

from collections.abc import Collection

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from amu.kernel.numbers import id_in
from amu.mandates.selectors import theirs_or_acted_in
from appeals.enums import AppealState
from appeals.models import Appeal, Bundle


def own_appeal_or_404(person_id: int | None, appeal_id: int) -> Appeal:
    """The person's own, or one in whose case they act for somebody. Raises Http404 for any other."""
    mine = theirs_or_acted_in(person_id, person="person", application="decision__application")
    rows = (
        Appeal.objects.filter(mine)
        .select_related(
            "decision", "mandate__representative", "review", "referral__bundle", "referral__remittal"
        )
        .prefetch_related("comments", "promises", "inquiries")
    )
    return get_object_or_404(rows, pk=appeal_id)


def application_of(appeal_id: int) -> int | None:
    """In whose case the appeal is."""
    return Appeal.objects.filter(pk=appeal_id).values_list("decision__application_id", flat=True).first()


def person_by_number(number: str, provider_ids: set[int] | None) -> int | None:
    """Whose appeal it is, by K-000017 or k17."""
    pk = id_in(number, "K")
    if pk is None:
        return None
    rows = Appeal.objects.filter(pk=pk)
    if provider_ids is not None:
        rows = rows.filter(provider_id__in=provider_ids)
    return rows.values_list("person_id", flat=True).first()


def standing_appeal(decision_id: int) -> Appeal | None:
    """The appeal over a decision, unless it was withdrawn."""
    return Appeal.objects.exclude(state=AppealState.WITHDRAWN).filter(decision_id=decision_id).first()


def appeals_of(person_id: int) -> QuerySet[Appeal]:
    """A person's appeals, newest first, with what their next step rests on."""
    rows = Appeal.objects.filter(person_id=person_id).prefetch_related("promises", "inquiries")
    return rows.select_related("decision", "review", "referral__remittal", "provider").order_by(
        "-received_at", "-pk"
    )


def appealed(decision_ids: Collection[int]) -> set[int]:
    """Those of the decisions over which an appeal stands or was decided: not one that was withdrawn."""
    rows = Appeal.objects.exclude(state=AppealState.WITHDRAWN).filter(decision_id__in=decision_ids)
    return set(rows.values_list("decision_id", flat=True))


def open_at(provider_ids: set[int]) -> int:
    """How many appeals wait for the school's second look."""
    return Appeal.objects.filter(provider_id__in=provider_ids, state=AppealState.RECEIVED).count()


def sent_back_to(provider_ids: set[int]) -> int:
    """How many cases of those schools the ministry has sent back, and nobody has decided anew."""
    return Appeal.objects.filter(provider_id__in=provider_ids, state=AppealState.RETURNED).count()


def open_at_ministry() -> int:
    return Appeal.objects.filter(state=AppealState.FORWARDED).count()


def bundle_of(appeal: Appeal) -> Bundle | None:
    """What the ministry got; None before the appeal is forwarded, and for the moment it takes to make."""
    return getattr(getattr(appeal, "referral", None), "bundle", None)
