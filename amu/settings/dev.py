"""A laptop: embedded servers unless real ones are named, and the test identity provider."""

from amu.local.places import Places
from amu.settings.base import *  # noqa: F403
from amu.settings.base import BASE_DIR, INSTALLED_APPS, SECURE_CSP, STORAGES, database_options, env
from amu.settings.env import database, mailer
from amu.settings.identity import broker_origin, social_providers

INSTALLED_APPS = [*INSTALLED_APPS, "amu.local"]
PLACES = Places(env.folder("AMU_VAR", BASE_DIR / "var"))

DEBUG = env.flag("DEBUG", default=False)
SECRET_KEY = env.text("SECRET_KEY", "local-only-" + "0" * 48)
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
DATABASES = {"default": database_options(database(env.text("DATABASE_URL", PLACES.database_url)))}
CELERY_BROKER_URL = env.text("REDIS_URL", PLACES.broker_url)
CACHES = {
    "default": {
        "BACKEND": "amu.web.cache.PatientRedisCache",
        "LOCATION": env.text("REDIS_URL", PLACES.cache_url),
    }
}
MAILERS = {"default": mailer(env.text("SMTP_URL", "smtp://127.0.0.1:8025"))}

MITID_ISSUER = env.text("MITID_ISSUER", "http://127.0.0.1:9400")
SOCIALACCOUNT_PROVIDERS = social_providers(
    env,
    MITID_ISSUER,
    client_id=env.text("MITID_CLIENT_ID", "urn:amu:local"),
    secret=env.text("MITID_CLIENT_SECRET", "local-secret"),
)
SECURE_CSP = {**SECURE_CSP, "form-action": [*SECURE_CSP["form-action"], broker_origin(MITID_ISSUER)]}

# Keys of a laptop: they protect nothing but invented people.
CPR_KEYS = env.text("CPR_KEYS", "local:" + "A" * 43 + "=")
CPR_INDEX_KEY = env.text("CPR_INDEX_KEY", "B" * 43 + "=")

SEAL_KEYS_FROM = "amu.local.sealing_keys.sealing_keys"

# Named by content as in production, but not compressed: that takes ten seconds of every start.
KIND_OF_STATIC = "StaticFilesStorage" if DEBUG else "ManifestStaticFilesStorage"
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": f"django.contrib.staticfiles.storage.{KIND_OF_STATIC}"},
}
