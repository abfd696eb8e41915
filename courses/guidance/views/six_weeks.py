"""Six weeks of training as a checklist: what is met, what is not, what only the fund can say."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from amu import clock
from amu.kernel.statutes import Statute, statute
from amu.web.fields import AmountField
from amu.web.forms import DesignSystemForm
from courses.guidance.rules.six_weeks import RULE, YOUNG, TrainingPlan, checklist
from courses.guidance.words import points_of

YES_NO = [("", _("I am not sure")), ("yes", _("Yes")), ("no", _("No"))]
TRUTH = {"yes": True, "no": False}


class PlanForm(DesignSystemForm):
    """Everything may be left open: what is open is said to be."""

    education = forms.ChoiceField(
        label=_("What is your highest completed education?"),
        choices=[
            ("", _("I am not sure")),
            ("unskilled", _("School only")),
            ("vocational", _("A vocational education")),
            ("higher", _("A higher education")),
        ],
        required=False,
    )
    vocational_too = forms.ChoiceField(
        label=_("If it is a higher education: do you also have a vocational education?"),
        choices=YES_NO,
        required=False,
    )
    weeks = forms.IntegerField(
        label=_("How many weeks have you been unemployed?"), min_value=0, max_value=520, required=False
    )
    age = forms.ChoiceField(
        label=_("How old are you?"),
        choices=[("", _("I do not want to say")), ("under", _("Under 25")), ("over", _("25 or older"))],
        required=False,
    )
    side_business = forms.ChoiceField(
        label=_("Do you also have your own business?"), choices=YES_NO, required=False
    )
    on_the_list = forms.ChoiceField(
        label=_("Is the course on the list of courses (the positive list)?"), choices=YES_NO, required=False
    )
    days = AmountField(
        label=_("How many course days in total?"),
        min_value=0,
        max_value=200,
        decimal_places=1,
        required=False,
        error_messages={"invalid": _("Enter the number of days, for example 7 or 2,5.")},
    )

    def plan(self) -> TrainingPlan:
        data = self.cleaned_data
        return TrainingPlan(
            education=data["education"],
            vocational_too=TRUTH.get(data["vocational_too"]),
            weeks_unemployed=data["weeks"],
            age={"under": YOUNG - 1, "over": YOUNG}.get(data["age"]),
            side_business=TRUTH.get(data["side_business"]),
            on_the_list=TRUTH.get(data["on_the_list"]),
            days=data["days"],
        )


@require_safe
def six_weeks(request: HttpRequest) -> HttpResponse:
    """Advice only: nobody is turned away here, and nothing is stored."""
    form = PlanForm(request.GET or None)
    context: dict[str, Any] = {"form": form, "source": _source(), "rule": RULE}
    if form.is_bound and form.is_valid():
        found = checklist(form.plan(), on=clock.today())
        context |= {"points": points_of(found), "all_met": all(found)}
    return render(request, "guidance/six_weeks.html", context, status=422 if form.errors else 200)


def _source() -> Statute:
    return statute(RULE.source)
