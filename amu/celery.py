"""The doorbell's wiring. Work is found in rows; a task only says that it is time to look."""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amu.settings.prod")
app = Celery("amu")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["amu.outbox", "amu.web"])
app.conf.beat_schedule = {
    "outbox-sweep": {"task": "outbox.sweep", "schedule": 10.0, "options": {"expires": 9}},
    "tidy": {"task": "web.tidy", "schedule": crontab(hour=2, minute=20)},
}
