"""Why a sign-in failed. Codes for the log and the page; never the contents of the token."""

from enum import StrEnum

from allauth.socialaccount.providers.oauth2.client import OAuth2Error

# What reading an answer of any shape may raise: names that are missing, wrong kinds, numbers too large, too deep.
MALFORMED = (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError)


class Stop(StrEnum):
    CANCELLED = "cancelled"
    TOO_LOW = "too_low"
    REFUSED = "refused"
    NOT_FOR_COMPANY = "not_for_company"
    EXPIRED = "expired"
    AWAY = "away"


class RefusedError(OAuth2Error):  # type: ignore[misc]  # allauth is untyped
    """The answer from the broker cannot be trusted or used."""

    status = 403

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class TooLowLevelError(RefusedError):
    """A genuine sign-in, at a lower level of assurance than we may accept."""
