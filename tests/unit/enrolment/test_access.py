"""Who may apply. Nobody is turned away by a rule."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amu.kernel.statutes import STATUTES
from amu.kernel.verdict import Verdict
from courses.fees.rules import Education
from courses.guidance.rules.access import (
    Applicant,
    Wanted,
    access,
    benefit,
    education,
    requirements,
    verdicts,
    worth_telling,
)
from courses.guidance.rules.ages import old_enough
from courses.guidance.rules.offices import OFFICES, office_on
from courses.guidance.rules.questions import BenefitPath, Residence, Situation

TODAY = date(2026, 9, 1)
SKILLED = Applicant("resident", "employee", "vocational")
FORKLIFT = ("47592",)


@pytest.mark.parametrize(
    ("residence", "ok", "code"),
    [
        ("resident", True, "lives_in_denmark"),
        ("employed", True, "works_in_denmark_declaration_needed"),
        ("greenland_faroe", True, "greenland_faroe_full_price"),
        ("neither", False, "neither_lives_nor_works_in_denmark"),
        ("unsure", False, "residence_unclear_a_person_looks"),
    ],
)
def test_residence_or_employment_gives_access(residence, ok, code):
    verdict = access(replace(SKILLED, residence=residence))

    assert (verdict.ok, verdict.code) == (ok, code)
    assert verdict.statute == ("greenland_faroe" if residence == "greenland_faroe" else "admission")


def test_e10_working_in_denmark_from_abroad_is_a_yes_that_asks_for_the_declaration():
    verdict = access(replace(SKILLED, residence="employed"))

    assert verdict.ok
    assert worth_telling([verdict]) == [verdict]


@pytest.mark.parametrize("situation", ["employee", "self_employed", "self_supporting"])
def test_whoever_is_not_on_benefit_enrols_themselves(situation):
    assert benefit(replace(SKILLED, situation=situation), on=TODAY) == Verdict(
        ok=True, code="enrols_themselves", statute="admission"
    )


@pytest.mark.parametrize(
    ("path", "code", "statute"),
    [
        ("six_weeks", "six_weeks_approval_needed", "six_weeks"),
        ("municipality", "municipality_agreement_needed", "municipality_pays"),
        ("unsure", "on_benefit_approval_needed", "admission"),
        ("", "on_benefit_approval_needed", "admission"),
    ],
)
def test_each_path_of_people_on_benefit_has_its_own_duty(path, code, statute):
    verdict = benefit(replace(SKILLED, situation="on_benefit", path=path), on=TODAY)

    assert (verdict.ok, verdict.code, verdict.statute) == (False, code, statute)
    assert verdict.facts == {"office": "municipality"}


@pytest.mark.parametrize(
    ("day", "office"),
    [(date(2024, 1, 1), "jobcentre"), (date(2026, 6, 30), "jobcentre"), (date(2026, 7, 1), "municipality")],
)
def test_the_office_goes_by_its_name_of_the_day(day, office):
    assert office_on(day).code == office
    assert benefit(replace(SKILLED, situation="on_benefit"), on=day).facts["office"] == office


def test_igu_asks_for_the_contract():
    verdict = benefit(replace(SKILLED, situation="igu"), on=TODAY)

    assert (verdict.ok, verdict.code, verdict.statute) == (True, "igu_contract_needed", "igu")


@pytest.mark.parametrize(
    ("level", "ok", "code"),
    [
        ("unskilled", True, "in_target_group"),
        ("vocational", True, "in_target_group"),
        ("higher", True, "education_stated"),
        ("unsure", False, "education_unclear_a_person_looks"),
    ],
)
def test_education_decides_the_fee_and_bars_nobody(level, ok, code):
    verdict = education(replace(SKILLED, education=level))

    assert (verdict.ok, verdict.code, verdict.statute) == (ok, code, "open_education_8")


def test_unknown_entry_requirements_are_said():
    verdict = requirements(Wanted(("22906", "47592")))

    assert (verdict.ok, verdict.code) == (True, "entry_requirements_unknown")
    assert verdict.facts == {"course": "22906, 47592"}
    assert verdict.statute == "admission"


@pytest.mark.parametrize(
    ("born", "ok", "code"),
    [
        (date(2008, 9, 1), True, "old_enough_for_certificate"),
        (date(2008, 9, 2), False, "certificate_from_age"),
        (None, True, "age_unknown_certificate_from"),
    ],
)
def test_a_forklift_certificate_is_handed_out_from_eighteen(born, ok, code):
    verdict = old_enough(born, FORKLIFT, TODAY)

    assert (verdict.ok, verdict.code, verdict.facts) == (ok, code, {"years": 18})
    assert verdict.statute == "forklift_18"


@pytest.mark.parametrize("number", ["47592", "47890"])
def test_both_ways_to_the_certificate_have_the_age(number):
    assert not old_enough(date(2020, 1, 1), (number,), TODAY)


@pytest.mark.parametrize("courses", [(), ("22906",)])
def test_other_courses_have_no_age(courses):
    assert old_enough(date(2020, 1, 1), courses, TODAY) is None


def test_the_age_counts_on_the_last_day_of_the_class():
    sixteen = replace(SKILLED, birth_date=date(2008, 9, 15))

    def codes(ends_on):
        return [each.code for each in verdicts(sixteen, Wanted(FORKLIFT, ends_on), on=TODAY)]

    assert "old_enough_for_certificate" in codes(date(2026, 9, 15))
    assert "certificate_from_age" in codes(date(2026, 9, 14))
    assert "certificate_from_age" in codes(None)


def test_the_order_is_that_of_a_conversation():
    codes = [each.code for each in verdicts(SKILLED, Wanted(("22906",), TODAY), on=TODAY)]

    assert codes == ["lives_in_denmark", "enrols_themselves", "in_target_group", "entry_requirements_unknown"]


def test_without_a_course_nothing_is_said_of_it():
    assert len(verdicts(SKILLED, Wanted(), on=TODAY)) == 3


@pytest.mark.parametrize(
    ("ok", "code", "told"),
    [
        (True, "lives_in_denmark", False),
        (False, "neither_lives_nor_works_in_denmark", True),
        (True, "igu_contract_needed", True),
        (True, "entry_requirements_unknown", True),
    ],
)
def test_a_plain_yes_is_not_told_and_every_no_is(ok, code, told):
    verdict = Verdict(ok=ok, code=code)

    assert worth_telling([verdict]) == ([verdict] if told else [])


@given(
    st.builds(
        Applicant,
        st.sampled_from(Residence),
        st.sampled_from(Situation),
        st.sampled_from(Education),
        st.sampled_from(["", *BenefitPath]),
        st.none() | st.dates(date(1930, 1, 1), date(2020, 1, 1)),
    ),
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
)
def test_every_answer_has_a_reason_a_source_and_can_be_stored(applicant, on):
    for verdict in verdicts(applicant, Wanted(FORKLIFT, on), on=on):
        assert verdict.code
        assert verdict.statute in STATUTES
        assert Verdict.from_dict(verdict.as_dict()) == verdict


def test_the_offices_follow_each_other():
    days = [office.valid_from for office in OFFICES]

    assert days == sorted(set(days))
    assert {office.source for office in OFFICES} <= STATUTES.keys()
