"""Celery's application. Work is found in rows: a task only says that it is time to look.

What an app does regularly it names in its ``schedule.py`` (``amu.periodic``); nothing is added here.
"""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amu.settings.prod")
app = Celery("amu")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    "outbox-sweep": {"task": "outbox.sweep", "schedule": 10.0, "options": {"expires": 9}},
    "due-plan": {"task": "due.plan", "schedule": 60.0, "options": {"expires": 55}},
}
