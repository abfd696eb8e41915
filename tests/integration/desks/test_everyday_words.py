"""The list of everyday words in admin: all staff can read it, operators and the ministry can edit it."""

import pytest
from django.utils.translation import override

from amu.journal.models import Entry
from amu.people.enums import Role
from amu.people.models import User
from amu.words import Kind, say
from courses.models import Synonym
from tests.pages import questions, said, text
from tests.situations import course, person, sign_in_staff

LIST = "/admin/courses/synonym/"
PAIR = {"term": "truckkort", "means": "gaffeltruck"}
SCHOOL_ROLES = [Role.REGISTRAR, Role.LEADER, Role.APPEALS_OFFICER]


@pytest.fixture(autouse=True)
def _a_course(db):
    course(title="Gaffeltruck certifikatkursus B")


@pytest.fixture
def row():
    return Synonym.objects.create(folded="hejs", term="hejs", means="gaffeltruck")


@pytest.fixture
def officer(sit_down):
    return sit_down(Role.MINISTRY_OFFICER)


def page(row, act="change"):
    return f"{LIST}{row.pk}/{act}/"


def pairs():
    return set(Synonym.objects.values_list("term", "means"))


def test_the_ministry_adds_changes_and_removes(officer):
    added = officer.post(f"{LIST}add/", PAIR, follow=True)
    made = Synonym.objects.get()
    assert (made.term, made.means, made.folded) == ("truckkort", "gaffeltruck", "truckkort")
    assert said("Saved. Searches use it from now on: %(words)s", words=made) in text(added)

    officer.post(page(made), {**PAIR, "term": "truckbevis"})
    assert pairs() == {("truckbevis", "gaffeltruck")}
    shown = text(officer.get(page(made)))
    for act, term in (("synonym.added", "truckkort"), ("synonym.changed", "truckbevis")):
        with override("da"):
            assert f"{say(Kind.ACT, act)}: {term} → gaffeltruck" in shown

    officer.post(page(made, "remove"))
    assert pairs() == set()
    acts = Entry.objects.filter(case="synonyms").values_list("act", "actor", "actor_role")
    assert [act for act, *_ in acts] == ["synonym.added", "synonym.changed", "synonym.removed"]
    assert {tuple(rest) for _, *rest in acts} == {(officer.user.pk, "ministry_officer")}


def test_an_operator_may_too(client, row):
    sign_in_staff(client, User.objects.create_superuser("operator"))
    client.post(f"{LIST}add/", PAIR)
    client.post(page(row), {**PAIR, "term": "løft"})
    client.post(page(Synonym.objects.get(term="truckkort"), "remove"))

    assert pairs() == {("løft", "gaffeltruck")}
    assert set(Entry.objects.filter(case="synonyms").values_list("actor_role", flat=True)) == {"operator"}


@pytest.mark.parametrize("role", SCHOOL_ROLES)
def test_a_school_reads_the_list_and_changes_nothing(sit_down, row, role):
    browser = sit_down(role)

    assert "hejs" in text(browser.get(LIST))
    shown = browser.get(page(row))
    assert (shown.status_code, page(row, "remove") in text(shown)) == (200, False)
    answers = [
        browser.get(f"{LIST}add/"),
        browser.post(f"{LIST}add/", PAIR),
        browser.post(page(row), PAIR),
        browser.post(page(row, "remove")),
        browser.post(page(row, "delete"), {"post": "yes"}),
    ]
    assert [answer.status_code for answer in answers] == [404, 404, 403, 404, 403]
    assert pairs() == {("hejs", "gaffeltruck")}
    assert not Entry.objects.filter(case="synonyms").exists()


def test_the_list_does_not_exist_for_citizens(client, row):
    client.force_login(person())

    for address in (LIST, f"{LIST}add/", page(row), page(row, "remove")):
        assert client.get(address).status_code == 404
    assert client.post(page(row, "remove")).status_code == 404
    assert pairs() == {("hejs", "gaffeltruck")}


def test_nothing_is_removed_by_following_a_link_nor_by_the_registers_own_button(officer, row):
    assert officer.get(page(row, "remove")).url == page(row, "change")
    assert officer.post(page(row, "delete"), {"post": "yes"}).status_code == 403
    officer.post(LIST, {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"})

    assert pairs() == {("hejs", "gaffeltruck")}


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize(
    ("values", "field", "sentence", "facts"),
    [
        (
            {"term": "x" * 61},
            "term",
            "It is too long: at most %(most)s letters, where æ, ø and å count as two.",
            {"most": 60},
        ),
        (
            {"term": "!?"},
            "term",
            "It contains no letter from a to å and no digit, so nobody can search for it.",
            {},
        ),
        (
            {"term": "gul grøn rød blå"},
            "term",
            "A search looks up at most %(most)s words together.",
            {"most": 3},
        ),
        ({"term": "Gaffeltruck"}, "means", "It is the same as the everyday word, so it adds nothing.", {}),
        (
            {"means": "kursus"},
            "means",
            "Searches ignore these words. Enter one that appears in a course title.",
            {},
        ),
        (
            {"term": "HEJS"},
            "term",
            "It is already on the list: %(term)s → %(means)s",
            {"term": "HEJS", "means": "gaffeltruck"},
        ),
    ],
)
def test_what_is_wrong_stands_beside_its_field(officer, row, values, field, sentence, facts, language):
    officer.cookies["django_language"] = language
    answer = officer.post(f"{LIST}add/", {**PAIR, **values})

    assert answer.status_code == 422
    assert answer.context["form"].errors == {field: [said(sentence, language, **facts)]}
    assert pairs() == {("hejs", "gaffeltruck")}


@pytest.mark.parametrize("field", ["term", "means"])
@pytest.mark.parametrize("empty", ["", "   "])
def test_an_empty_field_is_asked_for(officer, field, empty):
    answer = officer.post(f"{LIST}add/", {**PAIR, field: empty})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]


def test_the_same_error_comes_when_a_row_is_changed_and_the_row_stays(officer, row):
    other = Synonym.objects.create(folded="truckkort", term="truckkort", means="gaffeltruck")
    answer = officer.post(page(other), {"term": "Hejs", "means": "gaffeltruck"})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["term"]
    assert pairs() == {("hejs", "gaffeltruck"), ("truckkort", "gaffeltruck")}


def test_a_meaning_that_finds_no_course_is_kept_with_a_warning(officer):
    answer = officer.post(f"{LIST}add/", {**PAIR, "means": "månelanding"}, follow=True)

    assert pairs() == {("truckkort", "månelanding")}
    warning = "“%(means)s” does not find any course yet, so the word has no effect."
    assert said(warning, means="månelanding") in text(answer)
    assert said(warning, means="gaffeltruck") not in text(officer.post(f"{LIST}add/", PAIR, follow=True))


def test_the_list_is_searched_by_either_word_and_by_how_it_is_typed(officer, row):
    Synonym.objects.create(folded="koerekort", term="kørekort", means="lastbil")

    for typed in ("kørekort", "koerekort", "lastbil"):
        shown = text(officer.get(LIST, {"q": typed}))
        assert "kørekort" in shown
        assert "hejs" not in shown


def test_what_somebody_wrote_is_escaped(officer):
    shown = officer.post(f"{LIST}add/", {"term": "<b>fed</b>", "means": "månelanding"}, follow=True)

    assert "&lt;b&gt;fed" in shown.content.decode()
    assert "<b>fed" not in shown.content.decode()


def test_somebody_elses_removal_meanwhile_is_no_accident(officer, row):
    address = page(row)
    row.delete()

    assert officer.post(address, PAIR).status_code == 404
    assert officer.post(address.replace("change", "remove")).status_code == 404
    assert pairs() == set()


def test_the_list_asks_as_much_for_seven_rows_as_for_two(officer):
    def more(count):
        for n in range(count):
            Synonym.objects.create(folded=f"ord {n}", term=f"ord {n}", means=f"gaffeltruck {count}")

    more(2)
    with_two = questions(officer, LIST)
    more(5)
    assert questions(officer, LIST) == with_two


def test_a_word_the_catalogue_has_nothing_of_is_marked_and_unmarked(officer):
    officer.post(f"{LIST}add/", {**PAIR, "is_near": "on"})
    row = Synonym.objects.get()
    assert row.is_near

    officer.post(page(row), PAIR)
    assert not Synonym.objects.get().is_near
    acts = Entry.objects.filter(case="synonyms").values_list("act", "facts__is_near")
    assert list(acts) == [("synonym.added", "yes"), ("synonym.changed", None)]
