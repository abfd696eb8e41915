"""What appeals hold about people, for the file they can download."""

from collections.abc import Collection

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amu.journal.selectors import things_of
from amu.own_data.enums import Why
from amu.own_data.registry import Held


def _about_theirs(person_ids: Collection[int]) -> Q:
    return Q(about__in=things_of(person_ids))


TABLES = (
    Held(
        model="appeals.Appeal",
        what=_("Appeals, in your own words"),
        of="person",
        columns="id decision person provider state lodged_by mandate received_at is_time_known last_day text why_late "
        "forwarding_asked_at language version",
        left_out={"held_by": Why.EMPLOYEE},
    ),
    Held(
        model="appeals.Promise",
        what=_("By when you were promised an answer"),
        of="appeal__person",
        columns="id appeal instance promised_by rule_version reason inquiry made_at",
        left_out={"made_by": Why.EMPLOYEE},
    ),
    Held(
        model="appeals.Review",
        what=_("How the school looked at its decision again"),
        of="appeal__person",
        columns="id appeal outcome statement met comment_by comment_deadline nothing_to_add_at lateness lateness_words "
        "reviewed_at",
        left_out={"why_same_officer": Why.ASK, "reviewed_by": Why.EMPLOYEE},
    ),
    Held(
        model="appeals.Comment",
        what=_("Your comments on what the school said"),
        of="appeal__person",
        columns="id appeal text received_at",
    ),
    Held(
        model="appeals.Note",
        what=_("That an employee noted something, and when"),
        of="appeal__person",
        columns="id appeal role written_at",
        left_out={"text": Why.ASK, "written_by": Why.EMPLOYEE},
    ),
    Held(
        model="appeals.Referral",
        what=_("Your appeal at the ministry, and its final decision"),
        of="appeal__person",
        columns="id appeal asked_at forwarded_at outcome reasons findings lateness "
        "lateness_words letter decided_at",
        left_out={"decided_by": Why.EMPLOYEE},
    ),
    Held(
        model="appeals.DueStep",
        what=_("Reminders about your deadlines and about answers to you"),
        of=_about_theirs,
        columns="id kind about due_on done_at",
        left_out={"key": Why.MACHINE},
    ),
    Held(
        model="appeals.Inquiry",
        what=_("What the ministry asked the school in your case, and what it answered"),
        of="appeal__person",
        columns="id appeal text answer_by promised_before asked_at answer ended_at",
        left_out={"asked_by": Why.EMPLOYEE, "answered_by": Why.EMPLOYEE},
    ),
    Held(
        model="appeals.Remittal",
        what=_("That the ministry sent your case back, and by when the school decides anew"),
        of="referral__appeal__person",
        columns="id referral decide_by rule_version sent_back_at decision decided_at",
    ),
    Held(
        model="appeals.Bundle",
        what=_("Your case as the ministry got it, which is among the files"),
        of="referral__appeal__person",
        columns="id referral document manifest missing made_at",
    ),
)
