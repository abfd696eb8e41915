"""How many people get through at once when a class opens: whole requests over HTTP, one class, too few seats.

    python -m benchmarks.applying [--people 600] [--seats 20] [--clients 16]

Makes a database of its own on the server of DATABASE_URL (or a throw-away one) and removes it.
"""

import argparse
import http.client
import os
import re
import statistics
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from benchmarks.search import own_database, p, prepare, say
from benchmarks.web import PORT, cpu, database_processes, web_server

SESSION, CSRF = "session", "csrf"


@dataclass(frozen=True, slots=True)
class Ready:
    """Somebody who has the check page open: what their button sends."""

    cookies: str
    form: str


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure applying")
    parser.add_argument("--people", type=int, default=600)
    parser.add_argument("--seats", type=int, default=20)
    parser.add_argument("--clients", type=int, default=16)
    given = parser.parse_args()
    with own_database(keep=False) as url:
        os.environ.update(DATABASE_URL=url, DJANGO_SETTINGS_MODULE="benchmarks.settings")
        import django

        django.setup()
        prepare()
        with web_server() as web:
            measure(given.people, given.seats, given.clients, web)
        from django.db import connections

        connections.close_all()


def measure(people: int, seats: int, clients: int, web: list[int]) -> None:
    from enrolment.models import Application

    path, sessions = a_class_with_drafts(people, seats)
    queue = iter([ready(path, session) for session in sessions])
    times: list[float] = []
    broken: list[Exception] = []
    lock = threading.Lock()
    database = database_processes()
    before, began = (cpu(web), cpu(database)), time.perf_counter()

    def client() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
        try:
            while True:
                with lock:
                    mine = next(queue, None)
                if mine is None:
                    return
                times.append(send(connection, path, mine))
        except Exception as error:  # noqa: BLE001 - raised below
            broken.append(error)

    threads = [threading.Thread(target=client) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if broken:
        raise broken[0]
    took = time.perf_counter() - began
    spent = [(now - then) / people for now, then in zip((cpu(web), cpu(database)), before, strict=True)]
    taken = Application.objects.filter(state="submitted").count()
    waiting = Application.objects.filter(state="waiting").count()
    if (taken, waiting) != (min(seats, people), max(0, people - seats)):
        raise RuntimeError(f"{taken} seats and {waiting} in line of {people} people for {seats} seats")
    say("| people | seats | clients | applications/s | p50 ms | p99 ms | CPU ms web | CPU ms database |")
    say("|---|---|---|---|---|---|---|---|")
    say(
        f"| {people} | {seats} | {clients} | {people / took:.0f} | {statistics.median(times):.0f}"
        f" | {p(times, 99)} | {spent[0]:.1f} | {spent[1]:.1f} |"
    )


def a_class_with_drafts(people: int, seats: int) -> tuple[str, list[str]]:
    """The address of the check page, and the session of each person who has answered everything."""
    from django.test import Client
    from django.urls import reverse
    from django.utils import translation

    from amu import clock
    from amu.people.models import User
    from courses.models import Course, CourseRun, Provider, RunCourse
    from enrolment import services

    course, school = Course.objects.exclude(duration_days=None)[0], Provider.objects.all()[0]
    day = clock.today() + timedelta(days=60)
    run = CourseRun.objects.create(
        booking_code="APPLY-1", provider=school, title=course.title, starts_on=day, ends_on=day,
        enrol_by=day - timedelta(days=7), capacity=seats, status="published", hours="08.00-15.24",
    )  # fmt: skip
    RunCourse.objects.create(run=run, course=course, days=1)
    sessions = []
    for number in range(people):
        user = User.objects.create_user(
            f"mitid-bench-{number}", issuer="https://broker.example", subject=f"bench-{number}",
            full_name=f"Person {number}", birth_date=date(1985, 2, 14), email=f"bench{number}@example.org",
        )  # fmt: skip
        answers = {
            "education": "vocational", "residence": "resident", "situation": "employee", "payer": "myself",
            "employer_cvr": "", "wage": "paid", "skills": "declined", "needs": "",
            "email": f"bench{number}@example.org", "phone": "", "address_asked": True,
        }  # fmt: skip
        services.save_draft(run_id=run.pk, person_id=user.pk, answers=answers, now=clock.now())
        browser = Client()
        browser.force_login(user)
        sessions.append(browser.cookies[SESSION].value)
    with translation.override("da"):
        return reverse("enrolment:check", args=[run.booking_code]), sessions


def ready(path: str, session: str) -> Ready:
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
    connection.request("GET", path, headers={"Cookie": f"{SESSION}={session}"})
    answer = connection.getresponse()
    page = answer.read().decode()
    connection.close()
    if answer.status != 200:
        raise RuntimeError(f"{answer.status} {path} {answer.headers.get('Location')}")
    token = re.search(rf"{CSRF}=([^;]+)", answer.headers["Set-Cookie"])
    assert token  # noqa: S101 - every form page sets it
    form = page.partition('<form method="post" class="amu-form">')[2].partition("</form>")[0]
    return Ready(f"{SESSION}={session}; {CSRF}={token[1]}", urlencode(dict(fields_in(form))))


def fields_in(form: str) -> Iterator[tuple[str, str]]:
    for field in re.finditer(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form):
        yield field[1], field[2]


def send(connection: http.client.HTTPConnection, path: str, mine: Ready) -> float:
    """Milliseconds until the application is received. Raises RuntimeError when it is not."""
    began = time.perf_counter()
    headers = {"Cookie": mine.cookies, "Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", path, body=mine.form, headers=headers)
    answer = connection.getresponse()
    answer.read()
    if answer.status != 302 or "tilmeldinger" not in answer.headers["Location"]:
        raise RuntimeError(f"{answer.status} {answer.headers.get('Location')}")
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    main()
