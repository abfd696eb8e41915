from django.apps import AppConfig


class OwnDataConfig(AppConfig):
    name = "amu.own_data"
    label = "own_data"

    def ready(self) -> None:
        from amu.own_data import tables, views
        from amu.own_data.registry import register, register_files
        from amu.own_data.words import register_words
        from amu.web import overview

        register_words()
        register(*tables.OF_PEOPLE, *tables.OF_OTHER_PACKAGES, *tables.OF_LIBRARIES)
        register_files(tables.document_files)
        register_files(tables.attachment_files)
        overview.register(950, "own-data", "own_data/overview.html", views.section)
