"""What cannot be recorded of a class, or asked of a person, whatever page it comes from."""

from datetime import timedelta
from uuid import uuid4

import pytest

from amu.people.models import PostalAddress
from enrolment import services
from enrolment.enums import DecisionChannel, Group, Presence, ResultOutcome
from enrolment.models import Attendance, ClassMessage, Hearing
from enrolment.services.attendance import Mark, note_attendance
from enrolment.services.results import NoResitError, ReasonMissingError
from tests.situations import (
    AFTER_CLASS,
    NOW,
    TODAY,
    actor,
    admitted,
    application,
    heard,
    person,
    result,
    run,
    staff,
)

pytestmark = pytest.mark.django_db


def registrar(applied):
    return actor(staff("registrar", applied.run.provider))


def question(**fields):
    values = {
        "reason": "entry_requirement",
        "facts": "Den anden skole skriver, at kurset ikke er bestået.",
        "source": "Den anden skole",
        "channel": DecisionChannel.HANDED_OVER,
    }
    return services.Question(**{**values, **fields})


def hear(applied, **fields):
    return services.hear(applied.pk, question(**fields), actor=registrar(applied), now=NOW)


# Attendance.


def noted(seated, *, days=0, presence=Presence.PRESENT, reason="", of=None):
    mark = Mark((of or seated).pk, seated.run.starts_on + timedelta(days=days), presence)
    return note_attendance(seated.run_id, [mark], reason=reason, actor=registrar(seated), now=AFTER_CLASS)


def test_attendance_before_the_class(db):
    with pytest.raises(services.TooEarlyError):
        noted(admitted(), days=-1)


def test_attendance_of_somebody_in_another_class():
    with pytest.raises(services.NotAParticipantError):
        noted(admitted(), of=admitted())


def test_attendance_is_corrected_with_a_reason():
    seated = admitted()
    noted(seated)

    with pytest.raises(ReasonMissingError):
        noted(seated, presence=Presence.ABSENT)
    assert noted(seated, presence=Presence.ABSENT, reason="Forkert række.") == 1
    assert noted(seated, presence=Presence.ABSENT) == 0
    assert Attendance.objects.get(is_current=True).presence == Presence.ABSENT


# Results.


def graded(seated, outcome, *, is_resit, days=0, reason=""):
    return services.record_result(
        seated.pk,
        run_course_id=seated.run.run_courses.get().pk,
        outcome=outcome,
        assessed_on=seated.run.ends_on + timedelta(days=days),
        is_resit=is_resit,
        reason=reason,
        actor=registrar(seated),
        now=AFTER_CLASS + timedelta(days=30),
    )


@pytest.mark.parametrize("before", [None, "passed"])
def test_a_re_sit_of_what_was_not_failed(before):
    seated = admitted()
    if before:
        result(seated, before)

    with pytest.raises(NoResitError):
        graded(seated, ResultOutcome.PASSED, is_resit=True)


def test_there_is_one_re_sit_and_it_comes_after_the_first_test():
    seated = admitted()
    result(seated, "not_passed")

    with pytest.raises(NoResitError):
        graded(seated, ResultOutcome.PASSED, is_resit=True, days=-1)
    graded(seated, ResultOutcome.NOT_PASSED, is_resit=True, days=5)
    with pytest.raises(NoResitError):
        graded(seated, ResultOutcome.PASSED, is_resit=True, days=9)


def test_a_correction_without_a_reason():
    seated = admitted()
    result(seated, "not_passed")

    with pytest.raises(ReasonMissingError):
        graded(seated, ResultOutcome.PASSED, is_resit=False)


# Messages.


def test_a_message_goes_to_the_people_who_were_counted_and_once():
    where = run()
    application(to=where)
    by, key = actor(staff("registrar", where.provider)), uuid4()
    said = {
        "heading": "Sko",
        "words": "Tag sikkerhedssko på.",
        "submission_key": key,
        "actor": by,
        "now": NOW,
    }
    first = services.write_to_class(where.pk, Group.SEATED, counted=1, **said)

    assert services.write_to_class(where.pk, Group.SEATED, counted=1, **said) == first
    application(to=where)
    with pytest.raises(services.OtherRecipientsError):
        services.write_to_class(where.pk, Group.SEATED, counted=1, **{**said, "submission_key": uuid4()})
    assert ClassMessage.objects.count() == 1


# Hearings.


def test_no_hearing_for_a_reason_that_never_rests_on_others():
    with pytest.raises(ValueError, match="too_late"):
        hear(application(), reason="too_late")


def test_no_hearing_of_somebody_who_is_admitted():
    with pytest.raises(services.MoveNotAllowedError):
        hear(admitted())


def test_no_letter_without_an_address():
    with pytest.raises(services.NoAddressError):
        hear(application(of=person(address=None)), channel=DecisionChannel.LETTER)
    assert not Hearing.objects.exists()


def test_no_second_hearing_while_the_first_waits():
    asked = heard(channel=DecisionChannel.HANDED_OVER)

    with pytest.raises(services.HearingOpenError):
        hear(asked.application)


def posted(asked, day=TODAY):
    return services.note_hearing_posted(asked.pk, posted_on=day, actor=registrar(asked.application), now=NOW)


def test_what_was_handed_over_is_not_posted():
    with pytest.raises(services.NotForPostingError):
        posted(heard(channel=DecisionChannel.HANDED_OVER))


def test_a_letter_is_not_posted_before_it_was_written():
    with pytest.raises(services.PostingDayError):
        posted(heard(), TODAY - timedelta(days=1))


def test_a_letter_is_not_posted_to_nowhere():
    asked = heard()
    PostalAddress.objects.filter(pk=asked.application.person_id).delete()

    with pytest.raises(services.NoAddressError):
        posted(asked)
