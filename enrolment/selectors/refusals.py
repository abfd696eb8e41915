"""Which refusal somebody appeals against."""

from enrolment.enums import Outcome
from enrolment.models import Decision


def refusal_of(application_id: int, provider_ids: set[int]) -> Decision | None:
    """The decision that stands on an application at one of the schools, where it is a refusal."""
    return (
        Decision.objects.filter(
            application_id=application_id,
            application__run__provider_id__in=provider_ids,
            outcome=Outcome.REFUSED,
            is_current=True,
        )
        .select_related("application__run")
        .first()
    )
