"""Why a person was refused, as it is told to them: in the letter, and on the pages that repeat it."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from enrolment.enums import RefusalReason

REASONS: Mapping[str, Promise] = {
    RefusalReason.NO_ACCESS: _("You neither live nor work in Denmark."),
    RefusalReason.ENTRY_REQUIREMENT: _("You do not meet the course's entry requirement."),
    RefusalReason.LANGUAGE: _("You do not know the language of the course well enough to follow it."),
    RefusalReason.BENEFIT_NOT_APPROVED: _(
        "Your municipality or your unemployment fund has not approved the course."
    ),
    RefusalReason.DOCUMENTS_MISSING: _("We have not received the documents we need."),
    RefusalReason.TOO_LATE: _("Your application came after the last day to apply."),
    RefusalReason.PAYMENT_MISSING: _("The participation fee has not been paid."),
}
