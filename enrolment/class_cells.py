"""One choice on the page of a class: what is known of it, what the page showed, and what was chosen."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from amu.web.forms import DesignSystemForm
from amu.words import choices, label
from enrolment.enums import Presence, ResultOutcome
from enrolment.models import Attendance, CourseResult
from enrolment.services.results import MOST_ATTEMPTS

CANNOT_BE_REMOVED = gettext_lazy("What was recorded can be corrected, but not removed.")
type Key = tuple[int, Any]
type Row = CourseResult | Attendance


class CellForm(DesignSystemForm):
    """One choice about one participant, and the version of it that was seen."""

    value = forms.ChoiceField(required=False)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    resit = forms.BooleanField(label=gettext_lazy("This is the re-sit"), required=False)

    def __init__(
        self,
        *args: Any,
        codes: type[ResultOutcome] | type[Presence],
        name: str,
        can_be_resit: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["value"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "–"), *choices(codes)]
        field.widget.attrs["aria-label"] = name
        if not can_be_resit:
            del self.fields["resit"]


class Cell:
    """One choice on the page. ``shown`` is the version the page showed, ``current`` the newest one."""

    def __init__(
        self,
        key: Key,
        versions: Sequence[CourseResult] | Sequence[Attendance],
        *,
        codes: type[ResultOutcome] | type[Presence],
        name: str,
        data: dict[str, Any] | None,
    ) -> None:
        self.key, self.name = key, name
        self.current = versions[-1] if versions else None
        prefix = f"{key[0]}-{key[1]}"
        self.is_overtaken = False
        self.shown = self.current
        if data is not None:
            self._bring_up_to_date(prefix, versions, data)
        self.form = CellForm(
            data,
            prefix=prefix,
            codes=codes,
            name=name,
            can_be_resit=_can_be_resit(self.current),
            initial={"value": _value(self.current), "version": _version(self.current)},
        )

    def _bring_up_to_date(
        self, prefix: str, versions: Sequence[CourseResult] | Sequence[Attendance], data: dict[str, Any]
    ) -> None:
        """A choice that nobody touched follows what others have recorded since; one that was touched is asked about."""
        seen = str(data.get(f"{prefix}-version", ""))
        self.shown = next((row for row in versions if str(row.version) == seen), None)
        if self.shown is self.current:
            return
        if data.get(f"{prefix}-value", "") == _value(self.shown):
            data[f"{prefix}-value"] = _value(self.current)
            self.shown = self.current
        else:
            self.is_overtaken = True
        data[f"{prefix}-version"] = str(_version(self.current))

    @property
    def value(self) -> str:
        return str(self.form.cleaned_data.get("value", ""))

    @property
    def is_resit(self) -> bool:
        return bool(self.form.cleaned_data.get("resit"))

    @property
    def is_changed(self) -> bool:
        return self.value != _value(self.current) or self.is_resit

    @property
    def is_corrected(self) -> bool:
        return self.current is not None and self.is_changed and not self.is_resit

    @property
    def is_to_record(self) -> bool:
        return bool(self.form.is_valid() and self.value and self.is_changed)

    @property
    def based_on(self) -> int:
        """The version that a change is made to; 0 where nothing is known."""
        return _version(self.current)

    def is_valid(self) -> bool:
        if not self.form.is_valid():
            return False
        if self.current is not None and not self.value:
            self.form.add_error("value", CANNOT_BE_REMOVED)
        elif self.is_overtaken and self.current is not None and self.is_changed:
            self.form.add_error("value", _overtaken(self.current))
        return not self.form.errors


def _can_be_resit(current: Row | None) -> bool:
    return (
        isinstance(current, CourseResult)
        and current.outcome == ResultOutcome.NOT_PASSED
        and current.attempt < MOST_ATTEMPTS
    )


def _value(row: Row | None) -> str:
    if row is None:
        return ""
    return row.outcome if isinstance(row, CourseResult) else row.presence


def _version(row: Row | None) -> int:
    return row.version if row is not None else 0


def _overtaken(current: Row) -> StrOrPromise:
    now = ResultOutcome(current.outcome) if isinstance(current, CourseResult) else Presence(current.presence)
    return _("A colleague has recorded meanwhile: %(now)s. Choose again, and record.") % {"now": label(now)}
