from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutboxConfig(AppConfig):
    name = "amu.outbox"
    label = "outbox"
    verbose_name = _("Outbox")

    def ready(self) -> None:
        # Every process publishes to the broker of the settings; without this one only the worker would know it.
        from amu import celery  # noqa: F401
        from amu.outbox import checks
        from amu.outbox.words import register_words
        from amu.web.health import register_check

        register_words()
        register_check("outbox", checks.messages)
        register_check("sweep", checks.sweep)
