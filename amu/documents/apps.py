from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "amu.documents"
    label = "documents"

    def ready(self) -> None:
        from amu.documents.words import register_words

        register_words()
