from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EnrolmentConfig(AppConfig):
    name = "enrolment"
    verbose_name = _("Applications")

    def ready(self) -> None:
        from amu.delivery.registry import follow
        from amu.outbox.registry import register
        from amu.web import overview, start
        from courses.classes.services.runs import CANCELLED, MORE_SEATS, MOVED
        from enrolment import handlers
        from enrolment.overview import courses_section, next_steps, section
        from enrolment.services.notifying import FOLLOWER
        from enrolment.staff_start import desk
        from enrolment.words import register_words

        register_words()
        overview.register(10, "applications", "enrolment/overview.html", section)
        overview.register(20, "courses", "enrolment/courses.html", courses_section)
        overview.register_next_steps(next_steps)
        register(MOVED, handlers.run_moved)
        register(CANCELLED, handlers.run_cancelled)
        register(MORE_SEATS, handlers.run_has_more_seats)
        follow("decision", FOLLOWER)
        start.register(10, "applications", "enrolment/staff_start.html", desk)
