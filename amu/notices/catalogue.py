"""Every notice that can leave the house, by code. A code without words cannot be sent."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Words:
    subject: str | Promise
    line: str | Promise


NOTICES: dict[str, Words] = {
    "application_received": Words(
        _("We have received your application"),
        _(
            "We have received your application for a course. Sign in to see your receipt and what happens now."
        ),
    ),
    "application_admitted": Words(
        _("You have been admitted"),
        _("The school has decided on your application. Sign in to see where and when you start."),
    ),
    "application_refused": Words(
        _("There is a decision on your application"),
        _("The school has decided on your application. Sign in to read the decision and what you can do."),
    ),
    "application_withdrawn": Words(
        _("Your application is withdrawn"),
        _("Your application for a course is withdrawn. Sign in to see what that means."),
    ),
    "application_seat_free": Words(
        _("A seat is free for you"),
        _("A seat came free on a class you are waiting for, and it is reserved for you. Sign in to see it."),
    ),
    "run_moved": Words(
        _("Your course has been moved"),
        _(
            "The school has changed the day, the time or the place of your course. Sign in to see what is new."
        ),
    ),
    "run_cancelled": Words(
        _("Your course is cancelled"),
        _("The school has cancelled the class you applied for. Sign in to see why and what you can do now."),
    ),
    "appeal_received": Words(
        _("We have received your appeal"),
        _("The school has received your appeal. Sign in to see your receipt and what happens now."),
    ),
    "appeal_upheld": Words(
        _("The school has decided on your appeal"),
        _("The school has looked at its decision again. Sign in to read what it decided."),
    ),
    "appeal_maintained": Words(
        _("The school has looked at your appeal"),
        _(
            "The school has looked at its decision again. Sign in to read its statement and what you can do now."
        ),
    ),
    "appeal_forwarded": Words(
        _("Your appeal is with the ministry"),
        _("Your appeal has been forwarded to the Ministry of Children and Education. Sign in to follow it."),
    ),
    "appeal_decided": Words(
        _("The ministry has decided on your appeal"),
        _("The ministry has decided on your appeal. Sign in to read the decision."),
    ),
    "certificate_issued": Words(
        _("Your certificate is ready"),
        _("Your certificate for a course you have passed is ready. Sign in to fetch it."),
    ),
}
