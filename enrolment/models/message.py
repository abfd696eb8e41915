"""What the school wrote to the people of a class."""

from functools import partial

from django.conf import settings
from django.db import models

from amu.triggers import never_deleted, never_emptied, stays
from amu.words import choices
from enrolment.enums import Group
from enrolment.models.application import Application


class ClassMessage(models.Model):
    """One message to many. ``submission_key`` makes sending the form twice one message.

    The words stand in the pages of those it was for; the e-mail says only that there is news.
    """

    run = models.ForeignKey("courses.CourseRun", models.PROTECT, related_name="messages")
    group = models.CharField(max_length=10, choices=partial(choices, Group))
    heading = models.CharField(max_length=120)
    words = models.TextField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    submission_key = models.UUIDField(unique=True)

    class Meta:
        ordering = ["pk"]
        triggers = [
            stays(
                "what_was_written_to_a_class_stays",
                *("run_id", "group", "heading", "words", "sent_by_id", "sent_at"),
            ),
            never_deleted("messages_to_a_class_stay"),
            never_emptied("messages_to_a_class_are_never_emptied"),
        ]

    def __str__(self) -> str:
        return f"message {self.pk} ({self.group})"


class ClassMessageTo(models.Model):
    """That one application's person got the message."""

    message = models.ForeignKey(ClassMessage, models.PROTECT, related_name="to")
    application = models.ForeignKey(Application, models.PROTECT, related_name="messages")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["message", "application"], name="one_message_each"),
        ]

    def __str__(self) -> str:
        return f"message {self.message_id} to application {self.application_id}"
