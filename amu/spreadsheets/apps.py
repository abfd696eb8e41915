from django.apps import AppConfig


class SpreadsheetsConfig(AppConfig):
    name = "amu.spreadsheets"
    label = "spreadsheets"

    def ready(self) -> None:
        from amu.spreadsheets.words import register_words

        register_words()
