import pytest

from amu.kernel.identity import parse_cpr
from amu.local.personas import AT_COMPANIES, PERSONAS, STAFF, code_now, describe

WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
WITH_CPR = [person for person in PERSONAS if person.cpr]


@pytest.mark.parametrize("person", WITH_CPR, ids=lambda person: person.key)
def test_no_invented_number_can_be_anybodys(person):
    """Before 2007 every real number satisfied modulus 11."""
    number = parse_cpr(person.cpr)

    assert number.born_on == person.born_on
    assert person.born_on.year < 2000
    assert sum(weight * int(digit) for weight, digit in zip(WEIGHTS, person.cpr, strict=True)) % 11


def test_a_code_app_shows_what_the_standard_says():
    """RFC 6238, appendix B, with six of its eight digits."""
    seed = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"

    assert [code_now(seed, moment) for moment in (59, 1111111109, 20000000000)] == [
        "287082",
        "081804",
        "353130",
    ]


def test_everybody_is_described_with_a_way_in():
    rows = describe()

    assert len(rows) == len(PERSONAS) + len(AT_COMPANIES) + len(STAFF)
    assert all(row["name"] and row["who"] and row["sign_in"] for row in rows)
    assert all(len(row["code_now"]) == 6 for row in rows if "user_name" in row)


def test_no_two_share_a_key():
    everybody = [*PERSONAS, *AT_COMPANIES]

    assert len({person.key for person in everybody}) == len(everybody)
    assert len({person.code_seed for person in STAFF}) == len(STAFF)
