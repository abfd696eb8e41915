"""The application as it is measured: the same middleware, no debugging, one address more."""

from amu.settings.test import *  # noqa: F403

DEBUG = False
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "benchmarks.urls"
# The plain joins take longer than any page may.
DATABASES["default"]["OPTIONS"]["options"] += " -c statement_timeout=120s"  # noqa: F405
# As in production: the proxy knows people by these.
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "session", "csrf"
