"""The search index. PostgreSQL updates it itself, by the triggers of
``migrations/0003_search.py``.
"""

from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

# Twice as long as a process may use what it has read without checking for changes.
NOTES_FOR = timedelta(days=1)


class CurrentTransaction(Func):
    template = "(pg_current_xact_id()::text::bigint)"
    output_field = models.BigIntegerField()


class SearchChange(models.Model):
    """The courses whose rows of the index one statement has written; none where it wrote a small table that
    every search needs whole. Read by each web process to catch up.

    ``transaction`` is PostgreSQL's own number of it (xid8).
    """

    transaction = models.BigIntegerField(db_index=True, db_default=CurrentTransaction())
    made_at = models.DateTimeField(db_index=True, db_default=Now())
    courses = ArrayField(models.IntegerField())

    def __str__(self) -> str:
        return f"{self.transaction}: {len(self.courses)} courses"


class SearchRow(models.Model):
    """A course as somebody may meet it: one row for each published class that carries it.

    Rows without a class stand for a school that was seen holding the course, and one more for the course
    itself, so that a course without dates is found too; they begin on 31 December 9999. ``place`` is a
    location's id, minus a provider's id where only the school's own address is known, or 0. ``town`` is a
    municipality's code as a number, or 0. ``bits`` are ``courses.search.rules.bits.Bit``.
    """

    course = models.ForeignKey("courses.Course", models.CASCADE, related_name="+", db_index=False)
    run = models.ForeignKey("courses.CourseRun", models.CASCADE, null=True, related_name="+", db_index=False)
    provider_id = models.IntegerField()
    place = models.IntegerField()
    town = models.IntegerField()
    starts_on = models.DateField()
    enrol_by = models.DateField()
    bits = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["course"], name="search_row_course")]
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

    ``title`` holds number and title; ``words`` also the short label, subject area and job area.
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
    """A word of a course's title or short label, or of an everyday word, folded and as it is written.

    What is offered to somebody who types, and what a misspelt word may have meant.
    """

    course = models.ForeignKey("courses.Course", models.CASCADE, null=True, related_name="+")
    synonym = models.ForeignKey("courses.Synonym", models.CASCADE, null=True, related_name="+")
    folded = models.CharField(max_length=80)
    word = models.CharField(max_length=80)

    class Meta:
        indexes = [
            models.Index(OpClass(F("folded"), name="text_pattern_ops"), name="search_word_prefix"),
            GinIndex(OpClass(F("folded"), name="gin_trgm_ops"), name="search_word_trigrams"),
        ]

    def __str__(self) -> str:
        return self.word


class Synonym(models.Model):
    """An everyday or English word, and words the catalogue has for it.

    ``is_near``: the catalogue has no course of the word itself. A search says so and shows what these words find.

    Staff edit the list in Django admin. It began as ``data/synonyms.csv``: loading that file adds
    what is new in it, and does not bring back what staff have removed.
    """

    folded = models.CharField(_("as a search spells it"), max_length=60, db_index=True)
    term = models.CharField(_("everyday word"), max_length=60)
    means = models.CharField(_("the catalogue's words"), max_length=60)
    is_near = models.BooleanField(_("only near"), default=False)

    class Meta:
        verbose_name = _("everyday word")
        verbose_name_plural = _("everyday words")
        constraints = [models.UniqueConstraint(fields=["term", "means"], name="one_row_per_synonym")]

    def __str__(self) -> str:
        return f"{self.term} → {self.means}"
