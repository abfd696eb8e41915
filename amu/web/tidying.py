"""What nobody needs any more is taken away: sessions that have run out, and what was sent while signed out."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.sessions.models import Session

from amu.web.models import HeldPost

# Twice the time there is to appeal: whoever says "I did send it" can be answered that long.
HELD_FOR = timedelta(weeks=8)


@dataclass(frozen=True, slots=True)
class Tidied:
    """How many rows are gone."""

    sessions: int
    held_posts: int


def tidy(now: datetime) -> Tidied:
    """Twice is as good as once; what is younger, or still in use, stays."""
    sessions, _ = Session.objects.filter(expire_date__lt=now).delete()
    held_posts, _ = HeldPost.objects.filter(received_at__lt=now - HELD_FOR).delete()
    return Tidied(sessions, held_posts)
