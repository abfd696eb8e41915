"""What the codes about seats that companies book say."""

from django.utils.translation import gettext_lazy as _

from amu.words import Kind, register
from enrolment.enums import BookedState, ReleasedBecause
from enrolment.services.booked_seats import CLAIMED
from enrolment.services.booking import ASKED, BOOKED, ORDER_CHANGED
from enrolment.services.quoting import QUOTED
from enrolment.states import BookedAction

STATES = {
    BookedState.OPEN: _("Nobody named yet"),
    BookedState.ASKED: _("Asked, and has not applied yet"),
    BookedState.CONFIRMED: _("Has applied"),
    BookedState.RELEASED: _("Given up"),
}
COLOURS = {  # kinds of the ``status`` tag
    BookedState.OPEN: "warning",
    BookedState.ASKED: "info",
    BookedState.CONFIRMED: "success",
    BookedState.RELEASED: "neutral",
}
RELEASED_BECAUSE = {
    ReleasedBecause.BY_COMPANY: _("Your company gave the seat up."),
    ReleasedBecause.NOT_NAMED: _("Nobody was named in time."),
    ReleasedBecause.NOT_CONFIRMED: _("The class began before the person had applied."),
    ReleasedBecause.CLASS_CANCELLED: _("The school cancelled the class."),
}
ACTS = {
    BOOKED: _("Seats booked for a company"),
    ORDER_CHANGED: _("What the invoice says was changed"),
    QUOTED: _("Quote given to a company"),
    CLAIMED: _("The person said that the booked seat is theirs"),
    "booked_seat.name": _("Somebody was named on a booked seat"),
    "booked_seat.confirm": _("The person applied, and has the booked seat"),
    "booked_seat.release": _("Booked seat given up"),
}
ACT_CODES = {QUOTED, BOOKED, ORDER_CHANGED, CLAIMED, *(f"booked_seat.{action}" for action in BookedAction)}
MESSAGES = {ASKED: _("Ask somebody for whom a company has booked a seat")}


def register_words() -> None:
    register(BookedState, STATES)
    register(ReleasedBecause, RELEASED_BECAUSE)
    register(Kind.ACT, ACTS, codes=ACT_CODES)
    register(Kind.MESSAGE, MESSAGES, codes={ASKED})
