"""Production: no defaults for secrets, and nothing that belongs to a laptop."""

from amu.settings.base import *  # noqa: F403
from amu.settings.base import AMU, SEAL, SECURE_CSP, database_options, env
from amu.settings.env import database, mailer
from amu.settings.identity import broker_origin, social_providers

PRODUCTION = True
DEBUG = False
SECRET_KEY = env.text("SECRET_KEY")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")
DATABASES = {"default": database_options(database(env.text("DATABASE_URL")))}
CELERY_BROKER_URL = REDIS_URL = env.text("REDIS_URL")
CACHES = {"default": {"BACKEND": "amu.web.cache.PatientRedisCache", "LOCATION": REDIS_URL}}
MAILERS = {"default": mailer(env.text("SMTP_URL"))}
AMU = {**AMU, "public_address": env.text("PUBLIC_ADDRESS"), "mail_from": env.text("MAIL_FROM")}

MITID_ISSUER = env.text("MITID_ISSUER")
SOCIALACCOUNT_PROVIDERS = social_providers(
    env, MITID_ISSUER, client_id=env.text("MITID_CLIENT_ID"), secret=env.text("MITID_CLIENT_SECRET")
)
SECURE_CSP = {**SECURE_CSP, "form-action": [*SECURE_CSP["form-action"], broker_origin(MITID_ISSUER)]}

CPR_KEYS = env.text("CPR_KEYS")
CPR_INDEX_KEY = env.text("CPR_INDEX_KEY")

SEAL = {
    **SEAL,
    "key": env.text("SEAL_KEY"),
    "certificate": env.text("SEAL_CERTIFICATE"),
    "roots": env.text("SEAL_ROOTS"),
    "time_stamps": env.text("SEAL_TSA_URL"),
}

# Cookies with a secure prefix exist only under TLS; a plain-HTTP trial run has to say so.
BEHIND_TLS = env.flag("BEHIND_TLS", default=True)
# How many proxies of ours stand before the server: attempts to sign in and to guess codes are counted per address.
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXIES", 1 if BEHIND_TLS else 0)
SECURE_SSL_REDIRECT = BEHIND_TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = BEHIND_TLS
SECURE_HSTS_PRELOAD = BEHIND_TLS
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SESSION_COOKIE_NAME = "__Host-session" if BEHIND_TLS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if BEHIND_TLS else "csrf"
