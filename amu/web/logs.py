"""One JSON object a line, and no person in it."""

import re
import traceback
from collections.abc import Mapping, MutableMapping
from typing import Any

import psycopg
import structlog
from django.db.utils import Error as DjangoError
from structlog.typing import ExcInfo

CPR_LIKE = re.compile(r"(?<!\d)(\d{6})[ -]?\d{4}(?!\d)")
EMAIL_LIKE = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
QUERY_OF_CALLBACK = re.compile(r"([?&](?:code|state)=)[^&\s\"']+")
# Where the text of a database error begins to hold values. They may hold anything, so nothing after it is kept.
VALUES_OF_DATABASE = re.compile(
    r"(Failing row contains|Key \([^()]*\)=|DETAIL: |CONTEXT: |QUERY: |LINE \d+: |invalid input (?:syntax|value)[^:]*:"
    r"|value out of range:|malformed \w+ literal:|at or near).*",
    re.DOTALL,
)

type Event = MutableMapping[str, Any]


def scrub(_logger: Any, _method: str, event: Event) -> Event:
    """Take out what looks like a CPR number, an e-mail address or a one-use sign-in code, and the values in what
    the database says of a row that it refuses."""
    return {key: value if key == "timestamp" else _clean(value) for key, value in event.items()}


def _clean(value: Any) -> Any:
    """Also inside of what holds other values, as Celery's account of a task does."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Mapping):
        return {str(key): _clean(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_clean(inner) for inner in value]
    return scrubbed(str(value))


def plain(_logger: Any, _method: str, event: Event) -> Event:
    """Django logs whole request objects; a line has only the method and the path, without its query."""
    request = event.pop("request", None)
    if request is not None and hasattr(request, "path"):
        event["method"], event["path"] = request.method, request.path
    event.pop("server_time", None)
    return event


def scrubbed(text: str) -> str:
    text = VALUES_OF_DATABASE.sub(r"\1 [values]", text)
    text = CPR_LIKE.sub("[cpr]", text)
    text = EMAIL_LIKE.sub("[e-mail]", text)
    return QUERY_OF_CALLBACK.sub(r"\1[code]", text)


def traceback_without_values(exc_info: ExcInfo) -> str:
    """The whole chain of errors, the first one first; a database error without its text, which holds the row."""
    error: BaseException | None = exc_info[1]
    chain: list[str] = []
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        frames = "".join(traceback.format_tb(error.__traceback__))
        chain.append(f"Traceback (most recent call last):\n{frames}{_said(error)}")
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\n\nwhich led to:\n\n".join(reversed(chain))


def _said(error: BaseException) -> str:
    name = f"{type(error).__module__}.{type(error).__qualname__}"
    if not isinstance(error, DjangoError | psycopg.Error):
        return f"{name}: {error}"
    source = error if isinstance(error, psycopg.Error) else error.__cause__
    if not isinstance(source, psycopg.Error):
        return name
    diagnosis = source.diag
    facts = (source.sqlstate, diagnosis.table_name, diagnosis.column_name, diagnosis.constraint_name)
    return " ".join([f"{name}:", *(fact for fact in facts if fact)])


def configuration(level: str) -> dict[str, Any]:
    """Django's LOGGING: everything to standard error, tracebacks without the values of variables."""
    shared = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        plain,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.ExceptionRenderer(traceback_without_values),
    ]
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": shared,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    scrub,
                    structlog.processors.JSONRenderer(ensure_ascii=False),
                ],
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": level, "propagate": True},
            "django.db.backends": {"level": "INFO"},  # below it are statements with their values
            "django.server": {"handlers": [], "propagate": True},
            "weasyprint": {"level": "ERROR"},
            "fontTools": {"level": "ERROR"},
        },
    }
