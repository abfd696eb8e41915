"""What a person writes when they disagree."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from amu.attachments.file_forms import FilesMixin
from amu.web.forms import DesignSystemForm

LONGEST = 20_000


def _why_late(*, label: StrOrPromise, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=_(
            "For example illness, that you got the letter late, or that this site did not work. If you are not sure "
            "when you got the letter, write that."
        ),
        required=required,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class AppealForm(FilesMixin, DesignSystemForm):
    files_label = _("Do you have papers or photos that we should see?")
    text = forms.CharField(
        label=_("Why do you disagree?"),
        help_text=_("Write in your own words, in Danish or English. You do not need to know the rules."),
        max_length=LONGEST,
        error_messages={"required": _("Write why you disagree. A single sentence is enough.")},
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    wants_forwarding = forms.BooleanField(
        label=_("Yes, forward it to the ministry if the school stands by its decision"),
        help_text=_("You can also wait and decide later."),
        required=False,
    )
    why_late = _why_late(label=_("The last day has passed. What delayed you?"))

    def __init__(self, *args: Any, is_late: bool, **kwargs: Any) -> None:
        """``is_late``: the last day to appeal is over, and the person is asked what delayed them."""
        super().__init__(*args, **kwargs)
        if not is_late:
            del self.fields["why_late"]


class WhyLateForm(DesignSystemForm):
    """What delayed the person, told after the appeal."""

    why_late = _why_late(label=_("What delayed you?"), required=True)


class CommentForm(DesignSystemForm):
    text = forms.CharField(
        label=_("Your comments on the school's statement"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
