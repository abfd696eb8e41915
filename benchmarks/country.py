"""A catalogue the size of a country: marked courses, schools' places and classes beside the real ones."""

import random
from datetime import date
from decimal import Decimal

from courses.enums import Known, SubjectArea
from courses.models import Course, CourseProvider, Location, PostalCode, Provider

COURSES, PLACES, SCHOOLS_EACH = 5000, 300, 12
FIRST_DAY = date(2026, 9, 1)
NOUNS = [
    word
    for line in (
        "svejsning gaffeltruck regneark køkken rengøring lastbil hydraulik gartner murer tømrer maler elektronik",
        "robot pleje pædagogik dansk engelsk salg lager logistik kran stillads asfalt beton vvs fjernvarme",
        "ventilation frisør kosmetik slagter mejeri bager café servering turisme reception regnskab skat løn jura",
        "ledelse stress kvalitet miljø sikkerhed brand førstehjælp hygiejne skov landbrug dyr fiskeri plast træ",
    )
    for word in line.split(" ")
]
FORMS = [
    "grundlæggende",
    "videregående",
    "praktisk",
    "teori om",
    "introduktion til",
    "ajourføring i",
    "anvendt",
]
AREAS = [
    SubjectArea.CONSTRUCTION,
    SubjectArea.TRANSPORT,
    SubjectArea.OFFICE_AND_RETAIL,
    SubjectArea.METAL,
    SubjectArea.LANGUAGES,
]


def grow() -> None:
    """Courses up to ``COURSES``, places up to ``PLACES``, and who was seen holding what; always the same."""
    chance = random.Random(1)  # noqa: S311 - made up
    schools = list(Provider.objects.order_by("pk"))
    codes = list(PostalCode.objects.exclude(municipality=None).order_by("code"))
    Location.objects.bulk_create(
        Location(
            provider=schools[n % len(schools)], street=f"Målevej {n}", postal_code=code.code, city=code.city,
            municipality_id=code.municipality_id, latitude=code.latitude, longitude=code.longitude,
        )
        for n, code in enumerate(chance.sample(codes, PLACES - Location.objects.count()))
    )  # fmt: skip
    made = Course.objects.bulk_create(
        Course(
            number=f"G{n:04}", title=f"{chance.choice(FORMS)} {chance.choice(NOUNS)} og {chance.choice(NOUNS)} {n}",
            duration_days=Decimal(chance.choice([1, 2, 3, 5, 10])), subject_area=chance.choice(AREAS), is_demo=True,
            gives_certificate=chance.choice([*Known]), fee_exempt=chance.choices([*Known], (1, 20, 4))[0],
        )
        for n in range(COURSES - Course.objects.count())
    )  # fmt: skip
    CourseProvider.objects.bulk_create(
        (
            CourseProvider(course=course, provider=school, distance_seen=chance.choice(["yes", "no"]))
            for course in made
            for school in chance.sample(schools, SCHOOLS_EACH)
        ),
        batch_size=10_000,
    )
