"""allauth's forms for staff, in the design system's manner."""

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ProveForm
from allauth.mfa.totp.forms import ActivateTOTPForm, DeactivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm

from amu.web.forms import DesignSystemMixin


class StaffLoginForm(DesignSystemMixin, LoginForm):  # type: ignore[misc]  # allauth is untyped
    """User name and password."""


class StaffReauthenticateForm(DesignSystemMixin, ReauthenticateForm):  # type: ignore[misc]
    """The password once more."""


class StaffPasswordForm(DesignSystemMixin, ChangePasswordForm):  # type: ignore[misc]
    """A new password."""


class CodeForm(DesignSystemMixin, AuthenticateForm):  # type: ignore[misc]
    """The code, when signing in."""


class CodeAgainForm(DesignSystemMixin, ProveForm):  # type: ignore[misc]
    """The code, inside a session."""


class AppForm(DesignSystemMixin, ActivateTOTPForm):  # type: ignore[misc]
    """A code app for the first time."""


class AppAwayForm(DesignSystemMixin, DeactivateTOTPForm):  # type: ignore[misc]
    """The code app away again."""


class KeyForm(DesignSystemMixin, AddWebAuthnForm):  # type: ignore[misc]
    """A passkey for the first time."""


class KeyNameForm(DesignSystemMixin, EditWebAuthnForm):  # type: ignore[misc]
    """What a passkey is called."""
