from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "amu.notices"
    label = "notices"

    def ready(self) -> None:
        from amu.notices.services import EMAIL, deliver_email
        from amu.notices.words import register_words
        from amu.outbox.registry import register

        register_words()
        register(EMAIL, deliver_email)
