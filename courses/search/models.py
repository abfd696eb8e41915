"""What is searched: kept beside the catalogue by ``courses.search.row_services``, proved by invariants."""

import pgtrigger
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from courses.search.changes import noting_reference, noting_rows


class SearchRow(models.Model):
    """A course as somebody may meet it: one row for each published run that carries it.

    Rows without a run stand for a school that was seen holding the course, and one more for
    the course itself, so that a course without dates is found too. ``place`` is the location's
    id, minus the provider's id where only the school's own address is known, or 0. ``bits``
    are ``courses.search.rules.bits.Bit``.
    """

    NEVER = "9999-12-31"  # when a row without a run begins

    course = models.ForeignKey("courses.Course", models.CASCADE, related_name="+", db_index=False)
    run = models.ForeignKey("courses.CourseRun", models.CASCADE, null=True, related_name="+", db_index=False)
    provider_id = models.IntegerField(default=0)
    place = models.IntegerField(default=0)
    starts_on = models.DateField()
    enrol_by = models.DateField()
    bits = models.IntegerField()

    class Meta:
        indexes = [models.Index(fields=["course"], name="search_row_course")]
        triggers = [
            noting_rows(pgtrigger.Insert, new="fresh"),
            noting_rows(pgtrigger.Update, old="stale", new="fresh"),
            noting_rows(pgtrigger.Delete, old="stale"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "course"], condition=Q(run__isnull=False), name="one_search_row_per_run_course"
            ),
            models.UniqueConstraint(
                fields=["course", "provider_id"],
                condition=Q(run=None),
                name="one_search_row_per_seen_course",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course_id} {self.run_id} {self.starts_on}"


class CourseText(models.Model):
    """The words of a course, folded (``amu.kernel.folding``), each between spaces.

    ``title`` holds number and title; ``words`` also the short label, area and job area.
    """

    course = models.OneToOneField("courses.Course", models.CASCADE, primary_key=True, related_name="+")
    title = models.TextField()
    words = models.TextField()
    document = SearchVectorField()

    class Meta:
        indexes = [
            GinIndex(fields=["document"], name="course_text_document"),
            GinIndex(OpClass(F("words"), name="gin_trgm_ops"), name="course_text_words"),
        ]

    def __str__(self) -> str:
        return self.title.strip()


class SearchWord(models.Model):
    """A word that finds something, folded and as it is written: what a misspelt one may have meant."""

    folded = models.CharField(primary_key=True, max_length=80)
    word = models.CharField(max_length=80)
    courses = models.IntegerField()

    class Meta:
        indexes = [GinIndex(OpClass(F("folded"), name="gin_trgm_ops"), name="search_word_trigrams")]

    def __str__(self) -> str:
        return self.word


class Synonym(models.Model):
    """An everyday or English word, and words the catalogue has for it.

    Staff keep the list in Django admin. It began as ``data/synonyms.csv``: loading that file adds
    what is new in it, and brings back nothing that staff have taken away.
    """

    folded = models.CharField(_("as a search spells it"), max_length=60, db_index=True)
    term = models.CharField(_("everyday word"), max_length=60)
    means = models.CharField(_("the catalogue's words"), max_length=60)

    class Meta:
        verbose_name = _("everyday word")
        verbose_name_plural = _("everyday words")
        triggers = [noting_reference()]
        constraints = [models.UniqueConstraint(fields=["term", "means"], name="one_row_per_synonym")]

    def __str__(self) -> str:
        return f"{self.term} → {self.means}"
