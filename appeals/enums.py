"""Words of appeals that are stored in rows."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AppealState(TextChoices):
    RECEIVED = "received", _("The school is looking at its decision again")
    UPHELD = "upheld", _("The school changed its decision")
    MAINTAINED = "maintained", _("The school keeps its decision")
    FORWARDED = "forwarded", _("The ministry is deciding")
    DECIDED = "decided", _("The ministry has decided")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class LodgedBy(TextChoices):
    """How an appeal came in."""

    WEB = "web", _("On this website")
    LETTER = "letter", _("By letter")
    IN_PERSON = "in_person", _("In person")


class SecondLook(TextChoices):
    UPHELD = "upheld", _("The appeal is upheld: the person is admitted")
    MAINTAINED = "maintained", _("The decision is maintained")


class MinistryOutcome(TextChoices):
    UPHELD = "upheld", _("The appeal is upheld: the person is admitted")
    DISMISSED = "dismissed", _("The school's decision stands")
