"""Sign-in by password as allauth does it, permissions by role as ``amu.people.access`` has them."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from amu.people import access, selectors
from amu.people.models import User


class RoleBackend(AuthenticationBackend):  # type: ignore[misc]  # allauth is untyped
    """The only backend. Rights are not cached between requests, so an ended right is gone at the next one."""

    def has_perm(self, user_obj: User, perm: str, obj: object = None) -> bool:
        """The table speaks of kinds of things, so ``obj`` changes nothing: selectors narrow to rows."""
        del obj
        if not user_obj.is_active:
            return False
        return user_obj.is_superuser or access.allows(selectors.roles_of(user_obj), perm)

    def has_module_perms(self, user_obj: User, app_label: str) -> bool:
        if not user_obj.is_active:
            return False
        return user_obj.is_superuser or access.reaches(selectors.roles_of(user_obj), app_label)

    def get_user(self, user_id: int) -> User | None:
        """Sessions of a row that was given up go on as the person it was joined with."""
        user: User | None = super().get_user(user_id)
        if user is not None:
            return user
        gone = User.objects.filter(pk=user_id).select_related("merged_into").first()
        goes_on = gone.merged_into if gone else None
        return goes_on if goes_on and goes_on.is_active else None

    def get_all_permissions(self, *_: Any, **__: Any) -> set[str]:
        """Not listed: ask for one at a time."""
        return set()
