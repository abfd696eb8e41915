"""Accounts and rights, for operators. No CPR number is shown here, and none can be searched for."""

from functools import partial
from typing import Any, override

from django import forms
from django.contrib import admin
from django.contrib.auth.forms import SetPasswordMixin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _

from amu import clock
from amu.people import person_desk, rights_desk, same_desk, selectors, services
from amu.people.enums import Seen
from amu.people.models import DataView, Membership, User
from amu.web.admin_base import FilteredAdmin, ReadOnlyAdmin
from amu.web.list_filters import in_words
from amu.words import Kind, say_or_code


class StaffAddForm(SetPasswordMixin, forms.ModelForm):  # type: ignore[type-arg]
    """A new employee: the password is a first one, to be changed by them."""

    password1, password2 = SetPasswordMixin.create_password_fields()

    class Meta:
        model = User
        fields = ["username", "full_name", "language"]

    def clean(self) -> dict[str, Any] | None:
        self.validate_passwords()
        return super().clean()

    def _post_clean(self) -> None:
        """The form's own hook for what needs the user: the rules for passwords."""
        super()._post_clean()  # type: ignore[misc]
        self.validate_password_for_user(self.instance)

    @override
    def save(self, commit: bool = True) -> User:
        user: User = self.set_password_and_save(super().save(commit=False), commit=commit)
        return user


FACTS = [
    "username",
    "full_name",
    "name_protected",
    "email",
    "phone",
    "language",
    "has_cpr",
    "another_sign_in",
    "is_active",
    "is_staff",
    "is_superuser",
    "last_sign_in_at",
    "date_joined",
]


@admin.register(User)
class UserAdmin(FilteredAdmin[User]):
    list_display = ["username", "staff_name", "is_staff", "is_active", "last_sign_in_at"]
    list_filter = ["is_staff", "is_active"]
    search_fields = ["username__istartswith"]
    search_help_text = _("The beginning of the user name.")
    ordering = ["-is_staff", "username"]
    actions = ["close_accounts", "open_accounts"]

    def get_urls(self) -> list[URLPattern]:
        """The counter is no list of users: who may what there is in the table of access, not in Django's permissions."""
        return [*person_desk.urls(), *same_desk.urls(), *rights_desk.urls(), *super().get_urls()]

    @admin.display(description=_("name"))
    def staff_name(self, user: User) -> str:
        """Names of people are read on their own page, where the look is recorded."""
        return user.full_name if user.is_staff else ""

    @admin.display(description=_("another sign-in with the same CPR number"), boolean=True)
    def another_sign_in(self, user: User) -> bool:
        return selectors.shares_cpr(user)

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> list[str]:
        return FACTS if obj else []

    def get_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        return FACTS if obj else ["username", "full_name", "language", "password1", "password2"]

    @override
    def get_form(
        self,
        request: HttpRequest,
        obj: User | None = None,
        change: bool = False,
        **kwargs: Any,
    ) -> Any:
        return super().get_form(request, obj, change, **kwargs) if obj else StaffAddForm

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().change_view(request, object_id, *args, **kwargs)
        person = self.get_object(request, object_id)
        if person is not None and isinstance(request.user, User):
            services.record_view(
                request.user, person.pk, what=Seen.PERSON, object_ref=f"user:{person.pk}", now=clock.now()
            )
        return response

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """An account is opened and closed by the list's actions; its facts come from the sign-in."""
        return obj is None and super().has_change_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False

    @admin.action(description=_("Close the account"), permissions=["change"])
    def close_accounts(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        for pk in queryset.values_list("pk", flat=True):
            services.close_account(pk, by=request.user.pk, now=clock.now())

    @admin.action(description=_("Reopen the account"), permissions=["change"])
    def open_accounts(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        for pk in queryset.values_list("pk", flat=True):
            services.open_account(pk, by=request.user.pk, now=clock.now())


class EndedFilter(admin.SimpleListFilter):
    """Rights that count now, or those that have ended."""

    title = _("in force")
    parameter_name = "ended"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("no", _("In force")), ("yes", _("Ended"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Membership]) -> QuerySet[Membership]:
        if self.value() in {"no", "yes"}:
            return queryset.filter(ended_at__isnull=self.value() == "no")
        return queryset


@admin.register(Membership)
class MembershipAdmin(FilteredAdmin[Membership]):
    list_display = ["user", "role", "provider", "approver", "granted_at", "ended_at"]
    list_filter = ["role", EndedFilter, ("provider", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["user", "provider", "approver"]
    search_fields = ["user__username__istartswith"]
    search_help_text = _("The beginning of the user name.")
    actions = ["end_memberships"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Rights are given on the page of rights: by name and e-mail, as an invitation."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Membership | None = None) -> bool:
        """Rights are given and ended, never rewritten; the action needs the right to the page."""
        return obj is None and super().has_change_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Membership | None = None) -> bool:
        return False

    @admin.action(description=_("End the membership"), permissions=["change"])
    def end_memberships(self, request: HttpRequest, queryset: QuerySet[Membership]) -> None:
        for pk in queryset.values_list("pk", flat=True):
            services.end_membership(pk, by=request.user.pk, now=clock.now())


@admin.register(DataView)
class DataViewAdmin(ReadOnlyAdmin[DataView]):
    list_display = ["at", "viewer", "provider", "what", "object_ref", "purpose"]
    list_filter = ["what", "purpose", ("viewer_role", in_words(partial(say_or_code, Kind.ROLE)))]
    list_select_related = ["viewer", "provider"]
    date_hierarchy = "at"
    fields = ["at", "viewer", "role", "provider", "person", "what", "object_ref", "purpose"]

    @admin.display(description=_("role"), ordering="viewer_role")
    def role(self, row: DataView) -> str:
        return say_or_code(Kind.ROLE, row.viewer_role)
