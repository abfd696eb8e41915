from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "amu.documents"
    label = "documents"
