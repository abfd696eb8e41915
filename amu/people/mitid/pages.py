"""The pages of a sign-in that stopped: no error in the technical sense, and the way on is always there."""

from enum import StrEnum

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


class Stop(StrEnum):
    CANCELLED = "cancelled"
    TOO_LOW = "too_low"
    REFUSED = "refused"
    EXPIRED = "expired"
    AWAY = "away"


STATUS = {Stop.CANCELLED: 200, Stop.TOO_LOW: 403, Stop.REFUSED: 403, Stop.EXPIRED: 400, Stop.AWAY: 503}


def stopped(request: HttpRequest, why: Stop, *, next_url: str = "") -> HttpResponse:
    context = {"why": why.value, "next": next_url}
    return render(request, "people/sign_in_stopped.html", context, status=STATUS[why])
