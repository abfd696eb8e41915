"""The project: settings, and the packages that every app uses.

Celery's application is made with it, so that every process, and not only the worker, publishes to the broker of the
settings.
"""

from amu.celery import app as celery_app

__all__ = ["celery_app"]
