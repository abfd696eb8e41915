"""Tests: the laptop's settings with cheap hashing, no manifest, and a cache and mail of their own."""

from amu.settings.dev import *  # noqa: F403
from amu.settings.dev import BASE_DIR, STORAGES, env

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
OUTBOX_DOORBELL = env.flag("OUTBOX_DOORBELL", default=False)
