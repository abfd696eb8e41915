"""Write to the people of a class. The only writer of messages to a class."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from amu.journal.services import Actor, record
from amu.notices.services import tell
from amu.web.addresses import page_in
from courses.classes.selectors import lock_run
from enrolment.enums import Group, NoticeCode
from enrolment.models import ClassMessage, ClassMessageTo
from enrolment.selectors.classes import in_group

SENT, RECEIVED = "class.message_sent", "class.message_received"


class OtherRecipientsError(Exception):
    """The message would go to other people than were counted when it was shown."""


@transaction.atomic
def write_to_class(
    run_id: int,
    group: Group,
    *,
    heading: str,
    words: str,
    counted: int,
    submission_key: UUID,
    actor: Actor,
    now: datetime,
) -> ClassMessage:
    """Put the message into the pages of everybody in the group, and tell each of them once that there is news.

    The same ``submission_key`` again gives the first message back. Nobody writes to themselves as staff: they are left
    out. Raises OtherRecipientsError where ``counted`` is not how many there are now.
    """
    lock_run(run_id)
    if made := ClassMessage.objects.filter(submission_key=submission_key).first():
        return made
    people = list(in_group(run_id, group).exclude(person_id=actor.signed_by))
    if len(people) != counted:
        raise OtherRecipientsError(len(people))
    message = ClassMessage.objects.create(
        run_id=run_id,
        group=group,
        heading=heading,
        words=words,
        sent_by_id=actor.signed_by,
        sent_at=now,
        submission_key=submission_key,
    )
    ClassMessageTo.objects.bulk_create(ClassMessageTo(message=message, application=one) for one in people)
    facts = {"message": message.pk, "group": str(group), "people": len(people)}
    record(SENT, about=f"run:{run_id}", actor=actor, facts=facts, now=now)
    for one in people:
        record(
            RECEIVED,
            about=one.ref,
            person_id=one.person_id,
            actor=actor,
            facts={"message": message.pk},
            now=now,
        )
        tell(
            NoticeCode.CLASS_MESSAGE,
            person_id=one.person_id,
            about=one.ref,
            path=page_in(one.language, "enrolment:application", one.pk),
            occasion=f"message {message.pk}",
            now=now,
        )
    return message
