"""Hours as schools write them: "8.00-15.24", "kl. 08:00 til 15:24"."""

import re

CLOCK = re.compile(r"(\d{1,2})[.:](\d{2})")


def times_in(hours: str) -> list[tuple[int, int]]:
    """Every hour and minute in the text, in order; not all of them need be times of a day."""
    return [(int(hour), int(minute)) for hour, minute in CLOCK.findall(hours)]
