"""docker-compose.yml and Dockerfile say what runs: each command is run as it is written, on the image's files."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
import yaml

from amu.local.places import ROOT
from amu.local.processes import free_port
from amu.local.system import Service, is_well
from amu.local.valkey import binary
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
    with psycopg.connect(environment["DATABASE_URL"]) as door:
        assert door.execute("SELECT count(*) FROM courses_course").fetchone()[0] > 100


def test_web_serves_pages_and_the_health_check_sees_it(migrated, image, environment, start):
    built = collect_static(environment, image)
    assert built.returncode == 0, built.stderr
    port = environment["PORT"]

    start("web", SERVICES["web"]["command"], is_up=lambda: is_well(f"http://localhost:{port}/health/ready"))

    assert is_well(f"http://localhost:{port}/da/")
    check = [part.replace(":8000", f":{port}") for part in SERVICES["web"]["healthcheck"]["test"][1:]]
    assert subprocess.run(check, env=environment).returncode == 0


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
