"""docker-compose.yml and Dockerfile say what runs: each command is run as it is written, on the image's files."""

import os
import re
import shlex
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zlib
from functools import partial
from pathlib import Path

import psycopg
import pytest
import yaml
from redis import Redis

from amu.local.places import APP, OWNER, ROOT, Places
from amu.local.postgres import DISCREET, SUPERUSER, Postgres, binaries
from amu.local.processes import free_port, wait_until
from amu.local.system import Service, is_well
from amu.local.valkey import binary
from benchmarks.nginx import nginx
from tests.image import copy_image
from tests.stack import answers
from tests.supervisor import Supervisor

pytestmark = pytest.mark.stack
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]


@pytest.fixture(scope="module")
def keys():
    """What the file asks for, made as it says."""
    made = subprocess.run(
        [ROOT / "docker" / "new-keys.sh"], capture_output=True, text=True, check=True
    ).stdout
    return dict(line.split("=", 1) for line in made.splitlines())


def filled(text, keys):
    """What compose makes of ${NAME:?message} and ${NAME:-default} with these keys and nothing else set."""
    text = re.sub(r"\$\{(\w+):\?[^}]*\}", lambda name: keys[name[1]], text)
    return re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", text).replace("$$", "$")


@pytest.fixture(scope="module")
def redis(tmp_path_factory):
    """Compose reaches Redis over TCP, so here it does too."""
    port = free_port()
    folder = tmp_path_factory.mktemp("redis")
    server = Supervisor(log=folder, environment=dict(os.environ))
    command = [str(binary()), *shlex.split(SERVICES["redis"]["command"])[1:]]
    server.add(
        Service("redis", [*command, "--port", str(port), "--dir", str(folder)], is_up=lambda: answers(port))
    )
    server.start_all()
    yield server, f"redis://127.0.0.1:{port}/0"
    server.stop_all()


@pytest.fixture(scope="module")
def image(tmp_path_factory):
    return copy_image(tmp_path_factory.mktemp("image") / "app")


@pytest.fixture(scope="module")
def environment(_stack, redis, keys, tmp_path_factory):
    """The file's own values; only names of other containers lead to the servers of the tests."""
    url = _stack.servers["postgres"].ensure("compose")
    given = {name: filled(value, keys) for name, value in SERVICES["web"]["environment"].items()}
    elsewhere = {
        "DATABASE_URL": url,
        "REDIS_URL": redis[1],
        "SMTP_URL": f"smtp://127.0.0.1:{_stack.ports.smtp}",
        "PORT": str(free_port()),
        "STATIC_ROOT": str(tmp_path_factory.mktemp("static")),
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        **new_seal(tmp_path_factory.mktemp("seal")),
    }
    assert given.keys() >= {"DATABASE_URL", "REDIS_URL", "SMTP_URL", "PORT"}
    return {**given, **elsewhere}


def new_seal(folder):
    """What the file says to make, where the processes find it."""
    subprocess.run([ROOT / "docker" / "new-seal.sh", folder], check=True)
    files = {"SEAL_KEY": "seal.key", "SEAL_CERTIFICATE": "seal.pem", "SEAL_ROOTS": "roots.pem"}
    return {name: str(folder / file) for name, file in files.items()}


@pytest.fixture(scope="module")
def migrated(_stack, image, environment):
    """By the role that the file names for it."""
    given = {**environment, "DATABASE_URL": _stack.servers["postgres"].url("compose", OWNER)}
    done = finish(SERVICES["migrate"]["command"], given, image)
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


@pytest.mark.parametrize(("name", "role"), [("migrate", OWNER), ("web", APP), ("worker", APP), ("beat", APP)])
def test_only_the_migrations_are_run_by_the_owner_of_the_tables(name, role):
    assert SERVICES[name]["environment"]["DATABASE_URL"].startswith(f"postgresql://{role}:")


def test_the_app_cannot_switch_off_what_guards_a_table(migrated, environment):
    with psycopg.connect(environment["DATABASE_URL"]) as connection:
        for statement in ("ALTER TABLE journal_entry DISABLE TRIGGER ALL", "TRUNCATE journal_entry"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege), connection.transaction():
                connection.execute(statement)


@pytest.fixture
def server_of_its_own(tmp_path):
    """A PostgreSQL as the image's: a superuser, an empty database, and no roles of ours."""
    server = Postgres(Places(tmp_path))
    server.ensure()
    with psycopg.connect(server.url("postgres", SUPERUSER), autocommit=True) as connection:
        connection.execute("CREATE DATABASE empty")
    yield server
    server.stop()


def test_the_database_gets_its_roles_and_their_passwords(server_of_its_own, keys):
    roles = str(ROOT / "docker" / "roles.sql")
    script = (ROOT / "docker" / "database.sh").read_text().replace("/roles.sql", roles)
    environment = {
        "PATH": f"{binaries()}:{os.environ['PATH']}",
        "PGHOST": str(server_of_its_own.places.sockets),
        "POSTGRES_USER": SUPERUSER,
        "POSTGRES_DB": "empty",
        **{name: keys[name] for name in ("OWNER_PASSWORD", "APP_PASSWORD")},
    }

    done = subprocess.run(["sh", "-c", script], env=environment, capture_output=True, text=True)

    assert (done.returncode, done.stderr) == (0, "")
    with psycopg.connect(server_of_its_own.url("empty", SUPERUSER)) as connection:
        known = connection.execute(
            "SELECT datdba::regrole::text, (SELECT count(rolpassword) FROM pg_authid WHERE rolname ~ '^amu')"
            " FROM pg_database WHERE datname = 'empty'"
        ).fetchone()
    assert known == (OWNER, 2)


def test_the_database_server_logs_what_the_local_one_logs():
    options = shlex.split(SERVICES["postgres"]["command"])[1:]

    assert dict(option.split("=") for option in options if option != "-c") == DISCREET


def test_what_was_sent_to_the_broker_survives_a_kill(redis):
    server, url = redis
    with Redis.from_url(url) as broker:
        broker.set("kept", "here")
    time.sleep(1.5)  # a second's worth may be lost (appendfsync everysec)
    server.kill("redis")
    server.start("redis")
    server.wait("redis")

    with Redis.from_url(url) as broker:
        assert broker.get("kept") == b"here"


HOST = "amu.example"
REAL = {"ALLOWED_HOSTS": HOST, "PUBLIC_ADDRESS": f"https://{HOST}", "BEHIND_TLS": "yes"}


def web_server(folder, image, environment):
    """The web server's command, for the real name only and behind TLS."""
    port = str(free_port())
    server = Supervisor(log=folder, environment={**environment, **REAL, "PORT": port}, folder=image)
    server.add(
        Service("web", shlex.split(SERVICES["web"]["command"]), is_up=lambda: health(port, environment) == 0)
    )
    server.start_all()
    return server, port


def health(port, environment):
    check = [part.replace(":8000", f":{port}") for part in SERVICES["web"]["healthcheck"]["test"][1:]]
    return subprocess.run(check, env={**environment, **REAL}, capture_output=True).returncode


@pytest.fixture(scope="module")
def secure(migrated, built, image, environment, tmp_path_factory):
    """The proxy with TLS before a web server that answers to its real name only."""
    folder = tmp_path_factory.mktemp("tls")
    server, behind = web_server(folder, image, environment)
    certificate = [*("-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={HOST}"), *("-keyout", "privkey.pem")]
    subprocess.run(
        ["openssl", "req", "-x509", *certificate, "-out", "fullchain.pem"],
        cwd=folder,
        check=True,
        capture_output=True,
    )
    port, plain = free_port(), free_port()
    tls = (ROOT / "docker" / "tls.conf").read_text().replace("/etc/nginx/tls", str(folder))
    more = tls.replace("listen 80;", f"listen 127.0.0.1:{plain};")
    with nginx(folder, web=f"127.0.0.1:{behind}", listen=f"127.0.0.1:{port} ssl", more=more):
        yield port, plain, behind
    server.stop_all()


def curl(address, *options):
    done = subprocess.run(["curl", "-skS", *options, address], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_health_check_asks_by_the_real_name(secure, environment):
    _, _, behind = secure

    assert health(behind, environment) == 0
    assert not is_well(f"http://localhost:{behind}/health/ready")


def test_pages_come_through_tls_with_secure_cookies(secure):
    port, _, _ = secure

    page = curl(f"https://{HOST}:{port}/da/log-ind/", "-i", "--resolve", f"{HOST}:{port}:127.0.0.1")

    assert re.match(r"HTTP/[\d.]+ 200", page)
    assert "strict-transport-security" in page.lower()
    assert re.search(r"set-cookie: __Host-csrf=.*secure", page, re.IGNORECASE)


def test_plain_http_leads_to_tls(secure):
    _, plain, _ = secure

    answer = curl(f"http://127.0.0.1:{plain}/da/", "-i", "-H", f"Host: {HOST}")

    assert "308" in answer.splitlines()[0]
    assert f"https://{HOST}/da/" in answer


def test_the_override_for_tls_changes_the_proxy_alone():
    text = (ROOT / "docker-compose.tls.yml").read_text().replace("!override ", "")

    assert yaml.safe_load(text)["services"].keys() == {"proxy"}


def test_web_serves_pages_and_the_health_check_sees_it(migrated, built, environment, start):
    port = environment["PORT"]

    start("web", SERVICES["web"]["command"], is_up=lambda: is_well(f"http://localhost:{port}/health/ready"))

    assert is_well(f"http://localhost:{port}/da/")
    check = [part.replace(":8000", f":{port}") for part in SERVICES["web"]["healthcheck"]["test"][1:]]
    assert subprocess.run(check, env=environment).returncode == 0


UPLOAD = 30 * 1024 * 1024  # bytes


@pytest.mark.parametrize("form", [["-F"], ["-H", "Transfer-Encoding: chunked", "-F"]])
def test_a_file_that_is_too_large_is_refused_by_the_proxy(proxied, tmp_path, form):
    (tmp_path / "large.pdf").write_bytes(bytes(UPLOAD))

    said = curl(
        f"{proxied}/da/bevis/", *form, f"file=@{tmp_path}/large.pdf", "-o", "/dev/null", "-w", "%{http_code}"
    )

    assert said == "413"


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
def test_celery(migrated, start, image, environment, keys, name, says):
    """The health check sees that it runs, and that it does not."""
    way, check = SERVICES[name]["healthcheck"]["test"]
    assert way == "CMD-SHELL"

    def is_healthy():
        done = subprocess.run(
            ["sh", "-c", filled(check, keys)], cwd=image, env=environment, capture_output=True
        )
        return done.returncode == 0

    children = start(name, SERVICES[name]["command"], says=says)
    assert not children.has_died(name)
    wait_until(is_healthy, seconds=30, what=f"{name} is not healthy")

    children.stop(name)
    for note in Path("/tmp").glob("amu-beat*"):
        os.utime(note, (0, 0))
    assert not is_healthy()


def test_every_service_with_a_command_is_run_here():
    assert {name for name, service in SERVICES.items() if "command" in service} == {
        *("web", "worker", "beat", "migrate", "postgres", "redis")
    }


def test_every_service_says_how_it_is():
    silent = {name for name, service in SERVICES.items() if "healthcheck" not in service}

    assert silent == {"proxy", "migrate", "mail"}


def test_every_volume_is_used():
    used = {
        volume.partition(":")[0] for service in SERVICES.values() for volume in service.get("volumes", [])
    }

    assert COMPOSE["volumes"].keys() == {volume for volume in used if volume[0] not in "./$"}


def test_no_secret_stands_in_the_file():
    given = {**SERVICES["migrate"]["environment"], **SERVICES["postgres"]["environment"]}
    secret = [value for name, value in given.items() if re.search(r"KEY|PASSWORD|DATABASE_URL", name)]

    assert all(re.search(r"\$\{\w+:\?", value) or value == "/run/seal/seal.key" for value in secret)


def test_no_service_is_reachable_from_outside_this_machine():
    published = [port for service in SERVICES.values() for port in service.get("ports", [])]

    assert published
    assert all(port.startswith("127.0.0.1:") for port in published)


def test_every_image_from_elsewhere_names_its_version():
    images = [service["image"] for service in SERVICES.values() if "build" not in service]

    assert all(re.search(r":v?\d", image) for image in images)
