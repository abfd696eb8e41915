"""Forms in the design system's markup: errors beside the field, and in a summary that leads there."""

import pytest
from django import forms
from django.http import QueryDict
from django.template import Context, Template
from django.utils.http import urlencode
from django.utils.translation import override

from amu.web.forms import DesignSystemForm


class Example(DesignSystemForm):
    name = forms.CharField(label="Navn", help_text="Som i passet")
    nickname = forms.CharField(label="Kaldenavn", required=False)
    education = forms.ChoiceField(
        label="Uddannelse", choices=[("a", "Ufaglært"), ("b", "Faglært")], widget=forms.RadioSelect
    )
    true = forms.BooleanField(label="Det er rigtigt")


class Written(DesignSystemForm):
    text = forms.CharField(min_length=3, max_length=11, widget=forms.Textarea)
    line = forms.CharField(required=False, max_length=5)


@pytest.fixture
def danish():
    with override("da"):
        yield


def summary(form):
    return Template("{% error_summary form %}").render(Context({"form": form}))


def test_what_may_be_left_out_says_so_and_the_rest_needs_no_mark(danish):
    form = Example()

    assert "(valgfrit)" in form["nickname"].as_field_group()
    assert "(valgfrit)" not in form["name"].as_field_group()


def test_the_browser_leaves_the_answer_to_us():
    assert "required" not in str(Example())


def test_help_and_error_are_read_with_the_field(danish):
    markup = Example(data={})["name"].as_field_group()

    assert 'aria-describedby="id_name_helptext id_name_error"' in markup
    assert 'id="id_name_helptext"' in markup
    assert 'id="id_name_error"' in markup
    assert 'aria-invalid="true"' in markup


def test_a_group_of_choices_has_its_question_as_legend_and_its_error_beside_it(danish):
    markup = Example(data={})["education"].as_field_group()

    assert markup.count("<legend") == 1
    assert 'aria-describedby="id_education_error"' in markup
    assert 'class="form-radio"' in markup


@pytest.mark.parametrize("target", ["#id_name", "#id_education_0", "#id_true"])
def test_each_error_in_the_summary_leads_to_its_field(danish, target):
    form = Example(data={})

    assert f'href="{target}"' in summary(form)
    assert f'id="{target[1:]}"' in str(form)


def test_the_summary_can_take_the_focus(danish):
    assert 'id="error-summary" role="alert" tabindex="-1"' in summary(Example(data={}))


def test_a_form_without_errors_has_no_summary():
    assert summary(Example()).strip() == ""


def test_what_was_typed_is_kept_and_escaped(danish):
    markup = str(Example(data={"name": '"><script>', "nickname": "Bo"}))

    assert 'value="&quot;&gt;&lt;script&gt;"' in markup
    assert 'value="Bo"' in markup


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("wrap", [dict, lambda fields: QueryDict(urlencode(fields))])
def test_a_new_line_is_one_character_however_it_is_sent(end, wrap):
    form = Written(wrap({"text": end.join(["først", "sidst"]), "line": end.join(["to", "to"])}))

    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"text": "først\nsidst", "line": "to\nto"}


@pytest.mark.parametrize(("text", "is_taken"), [("a\r\nb", True), ("a\r\n", False), ("x" * 12, False)])
def test_what_is_counted_is_what_is_stored(text, is_taken):
    assert Written({"text": text}).is_valid() is is_taken


def test_what_is_sent_is_not_changed_for_others():
    sent = {"text": "a\r\nb"}
    Written(sent).is_valid()

    assert sent == {"text": "a\r\nb"}
