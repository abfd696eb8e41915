"""The words the rest of the system uses about people and what they may do."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What a member of staff does. All but the ministry's officer do it at one provider."""

    REGISTRAR = "registrar", _("Admission officer")
    LEADER = "leader", _("Leader")
    APPEALS_OFFICER = "appeals_officer", _("Appeals officer")
    MINISTRY_OFFICER = "ministry_officer", _("Ministry officer")


class HasCpr(TextChoices):
    """Whether a person has a Danish personal number. Brokers may say no, or say nothing."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Not known")


class AssuranceLevel(TextChoices):
    """How sure the sign-in was, in the words of the national standard (NSIS)."""

    LOW = "LOW", _("Low")
    SUBSTANTIAL = "SUBSTANTIAL", _("Substantial")
    HIGH = "HIGH", _("High")


class Seen(TextChoices):
    """What was looked at, shown to the person it is about."""

    PERSON = "person", _("Name and contact details")
    CPR = "cpr", _("CPR number")
    APPLICATION = "application", _("Application")
    DECISION = "decision", _("Decision")
    APPEAL = "appeal", _("Appeal")
    RESULT = "result", _("Course result")
    CERTIFICATE = "certificate", _("Certificate")
    DOCUMENT = "document", _("Document")


class Purpose(TextChoices):
    """Why somebody looked."""

    ADMISSION = "admission", _("To decide on admission")
    TEACHING = "teaching", _("To run the course and record results")
    APPEAL = "appeal", _("To handle an appeal")
    CERTIFICATE = "certificate", _("To issue or correct a certificate")
    SUPPORT = "support", _("To help with the account")
