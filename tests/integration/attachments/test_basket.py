"""The files of a form survive an error elsewhere in it, and each that was not taken is named beside the field."""

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from amu.attachments.basket import Basket
from amu.attachments.file_forms import REFUSED, FilesMixin
from amu.attachments.kinds import LARGEST
from amu.attachments.selectors import attachments_of
from amu.journal.services import person as as_person
from amu.web.forms import DesignSystemForm
from tests import files
from tests.situations import NOW, person

pytestmark = pytest.mark.django_db


class LetterForm(FilesMixin, DesignSystemForm):
    text = forms.CharField()


@pytest.fixture
def somebody():
    return person()


@pytest.fixture
def send(somebody):
    def send(**fields):
        request = RequestFactory().post("/", fields)
        basket = Basket(request, "decision:1", person_id=somebody.pk, actor=as_person(somebody.pk))
        basket.receive()
        return basket, LetterForm(request.POST, basket=basket)

    return send


def upload(name="brev.pdf", content=None):
    return SimpleUploadedFile(name, files.pdf() if content is None else content)


def names(basket):
    return [row.name for row in basket.rows]


def test_a_form_that_is_right_hands_in_what_was_chosen(send):
    basket, form = send(text="x", files=[upload("1.pdf"), upload("2.pdf")])

    assert basket.is_ready
    assert form.is_valid()
    basket.hand_in("appeal:1", now=NOW)
    assert [row.name for row in attachments_of("appeal:1")] == ["1.pdf", "2.pdf"]
    assert basket.rows == []


def test_an_error_elsewhere_keeps_the_files_for_the_next_try(send):
    _, wrong = send(text="", files=[upload()])
    basket, form = send(text="x")

    assert list(wrong.errors) == ["text"]
    assert form.is_valid()
    assert names(basket) == ["brev.pdf"]


def test_a_file_that_is_not_taken_is_named_with_the_reason_and_the_others_are_kept(send):
    basket, form = send(text="x", files=[upload("1.pdf"), upload("tom.pdf", b""), upload("2.exe", b"MZ" * 9)])

    assert not basket.is_ready
    assert [error.partition(":")[0] for error in form.errors["files"]] == ["tom.pdf", "2.exe"]
    assert names(basket) == ["1.pdf"]


def test_a_file_that_is_too_large_says_how_large_one_may_be(send):
    _, form = send(text="x", files=[upload("stor.pdf", b"%PDF-" + bytes(LARGEST + 5))])

    assert "8 MB" in form.errors["files"][0]


def test_the_files_alone_can_be_changed_before_the_rest_is_written(send):
    basket, form = send(text="", files=[upload()], files_upload="1")

    assert not basket.is_ready
    assert not form.errors
    assert names(basket) == ["brev.pdf"]


def test_a_file_is_removed_by_its_button(send):
    basket, _ = send(text="", files=[upload("1.pdf"), upload("2.pdf")], files_upload="1")
    first = basket.rows[0]
    basket, form = send(text="", files_remove=str(first.pk))

    assert not form.errors
    assert names(basket) == ["2.pdf"]


@pytest.mark.parametrize("number", ["", "x", "-1", "٣", "9" * 40, "1"])
def test_an_odd_number_removes_nothing(send, number):
    send(text="", files=[upload()], files_upload="1")
    basket, _ = send(text="", files_remove=number)

    assert names(basket) == ["brev.pdf"]


def test_nobody_else_writes_what_was_not_taken(send):
    _, form = send(**{"text": "x", REFUSED: ["løgn"]})

    assert form.is_valid()


def test_the_field_lists_what_is_kept_with_a_button_for_each(send):
    _, form = send(text="", files=[upload("æble <b>.pdf")])
    html = str(form["files"].as_field_group())

    assert "æble &lt;b&gt;.pdf" in html
    assert 'name="files_remove"' in html
    assert form.is_multipart()
