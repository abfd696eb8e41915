"""Tests: the laptop's settings with cheap hashing, no manifest, and a server, cache and mail of their own."""

from amu.local.places import Places
from amu.settings.dev import *  # noqa: F403
from amu.settings.dev import BASE_DIR, STORAGES, database_options, env
from amu.settings.env import database

PLACES = Places(env.folder("AMU_TEST_VAR", BASE_DIR / "var" / "test"))
DATABASES = {"default": database_options(database(env.text("DATABASE_URL", PLACES.owner_url)))}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
STATIC_ROOT = BASE_DIR / "static"
STATICFILES_DIRS = []
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
CELERY_BROKER_URL = env.text("REDIS_URL", "memory://")
OUTBOX_WAKE = env.flag("OUTBOX_WAKE", default=False)
LOGGING = {"version": 1, "disable_existing_loggers": False}
