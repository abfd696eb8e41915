"""The pages of a sign-in that stopped, each with what to do next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from amu.people.mitid.errors import Stop
from amu.people.mitid.words import TEXTS
from amu.words import label

__all__ = ["Stop", "stopped"]

STATUS = {
    Stop.CANCELLED: 200,
    Stop.TOO_LOW: 403,
    Stop.REFUSED: 403,
    Stop.NOT_FOR_COMPANY: 403,
    Stop.EXPIRED: 400,
    Stop.AWAY: 503,
}


def stopped(request: HttpRequest, why: Stop, *, next_url: str = "") -> HttpResponse:
    lead, *more = TEXTS[why]
    context = {"heading": label(why), "lead": lead, "more": more, "next": next_url}
    return render(request, "people/sign_in_stopped.html", context, status=STATUS[why])
