from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoursesConfig(AppConfig):
    name = "courses"
    verbose_name = _("Courses and classes")

    def ready(self) -> None:
        from amu.web import start
        from courses.classes.staff_start import classes
        from courses.words import register_words

        register_words()
        start.register(30, "classes", "courses/staff_start.html", classes)
