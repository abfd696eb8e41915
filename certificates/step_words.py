"""What the rows of ``next_steps`` say, and where they lead."""

from enum import StrEnum

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amu import clock
from amu.web.next_steps import NextStep, StepWords, in_words
from certificates import next_steps as table
from certificates.enums import Standing
from certificates.models import Certificate

DOWNLOAD = _("Download the certificate (PDF)")
WHY = _("See why")
STATEMENT = _("Download the statement of participation (PDF)")

WORDS: dict[tuple[Standing, StrEnum], StepWords] = {
    (Standing.VALID, table.Valid.ISSUED_LATELY): StepWords(
        _("Your certificate for %(course)s is ready"),
        _("You passed. Download the certificate, or give its code to whoever wants to check it."),
        DOWNLOAD,
    ),
    (Standing.VALID, table.Valid.VALID): StepWords(
        _("Your certificate for %(course)s"), _("It is valid."), DOWNLOAD
    ),
    (Standing.VALID, table.Valid.STATEMENT_LATELY): StepWords(
        _("Your statement of participation in %(course)s is ready"),
        _("It says that you took part. Whoever wants to check it needs its code."),
        STATEMENT,
    ),
    (Standing.VALID, table.Valid.STATEMENT): StepWords(
        _("Your statement of participation in %(course)s"), _("It is valid."), STATEMENT
    ),
    (Standing.WITHDRAWN, table.Withdrawn.STATEMENT_LATELY): StepWords(
        _("Your statement of participation in %(course)s has been withdrawn"),
        _("It is no longer valid. Ask the school if you disagree with that."),
        WHY,
    ),
    (Standing.WITHDRAWN, table.Withdrawn.STATEMENT): StepWords(
        _("Your statement of participation in %(course)s has been withdrawn"),
        _("It is no longer valid."),
        WHY,
    ),
    (Standing.REPLACED, table.Replaced.STATEMENT): StepWords(
        _("Your statement of participation in %(course)s has been replaced"),
        _("It is no longer valid: a newer one has taken its place."),
        WHY,
    ),
    (Standing.WITHDRAWN, table.Withdrawn.WITHDRAWN_LATELY): StepWords(
        _("Your certificate for %(course)s has been withdrawn"),
        _("It is no longer valid. Ask the school if you disagree with that."),
        WHY,
    ),
    (Standing.WITHDRAWN, table.Withdrawn.WITHDRAWN): StepWords(
        _("Your certificate for %(course)s has been withdrawn"), _("It is no longer valid."), WHY
    ),
    (Standing.REPLACED, table.Replaced.REPLACED): StepWords(
        _("Your certificate for %(course)s has been replaced"),
        _("It is no longer valid: a newer one has taken its place."),
        WHY,
    ),
}


def next_step(certificate: Certificate) -> NextStep:
    """What comes next with a certificate, in the active language."""
    standing = Standing(certificate.standing)
    ended = certificate.ended_at
    key = (
        standing,
        table.situation(
            standing,
            is_statement=certificate.is_statement,
            today=clock.today(),
            issued_on=clock.danish_date(certificate.created_at),
            ended_on=clock.danish_date(ended) if ended else None,
        ),
    )
    row = table.TABLE[key]
    return in_words(
        row,
        WORDS[key],
        facts={"course": certificate.content["course_title"]},
        day=None,
        who=certificate.content["school"],
        url=_address(row.leads_to, certificate),
    )


def _address(leads_to: str, certificate: Certificate) -> str:
    match leads_to:
        case table.FILE:
            return reverse("certificates:pdf", args=[certificate.pk])
        case table.PUBLIC_PAGE:
            return reverse("certificates:certificate", args=[certificate.printed_code])
        case _:
            return ""
