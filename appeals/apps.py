from django.apps import AppConfig


class AppealsConfig(AppConfig):
    name = "appeals"

    def ready(self) -> None:
        from amu.web import overview, start
        from appeals.overview import desk, next_steps, section

        overview.register(40, "appeals", "appeals/overview.html", section)
        overview.register_next_steps(next_steps)
        start.register(20, "appeals", "appeals/staff_start.html", desk)
