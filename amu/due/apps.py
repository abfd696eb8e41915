from functools import partial

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class DueConfig(AppConfig):
    name = "amu.due"
    label = "due"
    verbose_name = _("Regular jobs")

    def ready(self) -> None:
        from amu.due import checks, services
        from amu.outbox import registry
        from amu.periodic import jobs
        from amu.web.health import register_check
        from amu.words import Kind, register

        autodiscover_modules("schedule")
        for job in jobs():
            registry.register(job.name, partial(services.perform, job))
        register(Kind.MESSAGE, {job.name: job.title for job in jobs()}, codes={job.name for job in jobs()})
        register_check("jobs", checks.planning)
