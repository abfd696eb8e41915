"""Papers that an application needs: handed in by the person, accepted or rejected by the school."""

from datetime import datetime

from django.db import transaction

from amu.attachments.services import hand_in
from amu.journal.services import Actor, record
from amu.notices.services import tell
from amu.web.addresses import page_in
from enrolment.enums import NoticeCode
from enrolment.models import Application, Paper
from enrolment.rules.papers import APPROVALS, PaperState, papers_for
from enrolment.services.approvals import close_approval
from enrolment.services.line import let_in_again
from enrolment.services.locking import lock_application
from enrolment.states import OVER

HANDED_IN, ACCEPTED, REJECTED = "paper.handed_in", "paper.accepted", "paper.rejected"


class PaperClosedError(Exception):
    """The paper is accepted, or the application has ended."""


class NoFileError(Exception):
    """Nothing was handed in."""


def ask_for_papers(application: Application, *, now: datetime) -> None:
    """What the rules said of the answers decides which papers are needed. In the transaction of applying."""
    codes = [verdict["code"] for verdict in application.verdicts]
    papers = [Paper(application=application, kind=kind, changed_at=now) for kind in papers_for(codes)]
    if papers:
        Paper.objects.bulk_create(papers)


def takes_files(paper: Paper) -> bool:
    """Whether a file can still be added to it."""
    return not paper.is_accepted and paper.application.state not in OVER


@transaction.atomic
def hand_in_paper(paper_id: int, *, chosen_in: str, actor: Actor, now: datetime) -> Paper:
    """The files chosen in the form become the paper, and the school looks at it.

    Raises PaperClosedError, and NoFileError where none was chosen.
    """
    paper = _locked(paper_id)
    if not takes_files(paper):
        raise PaperClosedError(paper.ref)
    files = hand_in(chosen_in, about=paper.ref, actor=actor, now=now)
    if not files:
        raise NoFileError(paper.ref)
    _move(paper, PaperState.HANDED_IN, HANDED_IN, actor=actor, now=now, files=files)
    return paper


@transaction.atomic
def accept_paper(paper_id: int, *, actor: Actor, now: datetime) -> Paper:
    """The school has what it needs, as a file or on paper. Twice changes nothing. Raises PaperClosedError."""
    application_id = Paper.objects.values_list("application_id", flat=True).get(pk=paper_id)
    run, application = lock_application(application_id)
    paper = Paper.objects.select_related("application").get(pk=paper_id)
    if paper.is_accepted:
        return paper
    if application.state in OVER:
        raise PaperClosedError(paper.ref)
    _move(paper, PaperState.ACCEPTED, ACCEPTED, actor=actor, now=now)
    if paper.kind in APPROVALS:
        close_approval(application, actor=actor, now=now)
        let_in_again(application, run, now=now)
    return paper


def settle_paper(paper_id: int, *, is_accepted: bool, words: str, actor: Actor, now: datetime) -> None:
    """What the approver answered is so of the paper too. The caller holds the lock on the application."""
    paper = Paper.objects.select_related("application").get(pk=paper_id)
    if is_accepted:
        _move(paper, PaperState.ACCEPTED, ACCEPTED, actor=actor, now=now)
    else:
        _move(paper, PaperState.REJECTED, REJECTED, actor=actor, now=now, words=words)


@transaction.atomic
def reject_paper(paper_id: int, *, words: str, actor: Actor, now: datetime) -> Paper:
    """It is not what is needed: the person is told to read why, and hands in another. Raises PaperClosedError."""
    paper = _locked(paper_id)
    application = paper.application
    if application.state in OVER:
        raise PaperClosedError(paper.ref)
    _move(paper, PaperState.REJECTED, REJECTED, actor=actor, now=now, words=words)
    tell(
        NoticeCode.PAPER_REJECTED,
        person_id=application.person_id,
        about=application.ref,
        path=page_in(application.language, "enrolment:application", application.pk),
        occasion=f"{paper.kind}:{now.isoformat()}",
        now=now,
    )
    return paper


def missing_papers(application_id: int) -> list[Paper]:
    """What has not been accepted yet."""
    return list(Paper.objects.filter(application_id=application_id).exclude(state=PaperState.ACCEPTED))


def _locked(paper_id: int) -> Paper:
    """Under the lock of its application. Raises Paper.DoesNotExist."""
    application_id = Paper.objects.values_list("application_id", flat=True).get(pk=paper_id)
    Application.objects.select_for_update(of=("self",), no_key=True).get(pk=application_id)
    return Paper.objects.select_related("application").get(pk=paper_id)


def _move(
    paper: Paper,
    state: PaperState,
    act: str,
    *,
    actor: Actor,
    now: datetime,
    words: str = "",
    files: list[int] | None = None,
) -> None:
    before = paper.state
    paper.state, paper.words, paper.changed_at = state, words, now
    paper.save(update_fields=["state", "words", "changed_at"])
    record(
        act,
        about=paper.ref,
        case=paper.application.ref,
        person_id=paper.application.person_id,
        actor=actor,
        authority="admission",
        facts={"kind": paper.kind, "from": str(before), **({"files": files} if files else {})},
        now=now,
    )
