"""Tables of schools and places."""

from courses.schools.models.places import Municipality, PostalCode
from courses.schools.models.providers import Location, Provider, ProviderAlias

__all__ = ["Location", "Municipality", "PostalCode", "Provider", "ProviderAlias"]
