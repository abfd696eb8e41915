from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "amu.notices"
    label = "notices"

    def ready(self) -> None:
        from amu.delivery.registry import register
        from amu.notices.by_email import EMAIL

        register(EMAIL)
