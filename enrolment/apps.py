from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EnrolmentConfig(AppConfig):
    name = "enrolment"
    verbose_name = _("Applications")

    def ready(self) -> None:
        from amu.attachments.registry import register as register_case
        from amu.companies import overview as company_page
        from amu.delivery.registry import follow
        from amu.mandates.cases import register as register_in_case
        from amu.outbox.registry import register
        from amu.own_data.registry import register as register_tables
        from amu.people.registry import SECTIONS, register_move, register_number
        from amu.web import overview, start
        from courses.classes import class_page
        from courses.classes.services.runs import CANCELLED, MORE_SEATS, MOVED, OPENED
        from enrolment import handlers
        from enrolment.booking_desk import section as section_of_companies
        from enrolment.booking_words import register_words as register_booking_words
        from enrolment.class_desk import section as section_of_class
        from enrolment.company_overview import section as company_bookings
        from enrolment.counter_desk import person_by_number, their_applications
        from enrolment.mandate_desk import reader as reader_of_mandate
        from enrolment.overview import acting, next_steps, section
        from enrolment.own_data import TABLES
        from enrolment.papers_desk import reader
        from enrolment.selectors.applications import CASE_OF, told_of_a_change
        from enrolment.services.approving import APPROVAL_OVER
        from enrolment.services.booking import ASKED
        from enrolment.services.drafts import move_drafts
        from enrolment.services.elsewhere import SEAT_FOR_THE_OWED
        from enrolment.services.ending import LINE_OVER
        from enrolment.services.hearing import FOLLOWER as HEARING_FOLLOWER
        from enrolment.services.notifying import FOLLOWER
        from enrolment.services.swapping import SWAPS
        from enrolment.staff_start import approver_desk, desk
        from enrolment.suggestion_words import register_words as register_suggestions
        from enrolment.words import register_words

        register_words()
        register_suggestions()
        register_booking_words()
        register_case("paper", reader)
        register_case("mandate", reader_of_mandate)
        for kind, case_of in CASE_OF.items():
            register_in_case(kind, case_of)
        register_tables(*TABLES)
        class_page.register(10, "people", "admin/enrolment/_class_section.html", section_of_class)
        class_page.register(15, "companies", "admin/enrolment/_companies_section.html", section_of_companies)
        class_page.register_count(told_of_a_change)
        overview.register(10, "applications", "enrolment/overview.html", section)
        overview.register(50, "acting", "enrolment/acting_overview.html", acting)
        overview.register_next_steps(next_steps)
        register(MOVED, handlers.run_moved)
        register(CANCELLED, handlers.run_cancelled)
        register(MORE_SEATS, handlers.run_has_more_seats)
        register(OPENED, handlers.run_published)
        register(SWAPS, handlers.swaps)
        register(APPROVAL_OVER, handlers.approval_over)
        register(LINE_OVER, handlers.line_over)
        register(SEAT_FOR_THE_OWED, handlers.run_published)
        register(ASKED, handlers.ask_booked, is_remote=True)
        follow("decision", FOLLOWER)
        follow("hearing", HEARING_FOLLOWER)
        SECTIONS.register(10, "applications", "admin/enrolment/their_applications.html", their_applications)
        register_number(person_by_number)
        register_move(move_drafts)
        company_page.register(10, "bookings", "enrolment/company_bookings.html", company_bookings)
        start.register(10, "applications", "enrolment/staff_start.html", desk)
        start.register(15, "approvals", "enrolment/approver_start.html", approver_desk)
