from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "amu.outbox"
    label = "outbox"
