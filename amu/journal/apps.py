from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JournalConfig(AppConfig):
    name = "amu.journal"
    label = "journal"
    verbose_name = _("Journal")

    def ready(self) -> None:
        from amu.journal.words import register_words

        register_words()
