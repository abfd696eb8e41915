"""People, the roles of staff, and the log of who viewed whose data."""

from amu.people.models.data_view import DataView
from amu.people.models.membership import Membership
from amu.people.models.user import User

__all__ = ["DataView", "Membership", "User"]
