from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AttachmentsConfig(AppConfig):
    name = "amu.attachments"
    label = "attachments"
    verbose_name = _("Attachments")

    def ready(self) -> None:
        from django.core.checks import register as register_system_check

        from amu.attachments.checks import check_scanner
        from amu.attachments.handlers import scan
        from amu.attachments.selectors import application_of
        from amu.attachments.services import SCAN
        from amu.attachments.words import register_words
        from amu.mandates.cases import register as register_in_case
        from amu.outbox.registry import register

        register_words()
        register_in_case("attachment", application_of)
        register(SCAN, scan, is_remote=True)
        register_system_check(check_scanner)
