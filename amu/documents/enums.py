"""What kinds of documents are kept."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DocumentKind(models.TextChoices):
    DECISION_LETTER = "decision_letter", _("Decision letter")
    APPEAL_DECISION_LETTER = "appeal_decision_letter", _("Decision in an appeal")
    CERTIFICATE = "certificate", _("Certificate")
    ATTACHMENT = "attachment", _("Attachment")


class ScanState(models.TextChoices):
    """Whether the bytes may be handed out. What we made ourselves needs no scan."""

    OWN = "own", _("Made here")
    WAITING = "waiting", _("Waiting to be scanned")
    CLEAN = "clean", _("Scanned")
    REFUSED = "refused", _("Refused")
