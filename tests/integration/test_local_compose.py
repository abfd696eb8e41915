"""docker-compose.yml and Dockerfile say what runs: each command is run as it is written, on the image's files."""

import os
import re
import shlex
import subprocess
import sys
import urllib.error
import urllib.request
import zlib
from functools import partial
from pathlib import Path

import psycopg
import pytest
import yaml

from amu.local.places import ROOT
from amu.local.processes import free_port
from amu.local.system import Service, is_well
from amu.local.valkey import binary
from benchmarks.nginx import nginx
from tests.image import copy_image
from tests.stack import answers
from tests.supervisor import Supervisor

pytestmark = pytest.mark.stack
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]


def with_defaults(text):
    """What compose makes of ${NAME:-default} when nothing is set."""
    return re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", text)


@pytest.fixture(scope="module")
def redis(tmp_path_factory):
    """Compose reaches Redis over TCP, so here it does too."""
    port = free_port()
    folder = tmp_path_factory.mktemp("redis")
    server = Supervisor(log=folder, environment=dict(os.environ))
    command = [str(binary()), "--port", str(port), "--save", "", "--dir", str(folder)]
    server.add(Service("redis", command, is_up=lambda: answers(port)))
    server.start_all()
    yield f"redis://127.0.0.1:{port}/0"
    server.stop_all()


@pytest.fixture(scope="module")
def image(tmp_path_factory):
    return copy_image(tmp_path_factory.mktemp("image") / "app")


@pytest.fixture(scope="module")
def environment(_stack, redis, tmp_path_factory):
    """The file's own values; only names of other containers lead to the servers of the tests."""
    url = _stack.servers["postgres"].ensure("compose")
    given = {name: with_defaults(value) for name, value in SERVICES["web"]["environment"].items()}
    elsewhere = {
        "DATABASE_URL": url,
        "REDIS_URL": redis,
        "SMTP_URL": f"smtp://127.0.0.1:{_stack.ports.smtp}",
        "PORT": str(free_port()),
        "MEDIA_ROOT": str(tmp_path_factory.mktemp("media")),
        "STATIC_ROOT": str(tmp_path_factory.mktemp("static")),
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    }
    assert given.keys() >= {"DATABASE_URL", "REDIS_URL", "SMTP_URL", "PORT", "MEDIA_ROOT"}
    return {**given, **elsewhere}


@pytest.fixture(scope="module")
def migrated(image, environment):
    done = finish(SERVICES["migrate"]["command"], environment, image)
    assert done.returncode == 0, done.stderr
    return done


def finish(command, environment, image):
    return subprocess.run(shlex.split(command), cwd=image, env=environment, capture_output=True, text=True)


@pytest.fixture(scope="module")
def built(environment, image):
    done = collect_static(environment, image)
    assert done.returncode == 0, done.stderr


def collect_static(environment, image):
    lines = (ROOT / "Dockerfile").read_text().replace("\\\n", " ")
    command = next(line for line in lines.splitlines() if "collectstatic" in line).removeprefix("RUN ")
    build = {
        "PATH": environment["PATH"],
        "STATIC_ROOT": environment["STATIC_ROOT"],
        "DJANGO_SETTINGS_MODULE": "amu.settings.prod",
    }
    return subprocess.run(["sh", "-c", command], cwd=image, env=build, capture_output=True, text=True)


@pytest.fixture
def start(image, environment, tmp_path):
    """Start a service's command and wait until it is up."""
    children = Supervisor(log=tmp_path, environment=environment, folder=image)

    def start(name, command, **up):
        children.add(Service(name, shlex.split(command), **up))
        children.start(name)
        children.wait(name)
        return children

    yield start
    children.stop_all()


def test_migrations_and_catalogue(migrated, environment):
    with psycopg.connect(environment["DATABASE_URL"]) as connection:
        assert connection.execute("SELECT count(*) FROM courses_course").fetchone()[0] > 100


def test_web_serves_pages_and_the_health_check_sees_it(migrated, built, environment, start):
    port = environment["PORT"]

    start("web", SERVICES["web"]["command"], is_up=lambda: is_well(f"http://localhost:{port}/health/ready"))

    assert is_well(f"http://localhost:{port}/da/")
    check = [part.replace(":8000", f":{port}") for part in SERVICES["web"]["healthcheck"]["test"][1:]]
    assert subprocess.run(check, env=environment).returncode == 0


@pytest.fixture(scope="module")
def proxied(migrated, built, image, environment, tmp_path_factory):
    """The proxy's address, with the web server behind it."""
    folder = tmp_path_factory.mktemp("nginx")
    port, behind = free_port(), free_port()
    web = Supervisor(log=folder, environment={**environment, "PORT": str(behind)}, folder=image)
    is_up = partial(is_well, f"http://localhost:{behind}/health/ready")
    web.add(Service("web", shlex.split(SERVICES["web"]["command"]), is_up=is_up))
    web.start_all()
    assert SERVICES["proxy"]["environment"].keys() == {"LISTEN", "WEB", "CACHE"}
    with nginx(folder, web=f"127.0.0.1:{behind}", listen=f"127.0.0.1:{port}"):
        yield f"http://localhost:{port}"
    web.stop_all()


@pytest.fixture
def page(proxied, request):
    """An address of its own for each test: nobody has asked for it yet."""
    return f"{proxied}/da/kurser/?q={zlib.crc32(request.node.name.encode())}"


def said(address, cookie=""):
    """What the proxy did, and what the browser may do."""
    request = urllib.request.Request(address, headers={"Cookie": cookie} if cookie else {})
    with urllib.request.urlopen(request) as response:
        return response.headers["X-Cache"], response.headers["Cache-Control"]


def test_the_proxy_answers_with_a_page_that_everybody_gets(page):
    assert [said(page), said(page)] == [("MISS", "no-cache"), ("HIT", "no-cache")]


@pytest.mark.parametrize("name", ["session", "csrf", "__Host-session", "__Host-csrf"])
def test_the_proxy_answers_nobody_who_has_a_session_out_of_its_cache(page, name):
    said(page)

    assert said(page, f"language=da; {name}=somebody")[0] == "BYPASS"
    assert said(page) == ("HIT", "no-cache")


def test_the_proxy_stores_nothing_that_was_made_for_a_session(page):
    assert said(page, "session=somebody") == ("BYPASS", "no-store")
    assert said(page) == ("MISS", "no-cache")


def test_a_browser_hears_from_the_proxy_that_its_copy_is_still_right(page):
    with urllib.request.urlopen(page) as response:
        tag = response.headers["ETag"]
    request = urllib.request.Request(page, headers={"If-None-Match": tag})

    with pytest.raises(urllib.error.HTTPError, match="304"):
        urllib.request.urlopen(request)


def test_the_image_starts_what_compose_starts():
    written = re.search(r"^CMD (\[.*\])$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)[1]

    assert yaml.safe_load(written) == shlex.split(SERVICES["web"]["command"])


@pytest.mark.parametrize(("name", "says"), [("worker", " ready."), ("beat", "beat: Starting")])
def test_celery(migrated, start, name, says):
    children = start(name, SERVICES[name]["command"], says=says)

    assert not children.has_died(name)


def test_every_service_with_a_command_is_run_here():
    assert {name for name, service in SERVICES.items() if "command" in service} == {
        *("web", "worker", "beat", "migrate")
    }


def test_no_service_is_reachable_from_outside_this_machine():
    published = [port for service in SERVICES.values() for port in service.get("ports", [])]

    assert published
    assert all(port.startswith("127.0.0.1:") for port in published)


def test_every_image_from_elsewhere_names_its_version():
    images = [service["image"] for service in SERVICES.values() if "build" not in service]

    assert all(re.search(r":v?\d", image) for image in images)
