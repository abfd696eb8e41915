"""What the codes of schools say."""

from django.utils.translation import gettext_lazy as _

from amu.words import Kind, register
from courses.enums import ApproverKind, ProviderKind
from courses.schools.services import CONTACT_CHANGED

KINDS = {
    ProviderKind.AMU_CENTRE: _("AMU centre"),
    ProviderKind.VOCATIONAL_SCHOOL: _("Vocational school"),
    ProviderKind.SOSU_SCHOOL: _("Social and health care school"),
    ProviderKind.AGRICULTURAL_SCHOOL: _("Agricultural school"),
    ProviderKind.PRIVATE_PROVIDER: _("Private provider"),
}
APPROVERS = {
    ApproverKind.MUNICIPALITY: _("Municipality"),
    ApproverKind.FUND: _("Unemployment fund"),
}

ACTS = {CONTACT_CHANGED: _("Contact details of the school changed")}
ERRORS = {"phone_unclear": _("%(text)s is not a Danish phone number. Enter eight digits.")}


def register_words() -> None:
    register(ProviderKind, KINDS)
    register(ApproverKind, APPROVERS)
    register(Kind.ACT, ACTS, codes={CONTACT_CHANGED})
    register(Kind.FINDING, ERRORS, codes=set(ERRORS))
