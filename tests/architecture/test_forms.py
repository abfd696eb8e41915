"""Every form of ours is one of the design system: a new line in it is one character, and its errors are ours."""

from django import forms
from django.apps import apps
from django.urls import get_resolver

from amu.web.forms import DesignSystemMixin

# In the register's own pages, and without a field for text of several lines.
OF_THE_REGISTER = {"StaffAddForm"}
OURS = {"amu", "courses", "enrolment", "appeals", "certificates"}


def every(kind):
    for each in kind.__subclasses__():
        yield each
        yield from every(each)


def test_every_form_is_one_of_the_design_system():
    assert apps.ready
    assert get_resolver().url_patterns  # the views, and so their forms, are loaded
    ours = {form for form in every(forms.BaseForm) if form.__module__.partition(".")[0] in OURS}

    assert len(ours) > 10
    assert {form.__qualname__ for form in ours if not issubclass(form, DesignSystemMixin)} == OF_THE_REGISTER
