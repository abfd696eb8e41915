"""Everything the demonstration consists of, in one transaction for the cases."""

from collections.abc import Callable

from django.conf import settings
from django.db import transaction

from amu import clock
from amu.local.demo.archive import load_courses
from amu.local.demo.employer import employer
from amu.local.demo.people import others, sign_in_personas
from amu.local.demo.stage import CODE, Stage
from amu.local.demo.stories import tell_all
from courses.loading.demo import make_demo
from courses.models import CourseRun
from enrolment.models import Application


def show(*, classes: int, seed: int, say: Callable[[str], None]) -> None:
    """``classes`` classes all over the country, and the stories of one school. Raises NothingToShowError."""
    if settings.PRODUCTION:
        raise RuntimeError("a demonstration belongs to a laptop")
    today = clock.today()
    made = make_demo(classes, seed=seed, first_day=today.replace(day=1))
    say(f"{made} classes at all schools; every one says that it is a demonstration")
    if CourseRun.objects.filter(booking_code__startswith=f"{CODE}-").exists():
        say("the cases were there already")
        return
    with transaction.atomic():
        stage = Stage.set(others(seed, now=clock.now()))
        cast = sign_in_personas(issuer=settings.MITID_ISSUER, client=_client(), now=clock.now())
        tell_all(stage, cast)
        employer(stage, issuer=settings.MITID_ISSUER, client=_client())
        counts = load_courses(stage.courses, seed=seed, today=today, now=clock.now())
    applications = Application.objects.filter(run__booking_code__startswith=f"{CODE}-").count()
    say(f"{applications} applications at {stage.school}, and {counts['added']} courses since 2004")
    say("the workers of `make run` write the letters and certificates and send the mail meanwhile")


def _client() -> str:
    return str(settings.SOCIALACCOUNT_PROVIDERS["mitid"]["APPS"][0]["client_id"])
