"""`make check`: everything a change must pass, each step by name and with its time; the tests come last."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from amu.local.places import ROOT, Places
from amu.local.sealing_keys import settings_for
from amu.local.throw_away import throw_away

BIN = Path(sys.executable).parent
CODE = ["manage.py", "amu", "courses", "enrolment", "appeals", "certificates", "benchmarks"]
# Names for the settings of production: none leads anywhere, and only the database is asked for its version.
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "amu.settings.prod",
    "SECRET_KEY": "only-for-the-deployment-check-" + "".join(chr(ord("a") + n % 26) for n in range(40)),
    "ALLOWED_HOSTS": "amu.example",
    "REDIS_URL": "redis://redis.example",
    "SMTP_URL": "smtp://mail.example",
    "PUBLIC_ADDRESS": "https://amu.example",
    "MAIL_FROM": "svar-ikke@amu.example",
    "MITID_ISSUER": "https://broker.example",
    "MITID_CLIENT_ID": "amu",
    "MITID_CLIENT_SECRET": "only-for-the-deployment-check",
    "CPR_KEYS": "check:2EIGcuUiwkRy6UdxbcZT9/23Y+LbJQQtTEbqCsZISsk=",
    "CLAMD": "clamd.example:3310",
    "CPR_INDEX_KEY": "pjlFokFQTy2US7DUL+2EV6WHbzfNjH97ZRd2WAziTRo=",
}
SEAL = ROOT / "var" / "check" / "sealing"
TEST = {"DJANGO_SETTINGS_MODULE": "amu.settings.test"}


@dataclass(frozen=True, slots=True)
class CheckStep:
    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)


def steps() -> Iterator[CheckStep]:
    templates = sorted(str(path.relative_to(ROOT)) for path in ROOT.glob("templates/**/*.html"))
    yield CheckStep("format", [f"{BIN}/ruff", "format", "--check", "--output-format", "concise", "."])
    yield CheckStep("lint", [f"{BIN}/ruff", "check", "--output-format", "concise", "."])
    yield CheckStep(
        "types",
        [f"{BIN}/mypy", *(name for name in CODE if list(ROOT.glob(f"{name}/**/*.py")) or "." in name)],
    )
    yield CheckStep("import contracts", [f"{BIN}/lint-imports"])
    yield CheckStep("template format", [f"{BIN}/djade", "--check", *templates])
    yield CheckStep("template lint", [f"{BIN}/djlint", "--lint", "--quiet", "templates"])
    yield CheckStep("translations", [sys.executable, "-m", "amu.local.translations"], TEST)
    yield CheckStep(
        "migrations", [sys.executable, "-m", "django", "makemigrations", "--check", "--dry-run"], TEST
    )
    yield CheckStep("new migrations", [sys.executable, "-m", "tests.new_migrations"], TEST)
    deployment = ["-m", "django", "check", "--deploy", "--fail-level", "WARNING"]
    yield CheckStep("deployment", [sys.executable, *deployment], production())


def production() -> dict[str, str]:
    """The settings of production, with a seal that can be read."""
    return {**PRODUCTION, **settings_for(SEAL)}


def main() -> None:
    began = time.monotonic()
    with database() as url:
        failed = [step.name for step in steps() if not passes(step, {"DATABASE_URL": url})]
    print(f"tests (make test) begin after {time.monotonic() - began:.0f} s", flush=True)
    tests = subprocess.run(["make", "--no-print-directory", "test"], cwd=ROOT, check=False)
    if failed:
        sys.exit(f"Failed before the tests: {', '.join(failed)}")
    sys.exit(tests.returncode)


def passes(step: CheckStep, environment: Mapping[str, str]) -> bool:
    """Says one line, and everything the tool said when it fails."""
    began = time.monotonic()
    done = subprocess.run(
        step.command,
        cwd=ROOT,
        env={**os.environ, **environment, **step.environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    outcome = "FAILED" if done.returncode else "ok"
    print(f"{step.name:<18} {outcome:<7} {time.monotonic() - began:6.1f} s", flush=True)
    if done.returncode:
        print(done.stdout, flush=True)
    return done.returncode == 0


@contextmanager
def database() -> Iterator[str]:
    """The steps that ask a server something ask the one that is named, or a throw-away."""
    if given := os.environ.get("DATABASE_URL"):
        yield given
        return
    with throw_away(Places(ROOT / "var" / "test")) as url:
        yield url


if __name__ == "__main__":
    main()
