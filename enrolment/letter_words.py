"""What the codes of letters say: why a person was refused, and why a day cannot be one of posting."""

from django.utils.translation import gettext_lazy as _

from enrolment.enums import ApplicationState, RefusalReason
from enrolment.rules.posting import PostingProblem

REASONS = {
    RefusalReason.NO_ACCESS: _("You neither live nor work in Denmark."),
    RefusalReason.ENTRY_REQUIREMENT: _("You do not meet the course's entry requirement."),
    RefusalReason.LANGUAGE: _("You do not know the language of the course well enough to follow it."),
    RefusalReason.BENEFIT_NOT_APPROVED: _(
        "Your municipality or your unemployment fund has not approved the course."
    ),
    RefusalReason.DOCUMENTS_MISSING: _("We have not received the documents we need."),
    RefusalReason.TOO_LATE: _("Your application came after the last day to apply."),
    RefusalReason.PAYMENT_MISSING: _("The participation fee has not been paid."),
    RefusalReason.NO_SEAT_CAME_FREE: _(
        "All seats in the class were taken, and no seat came free for you before it began."
    ),
}
CONFIRMATIONS = {  # heading and sentence of the letter that confirms where an application stands
    ApplicationState.SUBMITTED: (
        _("We have your application, and a seat is reserved for you"),
        _("The school now decides whether to admit you, and writes to you when it has."),
    ),
    ApplicationState.WAITING: (
        _("You are on the waiting list"),
        _("The class is full. Seats that become free are offered in the order in which people applied."),
    ),
    ApplicationState.WITHDRAWN: (
        _("Your application is withdrawn"),
        _("You no longer have a seat, or a place on the waiting list."),
    ),
}
POSTING_PROBLEMS = {
    PostingProblem.IN_THE_FUTURE: _("That day is in the future. Record it once the letter has been posted."),
    PostingProblem.TOO_LONG_AGO: _(
        "Choose a day within the last two weeks: the person would lose time to appeal."
    ),
    PostingProblem.BEFORE_THE_DECISION: _("The decision had not yet been made on that day."),
    PostingProblem.NO_POST: _("There is no post on that day. Choose the next day with post."),
}
