from django.apps import AppConfig
from django.conf import settings
from django.core.checks import register
from django.core.exceptions import ImproperlyConfigured


class SealingConfig(AppConfig):
    name = "amu.sealing"
    label = "sealing"

    def ready(self) -> None:
        from amu.sealing.checks import certificate, check_sealing
        from amu.web.health import register_check

        register(check_sealing)
        register_check("seal", certificate)
        wrong = check_sealing() if settings.PRODUCTION else []
        if wrong:  # a worker starts without the checks: it must seal nothing with keys of a laptop
            raise ImproperlyConfigured("; ".join(f"{found.id}: {found.msg}" for found in wrong))
