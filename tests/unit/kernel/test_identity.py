from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amu.kernel.errors import CodedError
from amu.kernel.identity import NumberKind, mask_cpr, parse_cpr, parse_cvr


@pytest.mark.parametrize(
    ("text", "born_on"),
    [
        ("0101701234", date(1970, 1, 1)),  # fails modulus 11, and is valid all the same
        ("010170-1234", date(1970, 1, 1)),
        (" 01 01 70 1234 ", date(1970, 1, 1)),
        ("2902000000", None),
        ("290200-4000", date(2000, 2, 29)),
        ("0101364000", date(2036, 1, 1)),
        ("0101374000", date(1937, 1, 1)),
        ("0101579000", date(1957, 1, 1)),
        ("0101575000", date(2057, 1, 1)),
        ("0101588000", date(1858, 1, 1)),
        ("0101360900", date(1936, 1, 1)),
        ("0101369000", date(2036, 1, 1)),
    ],
)
def test_the_seventh_digit_gives_the_century(text, born_on):
    if born_on is None:  # 29 February 1900 did not exist
        with pytest.raises(CodedError, match="cpr_date"):
            parse_cpr(text)
    else:
        assert parse_cpr(text).born_on == born_on


@pytest.mark.parametrize("text", ["3002991234", "0013701234", "3104701234", "0000000000", "9999999999"])
def test_a_date_that_does_not_exist_is_refused(text):
    with pytest.raises(CodedError, match="cpr_date"):
        parse_cpr(text)


@pytest.mark.parametrize("text", ["", "010170123", "01017012345", "0101701A34", "٠١٠١٧٠١٢٣٤"])
def test_what_is_not_ten_digits_is_refused(text):
    with pytest.raises(CodedError, match="cpr_shape"):
        parse_cpr(text)


def test_a_replacement_number_carries_a_raised_day():
    number = parse_cpr("6101901234")

    assert (number.kind, number.born_on) == (NumberKind.REPLACEMENT, date(1990, 1, 1))


def test_the_mask_hides_the_last_four():
    assert mask_cpr("0101701234") == mask_cpr("010170-1234") == "010170-xxxx"


def test_the_number_does_not_show_in_its_own_repr():
    assert "1234" not in repr(parse_cpr("0101701234"))


@given(st.text())
def test_masking_never_gives_back_what_it_got(text):
    assert mask_cpr(text) != text or text == ""


@given(st.text(alphabet="0123456789- ", max_size=14))
def test_any_text_is_a_number_or_a_coded_error(text):
    def outcome():
        try:
            return len(parse_cpr(text).digits)
        except CodedError as error:
            return error.code

    assert outcome() in {10, "cpr_shape", "cpr_date"}


@pytest.mark.parametrize(
    ("text", "code"), [("1234567", "cvr_shape"), ("01234567", "cvr_shape"), ("12345678", "cvr_check")]
)
def test_a_company_number_has_eight_digits_that_check(text, code):
    with pytest.raises(CodedError, match=code):
        parse_cvr(text)


def test_a_company_number_may_be_written_in_groups():
    assert parse_cvr("10 15 08 17") == "10150817"
