"""Questions that come to a command line by line on standard input."""

import io
import sys
from collections.abc import Iterator


def input_lines() -> Iterator[str]:
    """Each line without its line break; bytes that are no UTF-8 are replaced, so no line stops the rest."""
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    for line in sys.stdin:
        yield line.rstrip("\r\n")
