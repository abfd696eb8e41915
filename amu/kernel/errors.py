"""Errors that carry a code instead of a sentence, so that pages and commands choose the words."""

from collections.abc import Mapping


class CodedError(ValueError):
    """An error with a code and ``facts`` (plain values), for pages and commands to put into words."""

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.facts: Mapping[str, str | int] = facts
