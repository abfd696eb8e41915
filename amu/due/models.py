"""That regular jobs ran, and what they did."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from amu.words import Kind, say_or_code


class JobRun(models.Model):
    """One run of a job: ``key`` names the job and the day it was due, ``rows`` says how many it changed or deleted."""

    key = models.CharField(max_length=200, unique=True)
    job = models.CharField(_("job"), max_length=60)
    at = models.DateTimeField(_("run at"), db_index=True)
    rows = models.PositiveIntegerField(_("rows"))

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("run of a regular job")
        verbose_name_plural = _("runs of regular jobs")

    def __str__(self) -> str:
        return f"{say_or_code(Kind.MESSAGE, self.job)}: {self.at:%Y-%m-%d}"
