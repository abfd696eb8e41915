"""What is said when a sign-in stops: a heading, a sentence or two, and what else may help."""

from django.utils.translation import gettext_lazy as _

from amu.people.mitid.errors import Stop
from amu.words import register

HEADINGS = {
    Stop.CANCELLED: _("You stopped the sign-in"),
    Stop.TOO_LOW: _("A stronger sign-in is needed"),
    Stop.REFUSED: _("You are not signed in"),
    Stop.NOT_FOR_COMPANY: _("You did not sign in for a company"),
    Stop.EXPIRED: _("You are not signed in"),
    Stop.AWAY: _("MitID does not answer right now"),
}
TEXTS = {
    Stop.CANCELLED: (_("Nothing has happened, and nothing is lost. You can try again whenever you like."),),
    Stop.TOO_LOW: (
        _(
            "You signed in with a password only. For applications and appeals we must be more certain that it is "
            "you: use the MitID app, code display, code reader or chip."
        ),
        _(
            "If you only have the password, Citizen Service in your municipality can help you to get an app or a "
            "code display."
        ),
    ),
    Stop.REFUSED: (
        _(
            "We could not be sure that the answer came from MitID and was meant for you, so nobody was "
            "signed in. Try again from here."
        ),
    ),
    Stop.NOT_FOR_COMPANY: (
        _(
            "You signed in as a private person, so nobody was signed in. Try again, and choose your company at MitID "
            "Erhverv."
        ),
        _("Do you want to take a course yourself? Then sign in with MitID."),
    ),
    Stop.EXPIRED: (
        _("The sign-in took too long, or it was begun in another browser. Start again from here."),
    ),
    Stop.AWAY: (_("The fault is not yours. Wait a few minutes and try again."),),
}


def register_words() -> None:
    register(Stop, HEADINGS)
