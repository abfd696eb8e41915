"""Form fields that read dates and amounts as people write them."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import formats
from django.utils.translation import gettext_lazy as _

from amu import clock
from amu.kernel.dates import read_date, read_period
from amu.kernel.errors import CodedError
from amu.kernel.money import read_amount


class DayField(forms.DateField):
    """A day in any form that ``amu.kernel.dates.read_date`` knows, shown as 30-06-2027.

    A phone shows its whole keyboard: that for numbers has no hyphen on some.
    """

    default_error_messages = {
        "invalid": _("Enter the date as day-month-year, for example 30-06-2019."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(format="%d-%m-%Y", attrs={"autocomplete": "off"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        if not isinstance(value, str):
            return super().to_python(value)
        if not value.strip():
            return None
        try:
            return read_date(value)
        except CodedError as error:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from error


class RoughDayField(DayField):
    """A day, or only the month or the year, of which it then is the last day that has been."""

    default_error_messages = {
        "invalid": _("Enter a year, a month and a year, or a date: 2019, 06-2019 or 30-06-2019."),
    }

    def to_python(self, value: Any) -> date | None:
        if not isinstance(value, str) or not value.strip():
            return super().to_python(value)
        try:
            first, last = read_period(value)
        except CodedError as error:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from error
        today = clock.today()
        return today if first <= today < last else last


class AmountField(forms.DecimalField):
    """An amount, or another number with decimals, in any form that ``amu.kernel.money.read_amount`` knows."""

    default_error_messages = {
        "invalid": _("Enter the amount in digits, for example 2662,50."),
        "two_meanings": _("%(text)s can be read in two ways. Write %(whole)s or %(whole)s,00."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        if not isinstance(value, str):
            return super().to_python(value)
        if not value.strip():
            return None
        try:
            return read_amount(value)
        except CodedError as error:
            code = "two_meanings" if error.code == "amount_has_two_meanings" else "invalid"
            raise forms.ValidationError(
                self.error_messages[code], code=code, params=dict(error.facts)
            ) from error

    def prepare_value(self, value: Any) -> Any:
        """In the reader's language, without marks between thousands."""
        return formats.localize_input(value) if isinstance(value, Decimal) else value
