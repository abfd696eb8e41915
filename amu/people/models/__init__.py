"""Who is who: people, what staff may do where, and the log of who looked at whose data."""

from amu.people.models.data_view import DataView
from amu.people.models.membership import Membership
from amu.people.models.user import User

__all__ = ["DataView", "Membership", "User"]
