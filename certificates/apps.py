from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CertificatesConfig(AppConfig):
    name = "certificates"
    verbose_name = _("Certificates")

    def ready(self) -> None:
        from amu.outbox.registry import register
        from amu.own_data.registry import register as register_tables
        from amu.people.registry import SECTIONS, register_claim, register_move, register_number
        from amu.web import overview
        from certificates import class_desk
        from certificates.archive.claiming import claim, move_archive
        from certificates.authority.recording import REMIND, end_corrected
        from certificates.authority.words import register_words as register_authority_words
        from certificates.handlers import on_authority_expires, on_course_passed, on_planned
        from certificates.letterhead.words import register_words as register_letterhead_words
        from certificates.overview import courses_section, next_steps, section
        from certificates.own_data import TABLES
        from certificates.selectors.certificates import person_by_number, their_certificates
        from certificates.services.ending import withdraw_corrected
        from certificates.services.issuing import MAKE
        from certificates.words import register_words
        from courses.classes import class_page
        from enrolment.services.results import PASSED, follow_corrections

        register_words()
        register_authority_words()
        register_letterhead_words()
        register_tables(*TABLES)
        SECTIONS.register(
            20, "certificates", "admin/certificates/their_certificates.html", their_certificates
        )
        register_number(person_by_number)
        register_claim(claim)
        register_move(move_archive)
        register(PASSED, on_course_passed)
        register(MAKE, on_planned, is_remote=True)
        register(REMIND, on_authority_expires)
        class_page.register(20, "certificates", "admin/certificates/_class_section.html", class_desk.section)
        follow_corrections(withdraw_corrected)
        follow_corrections(end_corrected)
        overview.register(30, "courses", "certificates/courses.html", courses_section)
        overview.register(40, "certificates", "certificates/overview.html", section)
        overview.register_next_steps(next_steps)
