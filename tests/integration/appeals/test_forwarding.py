"""The week to comment always runs: the ministry gets the case when it is over, or when the person ends it."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.utils import translation

from amu.clock import COPENHAGEN
from amu.journal.models import Entry
from amu.notices.models import Notice
from amu.outbox.models import Message
from amu.outbox.services import drain
from amu.web.formatting import long_date
from appeals import services
from appeals.models import Referral
from enrolment.services import person as acting
from tests.pages import at, said, text
from tests.situations import NOW, appeal, decided, forwarded, refused, reviewed, run, sign_in_staff, staff

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


def ask(lodged, now=NOW):
    return services.ask_to_forward(lodged.pk, actor=acting(lodged.person_id), now=now)


def nothing_to_add(lodged, now=NOW):
    return services.say_nothing_to_add(lodged.pk, actor=acting(lodged.person_id), now=now)


def state_of(lodged):
    lodged.refresh_from_db()
    return lodged.state


def week_over(lodged):
    """The first moment after the last day to comment."""
    after = lodged.review.comment_by + timedelta(days=1)
    return datetime(after.year, after.month, after.day, tzinfo=COPENHAGEN)


def pass_time(until):
    with time_machine.travel(until, tick=False):
        drain(now=until)


@pytest.fixture
def asked():
    """The appeal asked for the ministry from the first, and the school has kept its decision."""
    return reviewed(appeal(wants_forwarding=True))


def test_the_school_keeping_its_decision_hands_nothing_over(asked):
    assert asked.state == "maintained"
    assert not Referral.objects.exists()


def test_the_ministry_cannot_decide_while_the_time_to_comment_runs(asked):
    with pytest.raises(services.MoveNotAllowedError):
        decided(asked)


def test_it_is_handed_over_when_the_last_day_to_comment_is_past_and_not_before(asked):
    pass_time(week_over(asked) - timedelta(seconds=1))
    assert state_of(asked) == "maintained"

    pass_time(week_over(asked))
    assert state_of(asked) == "forwarded"
    assert (asked.referral.asked_at, asked.referral.forwarded_at) == (NOW, week_over(asked))


def test_a_worker_that_was_gone_for_days_hands_it_over_once(asked):
    pass_time(week_over(asked) + timedelta(days=3))
    Message.objects.filter(kind="appeals.comments_over").update(state="waiting", settled_at=None)
    pass_time(week_over(asked) + timedelta(days=3))

    assert Referral.objects.count() == 1
    assert Entry.objects.filter(act="appeal.forward").count() == 1
    assert Notice.objects.filter(code="appeal_forwarded").count() == 1


def test_having_nothing_to_add_hands_it_over_at_once(asked):
    nothing_to_add(asked, NOW + timedelta(days=1))

    assert state_of(asked) == "forwarded"
    assert asked.referral.forwarded_at == NOW + timedelta(days=1)
    assert Entry.objects.filter(act="appeal.nothing_to_add", person=asked.person).count() == 1


def test_asking_during_the_week_waits_for_its_end():
    lodged = reviewed()
    ask(lodged, NOW + timedelta(days=1))
    assert state_of(lodged) == "maintained"

    pass_time(week_over(lodged))
    assert state_of(lodged) == "forwarded"
    assert lodged.referral.asked_at == NOW + timedelta(days=1)


def test_asking_after_the_week_hands_it_over_at_once_and_once():
    lodged = reviewed()
    pass_time(week_over(lodged))
    assert state_of(lodged) == "maintained"

    ask(lodged, NOW + timedelta(days=30))
    ask(lodged, NOW + timedelta(days=31))
    assert state_of(lodged) == "forwarded"
    assert lodged.referral.forwarded_at == NOW + timedelta(days=30)
    assert Entry.objects.filter(act="appeal.forwarding_asked").count() == 1


def test_nothing_to_add_and_not_asking_leaves_it_with_the_person():
    lodged = reviewed()
    nothing_to_add(lodged)
    pass_time(week_over(lodged))

    assert state_of(lodged) == "maintained"
    ask(lodged, NOW + timedelta(days=1))
    assert state_of(lodged) == "forwarded"


def test_where_the_authority_forwards_by_itself_the_week_runs_too(settings):
    settings.AMU = {**settings.AMU, "forward_mode": "automatic"}
    lodged = reviewed()
    assert state_of(lodged) == "maintained"

    pass_time(week_over(lodged))
    assert state_of(lodged) == "forwarded"


def test_one_that_was_withdrawn_meanwhile_goes_nowhere(asked):
    services.withdraw(asked.pk, actor=acting(asked.person_id), now=NOW)
    pass_time(week_over(asked))

    assert state_of(asked) == "withdrawn"
    assert not Referral.objects.exists()


@pytest.mark.parametrize("act", [ask, nothing_to_add])
@pytest.mark.parametrize("make", [appeal, lambda: reviewed(outcome="upheld")])
def test_nothing_goes_to_the_ministry_before_the_school_has_kept_its_decision(act, make):
    lodged = make()

    with pytest.raises(services.MoveNotAllowedError):
        act(lodged)
    assert not Referral.objects.exists()


@pytest.mark.parametrize("act", [ask, nothing_to_add])
def test_one_that_is_with_the_ministry_stays_there(act):
    lodged = forwarded()

    act(lodged)
    assert Referral.objects.count() == 1


# What they see.


def test_the_person_sees_when_it_goes_and_can_let_it_go_at_once(client, asked):
    client.force_login(asked.person)
    page = text(client.get(at("appeals:case", asked.pk)))
    assert said("On its way to the ministry") in page
    assert at("appeals:forward", asked.pk) not in page

    answer = client.post(at("appeals:nothing_to_add", asked.pk), follow=True)
    assert said("Your appeal has been forwarded to the ministry.") in text(answer)
    assert at("appeals:nothing_to_add", asked.pk) not in text(answer)


def test_asking_says_that_it_waits_for_the_week(client):
    lodged = reviewed()
    client.force_login(lodged.person)
    answer = client.post(at("appeals:forward", lodged.pk), follow=True)

    words = "We have noted it. Your appeal is forwarded when your time to comment is over."
    assert said(words) in text(answer)


def test_the_officer_sees_that_it_was_asked_for_and_until_when_comments_may_come(client):
    where = run()
    lodged = appeal(refused(to=where), wants_forwarding=True)
    browser = sign_in_staff(client, staff("appeals_officer", where.provider))
    desk = at("admin:appeals_appeal_change", lodged.pk)
    assert said("The person has asked for it if the school stands by its decision") in text(browser.get(desk))

    reviewed(lodged)
    lodged.refresh_from_db()
    with translation.override("da"):
        day = long_date(lodged.review.comment_by).replace("\N{NO-BREAK SPACE}", " ")
    page = text(browser.get(desk))
    assert said("Time to comment") in page
    assert said("Is forwarded after %(day)s, when the time to comment is over", day=day) in page


# Again.


def test_a_withdrawn_appeal_can_be_lodged_again_and_only_one_stands():
    first = appeal()
    services.withdraw(first.pk, actor=acting(first.person_id), now=NOW)
    second = appeal(first.decision)

    assert second != first
    assert second.state == "received"
    assert appeal(first.decision) == second
