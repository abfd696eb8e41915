from django.apps import AppConfig
from django.conf import settings
from django.core.checks import register
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "amu.people"
    label = "people"
    verbose_name = _("Users and rights")

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in

        from amu.outbox.registry import register as register_kind
        from amu.people import access_log, session_end, staff_start
        from amu.people.checks import check_people
        from amu.people.handlers import send_invitation
        from amu.people.mitid import words as mitid_words
        from amu.people.overview import my_data, section
        from amu.people.services.invitations import INVITED
        from amu.people.words import register_words
        from amu.web import overview, start

        register_words()
        mitid_words.register_words()
        register_kind(INVITED, send_invitation, is_remote=True)
        register(check_people)
        user_logged_in.connect(session_end.begin)
        for signal, act in access_log.NOTED.items():
            signal.connect(access_log.receiver(act), weak=False)
        overview.register(800, "data-views", "people/data_views.html", section)
        overview.register(900, "my-data", "people/_my_data.html", my_data)
        start.register(50, "people", "people/staff_start.html", staff_start.section)
        wrong = check_people() if settings.PRODUCTION else []
        if wrong:  # a server or worker starts without the checks: it must not start without these
            raise ImproperlyConfigured("; ".join(f"{found.id}: {found.msg}" for found in wrong))
