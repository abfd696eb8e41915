"""`make pictures`: every kind of page of the demonstration, photographed from a running system.

    python -m tests.pictures [FOLDER]

Starts a system of its own, fills it with the demonstration, and writes one picture for each page, language and width
to FOLDER (var/pictures), with a page that shows them beside each other. Those of the guided tour go to docs/images
as well. Ends with what it saw that must not be: a page that scrolls sideways, a fault that axe finds, another status,
Danish that is hard to read (LIX above 35) and a full stop after another.
"""

import os
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

import django
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import sync_playwright

from amu.local.places import ROOT
from tests.browser import launch
from tests.e2e.people import sign_in, sign_in_staff
from tests.lix import lix, prose
from tests.stack import Stack

WIDTHS = {1280: 900, 320: 640}
LANGUAGES = ("da", "en")
FOR_ONESELF, FOR_A_COMPANY = "Log ind med MitID", "Log ind for en virksomhed"
NOT_OURS = ("amu-quiet", "icon-svg", "amu-card__when", "amu-card__where")  # sources, names and dates
HARDEST = 35  # LIX of a page that is easy to read
TWO_FULL_STOPS = re.compile(r"\w+\.\.(?!\.)")
TOUR, COLOURS = ROOT / "docs" / "images" / "tour", 128
FILL = """import django; django.setup()
from django.db import transaction
from amu import clock
from amu.local.demo.show import show
from enrolment.services.ending import plan_ends_of_lines
show(classes=600, seed=1, say=print)
with transaction.atomic():
    plan_ends_of_lines(clock.now())  # what the scheduler does at its own hour
"""


@dataclass(frozen=True)
class Shot:
    """A page by the name of its address. ``who`` has signed in; staff see their pages in their own language only.

    ``tour``: its width in the guided tour, if it is in it. ``is_of_names``: what there is to read are names of courses
    and schools, which are not ours to make simpler.
    """

    name: str
    view: str
    who: str = ""
    args: tuple[str, ...] = ()
    query: tuple[tuple[str, str], ...] = ()
    status: int = 200
    tour: int | None = None
    is_of_names: bool = False

    @property
    def is_of_staff(self) -> bool:
        return self.view.startswith("admin:") or self.view == "staff_start"


EVERYBODY = [
    Shot("front", "front", tour=1280),
    Shot("search", "courses:search", tour=1280, is_of_names=True),
    Shot("search-words", "courses:search", query=(("q", "truck"), ("place", "5000")), is_of_names=True),
    Shot("search-nothing", "courses:search", query=(("q", "hjernekirurgi"),)),
    Shot("course", "courses:course", args=("course",), tour=320),
    Shot("class", "courses:run", args=("open_class",), tour=1280),
    Shot("class-full", "courses:run", args=("full_class",)),
    Shot("class-over", "courses:run", args=("held_class",)),
    Shot("schools", "courses:schools", is_of_names=True),
    Shot("school", "courses:provider", args=("school",), is_of_names=True),
    Shot("prices", "price_guide"),
    Shot("lost-school", "courses:lost_school"),
    Shot("verify", "certificates:verify"),
    Shot("certificate", "certificates:certificate", args=("certificate_code",), tour=1280),
    Shot("certificate-name-hidden", "certificates:certificate", args=("hidden_code",)),
    Shot("contact", "contact"),
    Shot("about-data", "about_data"),
    Shot("open-data", "courses:open_data"),
    Shot("accessibility", "was"),
    Shot("sign-in", "sign_in"),
    Shot("no-such-page", "courses:run", args=("no_such_class",), status=404),
]
PEOPLE = [
    Shot("overview", "overview", "electrician", tour=1280, is_of_names=True),
    Shot("apply", "enrolment:apply", "electrician", args=("open_class",), tour=320),
    Shot("application-waits", "enrolment:application", "electrician", args=("submitted",)),
    Shot("application-admitted", "enrolment:application", "electrician", args=("admitted",)),
    Shot("application-passed", "enrolment:application", "electrician", args=("passed",)),
    Shot("withdraw", "enrolment:withdraw", "electrician", args=("submitted",)),
    Shot("decision", "enrolment:decision", "electrician", args=("decision",)),
    Shot("appeal", "appeals:case", "electrician", args=("appeal",), tour=1280),
    Shot("appeal-comment", "appeals:comment", "electrician", args=("appeal",)),
    Shot("appeal-files", "appeals:files", "electrician", args=("appeal",)),
    Shot("my-data", "my_data", "electrician"),
    Shot("all-my-data", "own_data", "electrician"),
    Shot("overview-in-line", "overview", "nurse", is_of_names=True),
    Shot("application-in-line", "enrolment:application", "nurse", args=("in_line",)),
    Shot("overview-refused", "overview", "engineer", is_of_names=True),
    Shot("decision-to-appeal", "enrolment:decision", "engineer", args=("decision_open",), tour=320),
    Shot("lodge-appeal", "appeals:appeal", "engineer", args=("decision_open",)),
    Shot("overview-papers", "overview", "job_seeker", is_of_names=True),
    Shot("application-papers", "enrolment:application", "no_cpr", args=("papers",)),
    Shot("representatives", "enrolment:representatives", "electrician", args=("submitted",)),
    Shot("act-for-somebody", "enrolment:act_for", "electrician"),
    Shot("application-asked", "enrolment:application", "job_seeker", args=("asked",)),
    Shot("overview-protected", "overview", "protected", is_of_names=True),
]
COMPANY = [
    Shot("company", "companies:overview", "hr_el", tour=1280, is_of_names=True),
    Shot("company-people", "companies:people", "hr_el"),
    Shot("company-booking", "enrolment:booking", "hr_el", args=("booking",)),
    Shot("book", "enrolment:book", "hr_el", args=("open_class",)),
    Shot("quote", "enrolment:quote", "hr_el", args=("open_class",)),
]
STAFF = [
    Shot("staff-registrar", "staff_start", "registrar-fyn"),
    Shot("desk-applications", "admin:enrolment_application_changelist", "registrar-fyn", tour=1280),
    Shot("desk-application", "admin:enrolment_application_change", "registrar-fyn", args=("undecided",)),
    Shot("desk-refuse-several", "admin:enrolment_class_refuse", "registrar-fyn", args=("waited_in_vain",)),
    Shot("desk-classes", "admin:courses_courserun_changelist", "registrar-fyn"),
    Shot("desk-class", "admin:courses_courserun_change", "registrar-fyn", args=("held_class_id",)),
    Shot("desk-certificates", "admin:certificates_certificate_changelist", "registrar-fyn"),
    Shot("staff-appeals", "staff_start", "appeals-fyn"),
    Shot("desk-appeals", "admin:appeals_appeal_changelist", "appeals-fyn"),
    Shot("desk-appeal", "admin:appeals_appeal_change", "appeals-fyn", args=("appeal",), tour=1280),
    Shot("staff-leader", "staff_start", "leader-fyn"),
    Shot("leader-keys", "admin:school_keys", "leader-fyn"),
    Shot("staff-approver", "staff_start", "approver-3f"),
    Shot("desk-approvals", "admin:enrolment_approval_changelist", "approver-3f", tour=1280),
    Shot("staff-ministry", "staff_start", "ministry"),
    Shot("ministry-appeals", "admin:appeals_appeal_changelist", "ministry"),
    Shot("ministry-appeal", "admin:appeals_appeal_change", "ministry", args=("appeal_at_ministry",)),
    Shot("staff-operator", "staff_start", "operator"),
    Shot("operator-messages", "admin:outbox_message_changelist", "operator"),
]


def subjects() -> dict[str, object]:
    """What the addresses name, from the stories that were told."""
    from amu.local.personas import persona
    from amu.people.models import User
    from appeals.models import Appeal
    from certificates.models import Certificate
    from courses.models import CourseRun
    from enrolment.models import Application, Approval, Booking, Decision, Paper

    def of(key: str) -> User:
        return User.objects.get(birth_date=persona(key).born_on, issuer__startswith="http://127")

    mine = Application.objects.filter(person=of("electrician")).order_by("pk")
    full = Application.objects.filter(state="waiting").order_by("pk")[0].run
    held = (
        Application.objects.filter(state="admitted", results=None, run__is_demo=True)
        .order_by("run__starts_on")[0]
        .run
    )
    coming = mine.filter(state="admitted", results=None)[0]
    return {
        "course": coming.run.run_courses.get().course.number,
        "open_class": Application.objects.filter(state="submitted")
        .exclude(person=of("electrician"))[0]
        .run.booking_code,
        "full_class": full.booking_code,
        "held_class": held.booking_code,
        "held_class_id": held.pk,
        "no_such_class": "INGEN-0000",
        "school": "amu-fyn",
        "certificate_code": Certificate.objects.filter(person=of("electrician"))[0].printed_code,
        "hidden_code": Certificate.objects.get(person=of("protected")).printed_code,
        "submitted": mine.filter(state="submitted")[0].pk,
        "admitted": coming.pk,
        "passed": mine.exclude(results=None)[0].pk,
        "decision": Decision.objects.get(application__in=mine.filter(state="refused")).pk,
        "appeal": Appeal.objects.get(person=of("electrician")).pk,
        "in_line": Application.objects.get(person=of("nurse")).pk,
        "decision_open": Decision.objects.get(application__person=of("engineer")).pk,
        "asked": Approval.objects.filter(state="asked", application__person=of("job_seeker"))[
            0
        ].application_id,
        "booking": Booking.objects.order_by("pk")[0].pk,
        "waited_in_vain": Application.objects.filter(state="not_placed")[0].run_id,
        "papers": Application.objects.get(person=of("no_cpr")).pk,
        "undecided": Paper.objects.filter(application__person=of("no_cpr"))[0].application_id,
        "appeal_at_ministry": Appeal.objects.filter(state="forwarded").order_by("pk")[0].pk,
        "open_run": CourseRun.objects.filter(is_demo=True)[0].booking_code,
    }


def is_settled() -> bool:
    """Whether the workers have made the certificates, and ended the line of the class that has begun."""
    from certificates.models import CertificateIssue
    from enrolment.models import Application

    issued = (
        CertificateIssue.objects.count() >= 4
        and not CertificateIssue.objects.filter(state="planned").exists()
    )
    return issued and Application.objects.filter(state="not_placed").exists()


class Photographer:
    def __init__(self, stack: Stack, browser, folder: Path) -> None:
        self.stack, self.browser, self.folder = stack, browser, folder
        self.wrong: list[str] = []
        self.taken: list[tuple[Shot, str, int]] = []
        self.hardest: dict[str, float] = {}

    def page_of(self, who: str, language: str):
        """A page of somebody who has signed in."""
        context = self.browser.new_context(base_url=self.stack.address, locale="da-DK", color_scheme="light")
        page = context.new_page()
        if not who:
            return page
        from amu.local.personas import persona

        if known := persona(who):
            page.goto("/da/log-ind/" if known.cvr else "/da/mit-overblik/")
            sign_in(page, who, button=FOR_A_COMPANY if known.cvr else FOR_ONESELF)
            page.wait_for_url("**/virksomhed/" if known.cvr else "**/mit-overblik/")
        else:
            sign_in_staff(page, who)
        return page

    def take(self, page, shot: Shot, language: str, address: str) -> None:
        for width, height in WIDTHS.items():
            page.set_viewport_size({"width": width, "height": height})
            answer = page.goto(address)
            where = f"{shot.name} {language} {width}"
            if answer.status != shot.status:
                self.wrong.append(f"{where}: {answer.status}")
            if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
                self.wrong.append(f"{where}: scrolls sideways")
            report = Axe().run(page, options={"resultTypes": ["violations"]})
            self.wrong += [f"{where}: {fault['id']}" for fault in report.response["violations"]]
            if width == max(WIDTHS):
                self.wrong += [f"{where}: {fault}" for fault in self.read(page, shot, language)]
            file = self.folder / f"{shot.name}-{language}-{width}.png"
            page.screenshot(path=file, full_page=True)
            self.taken.append((shot, language, width))
            if shot.tour == width and language == ("da" if shot.is_of_staff else "en"):
                for_the_tour(file, TOUR / f"{shot.name}.png", height)

    def read(self, page, shot: Shot, language: str) -> Iterator[str]:
        if found := TWO_FULL_STOPS.search(page.locator("main").inner_text()):
            yield f"two full stops: {found[0]}"
        if language == "da" and not (shot.is_of_names or shot.is_of_staff):
            hard = lix(prose(page.content(), skip=NOT_OURS))
            self.hardest[shot.name] = hard
            if hard > HARDEST:
                yield f"LIX {hard:.1f}"


def for_the_tour(file: Path, to: Path, height: int) -> None:
    """The first two screens, in few colours, so that the documents stay small."""
    to.parent.mkdir(parents=True, exist_ok=True)
    with Image.open(file) as picture:
        top = picture.crop(
            (0, 0, picture.width, min(picture.height, 2 * height if picture.width < height else height))
        )
        top.convert("RGB").quantize(COLOURS).save(to, optimize=True)


def by_person() -> Iterator[tuple[str, list[Shot]]]:
    shots = [*EVERYBODY, *PEOPLE, *COMPANY, *STAFF]
    for who in dict.fromkeys(shot.who for shot in shots):
        yield who, [shot for shot in shots if shot.who == who]


def sheet(taken: list[tuple[Shot, str, int]]) -> str:
    """All of them on one page."""
    rows = [
        f"<figure><figcaption>{escape(f'{shot.name} {language} {width}')}</figcaption>"
        f'<a href="{shot.name}-{language}-{width}.png"><img src="{shot.name}-{language}-{width}.png" loading="lazy"'
        f' alt="" width="{width // 2}"></a></figure>'
        for shot, language, width in taken
    ]
    style = "figure { display: inline-block; vertical-align: top }"
    return f"<!doctype html><meta charset=utf-8><title>Pictures</title><style>{style}</style>{''.join(rows)}"


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "var" / "pictures"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amu.settings.test")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright has an event loop in this thread
    django.setup()
    from django.urls import reverse
    from django.utils import translation

    with TemporaryDirectory() as place:
        stack = Stack(Path(place))
        try:
            stack.prepare()
            print(stack.python("-c", FILL), end="")
            with stack.orm():
                stack.wait_until(
                    is_settled, seconds=120, what="the certificates were not made, or a line did not end"
                )
                known = subjects()
            with sync_playwright() as playwright:
                photographer = Photographer(stack, launch(playwright), folder)
                for who, shots in by_person():
                    page = photographer.page_of(who, "da")
                    for shot in shots:
                        for language in LANGUAGES[:1] if shot.is_of_staff else LANGUAGES:
                            with translation.override(language):
                                path = reverse(shot.view, args=[known[name] for name in shot.args])
                            address = f"{path}?{urlencode(shot.query)}" if shot.query else path
                            photographer.take(page, shot, language, address)
                    page.context.close()
        finally:
            stack.stop_all()
    (folder / "index.html").write_text(sheet(photographer.taken), encoding="utf-8")
    print(f"{len(photographer.taken)} pictures: {folder / 'index.html'}")
    name, hard = max(photographer.hardest.items(), key=lambda each: each[1])
    print(f"the page that is hardest to read: {name}, LIX {hard:.1f}")
    if photographer.wrong:
        sys.exit("\n".join(photographer.wrong))


if __name__ == "__main__":
    main()
