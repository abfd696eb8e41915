"""How to reach a person: what they tell us themselves, and what staff enter for them."""

from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amu.journal.enums import Asked
from amu.kernel.errors import CodedError
from amu.kernel.identity import parse_cpr
from amu.kernel.postal import Address
from amu.people.enums import Purpose
from amu.people.models.user import PHONE_DIGITS
from amu.people.services import Particulars, Wanted
from amu.web.fields import DayField
from amu.web.forms import DesignSystemForm
from amu.words import Kind, choices, say

ADDRESS = ("street", "postal_code", "city", "care_of", "country", "addressee")
DANISH_CODE_LENGTH = 4


def phone_field(**options: Any) -> forms.RegexField:
    return forms.RegexField(
        regex=r"^\+?[0-9 ]{8,16}$",
        required=False,
        max_length=20,
        error_messages={"invalid": _("Enter the number with digits only, for example 12 34 56 78.")},
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
        **options,
    )


def _line(label: Any, *, length: int, autocomplete: str, **options: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, required=False, max_length=length, widget=widget, **options)


class AddressForm(DesignSystemForm):
    """A postal address, whole or not at all."""

    street = _line(_("Street and number"), length=100, autocomplete="street-address")
    postal_code = _line(_("Postal code"), length=12, autocomplete="postal-code")
    city = _line(_("City"), length=60, autocomplete="address-level2")
    care_of = _line(
        _("c/o"),
        length=60,
        autocomplete="off",
        help_text=_("If you live with somebody whose name is on the letterbox."),
    )
    country = _line(_("Country, if not Denmark"), length=60, autocomplete="country-name")
    addressee = _line(_("Name on the letterbox, if it is another"), length=100, autocomplete="off")

    def clean(self) -> dict[str, Any]:
        """Where something is told, all of it that a letter needs must be."""
        data = super().clean() or {}
        if any(data.get(name) for name in ADDRESS):
            self._require(data)
        return data

    def _require(self, data: dict[str, Any]) -> None:
        missing = {
            "street": _("Enter the street and number."),
            "postal_code": _("Enter the postal code."),
            "city": _("Enter the city."),
        }
        for name, words in missing.items():
            if not data.get(name) and name not in self.errors:
                self.add_error(name, words)
        code = data.get("postal_code") or ""
        is_danish = len(code) == DANISH_CODE_LENGTH and code.isascii() and code.isdigit()
        if code and not data.get("country") and not is_danish:
            self.add_error("postal_code", _("A Danish postal code has four digits, for example 5000."))

    def address(self) -> Address | None:
        """None where nothing was told."""
        told = {name: self.cleaned_data.get(name, "") for name in ADDRESS}
        return Address(**told) if any(told.values()) else None


class MyDataForm(AddressForm):
    """A person changes how to reach them."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("We write when there is news. The message never says what it is about."),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    phone = phone_field(
        label=_("Your phone number"), help_text=_("If the school needs to reach you quickly.")
    )
    language = forms.ChoiceField(
        label=_("In which language do we write to you?"),
        choices=[("da", _("Danish")), ("en", _("English"))],
        widget=forms.RadioSelect,
    )
    field_order = ["email", "phone", "language", *ADDRESS]


def _about_somebody(label: Any, *, length: int = 200, **options: Any) -> forms.CharField:
    """A field about somebody else: the browser of a desk must not remember or suggest it."""
    widget = forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"})
    return forms.CharField(label=label, required=False, max_length=length, widget=widget, **options)


class FindForm(DesignSystemForm):
    """What a caller says of themselves, and why staff look."""

    purpose = forms.TypedChoiceField(
        label=_("Why do you need to find the person?"),
        help_text=_("The person can see it on My Overview."),
        choices=partial(choices, [each for each in Purpose if each != Purpose.MANDATE]),
        coerce=Purpose,
        initial=Purpose.ADMISSION,
        widget=forms.RadioSelect,
    )
    cpr = _about_somebody(_("CPR number"), length=20)
    name = _about_somebody(_("Name"), help_text=_("Together with the date of birth."))
    birth_date = DayField(label=_("Date of birth"), required=False)
    email = _about_somebody(_("E-mail"))
    phone = _about_somebody(_("Phone"), length=20)
    number = _about_somebody(_("Case number"), help_text=_("T-… or K-…, or the number of a certificate."))
    field_order = ["cpr", "name", "birth_date", "email", "phone", "number", "purpose"]

    def clean_cpr(self) -> str:
        return checked_cpr(self.cleaned_data["cpr"])

    def clean_phone(self) -> str:
        """Few digits are the end of many numbers."""
        phone: str = self.cleaned_data["phone"]
        if phone and sum(each.isdigit() for each in phone) < PHONE_DIGITS:
            raise forms.ValidationError(_("Enter the whole number, at least eight digits."))
        return phone

    def clean(self) -> dict[str, Any]:
        """Something that tells people apart; a name does only together with a date of birth."""
        data = super().clean() or {}
        has_name, has_day = bool(data.get("name")), bool(data.get("birth_date"))
        if has_name != has_day and "birth_date" not in self.errors:
            missing = "birth_date" if has_name else "name"
            self.add_error(missing, _("Enter the name together with the date of birth."))
        if not self.errors and not any(
            data.get(name) for name in ("cpr", "name", "email", "phone", "number")
        ):
            self.add_error("cpr", _("Enter one of the fields."))
        return data

    def wanted(self) -> Wanted:
        said = {name: value for name, value in self.cleaned_data.items() if name != "purpose" and value}
        return Wanted(**said)


def checked_cpr(typed: str) -> str:
    """Raises ValidationError that says what is wrong, never what was typed."""
    if typed:
        try:
            parse_cpr(typed)
        except CodedError as error:
            raise forms.ValidationError(say(Kind.FINDING, error.code)) from error
    return typed


class ReachForm(AddressForm):
    """Staff: how to reach somebody, on that person's word."""

    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    phone = phone_field(label=_("Phone"))
    language = forms.ChoiceField(
        label=_("Language of letters"),
        choices=[("da", _("Danish")), ("en", _("English"))],
        initial="da",
        widget=forms.RadioSelect,
    )
    asked = forms.TypedChoiceField(
        label=_("How did the person ask?"),
        choices=partial(choices, Asked),
        coerce=Asked,
        widget=forms.RadioSelect,
    )
    field_order = ["email", "phone", *ADDRESS, "language", "asked"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("phone", *ADDRESS):
            self.fields[name].widget.attrs["autocomplete"] = "off"

    def reach(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("email", "phone", "language")}


class PaperNameForm(ReachForm):
    """The same, for somebody whose name MitID withholds."""

    paper_name = _about_somebody(
        _("Name on letters and certificates"),
        help_text=_("MitID withholds the name. It is shown on the person's own papers alone."),
    )
    field_order = ["paper_name", *ReachForm.field_order]


class ParticularsForm(ReachForm):
    """Somebody who does not sign in with MitID: who they say they are, and how to reach them."""

    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        error_messages={"required": _("Enter the name.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    cpr = _about_somebody(_("CPR number"), length=20, help_text=_("Without one, enter the date of birth."))
    birth_date = DayField(label=_("Date of birth"), required=False)
    is_protected = forms.BooleanField(
        label=_("The person has name and address protection"),
        help_text=_("Only those who post letters see the address, and no name is shown to the public."),
        required=False,
    )
    field_order = ["name", "cpr", "birth_date", "is_protected", *ReachForm.field_order]

    def clean_cpr(self) -> str:
        return checked_cpr(self.cleaned_data["cpr"])

    def particulars(self) -> Particulars:
        return Particulars(**{name: self.cleaned_data[name] for name in PARTICULARS})


PARTICULARS = ("name", "cpr", "birth_date", "is_protected")


class AskedForm(DesignSystemForm):
    """Staff act for somebody: how that person asked them to."""

    asked = forms.TypedChoiceField(
        label=_("How did the person ask?"),
        choices=partial(choices, Asked),
        coerce=Asked,
        widget=forms.RadioSelect,
    )
