"""People, the roles of staff, and the log of who viewed whose data."""

from amu.people.models.data_view import DataView, ListView
from amu.people.models.invitation import Invitation
from amu.people.models.membership import Membership
from amu.people.models.postal_address import PostalAddress
from amu.people.models.user import User

__all__ = ["DataView", "Invitation", "ListView", "Membership", "PostalAddress", "User"]
