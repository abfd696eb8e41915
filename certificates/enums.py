"""Words of certificates that are stored in rows."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class IssueKind(TextChoices):
    ORIGINAL = "original", _("Original")
    REISSUE = "reissue", _("Reissued copy")


class Standing(TextChoices):
    """What a certificate's page says about it."""

    VALID = "valid", _("Valid")
    WITHDRAWN = "withdrawn", _("Withdrawn")
