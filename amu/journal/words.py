"""What the journal's codes say to a reader."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from amu.kernel.statutes import statute

ACTS: Mapping[str, Promise] = {
    "application.submitted": _("Application received"),
    "application.admit": _("Seat confirmed"),
    "application.refuse": _("Application closed by refusal"),
    "application.offer_seat": _("Seat given from the waiting list"),
    "application.withdraw": _("Application withdrawn"),
    "application.reinstate": _("Application taken up again with a seat"),
    "application.reinstate_in_line": _("Application taken up again on the waiting list"),
    "decision.admitted": _("Decision: admitted"),
    "decision.refused": _("Decision: refused"),
    "decision.told": _("The person was told of the decision"),
    "result.recorded": _("Result recorded"),
    "certificate.original": _("Certificate issued"),
    "certificate.reissue": _("Certificate issued again"),
    "appeal.received": _("Appeal received"),
    "appeal.uphold": _("Second look: upheld"),
    "appeal.maintain": _("Second look: maintained"),
    "appeal.forward": _("Forwarded to the ministry"),
    "appeal.decide": _("Decided by the ministry"),
    "appeal.withdraw": _("Appeal withdrawn"),
    "appeal.commented": _("Comments received"),
    "run.drafted": _("Class made as a draft"),
    "run.changed": _("Class changed"),
    "run.published": _("Class published"),
    "run.cancelled": _("Class cancelled"),
    "rate.proposed": _("Rate proposed"),
    "rate.approved": _("Rate approved"),
    "rate.declined": _("Rate declined"),
    "synonym.added": _("Everyday word put on the list"),
    "synonym.changed": _("Everyday word changed"),
    "synonym.removed": _("Everyday word taken off the list"),
    "membership.granted": _("Membership given"),
    "membership.ended": _("Membership ended"),
    "account.closed": _("Account closed"),
    "account.opened": _("Account opened again"),
    "person.contact_changed": _("Contact details changed"),
    "person.cpr_changed": _("CPR number changed"),
    "person.cpr_shared": _("Another sign-in has the same CPR number"),
}


def act_name(code: str) -> str:
    """A code nobody has named stands as it is: an entry is never hidden."""
    return str(ACTS.get(code, code))


def authority_name(code: str) -> str:
    """The citation of the paragraph or guidance an act was done on."""
    try:
        return statute(code).cite(get_language() or "da")
    except KeyError:
        return code
