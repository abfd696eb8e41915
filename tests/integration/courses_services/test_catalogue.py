"""The real catalogue, loaded: what it holds, what was refused, and what a second load does."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import time_machine
from django.core.management import CommandError, call_command

from amu.outbox.services import drain
from courses.classes.pricing.quote import quote_course
from courses.classes.services.runs import cancel_run
from courses.enums import DeliveryForm, Known, SubjectArea
from courses.fees.rules import Education, Person
from courses.loading import RowOutcome
from courses.loading.sheets import BrokenFileError
from courses.models import (
    Course,
    CourseFullPrice,
    CourseProvider,
    CourseRun,
    DataSource,
    FeeRate,
    Provider,
    ProviderAlias,
    RunCourse,
    RunSupplement,
)
from tests.integration.courses_services.conftest import contents, outcomes
from tests.situations import NOW, actor, application, staff

pytestmark = pytest.mark.django_db
ASBESTOS = {"amu_number": "22906"}


def first_run(folder):
    return folder.rows("runs_22906.csv")[0]


def test_a_number_that_lost_a_digit_is_refused_and_never_guessed(loaded):
    (refused,) = loaded.of(RowOutcome.REFUSED)

    assert (refused.file, refused.why) == ("courses.csv", "number_has_not_five_characters: 6593")
    assert not Course.objects.filter(number__contains="6593").exists()


def test_leading_zeros_stay(loaded):
    assert Course.objects.get(number="00131").number == "00131"


def test_one_number_with_two_parts_is_two_courses(loaded):
    parts = Course.objects.filter(number="49041").order_by("part")

    assert [course.code for course in parts] == ["49041-B", "49041-C"]


def test_providers_are_found_by_every_name_they_publish_under(loaded, folder):
    published = [row["provider_name"] for row in folder.rows("runs_22906.csv")]
    names = set(Provider.objects.values_list("name", flat=True))
    aliases = dict(ProviderAlias.objects.values_list("name", "provider__name"))

    by_alias = [name for name in published if name not in names]
    assert len(by_alias) == 23
    assert set(by_alias) <= set(aliases)
    assert CourseRun.objects.filter(provider__key="juul").count() == published.count("JUUL Danmark A/S")


def test_a_published_sum_is_taken_apart_into_fee_and_supplements(loaded, folder):
    sums = [row for row in folder.rows("runs_22906.csv") if row["norm_price_dkk"] == "1136"]
    runs = CourseRun.objects.filter(supplements__isnull=False).distinct()

    assert len(sums) == runs.count() == 3
    for run in runs:
        assert run.published_price == Decimal(436)
        assert [(extra.explanation, extra.amount) for extra in run.supplements.all()] == [
            ("Forplejning", Decimal(340)),
            ("Lokale", Decimal(360)),
        ]


def test_the_other_prices_are_as_published(loaded):
    prices = CourseRun.objects.values_list("published_price", flat=True)

    assert {price: list(prices).count(price) for price in set(prices)} == {
        Decimal(436): 126,
        Decimal(1962): 1,
        None: 1,
    }


def test_seats_taken_elsewhere_are_counted_on_the_day_of_the_data(loaded, folder):
    row = first_run(folder)
    run = CourseRun.objects.get(starts_on=row["start_date"], provider__name=row["provider_name"])

    assert (run.capacity, run.seats_elsewhere, run.seats_taken) == (20, 5, 0)
    assert (run.seats_left, run.seats_elsewhere_on) == (int(row["free_places"]), date(2026, 8, 4))


def test_what_the_data_do_not_say_stays_unsaid(loaded):
    course = Course.objects.get(number="22906")

    assert (course.gives_certificate, course.fee_exempt) == (Known.UNKNOWN, Known.UNKNOWN)
    assert course.competence_field is None


def test_a_class_in_another_language_has_no_invented_form(loaded):
    abroad = CourseRun.objects.filter(in_foreign_language=True)

    assert abroad.count() == 2
    assert {run.form for run in abroad} == {DeliveryForm.UNKNOWN}


def test_years_without_a_sourced_rate_have_none(loaded):
    years = set(FeeRate.objects.values_list("year", flat=True))

    assert years & {2017, 2019, 2025} == set()
    assert FeeRate.objects.get(year=2026).per_day == Decimal(218)


def test_every_source_is_named_with_its_licence_and_the_hash_of_what_was_read(loaded):
    sources = DataSource.objects.all()

    assert sources.count() == 8
    assert {len(source.file_sha256) for source in sources} == {64}
    assert "" not in {source.licence for source in sources}
    assert {source.loaded_at for source in sources} == {NOW}


def test_booking_codes_are_the_same_wherever_and_whenever_they_are_made(loaded, folder):
    before = sorted(CourseRun.objects.values_list("booking_code", "starts_on", "provider__key"))
    RunSupplement.objects.all().delete()
    RunCourse.objects.all().delete()
    CourseRun.objects.all().delete()
    folder.load()

    assert sorted(CourseRun.objects.values_list("booking_code", "starts_on", "provider__key")) == before
    assert all(code.startswith("22906-") for code, _, _ in before)
    assert CourseRun.objects.get(starts_on="2026-08-10", provider__key="amu-fyn").booking_code_is_ours


def test_a_changed_title_is_changed_and_nothing_else(loaded, folder):
    line = folder.change("courses.csv", ASBESTOS, title="Asbest, et nyt navn")
    report = folder.load()

    (changed,) = [row for row in report.of(RowOutcome.CHANGED) if row.file == "courses.csv"]
    assert (changed.number, changed.key, changed.why) == (line, "22906", "title")
    assert Course.objects.get(number="22906").title == "Asbest, et nyt navn"


def test_a_price_that_is_new_for_a_known_course_is_a_change(loaded, folder):
    folder.change("courses.csv", ASBESTOS, full_price_dkk="1500", full_price_year="2026")
    report = folder.load()

    assert outcomes(report, "courses.csv") == {"left": 127, "changed": 1, "refused": 1}
    assert CourseFullPrice.objects.get(course__number="22906").amount == Decimal(1500)


def test_a_price_of_one_krone_is_no_price(loaded, folder):
    folder.change("courses.csv", ASBESTOS, full_price_dkk="1", full_price_year="2026")
    folder.load()

    assert not CourseFullPrice.objects.filter(course__number="22906").exists()


def test_more_seats_elsewhere_than_ours_leave_are_refused_by_the_databases_own_rule(loaded, folder):
    row = first_run(folder)
    run = CourseRun.objects.get(starts_on=row["start_date"], provider__name=row["provider_name"])
    CourseRun.objects.filter(pk=run.pk).update(seats_taken=15)
    line = folder.change("runs_22906.csv", {"start_date": row["start_date"]}, enrolled="6")
    report = folder.load()

    (refused,) = [row for row in report.of(RowOutcome.REFUSED) if row.file == "runs_22906.csv"]
    assert (refused.number, refused.why) == (line, "constraint: run_never_oversold")
    run.refresh_from_db()
    assert (run.seats_elsewhere, run.seats_taken) == (5, 15)


def test_seats_our_own_people_took_are_never_written_over(loaded, folder):
    row = first_run(folder)
    runs = CourseRun.objects.filter(starts_on=row["start_date"], provider__name=row["provider_name"])
    runs.update(seats_taken=3)
    folder.change("runs_22906.csv", {"start_date": row["start_date"]}, enrolled="6")
    folder.load()

    assert [(run.seats_elsewhere, run.seats_taken) for run in runs] == [(6, 3)]


def test_a_cancelled_class_is_cancelled(loaded, folder):
    row = first_run(folder)
    folder.change("runs_22906.csv", {"start_date": row["start_date"]}, cancelled="yes")
    folder.load()

    assert CourseRun.objects.get(status="cancelled").starts_on == date.fromisoformat(row["start_date"])


@pytest.mark.parametrize(
    ("file", "wanted", "values", "why"),
    [
        ("courses.csv", ASBESTOS, {"title": ""}, "missing: title"),
        ("courses.csv", ASBESTOS, {"duration_days": "to"}, "not_a_number: duration_days to"),
        ("courses.csv", ASBESTOS, {"duration_days": "-2"}, "not_a_number: duration_days -2"),
        ("courses.csv", ASBESTOS, {"duration_days": "nan"}, "not_a_number: duration_days nan"),
        ("courses.csv", ASBESTOS, {"duration_days": "0"}, "constraint: course_lasts_longer_than_nothing"),
        ("courses.csv", ASBESTOS, {"kind": "kursus"}, "unknown_kind_of_course: kursus"),
        ("courses.csv", ASBESTOS, {"theme_editorial": "Byggeri"}, "unknown_subject_area: Byggeri"),
        ("courses.csv", ASBESTOS, {"fkb_number": "9999"}, "unknown_competence_field: 9999"),
        ("courses.csv", {"amu_number": "40002"}, ASBESTOS, "twice_in_the_file"),
        ("providers.csv", {"provider_key": "zbc"}, {"type": "café"}, "unknown_kind_of_provider: café"),
        ("fee_rates.csv", {"year": "2026"}, {"per_day": ""}, "missing: per_day"),
        ("fee_rates.csv", {"year": "2026"}, {"per_day": "1"}, "missing: per_day"),
        ("fee_rates.csv", {"year": "2026"}, {"valid_from": "1/1/26"}, "not_a_date: valid_from 1/1/26"),
        ("runs_22906.csv", {}, {"capacity": "mange"}, "not_a_whole_number: capacity mange"),
        ("runs_22906.csv", {}, {"enrolled": "21"}, "more_enrolled_than_seats: 21 of 20"),
        ("runs_22906.csv", {}, {"provider_name": "Ukendt"}, "unknown_provider: Ukendt"),
        ("runs_22906.csv", {}, {"days": ""}, "missing: days"),
        (
            "runs_22906.csv",
            {},
            {"end_date": "2026-08-09", "enrol_deadline": ""},
            "constraint: run_ends_after_it_starts",
        ),
        (
            "runs_22906.csv",
            {"norm_price_dkk": "1136"},
            {"norm_price_dkk": "700"},
            "supplements_exceed_price: 700",
        ),
    ],
)
def test_a_row_that_makes_no_sense_is_refused_by_itself(loaded, folder, file, wanted, values, why):
    line = folder.change(file, wanted, **values)
    report = folder.load()

    refused = [
        row for row in report.of(RowOutcome.REFUSED) if row.why != "number_has_not_five_characters: 6593"
    ]
    assert (file, line, why) in [(row.file, row.number, row.why) for row in refused]
    assert CourseProvider.objects.exists()  # and the load went on


def test_no_label_of_the_file_decides_whether_a_price_is_given(loaded, folder):
    """Care courses may be exempt from the fee, which the data do not say: a new name for the area changes nothing."""
    care = next(
        row["amu_number"] for row in folder.rows("courses.csv") if "sundhed" in row["theme_editorial"]
    )
    folder.change("courses.csv", {"amu_number": care}, theme_editorial="Social og sundhed")
    folder.load()

    assert Course.objects.get(number=care).subject_area == SubjectArea.SOCIAL_CARE
    assert quote_course(care, "", date(2026, 9, 1), Person(Education.VOCATIONAL)).code == "exemption_unknown"


def break_columns(folder):
    folder.write("courses.csv", [{"number": "22906"}])


def break_bytes(folder):
    (folder.path / "courses.csv").write_bytes(b"amu_number,title,kind\n22906,\xff\xfe,amu\n")


def break_cells(folder):
    (folder.path / "courses.csv").write_text("amu_number,title,kind\n22906,A,amu,one,too,many\n")


def lose_the_file(folder):
    (folder.path / "courses.csv").unlink()


def spoil_a_supplement(folder):
    folder.change("run_supplements.csv", ASBESTOS, provider_name="Ukendt")


@pytest.mark.parametrize(
    "spoil", [break_columns, break_bytes, break_cells, lose_the_file, spoil_a_supplement]
)
def test_a_file_that_cannot_be_read_changes_nothing_at_all(loaded, folder, spoil):
    before = contents()
    folder.change("providers.csv", {"provider_key": "zbc"}, name="Et andet navn")
    spoil(folder)

    with pytest.raises(BrokenFileError):
        folder.load()
    assert contents() == before


def test_a_dry_run_reports_everything_and_changes_nothing(loaded, folder):
    before = contents()
    folder.change("courses.csv", ASBESTOS, title="Asbest, et nyt navn")
    report = folder.load(dry_run=True)

    assert outcomes(report, "courses.csv") == {"left": 127, "changed": 1, "refused": 1}
    assert contents() == before


def test_the_command_says_in_one_sentence_why_nothing_was_loaded(folder):
    (folder.path / "courses.csv").unlink()

    with pytest.raises(CommandError, match=r"nothing was loaded: courses\.csv: FileNotFoundError"):
        call_command("load_catalogue", folder.path)


def test_seats_that_came_free_elsewhere_go_to_those_in_line(loaded, folder):
    row = first_run(folder)
    run = CourseRun.objects.get(starts_on=row["start_date"], provider__name=row["provider_name"])
    before = datetime(2026, 8, 5, 10, 0, tzinfo=UTC)
    CourseRun.objects.filter(pk=run.pk).update(capacity=5)
    waiting = application(to=run, now=before)
    assert waiting.state == "waiting"

    folder.load()
    with time_machine.travel(before, tick=False):
        drain(now=NOW)

    waiting.refresh_from_db()
    assert (waiting.state, waiting.seat) == ("submitted", 1)


def test_what_a_school_has_decided_since_is_not_undone_by_an_older_file(loaded, folder):
    row = first_run(folder)
    run = CourseRun.objects.get(starts_on=row["start_date"], provider__name=row["provider_name"])
    school = actor(staff(school=run.provider))
    before = datetime(2026, 8, 5, 10, 0, tzinfo=UTC)
    cancel_run(run.pk, because="For få deltagere", version=run.version, actor=school, now=before)
    report = folder.load()

    run.refresh_from_db()
    assert run.status == "cancelled"
    assert f"changed_by_the_school: {run.booking_code}" in [
        line.why for line in report.of(RowOutcome.REFUSED)
    ]
