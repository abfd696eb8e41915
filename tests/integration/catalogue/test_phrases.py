"""What people type, and the course they mean, in the real catalogue."""

import pytest

from amu import clock
from courses.loading import load_catalogue
from courses.search.query import parse_query
from courses.search.selectors import search

FIRST = {
    # numbers
    "47592": "47592",
    "AMU 47592": "47592",
    "kursus 22906": "22906",
    "49041-B": "49041-B",
    "49041b": "49041-B",
    "49041 B": "49041-B",
    # as the title says it, or nearly
    "gaffeltruck": "47592",
    "Gaffeltruck certifikatkursus B": "47592",
    "gaffeltruckcertifikat": "47890",
    "asbest": "22906",
    "arbejde med asbest": "22906",
    "smørrebrød": "48828",
    "teambuilding": "45365",
    "MAG-svejsning": "49653",
    "mag svejsning": "49653",
    "tig svejsning": "44462",
    "gassvejsning": "44725",
    "karrosseri": "47355",
    "stress": "40382",
    "pivot-tabeller": "40754",
    "pivot": "40754",
    "madspild": "48800",
    "teleskoplæsser": "48671",
    "grill": "48434",
    "database": "44337",
    "fjernvarme": "44977",
    "tagrender": "49042-A",
    "risikotræer": "40156",
    "biodiversitet": "49767",
    "sættevogn": "31863-D",
    "adr": "47716",
    "apv": "44871",
    # everyday words
    "truckkort": "47592",
    "truck certifikat": "47592",
    "taxi": "48652",
    "taxakørekort": "48652",
    "hyrevogn": "48652",
    "buskort": "40544",
    "buschauffør": "40544",
    "farligt gods": "47716",
    "lastbilkørekort": "47854",
    "varmt arbejde": "45141",
    "rygsprøjtecertifikat": "49491",
    "sprøjtebevis": "49491",
    "elcykel": "48300",
    "bryllupskage": "45617",
    "flødeis": "48036",
    "bedemand": "49654",
    "dansk for udlændinge": "45567",
    "danskkursus": "45567",
    "tagrende": "49042-A",
    "træfældning": "40156",
    "motorsav skov": "49719",
    # English
    "forklift": "47592",
    "forklift truck": "47592",
    "asbestos": "22906",
    "dangerous goods": "47716",
    "ice cream": "48036",
    "food waste": "48800",
    "wedding cake": "45617",
    "taxi driver": "48652",
    "district heating": "44977",
    "negotiation": "43575",
    # without Danish letters, and folded
    "smorrebrod": "48828",
    "smoerrebroed": "48828",
    "koereteknik": "48466",
    "koreteknik": "48466",
    "traepleje": "42330",
    "aarsafslutning": "40007",
    "arsafslutning": "40007",
    # misspelt
    "gafeltruck": "47592",
    "gaffeltruk": "47592",
    "asbset": "22906",
    "madspil": "48800",
    "smørebrød": "48828",
    # stems and other forms
    "svejsninger automatiseret": "10411-3",
    "træernes risiko": "40156",
}
ON_FIRST_PAGE = {
    "excel": "49825",
    "regneark": "40748",
    "spreadsheet": "44346",
    "svejsning": "49653",
    "welding": "44462",
    "svejser": "49653",
    "svejsnig": "49653",
    "lastbil": "47854",
    "truck driver": "47855",
    "rengøring": "42994",
    "cleaning": "42994",
    "køkken": "42438",
    "kok": "48814-A",
    "cooking": "42438",
    "engelsk": "44979",
    "english": "44978",
    "frisør": "49001",
    "hairdresser": "49001",
    "cykel": "48304",
    "lager": "45074",
    "warehouse": "46894",
    "cad": "48926",
    "autocad": "46582",
    "leder": "43575",
    "leadership": "43575",
    "samarbejde": "45366",
    "gartner": "47690",
    "elbil": "42871",
    "electric car": "42871",
    "pædagog": "44798",
    "child care": "44800",
    "ældre": "42934",
    "aeldre": "42934",
    "aldre": "42934",
    "bager": "48413",
    "kage": "45617",
    "murer": "44581",
    "tag": "49041-B",
    "rkv": "25000",
}


@pytest.fixture
def catalogue(db):
    load_catalogue(now=clock.now())


def codes(phrase):
    found = search(parse_query({"q": phrase}), today=clock.today())
    return [hit.course.code for hit in found.hits]


def test_the_course_that_is_meant_comes_first_or_on_the_first_page(catalogue, subtests):
    for phrase, code in FIRST.items():
        with subtests.test(phrase=phrase):
            assert codes(phrase)[:1] == [code]
    for phrase, code in ON_FIRST_PAGE.items():
        with subtests.test(phrase=phrase):
            assert code in codes(phrase)
    assert len(FIRST | ON_FIRST_PAGE) > 60
