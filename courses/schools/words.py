"""What the codes of schools say."""

from django.utils.translation import gettext_lazy as _

from amu.words import register
from courses.enums import ProviderKind

KINDS = {
    ProviderKind.AMU_CENTRE: _("AMU centre"),
    ProviderKind.VOCATIONAL_SCHOOL: _("Vocational school"),
    ProviderKind.SOSU_SCHOOL: _("Social and health care school"),
    ProviderKind.AGRICULTURAL_SCHOOL: _("Agricultural school"),
    ProviderKind.PRIVATE_PROVIDER: _("Private provider"),
}


def register_words() -> None:
    register(ProviderKind, KINDS)
