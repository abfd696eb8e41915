"""What a person writes when they disagree, and what the school and the ministry answer."""

from functools import partial

from django import forms
from django.utils.translation import gettext_lazy as _

from amu.documents.forms import can_be_shown
from amu.web.forms import DesignSystemForm
from amu.words import choices
from appeals.enums import MinistryOutcome, SecondLook

LONGEST = 20_000


class AppealForm(DesignSystemForm):
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


class CommentForm(DesignSystemForm):
    text = forms.CharField(
        label=_("Your comments on the school's statement"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class ReviewForm(DesignSystemForm):
    outcome = forms.ChoiceField(
        label=_("What is the outcome of the review?"),
        choices=partial(choices, SecondLook),
        widget=forms.RadioSelect,
    )
    statement = forms.CharField(
        label=_("Statement"),
        help_text=_("Respond to the points in the appeal. The person will read exactly what you write."),
        min_length=20,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    why_same_officer = forms.CharField(
        label=_("Why the same officer reviews the decision"),
        help_text=_("Only if you made the decision yourself. It is stored in the case."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class FinalDecisionForm(DesignSystemForm):
    outcome = forms.ChoiceField(
        label=_("The ministry's decision"),
        choices=partial(choices, MinistryOutcome),
        widget=forms.RadioSelect,
    )
    reasons = forms.CharField(
        label=_("Reasons"),
        help_text=_("They appear in the letter to the person, word for word."),
        min_length=20,
        max_length=LONGEST,
        validators=[can_be_shown],
        widget=forms.Textarea(attrs={"rows": 8}),
    )
