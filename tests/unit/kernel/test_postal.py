"""What stands on an envelope."""

from amu.kernel.postal import Address

HOME = Address("Åvej 12", "5000", "Odense C")


def test_a_danish_address_has_name_street_and_town():
    assert HOME.lines("Karen Elmholt") == ("Karen Elmholt", "Åvej 12", "5000 Odense C")


def test_everything_that_was_told_has_its_line_and_the_country_comes_last_in_capitals():
    abroad = Address("Hauptstr. 1", "24937", "Flensburg", "Schmidt", "Tyskland", "K. Elmholt")

    assert abroad.lines("Karen Elmholt") == (
        "K. Elmholt",
        "c/o Schmidt",
        "Hauptstr. 1",
        "24937 Flensburg",
        "TYSKLAND",
    )


def test_what_is_stored_comes_back():
    assert Address.from_dict(HOME.as_dict()) == HOME
