"""Where the catalogue's facts come from, and on what terms."""

from django.db import models


class DataSource(models.Model):
    """One origin of data with its licence, shown on the page about the data."""

    key = models.SlugField(unique=True, max_length=60)
    title = models.CharField(max_length=200)
    holds = models.TextField()
    licence = models.CharField(max_length=200)
    attribution = models.CharField(max_length=200, blank=True)
    source_url = models.URLField(blank=True, max_length=300)
    retrieved_on = models.CharField(max_length=20, blank=True)
    in_open_data = models.BooleanField(default=False)
    file_sha256 = models.CharField(max_length=64, blank=True)
    row_count = models.PositiveIntegerField(default=0)
    loaded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return self.title
