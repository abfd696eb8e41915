"""What the rules say reaches the person: in words, in both languages, and always with a way on."""

from datetime import date
from uuid import uuid4

import pytest
import time_machine
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from amu.words import Kind, say
from courses.fees.rules import Education
from courses.guidance.rules import access, six_weeks
from courses.guidance.rules.access import AccessCode
from courses.guidance.rules.questions import BenefitPath, Residence, Situation
from enrolment import services
from enrolment.models import Application, Draft
from tests.applying import answer, apply_at, question_at
from tests.pages import hidden, source
from tests.situations import NOW, SKILLED, course, person, run


@pytest.fixture(autouse=True)
def _today():
    """The class is still open on the day these tests are sent."""
    with time_machine.travel(NOW, tick=False):
        yield


def said(verdicts, language):
    """What a page would say of them, facts filled in as the rules give them."""
    with override(language):
        return [say(Kind.VERDICT, verdict.code, verdict.facts) for verdict in verdicts]


PEOPLE = st.builds(
    access.Applicant,
    st.sampled_from(Residence),
    st.sampled_from(Situation),
    st.sampled_from(Education),
    st.sampled_from(["", *BenefitPath]),
    st.none() | st.dates(date(1930, 1, 1), date(2020, 1, 1)),
)
WANTED = st.sampled_from([access.Wanted(), access.Wanted(("47592",), date(2026, 9, 30))])
UNSURE = st.sampled_from([None, True, False])
PLANS = st.builds(
    six_weeks.TrainingPlan,
    education=st.sampled_from(["", *Education]),
    vocational_too=UNSURE,
    weeks_unemployed=st.none() | st.integers(0, 60),
    age=st.none() | st.integers(18, 66),
    side_business=UNSURE,
    on_the_list=UNSURE,
    days=st.none() | st.decimals(0, 40, places=1),
)


@given(PEOPLE, WANTED, st.dates(date(2024, 1, 1), date(2028, 1, 1)))
def test_whatever_a_rule_answers_a_person_is_told_in_both_languages(applicant, wanted, on):
    told = access.worth_telling(access.verdicts(applicant, wanted, on=on))

    for danish, english in zip(said(told, "da"), said(told, "en"), strict=True):
        assert danish != english
        assert "%(" not in danish + english


@given(PLANS, st.dates(date(2024, 1, 1), date(2028, 1, 1)))
def test_every_point_of_the_six_weeks_is_told_in_both_languages(plan, on):
    points = six_weeks.checklist(plan, on=on)

    for danish, english in zip(said(points, "da"), said(points, "en"), strict=True):
        assert danish != english
        assert "%(" not in danish + english


def test_no_answer_passes_over_a_no():
    nobody = access.Applicant("neither", "on_benefit", "unsure", birth_date=date(2015, 1, 1))
    verdicts = access.verdicts(nobody, access.Wanted(("47592",)), on=date(2026, 9, 1))

    assert [verdict for verdict in verdicts if not verdict.ok] == access.worth_telling(verdicts)[:4]


@pytest.mark.parametrize(("office", "word"), [("jobcentre", "jobcenter"), ("municipality", "kommune")])
def test_the_office_is_called_by_its_name_of_the_day(office, word):
    with override("da"):
        assert word in say(Kind.VERDICT, AccessCode.BENEFIT_APPROVAL_NEEDED, {"office": office})


def check_page(client, somebody, where, **answers):
    client.force_login(somebody)
    return source(client.get(answer(client, where, **answers).url))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "answers",
    [
        {"residence": "neither"},
        {"residence": "unsure"},
        {"education": "unsure"},
    ],
)
def test_every_no_comes_with_its_reason_and_apply_anyway(client, answers):
    text = check_page(client, person(), run(), **answers)

    assert "alert-warning" in text
    assert "Tilmeld alligevel" in text


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["six_weeks", "municipality", "unsure"])
def test_what_an_approval_or_a_paper_answers_is_told_and_needs_no_anyway(client, path):
    text = check_page(client, person(), run(), situation="on_benefit", path=path)

    assert "alert-warning" in text
    assert "Tilmeld alligevel" not in text


@pytest.mark.django_db
def test_a_yes_that_carries_a_duty_is_told_and_needs_no_anyway(client):
    text = check_page(client, person(), run(), residence="employed")

    assert "din chef også skriver under" in text
    assert "Tilmeld alligevel" not in text


@pytest.mark.django_db
def test_somebody_too_young_for_the_certificate_may_still_apply(client):
    young = person(birth_date=date(2010, 1, 1))
    where = run(courses=[course(number="47592")])

    assert "når du er fyldt 18 år" in check_page(client, young, where)
    made = services.apply(
        run_id=where.pk,
        person_id=young.pk,
        answers=SKILLED,
        submission_key=uuid4(),
        language="da",
        actor=services.person(young.pk),
        now=NOW,
    )
    assert made.seat == 1
    assert "certificate_from_age" in [each["code"] for each in made.verdicts]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("answers", "total"),
    [
        ({"situation": "on_benefit", "path": "six_weeks"}, "Du betaler ikke noget."),
        ({"situation": "on_benefit", "path": "unsure"}, "Du betaler 436,00 kr."),
        ({"payer": "employer", "employer_cvr": "10150817"}, "Din arbejdsgiver betaler 436,00 kr."),
        ({"situation": "igu"}, "Du betaler ikke noget."),
        (
            {"situation": "self_employed", "payer": "employer", "employer_cvr": "10150817"},
            "Du betaler 436,00 kr.",
        ),
    ],
)
def test_the_price_follows_who_pays(client, answers, total):
    assert total in check_page(client, person(), run(), **answers)


@pytest.mark.django_db
def test_answers_from_the_guide_go_along(client):
    client.force_login(person())
    where = run()
    query = "residence=employed&situation=employee&payer=employer&education=higher&use=unsure"

    begin = client.get(f"{apply_at(where)}?{query}")
    begun = client.post(apply_at(where), hidden(begin))

    assert Draft.objects.get().answers == {
        "residence": "employed",
        "situation": "employee",
        "payer": "employer",
        "education": "higher",
        "use": "unsure",
    }
    assert begun.url == question_at(where, "payer"), "the guide asks for no CVR number and no wages"


@pytest.mark.django_db
def test_a_degree_said_to_be_unused_needs_its_last_day(client):
    client.force_login(person())
    where = run()

    sent = answer(client, where, education="higher", use="unused")

    assert sent.status_code == 422
    assert "Ellers betaler du den fulde pris." in sent.content.decode()
    assert not Application.objects.exists()


CHECKLIST = "/da/seks-uger/"


def test_the_checklist_begins_with_nothing_said(client, db):
    text = client.get(CHECKLIST).content.decode()

    assert "Seks ugers jobrettet kursus" in text
    assert "Ikke opfyldt" not in text


def test_e6_the_checklist_says_not_yet_and_points_to_the_municipality(client, db):
    text = client.get(f"{CHECKLIST}?weeks=3&education=vocational").content.decode()

    assert "Retten begynder efter 5 uger. Der er 2 uger tilbage." in text
    assert "Så kan kommunen måske betale et kursus." in text
    assert "Du kan søge alligevel." in text


@pytest.mark.parametrize("odd", ["weeks=-1", "weeks=many", "education=phd", "days=1e9"])
def test_odd_answers_are_named_and_give_no_advice(client, db, odd):
    response = client.get(f"{CHECKLIST}?{odd}")

    assert response.status_code == 422
    assert "error-summary" in response.content.decode()


def test_a_full_checklist_leads_on_with_the_scheme(client, db):
    query = "education=unskilled&weeks=10&age=over&side_business=no&on_the_list=yes&days=5"
    text = client.get(f"{CHECKLIST}?{query}").content.decode()

    assert text.count("Opfyldt") == 6
    assert "path=six_weeks" in text
