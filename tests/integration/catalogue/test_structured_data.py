"""What machines read on course and class pages is what people read there."""

import json
import re
from datetime import date
from decimal import Decimal

import pytest

from courses.models import RunCourse
from tests.pages import source


def fetch(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return response


def data_of(response):
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', response.content.decode())
    assert len(found) <= 1
    return json.loads(found[0]) if found else None


def test_a_class_says_the_same_to_machines_as_to_people(client, new_run):
    new_run("RUN", full_price=Decimal("1508.60"), seats_taken=3)

    response = fetch(client, "/en/classes/RUN/")
    node, text = data_of(response), source(response)
    (instance,) = node["hasCourseInstance"]

    assert (node["@type"], node["courseCode"], node["name"]) == (
        "Course",
        "22906",
        "Sikkerhed v. asbestarbejde",
    )
    assert (instance["startDate"], instance["endDate"]) == ("2026-09-29", "2026-09-30")
    assert "Tuesday 29 September 2026 – Wednesday 30 September 2026" in text
    assert (instance["remainingAttendeeCapacity"], instance["maximumAttendeeCapacity"]) == (12, 20)
    assert "12 free seats" in text
    assert instance["location"]["address"]["streetAddress"] == "Koldingvej 3"
    offers = {offer["name"]: offer for offer in instance["offers"]}
    assert {offer["category"] for offer in instance["offers"]} == {"Paid"}
    assert offers["Price for the target group"]["price"] == "436.00"
    assert "Price for the target group" in text
    assert "DKK 436.00" in text
    assert offers["Full price"]["price"] == "1508.60"
    assert "DKK 1,508.60" in text
    assert {offer["validThrough"] for offer in instance["offers"]} == {"2026-09-22"}
    assert {offer["availability"] for offer in instance["offers"]} == {"https://schema.org/InStock"}
    assert instance["courseWorkload"] == "PT14H48M"


def test_it_is_data_and_no_script_so_the_policy_names_it_nowhere(client, new_run):
    """A page with a nonce of its own could not be cached for the next reader."""
    new_run("RUN")
    response = fetch(client, "/en/classes/RUN/")

    assert data_of(response)
    assert "nonce" not in response["Content-Security-Policy"]


def test_a_price_nobody_knows_is_not_offered(client, new_run):
    new_run("RUN", published_price=None, asks_school_for_price=True)

    (instance,) = data_of(fetch(client, "/en/classes/RUN/"))["hasCourseInstance"]

    assert "offers" not in instance


def test_a_course_that_costs_nothing_is_offered_free(client, new_run):
    new_run("RUN", published_price=0)

    (instance,) = data_of(fetch(client, "/en/classes/RUN/"))["hasCourseInstance"]

    assert (instance["offers"][0]["price"], instance["offers"][0]["category"]) == ("0.00", "Free")


@pytest.mark.parametrize("path", ["/en/classes/FOREIGN/", "/en/courses/22906/"])
def test_the_language_is_that_of_the_class_and_said_only_where_it_is_known(client, new_run, path):
    new_run("DANISH")
    new_run("FOREIGN", in_foreign_language=True)

    node = data_of(fetch(client, path))
    told = {instance["identifier"]: instance.get("inLanguage") for instance in node["hasCourseInstance"]}

    assert "inLanguage" not in node
    assert told.pop("FOREIGN") is None
    assert set(told.values()) <= {"da"}


def test_every_class_of_a_course_says_how_much_work_it_is(client, new_run, courses):
    new_run("ONE")
    package = new_run("PACKAGE", published_price=None)
    RunCourse.objects.create(run=package, course=courses["47592"], position=1, days=7)

    instances = data_of(fetch(client, "/en/courses/22906/"))["hasCourseInstance"]

    assert {each["identifier"]: each["courseWorkload"] for each in instances} == {
        "ONE": "PT14H48M",
        "PACKAGE": "PT66H36M",
    }


def test_full_closed_and_cancelled_are_said(client, new_run):
    new_run("FULL", seats_elsewhere=20)
    new_run("CLOSED", enrol_by=date(2026, 8, 30))
    new_run("GONE", status="cancelled")

    def instance(code):
        return data_of(fetch(client, f"/en/classes/{code}/"))["hasCourseInstance"][0]

    assert instance("FULL")["offers"][0]["availability"] == "https://schema.org/SoldOut"
    assert "availability" not in instance("CLOSED")["offers"][0], "its seats are free, and nobody can apply"
    assert instance("GONE")["eventStatus"] == "https://schema.org/EventCancelled"
    assert "remainingAttendeeCapacity" not in instance("GONE")


def test_an_invented_class_is_told_to_no_machine(client, new_run):
    new_run("DEMO", is_demo=True)

    response = fetch(client, "/en/classes/DEMO/")

    assert data_of(response) is None
    assert '<meta name="robots" content="noindex">' in response.content.decode()
    assert "hasCourseInstance" not in data_of(fetch(client, "/en/courses/22906/"))


def test_a_course_lists_the_classes_its_page_lists(client, new_run):
    for number in range(12):
        new_run(f"RUN{number:02}")

    response = fetch(client, "/en/courses/22906/")
    told = [instance["identifier"] for instance in data_of(response)["hasCourseInstance"]]

    listed = response.content.decode().split('<ul class="amu-runs">')[1]
    assert told == re.findall(r'href="/en/classes/([^/"]+)/', listed)
    assert len(told) == 10


def test_a_title_cannot_leave_the_script(client, new_run, courses):
    course = courses["22906"]
    course.title = "</script><script>alert(1)</script> & co <!--"
    course.save()
    new_run("RUN")

    response = fetch(client, "/en/courses/22906/")

    assert "<script>alert(1)" not in response.content.decode()
    assert data_of(response)["name"] == course.title


def test_a_package_shows_its_parts_and_their_sum(client, new_run, courses):
    run = new_run("RUN", published_price=None)
    RunCourse.objects.create(run=run, course=courses["47592"], position=1, days=7)

    response = fetch(client, "/en/classes/RUN/")
    node = data_of(response)

    assert [part["courseCode"] for part in node["hasPart"]] == ["22906", "47592"]
    assert "A package of 2 courses, 9 days in total." in response.content.decode()
    assert "DKK 1,962.00" in source(response)
    assert node["hasCourseInstance"][0]["offers"][0]["price"] == "1962.00"
