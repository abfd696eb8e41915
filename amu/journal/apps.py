from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "amu.journal"
    label = "journal"
