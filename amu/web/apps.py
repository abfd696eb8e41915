from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "amu.web"
    label = "web"

    def ready(self) -> None:
        from amu.web.words import register_words

        register_words()
