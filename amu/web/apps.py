from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "amu.web"
    label = "web"
