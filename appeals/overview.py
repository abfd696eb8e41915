"""Appeals on My Overview and on the staff start page."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from amu import clock
from amu.people.access import Act
from amu.people.acting import may, providers_where
from amu.web.overview import NextStep
from appeals.enums import AppealState
from appeals.selectors import appeals as ask
from appeals.services import is_to_be_forwarded
from enrolment.enums import Outcome
from enrolment.selectors.applications import applications_of, current_decisions


def section(user: Any) -> dict[str, Any]:
    return {"appeals": list(ask.appeals_of(user.pk))}


def next_steps(user: Any) -> Iterable[NextStep]:
    """A refusal that may still be appealed, and an appeal the school did not uphold."""
    appeals = list(ask.appeals_of(user.pk))
    appealed = {appeal.decision_id for appeal in appeals if appeal.state != AppealState.WITHDRAWN}
    decisions = current_decisions(set(applications_of(user.pk).values_list("pk", flat=True)))
    for decision in decisions.values():
        open_still = decision.appeal_by is None or decision.appeal_by >= clock.today()
        if decision.outcome == Outcome.REFUSED and decision.pk not in appealed and open_still:
            yield NextStep(
                title=_("Read the decision on your application"),
                text=_("You were not admitted. Read why, and appeal if you disagree."),
                url=reverse("enrolment:decision", args=[decision.pk]),
                action=_("Read the decision"),
                by=decision.appeal_by,
            )
    for appeal in appeals:
        if appeal.state == AppealState.MAINTAINED:
            yield NextStep(
                title=_("The school stands by its decision"),
                text=_("You can comment on its statement. Then it goes to the ministry, as you asked.")
                if is_to_be_forwarded(appeal)
                else _("You can comment on its statement, and ask for your appeal to be forwarded."),
                url=reverse("appeals:case", args=[appeal.pk]),
                action=_("See the statement"),
                by=appeal.review.comment_by,
            )


def desk(user: Any) -> dict[str, Any]:
    providers = providers_where(user, Act.FOLLOW_APPEALS)
    ministry = may(user, Act.FOLLOW_APPEALS)
    return {
        "at_desk": bool(providers),
        "open": ask.open_at(providers),
        "can_register": bool(providers_where(user, Act.REGISTER_APPEAL)),
        "at_ministry": ministry,
        "open_at_ministry": ask.open_at_ministry() if ministry else 0,
    }
