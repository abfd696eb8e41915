"""Tables of schools and places."""

from courses.schools.models.approvers import Approver
from courses.schools.models.places import Municipality, PostalCode
from courses.schools.models.providers import Location, Provider, ProviderAlias

__all__ = ["Approver", "Location", "Municipality", "PostalCode", "Provider", "ProviderAlias"]
