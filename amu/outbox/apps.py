from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "amu.outbox"
    label = "outbox"

    def ready(self) -> None:
        from amu.outbox import checks
        from amu.web.health import register_check

        register_check("outbox", checks.messages)
        register_check("sweep", checks.sweep)
