"""Where things are: municipalities with their regions, and postal codes with coordinates."""

from django.db import models


class Municipality(models.Model):
    """One of the 98. Regions are data: two of them merge on 1 January 2027."""

    code = models.CharField(primary_key=True, max_length=4)
    name = models.CharField(max_length=60)
    full_name = models.CharField(max_length=80)
    region_code = models.CharField(max_length=4)
    region_name = models.CharField(max_length=40)
    latitude = models.FloatField()
    longitude = models.FloatField()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "municipalities"
        constraints = [
            models.CheckConstraint(
                # The search counts regions by bits from the first of these codes on.
                condition=models.Q(region_code__regex=r"^10(8[1-9]|9[0-6])$"),
                name="region_code_is_one_the_search_can_count",
            )
        ]

    def __str__(self) -> str:
        return self.full_name


class PostalCode(models.Model):
    """A Danish postal code and a point in it (WGS 84 degrees)."""

    code = models.CharField(primary_key=True, max_length=4)
    city = models.CharField(max_length=60)
    municipality = models.ForeignKey(Municipality, models.PROTECT, null=True, related_name="postal_codes")
    latitude = models.FloatField()
    longitude = models.FloatField()

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.city}"
