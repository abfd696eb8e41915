from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "courses"

    def ready(self) -> None:
        from amu.web import start
        from courses.staff_start import classes

        start.register(30, "classes", "courses/staff_start.html", classes)
