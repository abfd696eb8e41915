"""What somebody writes to propose a rate."""

from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amu.web.fields import AmountField, DayField
from amu.web.forms import DesignSystemForm
from amu.words import choices
from courses.fees.rules import RateClass
from courses.fees.services import ProposedRate

FIRST_SINGLE = 2024  # from that year one rate covers all courses (courses/data/fee_rates.csv)


class RateForm(DesignSystemForm):
    year = forms.IntegerField(label=_("Year"), min_value=2004, max_value=2100)
    rate_class = forms.ChoiceField(
        label=_("Kind of rate"),
        help_text=_("From 2024 there is one rate. Before, there were two."),
        choices=partial(choices, (RateClass.SINGLE, RateClass.LOW, RateClass.HIGH)),
        initial=RateClass.SINGLE,
    )
    per_day = AmountField(
        label=_("Kroner per course day"), min_value=Decimal(2), max_value=Decimal(9999), decimal_places=2
    )
    valid_from = DayField(
        label=_("Valid from"), help_text=_("If empty: 1 January of the year."), required=False
    )
    source = forms.CharField(
        label=_("Source"),
        help_text=_(
            "Where the rate was published, for example the ministry's catalogue of rates with its date."
        ),
        min_length=10,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].initial = today.year + 1

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        year, start, rate_class = data.get("year"), data.get("valid_from"), data.get("rate_class")
        if year and start and start.year != year:
            self.add_error("valid_from", _("The date must be in that year."))
        if year and rate_class and (year >= FIRST_SINGLE) is not (rate_class == RateClass.SINGLE):
            self.add_error("rate_class", _("From 2024 there is one rate. Before, there were two."))
        return data

    def rate(self) -> ProposedRate:
        data = self.cleaned_data
        year = data["year"]
        return ProposedRate(
            year=year,
            rate_class=data["rate_class"],
            per_day=data["per_day"],
            valid_from=data["valid_from"] or date(year, 1, 1),
            valid_to=date(year, 12, 31),
            source=data["source"].strip(),
        )
