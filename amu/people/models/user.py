"""A person or a member of staff. Permissions come from memberships, never from this table."""

from functools import partial
from typing import Any

from django.contrib.auth import get_backends
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Right, Upper
from django.utils.translation import gettext_lazy as _

from amu import clock
from amu.people.enums import AssuranceLevel, HasCpr
from amu.words import choices

PHONE_DIGITS = 8


def end_of_phone() -> Right:
    """The last digits of a phone number, however it is written: with spaces, and with or without a country's code."""
    digits = Func(F("phone"), Value(r"\D"), Value(""), Value("g"), function="regexp_replace")
    return Right(digits, PHONE_DIGITS)


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None = None, **fields: Any) -> "User":
        """A user without a password can sign in by MitID only."""
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, username: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(username, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser):
    """Somebody who can sign in.

    People are known by ``issuer`` and ``subject`` alone: never by e-mail, which two may
    share, and never by CPR, which a person may lack or change. ``full_name`` is empty when
    the broker withholds a protected name. ``cpr_index`` finds a number without showing it;
    it is not unique, because two sign-ins with one number are for a human to look into.

    ``for_company``: not a private person, but somebody who acts for the company that they signed in for.
    ``paper_name`` is what letters and certificates call somebody whose name the broker withholds; a school enters it.
    ``entered_at`` is when staff of ``entered_for`` entered a person who has not signed in. Once staff have confirmed
    that two rows are one person, ``merged_into`` leads from the row that is given up to the one that goes on.
    """

    last_login = None  # ours is last_sign_in_at, written with the clock's time

    username = models.CharField(_("user name"), max_length=150, unique=True)
    issuer = models.CharField(_("MitID broker"), max_length=255, blank=True, editable=False)
    subject = models.CharField(_("identity at the broker"), max_length=255, blank=True, editable=False)
    full_name = models.CharField(_("name"), max_length=200, blank=True)
    name_protected = models.BooleanField(_("name and address protection"), default=False)
    protected_since = models.DateTimeField(_("protected since"), null=True, editable=False)
    paper_name = models.CharField(_("name on papers"), max_length=200, blank=True)
    birth_date = models.DateField(_("date of birth"), null=True, blank=True)
    language = models.CharField(
        _("language"), max_length=2, choices=[("da", _("Danish")), ("en", _("English"))], default="da"
    )
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    has_cpr = models.CharField(
        _("has a CPR number"), max_length=7, choices=partial(choices, HasCpr), default=HasCpr.UNKNOWN
    )
    cpr_encrypted = models.BinaryField(_("CPR number, encrypted"), null=True, editable=False)
    cpr_index = models.BinaryField(_("CPR number, for searching"), null=True, editable=False)
    assurance_level = models.CharField(
        _("level of assurance"),
        max_length=11,
        choices=partial(choices, AssuranceLevel),
        blank=True,
        editable=False,
    )
    for_company = models.BooleanField(
        _("signs in for a company"), default=False, db_default=False, editable=False
    )
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_staff = models.BooleanField(_("staff"), default=False, editable=False)
    is_superuser = models.BooleanField(_("operator"), default=False)
    entered_at = models.DateTimeField(_("entered by staff"), null=True, editable=False)
    entered_for = models.ForeignKey(
        "courses.Provider",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("entered by"),
    )
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="merged",
        verbose_name=_("goes on as"),
    )
    last_sign_in_at = models.DateTimeField(_("last sign-in"), null=True, editable=False)
    date_joined = models.DateTimeField(_("since"), default=clock.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        indexes = [
            models.Index(fields=["cpr_index"], name="user_cpr_index"),
            models.Index(fields=["birth_date"], name="user_birth_date"),
            models.Index(Upper("email"), name="user_email_any_case"),
            models.Index(end_of_phone(), name="user_end_of_phone"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "subject"],
                condition=~Q(subject=""),
                name="user_once_per_issuer_and_subject",
            ),
            models.CheckConstraint(
                name="user_issuer_with_subject",
                condition=Q(issuer="", subject="") | (~Q(issuer="") & ~Q(subject="")),
            ),
            models.CheckConstraint(
                name="user_from_mitid_is_never_staff",
                condition=Q(subject="") | Q(is_staff=False, is_superuser=False),
            ),
            models.CheckConstraint(
                name="user_entered_is_never_staff",
                condition=Q(entered_at=None) | Q(is_staff=False, is_superuser=False),
            ),
            models.CheckConstraint(
                name="user_for_company_is_nobody_else",
                condition=Q(for_company=False)
                | (Q(is_staff=False, is_superuser=False, cpr_index=None, entered_at=None) & ~Q(subject="")),
            ),
            models.CheckConstraint(
                name="user_merged_is_closed",
                condition=Q(merged_into=None) | Q(is_active=False, issuer="", subject=""),
            ),
            models.CheckConstraint(
                name="user_protected_since_a_moment",
                condition=Q(name_protected=True, protected_since__isnull=False)
                | Q(name_protected=False, protected_since=None),
            ),
            models.CheckConstraint(
                name="user_cpr_with_index",
                condition=Q(cpr_encrypted=None, cpr_index=None)
                | Q(cpr_encrypted__isnull=False, cpr_index__isnull=False, has_cpr=HasCpr.YES),
            ),
        ]

    def __str__(self) -> str:
        """The login name: it may stand in a log, which a person's name may not."""
        return self.username

    @property
    def display_name(self) -> str:
        """How to address the person on a page: the name, or another word where the name is not known."""
        if self.full_name:
            return self.full_name
        return str(_("Protected name")) if self.name_protected else str(_("Name not known"))

    @property
    def known_name(self) -> str:
        """The name from the sign-in, or the one that a school has entered for papers; or nothing."""
        return self.full_name or self.paper_name

    @property
    def name_on_paper(self) -> str:
        """How the person's own letters and certificates call them: another word where the name is not known."""
        return self.known_name or self.display_name

    def get_full_name(self) -> str:
        return self.display_name

    def get_short_name(self) -> str:
        return self.display_name

    def has_perm(self, perm: str, obj: object = None) -> bool:
        return any(backend.has_perm(self, perm, obj) for backend in _backends())

    def has_perms(self, perm_list: list[str], obj: object = None) -> bool:
        return all(self.has_perm(perm, obj) for perm in perm_list)

    def has_module_perms(self, app_label: str) -> bool:
        return any(backend.has_module_perms(self, app_label) for backend in _backends())


def _backends() -> list[Any]:
    """Asked by way of the settings: the backend stands on this module."""
    return get_backends()
