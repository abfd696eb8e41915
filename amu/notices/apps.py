from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "amu.notices"
    label = "notices"

    def ready(self) -> None:
        from amu.notices.services import KIND, deliver_email
        from amu.outbox.registry import register

        register(KIND, deliver_email)
