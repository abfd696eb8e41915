from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "amu.notices"
    label = "notices"
