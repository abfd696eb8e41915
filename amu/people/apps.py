from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "amu.people"
    label = "people"
