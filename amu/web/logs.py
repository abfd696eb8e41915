"""One JSON object a line, and no person in it."""

import re
from collections.abc import MutableMapping
from typing import Any

import structlog

CPR_LIKE = re.compile(r"(?<!\d)(\d{6})[ -]?\d{4}(?!\d)")
EMAIL_LIKE = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
QUERY_OF_CALLBACK = re.compile(r"([?&](?:code|state)=)[^&\s\"']+")

type Event = MutableMapping[str, Any]


def scrub(_logger: Any, _method: str, event: Event) -> Event:
    """Take out what looks like a CPR number, an e-mail address or a one-use sign-in code."""
    for key, value in event.items():
        if isinstance(value, str) and key != "timestamp":
            event[key] = scrubbed(value)
    return event


def plain(_logger: Any, _method: str, event: Event) -> Event:
    """Django logs whole request objects; a line has only the method and the path, without its query."""
    request = event.pop("request", None)
    if request is not None and hasattr(request, "path"):
        event["method"], event["path"] = request.method, request.path
    event.pop("server_time", None)
    return event


def scrubbed(text: str) -> str:
    text = CPR_LIKE.sub("[cpr]", text)
    text = EMAIL_LIKE.sub("[e-mail]", text)
    return QUERY_OF_CALLBACK.sub(r"\1[code]", text)


def configuration(level: str) -> dict[str, Any]:
    """Django's LOGGING: everything to standard error, tracebacks without the values of variables."""
    shared = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        plain,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
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
            "django.server": {"handlers": [], "propagate": True},
            "weasyprint": {"level": "ERROR"},
            "fontTools": {"level": "ERROR"},
        },
    }
