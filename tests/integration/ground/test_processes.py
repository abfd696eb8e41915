"""What holds for every process: which broker it publishes to, and what its log says."""

import json
import os
import subprocess
import sys

import pytest

from amu.local.places import ROOT

BROKER = "redis://broker.example:6379/7"
ROW = "null value in column x\nDETAIL:  Failing row contains (7, Storgade 17, 0101901234).\n"
SECRET = "Karen 010190-1234 karen@example.org"


def python(code):
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "amu.settings.test",
        "REDIS_URL": BROKER,
        "ROW": ROW,
    }
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done


def test_the_web_process_publishes_to_the_broker_of_the_settings():
    done = python(
        "import amu.wsgi; from celery import current_app as app; print(app.main, app.conf.broker_url)"
    )

    assert done.stdout.split() == ["amu", BROKER]


@pytest.mark.parametrize("process", ["web", "worker", "beat"])
def test_what_the_database_said_of_a_row_never_reaches_a_log(process):
    done = python(
        f"""
import logging, os
import django, psycopg
from django.conf import settings
from django.db import IntegrityError
from amu.web.logs import configuration
settings.LOGGING = configuration("INFO")
if "{process}" == "web":
    import amu.wsgi
else:
    django.setup()
from amu.celery import app
if "{process}" != "web":
    app.log.setup(loglevel="INFO", redirect_stdouts=False)

@app.task(name="fails")
def fails():
    try:
        raise psycopg.errors.NotNullViolation(os.environ["ROW"])
    except psycopg.Error as error:
        raise IntegrityError(str(error)) from error

fails.apply()
logger = logging.getLogger("django.request" if "{process}" == "web" else "celery.{process}")
try:
    fails()
except IntegrityError as error:
    logger.error("Internal Server Error: %s", "/da/", exc_info=True)
    logger.error("said %s", error, extra={{"error": str(error)}})
"""
    )
    lines = [json.loads(line) for line in done.stderr.splitlines()]

    assert len(lines) >= 3
    assert any("IntegrityError" in line.get("exception", "") for line in lines)
    assert not [word for word in ("Storgade", "0101901234", "010190") if word in done.stderr]


@pytest.mark.parametrize("process", ["worker", "beat"])
def test_a_log_has_one_scrubbed_json_object_a_line(process):
    done = python(
        f"""
import logging
import django
from django.conf import settings
from amu.web.logs import configuration
settings.LOGGING = configuration("INFO")
django.setup()
from amu.celery import app
app.log.setup(loglevel="INFO", redirect_stdouts=False)
logging.getLogger("celery.{process}").info("began")
try:
    raise ValueError("{SECRET}")
except ValueError:
    logging.getLogger("amu.outbox").warning("outbox_delivery_failed", extra={{"kind": "x"}}, exc_info=True)
"""
    )
    lines = [json.loads(line) for line in done.stderr.splitlines()]

    assert [(line["event"], line["level"]) for line in lines] == [
        ("began", "info"),
        ("outbox_delivery_failed", "warning"),
    ]
    assert lines[1]["kind"] == "x"
    assert "010190" not in done.stderr
    assert "karen@" not in done.stderr
