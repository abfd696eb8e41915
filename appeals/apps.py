from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AppealsConfig(AppConfig):
    name = "appeals"
    verbose_name = _("Appeals")

    def ready(self) -> None:
        from amu.attachments.registry import register as register_case
        from amu.mandates.cases import register as register_in_case
        from amu.outbox.registry import register
        from amu.own_data.registry import register as register_tables
        from amu.people.registry import register_number
        from amu.web import overview, start
        from appeals.figure_words import register_figure_words
        from appeals.handlers import bundle, comments_over, due
        from appeals.overview import desk, next_steps, section
        from appeals.own_data import TABLES
        from appeals.selectors.appeals import appealed, application_of, person_by_number
        from appeals.selectors.files import reader
        from appeals.services.bundling import MAKE_BUNDLE
        from appeals.services.due import CARRY_OUT
        from appeals.services.forwarding import COMMENTS_OVER
        from appeals.staff_start import desk as asked
        from appeals.words import register_words
        from enrolment.selectors.appealed import follow as follow_appeals

        register_words()
        register_figure_words()
        register_tables(*TABLES)
        register(COMMENTS_OVER, comments_over)
        register(MAKE_BUNDLE, bundle, is_remote=True)
        register_case("appeal", reader)
        register_in_case("appeal", application_of)
        register_number(person_by_number)
        follow_appeals(appealed)
        register(CARRY_OUT, due)
        overview.register(20, "appeals", "appeals/overview.html", section)
        overview.register_next_steps(next_steps)
        start.register(20, "appeals", "appeals/staff_start.html", desk)
        start.register(21, "inquiries", "appeals/asked_start.html", asked)
