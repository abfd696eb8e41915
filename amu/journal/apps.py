from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class JournalConfig(AppConfig):
    name = "amu.journal"
    label = "journal"
    verbose_name = _("Journal")

    def ready(self) -> None:
        from amu.journal.words import register_words
        from amu.triggers import guard

        register_words()
        post_migrate.connect(guard, sender=self)
