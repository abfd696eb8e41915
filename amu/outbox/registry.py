"""Who delivers which kind of message. Apps register their handlers when they are ready."""

from collections.abc import Callable, Mapping
from typing import Any

type Handler = Callable[[Mapping[str, Any], str], None]
"""Takes the payload and the dedup key, which it passes on as an idempotency key."""

_handlers: dict[str, Handler] = {}
_remote: set[str] = set()


class UnknownKindError(LookupError):
    """A message whose kind nobody delivers. It is retried: the code that knows it may be on its way."""


def register(kind: str, handler: Handler, *, is_remote: bool = False) -> None:
    """Name the one handler of a kind. Raises ValueError when another one has it already.

    A remote handler talks to another system, or works for long, such as on a large document. It runs outside any
    transaction, with the message's lease alone, and opens transactions of its own for what it writes.
    """
    if _handlers.get(kind, handler) is not handler:
        raise ValueError(f"{kind} has a handler already")
    _handlers[kind] = handler
    if is_remote:
        _remote.add(kind)


def handler_for(kind: str) -> Handler:
    """Raises UnknownKindError."""
    try:
        return _handlers[kind]
    except KeyError:
        raise UnknownKindError(kind) from None


def is_remote(kind: str) -> bool:
    return kind in _remote


def kinds() -> frozenset[str]:
    return frozenset(_handlers)
