from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MandatesConfig(AppConfig):
    name = "amu.mandates"
    label = "mandates"
    verbose_name = _("Mandates")

    def ready(self) -> None:
        from amu.journal.services import refuse_staff_who
        from amu.mandates.enums import NoticeCode
        from amu.mandates.selectors import acts_in, representatives
        from amu.mandates.services import move_mandates
        from amu.mandates.words import register_words
        from amu.notices.services import tell_others_too
        from amu.people.registry import register_move

        register_words()
        refuse_staff_who(acts_in)
        tell_others_too(NoticeCode.NEWS, representatives)
        register_move(move_mandates)
