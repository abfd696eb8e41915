"""allauth's forms for staff, in the design system's manner."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ProveForm
from allauth.mfa.totp.forms import ActivateTOTPForm, DeactivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm

from amu.web.forms import DesignSystemMixin


class PlainMixin(DesignSystemMixin):
    """The library repeats each label inside its field, where it is pale and goes away."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class StaffLoginForm(PlainMixin, LoginForm):  # type: ignore[misc]  # allauth is untyped
    """User name and password."""


class StaffReauthenticateForm(PlainMixin, ReauthenticateForm):  # type: ignore[misc]
    """The password once more."""


class StaffPasswordForm(PlainMixin, ChangePasswordForm):  # type: ignore[misc]
    """A new password."""


class CodeForm(PlainMixin, AuthenticateForm):  # type: ignore[misc]
    """The code, when signing in."""


class CodeAgainForm(PlainMixin, ProveForm):  # type: ignore[misc]
    """The code, inside a session."""


class AppForm(PlainMixin, ActivateTOTPForm):  # type: ignore[misc]
    """A code app for the first time."""


class AppAwayForm(PlainMixin, DeactivateTOTPForm):  # type: ignore[misc]
    """The code app away again."""


class KeyForm(PlainMixin, AddWebAuthnForm):  # type: ignore[misc]
    """A passkey for the first time."""


class KeyNameForm(PlainMixin, EditWebAuthnForm):  # type: ignore[misc]
    """What a passkey is called."""
