"""Invite somebody to a role, and accept it."""

from functools import partial
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from amu.kernel.errors import CodedError
from amu.people.enums import RightsError, Role
from amu.people.models import User
from amu.people.services.rights import check_place
from amu.web.forms import DesignSystemForm
from amu.words import Kind, choices, say

ABOUT_APPROVERS = frozenset({RightsError.APPROVER_REQUIRED, RightsError.APPROVER_NOT_ALLOWED})


class InviteForm(DesignSystemForm):
    """Who, with which role, and where. ``places``: the schools one may choose among, with ids.

    ``approvers``, for the operator alone: municipalities and unemployment funds, with codes.
    """

    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        error_messages={"required": _("Enter the name.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    email = forms.EmailField(
        label=_("E-mail at work"),
        help_text=_("A link is sent to it. Whoever has the link can accept, so check the address."),
        error_messages={"required": _("Enter the e-mail address.")},
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    role = forms.TypedChoiceField(
        label=_("Role"), choices=partial(choices, Role), coerce=Role, widget=forms.RadioSelect
    )
    provider = forms.TypedChoiceField(
        label=_("School"),
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"required": _("Choose the school at which the role applies.")},
    )

    approver = forms.TypedChoiceField(
        label=_("Municipality or unemployment fund"),
        help_text=_("Only for whoever approves courses for people on benefit."),
        empty_value=None,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        places: list[tuple[int, str]],
        approvers: list[tuple[str, str]] | None,
        **kwargs: Any,
    ) -> None:
        """``approvers`` None: for a leader, who gives rights at their schools alone."""
        super().__init__(*args, **kwargs)
        field = self.fields["provider"]
        if approvers is not None:
            field.choices = [("", _("None")), *places]  # type: ignore[attr-defined]
            self.fields["approver"].choices = [("", _("None")), *approvers]  # type: ignore[attr-defined]
        else:
            del self.fields["approver"]
            field.choices = places  # type: ignore[attr-defined]
            field.required = True
            roles = [role for role in Role if role not in {Role.MINISTRY_OFFICER, Role.APPROVER}]
            self.fields["role"].choices = choices(roles)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("role") and "provider" not in self.errors:
            try:
                check_place(data["role"], data.get("provider"), data.get("approver"))
            except CodedError as error:
                beside = "approver" if error.code in ABOUT_APPROVERS else "provider"
                self.add_error(beside, say(Kind.FINDING, error.code))
        return data


class AcceptForm(DesignSystemForm):
    """A new account: what to sign in with."""

    username = forms.SlugField(
        label=_("User name"),
        help_text=_("You sign in with it. Letters, digits and hyphens."),
        max_length=150,
        error_messages={"required": _("Choose a user name.")},
        widget=forms.TextInput(attrs={"autocomplete": "username", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label=_("Password"),
        help_text=_("At least 14 characters."),
        strip=False,
        error_messages={"required": _("Choose a password.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("The password once more"),
        strip=False,
        error_messages={"required": _("Enter the password once more.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, full_name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.full_name = full_name

    def clean_username(self) -> str:
        username: str = self.cleaned_data["username"].lower()
        if User.objects.filter(username=username).exists():
            raise forms.ValidationError(_("Somebody has this user name. Choose another."))
        return username

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        password = data.get("password")
        if password and data.get("again") and password != data["again"]:
            self.add_error("again", _("The two passwords are not the same."))
        if password:
            somebody = User(username=data.get("username", ""), full_name=self.full_name)
            try:
                validate_password(password, somebody)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return data
