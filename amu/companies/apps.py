from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CompaniesConfig(AppConfig):
    name = "amu.companies"
    label = "companies"
    verbose_name = _("Companies")

    def ready(self) -> None:
        from amu.companies.services import join_company
        from amu.companies.words import register_words
        from amu.people.registry import register_company

        register_words()
        register_company(join_company)
