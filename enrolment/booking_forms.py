"""What a company writes when it books, and when it names somebody afterwards."""

from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from amu.kernel.identity import find_cpr
from amu.web.forms import DesignSystemForm
from enrolment.booking_rows import LONGEST, Row
from enrolment.services.booking import MOST_SEATS, Order, Wish

ROWS_AT_FIRST, MORE_ROWS = 3, 5
EAN_LENGTH = 13
ALL, AS_MANY = "all", "as_many"


class OrderForm(DesignSystemForm):
    """What the company wants on its invoice."""

    order_number = forms.CharField(
        label=_("Your order number"),
        help_text=_("It is written on the invoice."),
        required=False,
        max_length=50,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    ean = forms.CharField(
        label=_("EAN number"),
        help_text=_("Thirteen digits. Only for public workplaces, which get their invoices electronically."),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def clean_ean(self) -> str:
        """GS1's check digit: the weights are 1 and 3 in turn."""
        digits = "".join(str(self.cleaned_data["ean"]).split())
        if not digits:
            return ""
        if len(digits) != EAN_LENGTH or not (digits.isascii() and digits.isdigit()):
            raise ValidationError(_("An EAN number has thirteen digits."))
        if sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10:
            raise ValidationError(_("No place has this EAN number. Check the digits."))
        return digits

    def order(self) -> Order:
        return Order(self.cleaned_data["order_number"].strip(), self.cleaned_data["ean"])


class BookingForm(OrderForm):
    """Rows of people, seats for people named later, and whether anything less than all will do.

    The rows are fields ``name_1``, ``email_1`` and so on. Only what is written in a row is looked at; each fault stands
    beside its field.
    """

    paste = forms.CharField(
        label=_("Paste a list"),
        help_text=_(
            "One person a line, with a comma, a semicolon or a tabulator between name and e-mail address."
        ),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    file = forms.FileField(
        label=_("Or choose a file"),
        help_text=_("An Excel workbook (.xlsx) or a CSV file with the columns name and e-mail."),
        required=False,
    )
    unnamed = forms.IntegerField(
        label=_("Seats for people you name later"),
        help_text=_(
            "They are yours until the last day to name people. What is not named then is given to others."
        ),
        required=False,
        min_value=0,
        max_value=MOST_SEATS,
        widget=forms.NumberInput(attrs={"autocomplete": "off"}),
    )
    how = forms.ChoiceField(
        label=_("If there are not seats enough"),
        choices=[
            (ALL, _("Book nothing: all of us, or none")),
            (AS_MANY, _("Book as many as there are, from the top of the list")),
        ],
        error_messages={"required": _("Choose what we shall do then.")},
        widget=forms.RadioSelect,
    )
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    rows = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: QueryDict | None = None, *args: Any, **kwargs: Any) -> None:
        initial = {"how": ALL, "key": uuid4(), **(kwargs.pop("initial", None) or {})}
        self.count = rows_in(data) if data else ROWS_AT_FIRST
        super().__init__(data, *args, initial={**initial, "rows": self.count}, **kwargs)
        for number in range(1, self.count + 1):
            name, email = _("Person %(number)s, name"), _("Person %(number)s, e-mail")
            self.fields[f"name_{number}"] = _field(name % {"number": number}, "name")
            self.fields[f"email_{number}"] = _field(email % {"number": number}, "email")
            for kind in ("name", "email"):
                self.fields[f"{kind}_{number}"].widget.attrs["class"] = "form-input"

    def people(self) -> list[tuple[int, forms.BoundField, forms.BoundField]]:
        """The rows for the page: number, name and address."""
        return [(n, self[f"name_{n}"], self[f"email_{n}"]) for n in range(1, self.count + 1)]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        known: dict[str, int] = {}
        for number in range(1, self.count + 1):
            self._check(number, Row(_line(data, "name", number), _line(data, "email", number)), known)
        total = len(self._written(data)) + (data.get("unnamed") or 0)
        if total > MOST_SEATS:
            words = _("At most %(most)s seats can be booked at once. Book the rest in a second booking.")
            self.add_error(None, words % {"most": MOST_SEATS})
        if total == 0 and self.data.get("do") == "book":
            self.add_error(None, _("Write who comes, or how many seats you name later."))
        return data

    def _check(self, number: int, row: Row, known: dict[str, int]) -> None:
        name, email = f"name_{number}", f"email_{number}"
        if row.name and find_cpr(row.name):
            self.add_error(name, _("Write no CPR number. Each person gives their own."))
        if row.email and not row.name:
            self.add_error(name, _("Write the name."))
        if row.name and not row.email:
            self.add_error(email, _("Write the e-mail address: the person has to say yes themselves."))
        if not row.email:
            return
        try:
            validate_email(row.email)
        except ValidationError:
            self.add_error(email, _("This is no e-mail address."))
        if before := known.get(row.email.lower()):
            self.add_error(email, _("The same address stands in row %(number)s.") % {"number": before})
        known.setdefault(row.email.lower(), number)

    def _written(self, data: dict[str, Any]) -> list[Row]:
        rows = [Row(_line(data, "name", n), _line(data, "email", n)) for n in range(1, self.count + 1)]
        return [row for row in rows if row.name or row.email]

    def wishes(self) -> list[Wish]:
        """Those named in their order, and then the open ones. Of a form without errors."""
        data = self.cleaned_data
        named = [Wish(row.name, row.email) for row in self._written(data)]
        return [*named, *[Wish()] * (data.get("unnamed") or 0)]


class QuoteForm(DesignSystemForm):
    """For how many seats a quote is."""

    seats = forms.IntegerField(
        label=_("For how many people?"),
        min_value=1,
        max_value=MOST_SEATS,
        widget=forms.NumberInput(attrs={"autocomplete": "off"}),
    )


class NameSeatForm(DesignSystemForm):
    """Who comes on one seat."""

    name = forms.CharField(
        label=_("Name"), max_length=LONGEST, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("We ask the person to say yes and to answer some questions."),
        max_length=LONGEST,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def clean_name(self) -> str:
        name = " ".join(str(self.cleaned_data["name"]).split())
        if find_cpr(name):
            raise ValidationError(_("Write no CPR number. Each person gives their own."))
        return name

    def wish(self) -> Wish:
        return Wish(self.cleaned_data["name"], self.cleaned_data["email"])


def rows_in(data: QueryDict) -> int:
    """How many rows the form that was sent has; never more than can be booked, and one to say so."""
    text = str(data.get("rows", ""))
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else ROWS_AT_FIRST
    return max(1, min(number, MOST_SEATS + 1))


def with_rows(data: QueryDict, found: list[Row]) -> QueryDict:
    """The form as it was sent, with more people in its first empty rows, or with more empty rows; nothing is lost."""
    filled = data.copy()
    rows = [
        Row(data.get(f"name_{n}", "").strip(), data.get(f"email_{n}", "").strip())
        for n in range(1, rows_in(data) + 1)
    ]
    people = [row for row in rows if row.name or row.email] + found
    count = len(people) if found else max(len(rows), len(people)) + MORE_ROWS
    for number, row in enumerate(people[: MOST_SEATS + 1], start=1):
        filled[f"name_{number}"], filled[f"email_{number}"] = row.name, row.email
    for number in range(len(people) + 1, len(rows) + 1):
        filled[f"name_{number}"] = filled[f"email_{number}"] = ""
    filled["rows"] = str(max(1, min(count, MOST_SEATS + 1)))
    return filled


def _field(label: Any, kind: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput(
            attrs={"autocomplete": "off"} | ({"inputmode": "email"} if kind == "email" else {})
        ),
    )


def _line(data: dict[str, Any], kind: str, number: int) -> str:
    return " ".join(str(data.get(f"{kind}_{number}") or "").split())
