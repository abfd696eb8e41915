"""Every field for a day or an amount reads what people write, and says what is wrong beside itself."""

from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.urls import get_resolver
from django.utils.translation import override

from amu.web.fields import AmountField, DayField, RoughDayField
from amu.web.forms import DesignSystemForm


class Example(DesignSystemForm):
    day = DayField(label="Dag")
    amount = AmountField(label="Beløb", required=False, decimal_places=2, min_value=0)


def every_form():
    assert get_resolver().url_patterns  # which imports all views and their forms
    found, seen = [DesignSystemForm], set()
    while found:
        form = found.pop()
        seen.add(form)
        found += form.__subclasses__()
    return seen


def test_no_form_reads_days_or_amounts_in_a_way_of_its_own():
    own_way = {
        f"{form.__qualname__}.{name}"
        for form in every_form()
        for name, field in form.base_fields.items()
        if isinstance(field, forms.DateField | forms.DecimalField)
        and not isinstance(field, DayField | AmountField)
    }

    assert own_way == set()


def test_a_phone_shows_a_keyboard_that_has_what_must_be_typed():
    page = str(Example())

    assert 'inputmode="numeric"' not in page
    assert 'inputmode="decimal"' in page


def test_what_was_read_is_a_day_and_an_amount():
    form = Example({"day": "30. juni 2019", "amount": "2.662,50"})

    assert form.is_valid()
    assert form.cleaned_data == {"day": date(2019, 6, 30), "amount": Decimal("2662.50")}


def test_a_field_that_may_be_empty_may_be():
    form = Example({"day": "30062019", "amount": " "})

    assert form.is_valid()
    assert form.cleaned_data["amount"] is None


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"day": "31022019"}, "Enter the date as day-month-year, for example 30-06-2019."),
        ({"amount": "gratis"}, "Enter the amount in digits, for example 2662,50."),
        ({"amount": "1,526"}, "1,526 can be read in two ways. Write 1526 or 1526,00."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(typed, sentence):
    with override("en"):
        form = Example({"day": "30-06-2019", **typed})
        (name,) = typed

        assert form.errors[name] == [sentence]
        assert f'value="{typed[name]}"' in str(form)


@pytest.mark.parametrize(("language", "shown"), [("da", "2662,50"), ("en", "2662.50")])
def test_an_amount_is_shown_so_that_it_is_read_again(language, shown):
    with override(language):
        page = str(Example(initial={"amount": Decimal("2662.50"), "day": date(2019, 6, 30)}))

    assert f'value="{shown}"' in page
    assert 'value="30-06-2019"' in page


@pytest.mark.parametrize(
    ("typed", "day"),
    [("2019", date(2019, 12, 31)), ("juni 2019", date(2019, 6, 30)), ("30-06-2019", date(2019, 6, 30))],
)
def test_a_rough_day_is_the_last_it_can_have_been(typed, day):
    assert RoughDayField().clean(typed) == day


def test_a_rough_day_of_this_year_is_not_in_the_future(monkeypatch):
    monkeypatch.setattr("amu.clock.today", lambda: date(2026, 3, 2))

    assert RoughDayField().clean("2026") == date(2026, 3, 2)
    assert RoughDayField().clean("2027") == date(2027, 12, 31)
