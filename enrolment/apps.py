from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EnrolmentConfig(AppConfig):
    name = "enrolment"
    verbose_name = _("Applications")

    def ready(self) -> None:
        from amu.attachments.registry import register as register_case
        from amu.delivery.registry import follow
        from amu.mandates.cases import register as register_in_case
        from amu.outbox.registry import register
        from amu.own_data.registry import register as register_tables
        from amu.people.registry import SECTIONS, register_move, register_number
        from amu.web import overview, start
        from courses.classes import class_page
        from courses.classes.services.runs import CANCELLED, MORE_SEATS, MOVED, OPENED
        from enrolment import handlers
        from enrolment.class_desk import section as section_of_class
        from enrolment.counter_desk import person_by_number, their_applications
        from enrolment.mandate_desk import reader as reader_of_mandate
        from enrolment.overview import acting, next_steps, section
        from enrolment.own_data import TABLES
        from enrolment.papers_desk import reader
        from enrolment.selectors.applications import CASE_OF, told_of_a_change
        from enrolment.services.drafts import move_drafts
        from enrolment.services.elsewhere import SEAT_FOR_THE_OWED
        from enrolment.services.ending import LINE_OVER
        from enrolment.services.hearing import FOLLOWER as HEARING_FOLLOWER
        from enrolment.services.notifying import FOLLOWER
        from enrolment.staff_start import desk
        from enrolment.words import register_words

        register_words()
        register_case("paper", reader)
        register_case("mandate", reader_of_mandate)
        for kind, case_of in CASE_OF.items():
            register_in_case(kind, case_of)
        register_tables(*TABLES)
        class_page.register(10, "people", "admin/enrolment/_class_section.html", section_of_class)
        class_page.register_count(told_of_a_change)
        overview.register(10, "applications", "enrolment/overview.html", section)
        overview.register(50, "acting", "enrolment/acting_overview.html", acting)
        overview.register_next_steps(next_steps)
        register(MOVED, handlers.run_moved)
        register(CANCELLED, handlers.run_cancelled)
        register(MORE_SEATS, handlers.run_has_more_seats)
        register(OPENED, handlers.run_published)
        register(LINE_OVER, handlers.line_over)
        register(SEAT_FOR_THE_OWED, handlers.run_published)
        follow("decision", FOLLOWER)
        follow("hearing", HEARING_FOLLOWER)
        SECTIONS.register(10, "applications", "admin/enrolment/their_applications.html", their_applications)
        register_number(person_by_number)
        register_move(move_drafts)
        start.register(10, "applications", "enrolment/staff_start.html", desk)
