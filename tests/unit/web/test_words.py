"""How money, days and moments are written in both languages."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils.translation import override

from amu.web.formatting import in_days, long_date, long_moment, money, short_date
from courses.templatetags.course_data import area_name, hours


def drawn(source, **facts):
    return Template(source).render(Context(facts))


@pytest.mark.parametrize(
    ("language", "amount", "written"),
    [
        ("da", Decimal(1526), "1.526,00 kr."),
        ("en", Decimal(1526), "DKK 1,526.00"),
        ("da", Decimal(0), "0,00 kr."),
        ("da", Decimal("436.005"), "436,01 kr."),
        ("en", Decimal("36753.98"), "DKK 36,753.98"),
    ],
)
def test_money_is_written_as_each_language_does(language, amount, written):
    with override(language):
        assert money(amount) == written.replace(" ", "\N{NO-BREAK SPACE}")


def test_no_amount_is_not_nought():
    assert money(None) == ""


def test_a_date_has_its_weekday():
    with override("da"):
        assert long_date(date(2026, 9, 29)) == "tirsdag 29. september 2026"
    with override("en"):
        assert long_date(date(2026, 9, 29)) == "Tuesday 29 September 2026"


def test_a_short_date_has_none():
    with override("da"):
        assert short_date(date(2026, 8, 4)) == "4. august 2026"


def test_a_moment_is_told_in_danish_time():
    late_in_london = datetime(2026, 9, 28, 22, 30, tzinfo=UTC)
    with override("da"):
        assert long_moment(late_in_london) == "tirsdag 29. september 2026 kl. 00.30"
        assert long_date(late_in_london) == "tirsdag 29. september 2026"


@pytest.mark.parametrize(
    ("days", "written"),
    [(Decimal("2.00"), "2 dage"), (Decimal("1.0"), "1 dag"), (Decimal("0.5"), "0,5 dag"), (10, "10 dage")],
)
def test_days_may_be_halves(days, written):
    with override("da"):
        assert in_days(days) == written


@pytest.mark.parametrize("text", ["08:00 - 15:24", "8.00-15.24", "kl. 08.00 til 15:24", "08.00–15.24"])
def test_hours_are_written_one_way_however_a_school_wrote_them(text):
    with override("da"):
        assert hours(text) == "08.00–15.24"


def test_hours_nobody_can_read_stay_as_they_are():
    assert hours("efter aftale") == "efter aftale"


def test_a_subject_area_is_a_code_with_words():
    with override("en"):
        assert area_name("construction") == "Building and construction"
    with override("da"):
        assert area_name("construction") == "Bygge og anlæg"
    assert area_name("") == ""
    with pytest.raises(ValueError, match="noget_nyt"):
        area_name("noget_nyt")


def test_an_icon_beside_words_is_hidden_from_screen_readers():
    assert 'aria-hidden="true"' in drawn('{% icon "search" %}')


def test_an_icon_alone_has_a_name():
    markup = drawn('{% icon "close" "Luk" %}')

    assert 'role="img" aria-label="Luk"' in markup
    assert "aria-hidden" not in markup


def test_a_box_escapes_what_it_is_told_but_keeps_the_markup_inside():
    markup = drawn('{% alert "info" heading %}<b>{{ text }}</b>{% endalert %}', heading="<i>", text="<u>")

    assert "&lt;i&gt;" in markup
    assert "<b>&lt;u&gt;</b>" in markup


def test_only_an_error_interrupts_a_screen_reader():
    assert 'role="alert"' in drawn('{% alert "error" %}x{% endalert %}')
    assert 'role="alert"' not in drawn('{% alert "warning" %}x{% endalert %}')


def test_a_state_is_words_and_colour_together():
    assert drawn('{% status "success" word %}', word="Fri & klar") == (
        '<strong class="badge badge-success">Fri &amp; klar</strong>'
    )
