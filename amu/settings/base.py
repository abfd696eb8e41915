"""What is true wherever the system runs."""

from pathlib import Path
from typing import Any

import django_stubs_ext
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from amu.settings.env import Env
from amu.web.logs import configuration

# Lets ModelAdmin[Course] and the like be written where the type checker wants them.
django_stubs_ext.monkeypatch()

env = Env()
BASE_DIR = Path(__file__).resolve().parent.parent.parent

INSTALLED_APPS = [
    # First: {% static %} looks for staticfiles from the top of this list each time.
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "amu.people",
    "amu.companies",
    "amu.journal",
    "amu.outbox",
    "amu.due",
    "amu.sealing",
    "amu.documents",
    "amu.delivery",
    "amu.notices",
    "amu.mandates",
    "amu.attachments",
    "amu.own_data",
    "amu.spreadsheets",
    "courses",
    "enrolment",
    "appeals",
    "certificates",
    "amu.web",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "amu.people.mitid",
    "pgtrigger",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "amu.web.middleware.PrivatePagesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "amu.web.middleware.MethodNotAllowedMiddleware",
    "amu.web.middleware.BodySizeMiddleware",
    "amu.web.middleware.ReadableRequestMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "amu.people.session_end.SessionEndMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "amu.people.middleware.StaffSecondFactorMiddleware",
    "amu.companies.middleware.CompanyPagesMiddleware",
    "amu.web.middleware.SentSignedOutMiddleware",
]

ROOT_URLCONF = "amu.urls"
WSGI_APPLICATION = "amu.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "amu.web.context.page",
            ],
            "builtins": ["amu.web.templatetags.amu"],
        },
    }
]
FORM_RENDERER = "amu.web.forms.DesignSystemRenderer"

DATABASE_SESSION = {
    "lock_timeout": "3s",
    "statement_timeout": "10s",
    "idle_in_transaction_session_timeout": "30s",
    "random_page_cost": "1.1",  # data lie in memory or on disks without heads: an index is worth its detours
}


def database_options(database: dict[str, Any]) -> dict[str, Any]:
    """Every connection gives up rather than hang: a person waits behind each of them."""
    timeouts = " ".join(f"-c {name}={value}" for name, value in DATABASE_SESSION.items())
    return {
        **database,
        "CONN_MAX_AGE": env.number("DATABASE_CONN_MAX_AGE", 60),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 5, **database["OPTIONS"], "options": timeouts},
        "TEST": {"NAME": env.text("TEST_DATABASE_NAME", f"test_{database['NAME']}")},
    }


LANGUAGE_CODE = "da"
LANGUAGES = [("da", _("Danish")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True
FORMAT_MODULE_PATH = ["amu.web.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = env.folder("STATIC_ROOT", BASE_DIR / "var" / "static")
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "amu.people.backends.RoleBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 14},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
PRODUCTION = False
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "overview"
LOGOUT_REDIRECT_URL = "front"

# One strict origin: everything a page needs is served from here.
SECURE_CSP: dict[str, list[str]] = {
    "default-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "connect-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "img-src": [CSP.SELF, "data:"],
    "manifest-src": [CSP.SELF],
    "object-src": [CSP.NONE],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF],
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"  # the identity provider sends people back from another site
SESSION_COOKIE_AGE = SESSION_LONGEST = 60 * 60 * 8  # seconds
SESSION_IDLE = 60 * 30  # seconds without a request
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_ENGINE = "django.contrib.sessions.backends.db"  # losing Redis must sign nobody out
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "amu.web.csrf.csrf_failure"
HEALTH_TOKEN = env.text("HEALTH_TOKEN", "")  # empty: the deep check answers the machine itself only
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
LARGEST_REQUEST = (
    26 * 1024 * 1024
)  # bytes: three of the largest files; docker/proxy.conf.template says the same
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400

CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_IGNORE_RESULT = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # a worker waits for the broker as long as it takes
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_TIMEZONE = "UTC"
CELERY_TASK_TIME_LIMIT = 600
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 400_000  # kB; one that has grown is replaced after its task
# max_retries 0: with a dead broker a publish must fail at once, not after six seconds.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "max_retries": 0,
    "socket_timeout": 2,
    "socket_connect_timeout": 1,
    "visibility_timeout": 900,
}

# Where clamd listens, which looks for viruses in what people add. Without it such files are kept, and not opened.
CLAMD = env.host_and_port("CLAMD")

LOGGING = configuration(env.text("LOG_LEVEL", "INFO"))

# Whether a commit wakes a worker at once. Off in tests without a broker; the sweep finds rows all the same.
OUTBOX_WAKE = env.flag("OUTBOX_WAKE", default=True)

# What certificates are sealed with: files outside the database, read once in each process.
SEAL_KEYS_FROM = "amu.sealing.keys.keys_of_settings"
SEAL = {"level": env.text("SEAL_LEVEL", "B-T"), "passphrase": env.text("SEAL_KEY_PASSPHRASE", "")}

# Whose words decide, where the law leaves it to the authority. Each is shown to the person.
AMU = {
    "mail_from": env.text("MAIL_FROM", "AMU <svar-ikke@amu.example>"),
    "contact_mail": env.text("CONTACT_MAIL", "kontakt@amu.example"),
    "contact_phone": env.text("CONTACT_PHONE", ""),
    "public_address": env.text("PUBLIC_ADDRESS", "http://localhost:8000"),
    "forward_mode": env.text("APPEAL_FORWARD_MODE", "on_request"),
}

from amu.settings.identity import *  # noqa: E402, F403
