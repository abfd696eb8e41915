"""Danish alphabetical order on any PostgreSQL, also one built without ICU."""

from django.db import models


class DanishSortKey(models.Func):
    """æ, ø, å after z, and aa as å. The next ASCII characters after z stand in for the three."""

    function = "translate"
    template = "%(function)s(replace(lower(%(expressions)s), 'aa', 'å'), 'æøå', '{|}')"
    output_field = models.TextField()
