from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoursesConfig(AppConfig):
    name = "courses"
    verbose_name = _("Courses and classes")

    def ready(self) -> None:
        from amu.own_data.registry import register
        from amu.web import start
        from courses.classes import words as classes_words
        from courses.classes.staff_start import classes
        from courses.fees import words as fees_words
        from courses.guidance import words as guidance_words
        from courses.own_data import TABLES
        from courses.schools import words as schools_words
        from courses.search import words as search_words

        for words in (classes_words, fees_words, guidance_words, schools_words, search_words):
            words.register_words()
        register(*TABLES)
        start.register(30, "classes", "courses/staff_start.html", classes)
