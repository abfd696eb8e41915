"""Whatever is asked, hits and the count at every choice are what counting one by one gives."""

import itertools
import math
import random
from collections import defaultdict
from datetime import date, timedelta

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courses.enums import ProviderKind, RunStatus
from courses.models import (
    CompetenceField,
    Course,
    CourseProvider,
    CourseRun,
    Location,
    Municipality,
    PostalCode,
    Provider,
    RunCourse,
)
from courses.search.query import FACETS, FLAGS, RADII, parse_query
from courses.search.selectors import search

TODAY = date(2026, 9, 1)
FORMS = ["day", "evening", "weekend", "distance", "unknown"]
HOURS = {"08.00–15.24": "full", "17:00 - 20:42": "part", "aftales": "unknown", "": "unknown"}


def make_country(seed):
    """Schools, places, courses and classes that differ in everything a filter asks about."""
    chance = random.Random(seed)  # noqa: S311 - a made-up country
    regions = ["Nord", "Syd"]
    towns = [
        Municipality.objects.create(
            code=f"{101 + n:04}", name=f"By {n}", full_name=f"By {n} Kommune", region_code=f"108{1 + n % 2}",
            region_name=regions[n % 2], latitude=55 + n * 0.15, longitude=9 + n * 0.1,
        )
        for n in range(6)
    ]  # fmt: skip
    for town in towns:
        PostalCode.objects.create(
            code=str(8000 + int(town.code)), city=town.name, municipality=town,
            latitude=town.latitude, longitude=town.longitude,
        )  # fmt: skip
    schools = [
        Provider.objects.create(
            key=f"skole-{n}", name=f"Skole {n}", kind=chance.choice([*ProviderKind]),
            municipality=chance.choice([*towns, None]), postal_code="", city="",
        )
        for n in range(5)
    ]  # fmt: skip
    places = [
        Location.objects.create(
            provider=chance.choice(schools),
            street=f"Vej {n}",
            postal_code="",
            city="",
            municipality=chance.choice(towns),
        )
        for n in range(8)
    ]
    fields = [CompetenceField.objects.create(number=f"20{n}") for n in range(2)]
    words = ["svejsning", "truck", "køkken", "regneark", "for F/I"]
    made = [
        Course.objects.create(
            number=f"{40000 + n}", title=" ".join(chance.sample(words, 2)),
            duration_days=chance.choice([None, 0.5, 2, 4, 20]), subject_area=chance.choice(["transport", "metal", ""]),
            gives_certificate=chance.choice(["yes", "no", "unknown"]), fee_exempt=chance.choice(["yes", "no", "unknown"]),
            competence_field=chance.choice([*fields, None]), kind=chance.choice(["amu", "rkv"]),
        )
        for n in range(25)
    ]  # fmt: skip
    for n in range(120):
        starts_on = TODAY + timedelta(days=chance.randrange(-10, 60))
        run = CourseRun.objects.create(
            booking_code=f"R{n}", provider=chance.choice(schools), location=chance.choice([*places, None]), title="x",
            starts_on=starts_on, ends_on=starts_on, enrol_by=chance.choice([None, starts_on - timedelta(days=7)]),
            hours=chance.choice(list(HOURS)), form=chance.choice(FORMS), in_foreign_language=chance.random() < 0.3,
            capacity=2, seats_taken=chance.choice([0, 2]), is_guaranteed=chance.random() < 0.5,
            status=chance.choices([*RunStatus], (1, 8, 1))[0], published_price=chance.choice([None, 0, 436]),
        )  # fmt: skip
        for course in chance.sample(made, chance.choice([1, 1, 2])):
            RunCourse.objects.create(run=run, course=course, days=chance.choice([1, 3, 5, 8]))
    for course, school in itertools.product(made, schools):
        if chance.random() < 0.1:
            CourseProvider.objects.create(course=course, provider=school)


def distance(one, other):
    """By the dot product of unit vectors: another formula than the one under test."""
    vectors = []
    for lat, lon in (one, other):
        a, b = math.radians(lat), math.radians(lon)
        vectors.append((math.cos(a) * math.cos(b), math.cos(a) * math.sin(b), math.sin(a)))
    return 6371 * math.acos(max(-1, min(1, sum(x * y for x, y in zip(*vectors, strict=True)))))


def length(days):
    return next((name for most, name in ((1, "1"), (3, "3"), (5, "5")) if days <= most), "more")


def offers():
    """Every way to meet a course, as plain facts by filter."""
    for course in Course.objects.prefetch_related("seen_at__provider__municipality", "run_courses__run"):
        about = {
            "area": {course.subject_area},
            "fkb": {course.competence_field_id or ""},
            "cert": {course.gives_certificate},
        }
        bare = {
            **about,
            "lang": {"second"} if "F/I" in course.title else set(),
            "days": {"unknown" if course.duration_days is None else length(course.duration_days)},
            "free": course.fee_exempt == "yes" or (course.fee_exempt == "unknown" and course.kind == "rkv"),
        }
        yield course, None, bare, None
        for seen in course.seen_at.all():
            yield (
                course,
                None,
                {**bare, **at(seen.provider, seen.provider.municipality)},
                seen.provider.municipality,
            )
        for carried in course.run_courses.all():
            run = carried.run
            if run.status != "published" or run.starts_on < TODAY:
                continue
            town = run.location.municipality if run.location else None
            if town is None and run.form != "distance":
                town = run.provider.municipality
            parts = [each.course for each in run.run_courses.all()]
            free = all(
                c.fee_exempt == "yes" or (c.fee_exempt == "unknown" and c.kind == "rkv") for c in parts
            )
            facts = {
                **about,
                **at(run.provider, town),
                "form": {run.form},
                "pace": {HOURS[run.hours]},
                "lang": {"other" if run.in_foreign_language else "danish", *bare["lang"]},
                "days": {length(carried.days)},
                "free": run.published_price == 0 or free,
                "dates": True,
                "guaranteed": run.is_guaranteed,
                "seats": run.capacity > run.seats_taken,
                "open": run.apply_by >= TODAY,
            }
            yield course, run, facts, town


def at(provider, town):
    return {
        "provider": {provider.key},
        "kind": {provider.kind},
        "municipality": {town.code} if town else set(),
        "region": {town.region_name} if town else set(),
    }


def failures(asked, run, facts, *, is_far):
    """The filters that one offer does not pass."""
    failed = {
        name for name in FACETS if asked.values(name) and not facts.get(name, set()) & set(asked.values(name))
    }
    failed |= {name for name in asked.flags if not facts.get(name)}
    too_early = asked.starts_from and (run is None or run.starts_on < asked.starts_from)
    too_late = asked.starts_to and (run is None or run.starts_on > asked.starts_to)
    return failed | ({"km"} if is_far else set()) | ({"when"} if too_early or too_late else set())


def counted(asked, every, origin, radius):
    """Total, courses, and counts: each filter's choices are counted with all the other filters."""
    total, counts = set(), defaultdict(lambda: defaultdict(set))
    for course, run, facts, town in every:
        away = distance(origin, (town.latitude, town.longitude)) if origin and town else None
        failed = failures(asked, run, facts, is_far=bool(radius) and (away is None or away > radius))
        if not failed:
            total.add(course.pk)
        for name in FACETS:
            if failed <= {name}:
                for value in facts.get(name, ()):
                    counts[name][value].add(course.pk)
        for name in FLAGS:
            if failed <= {name} and facts.get(name):
                counts[name]["1"].add(course.pk)
        for km in RADII:
            if failed <= {"km"} and away is not None and away <= km:
                counts["km"][str(km)].add(course.pk)
    return total, {
        name: {value: len(courses) for value, courses in found.items()} for name, found in counts.items()
    }


class Offers(list):
    def __repr__(self):
        return f"{len(self)} offers"


@pytest.fixture
def country(db):
    make_country(7)
    return Offers(offers())


QUESTIONS = st.fixed_dictionaries(
    {},
    optional={
        "q": st.sampled_from(["svejsning", "truck", "regneark"]),
        "place": st.sampled_from(["8000", "By 3", "8005"]),
        "km": st.sampled_from(["0", "10", "25", "50", "100"]),
        "area": st.lists(st.sampled_from(["A", "B"]), min_size=1, unique=True),
        "fkb": st.sampled_from(["200", "201"]),
        "cert": st.lists(st.sampled_from(["yes", "no", "unknown"]), min_size=1, unique=True),
        "provider": st.lists(st.sampled_from([f"skole-{n}" for n in range(5)]), min_size=1, unique=True),
        "kind": st.sampled_from([*ProviderKind]),
        "region": st.sampled_from(["Nord", "Syd"]),
        "municipality": st.sampled_from([f"{101 + n:04}" for n in range(6)]),
        "form": st.lists(st.sampled_from(FORMS), min_size=1, unique=True),
        "pace": st.sampled_from(["full", "part", "unknown"]),
        "lang": st.sampled_from(["danish", "other", "second"]),
        "days": st.lists(st.sampled_from(["1", "3", "5", "more", "unknown"]), min_size=1, unique=True),
        "from": st.sampled_from(["2026-09-01", "2026-09-20"]),
        "to": st.sampled_from(["2026-09-25", "2026-10-10"]),
        **{name: st.just("1") for name in FLAGS},
    },
)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(question=QUESTIONS, keep=st.sets(st.integers(0, 21), max_size=4))
def test_hits_and_counts_are_what_counting_one_by_one_gives(country, question, keep):
    query = QueryDict(mutable=True)
    for name, value in [pair for n, pair in enumerate(sorted(question.items())) if n in keep]:
        query.setlist(name, value if isinstance(value, list) else [value])
    found = search(parse_query(query), today=TODAY)
    asked = found.query
    every = [
        offer for offer in country if all(fits(offer[0].title, word) for word in asked.q.split())
    ]  # the words are the simplest there are: how words are understood is shown elsewhere
    total, counts = counted(
        asked, every, found.origin and found.origin.point, asked.radius() if found.origin else 0
    )

    assert found.total == len(total)
    assert {hit.course.pk for hit in found.hits} <= total
    if found.total <= 20:
        assert {hit.course.pk for hit in found.hits} == total
    got = {name: {value: n for value, n in values.items() if n} for name, values in found.counts.items()}
    for name in (*FACETS, *FLAGS, "km"):
        there = {value: n for value, n in got.get(name, {}).items() if value}
        meant = {value: n for value, n in counts.get(name, {}).items() if value}
        assert there == meant, name


def fits(title, word):
    return word in title
