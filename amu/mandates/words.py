"""What the codes of mandates say."""

from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amu.mandates.enums import MandateAct, MandateError, NoticeCode
from amu.notices.words import register_notices
from amu.web.formatting import long_date
from amu.words import Facts, Kind, register

ERRORS = {
    MandateError.WRONG: _(
        "The number and the code do not fit together, or the code no longer works. Check both. A code works once, and "
        "for seven days: whoever gave it to you can make a new one."
    ),
    MandateError.TOO_MANY: _("You have typed a wrong code too often. Try again in fifteen minutes."),
    MandateError.OWN_CASE: _("This is your own case. Give the code to whoever is to act for you."),
    MandateError.STAFF: _(
        "You work at the school or the ministry that handles this case, so you cannot act for somebody in it."
    ),
    MandateError.NO_MITID: _("Only somebody who has signed in with MitID can act for another."),
    MandateError.ALREADY: _("You act in this case already. It is in the list below."),
}
ACTS = {
    MandateAct.GIVEN: _("The person gave somebody a mandate to act in the case"),
    MandateAct.REGISTERED: _("A mandate on paper was registered"),
    MandateAct.TAKEN: _("A representative took the mandate"),
    MandateAct.ENDED: _("The mandate was ended"),
    MandateAct.TRIED: _("A code that did not work was typed"),
}


def _until(facts: Facts) -> str:
    return gettext("Until %(day)s") % {"day": long_date(date.fromisoformat(str(facts["until"])))}


CHANGES = {MandateAct.GIVEN: _until, MandateAct.REGISTERED: _until}


def register_words() -> None:
    register(Kind.FINDING, ERRORS, codes=MandateError)
    register(Kind.ACT, ACTS, codes=MandateAct)
    register(Kind.CHANGE, CHANGES, codes=CHANGES)
    register_notices(NoticeCode)
