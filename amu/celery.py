"""Celery's application. Work is found in rows: a task only says that it is time to look.

What an app does regularly it names in its ``schedule.py`` (``amu.periodic``); nothing is added here.
"""

import logging.config
import os
from typing import Any

from celery import Celery
from celery.signals import setup_logging
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amu.settings.prod")
app = Celery("amu")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    "outbox-sweep": {"task": "outbox.sweep", "schedule": 10.0, "options": {"expires": 9}},
    "due-plan": {"task": "due.plan", "schedule": 60.0, "options": {"expires": 55}},
}


@setup_logging.connect  # type: ignore[untyped-decorator]
def log_as_the_web_does(**_: Any) -> None:
    """Worker and scheduler write the same scrubbed JSON lines: with a receiver here, Celery sets up none of its own."""
    logging.config.dictConfig(settings.LOGGING)
