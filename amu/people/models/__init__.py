"""Who is who: people, and the log of who looked at whose data."""

from amu.people.models.data_view import DataView
from amu.people.models.user import User

__all__ = ["DataView", "User"]
