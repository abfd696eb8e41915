"""The list of a class's participants and signs with their names, to download. Each person on it is a look."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from amu.documents.downloads import download_bytes
from amu.people.access import Act
from amu.people.desk import CaseDesk
from amu.people.enums import Seen
from amu.spreadsheets.write import MEDIA_TYPE
from courses.classes.selectors import RunFacts
from enrolment.class_pages import looked, run_where
from enrolment.enums import Group
from enrolment.models import Application
from enrolment.render import Seated, name_signs, participant_list, participant_workbook, seated
from enrolment.selectors.classes import in_group

type Written = Callable[[RunFacts, tuple[Seated, ...]], HttpResponse]


def urls(desk: CaseDesk[Application]) -> list[URLPattern]:
    wrap = desk.admin_site.admin_view

    def page(write: Written) -> Callable[..., HttpResponse]:
        view: Callable[..., HttpResponse] = wrap(lambda request, run: _list(write, request, run))
        return view

    return [
        path("class/<int:run>/list.pdf", page(_as_list), name="enrolment_class_list"),
        path("class/<int:run>/list.xlsx", page(_as_workbook), name="enrolment_class_workbook"),
        path("class/<int:run>/signs.pdf", page(_as_signs), name="enrolment_class_signs"),
    ]


def _list(write: Written, request: HttpRequest, run_id: int) -> HttpResponse:
    """Those with a seat only. Raises Http404 where nobody has one."""
    run = run_where(request, run_id, Act.FOLLOW_ADMISSIONS)
    rows = list(in_group(run_id, Group.SEATED))
    if not rows:
        raise Http404
    answer = write(run, seated(rows))
    looked(request, rows, run, Seen.DOCUMENT)
    return answer


def _as_list(run: RunFacts, people: tuple[Seated, ...]) -> HttpResponse:
    content = participant_list(run, people, language=get_language() or "da")
    return download_bytes(content, name=f"{run.booking_code}-{_('list')}")


def _as_signs(run: RunFacts, people: tuple[Seated, ...]) -> HttpResponse:
    content = name_signs(run, people, language=get_language() or "da")
    return download_bytes(content, name=f"{run.booking_code}-{_('signs')}")


def _as_workbook(run: RunFacts, people: tuple[Seated, ...]) -> HttpResponse:
    return download_bytes(
        participant_workbook(run, people),
        name=f"{run.booking_code}-{_('list')}",
        media_type=MEDIA_TYPE,
        extension="xlsx",
    )
