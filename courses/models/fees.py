"""The participation fee per day, as the ministry set it for a year."""

import pgtrigger
from django.db import models

from courses.enums import RateClass


class FeeRate(models.Model):
    """One dated row. A change in law adds a row; no row is edited or removed."""

    year = models.PositiveSmallIntegerField()
    rate_class = models.CharField(max_length=8, choices=RateClass.choices)
    per_day = models.DecimalField(max_digits=7, decimal_places=2)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    source = models.TextField()

    class Meta:
        ordering = ["year", "rate_class"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "rate_class", "valid_from"], name="one_rate_per_year_class_and_start"
            ),
            models.CheckConstraint(condition=models.Q(per_day__gt=0), name="rate_above_zero"),
        ]
        triggers = [
            pgtrigger.Protect(name="rates_are_only_added", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.rate_class}: {self.per_day}"
