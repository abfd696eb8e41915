"""Put everything that is held about one person into one ZIP file."""

import json
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from tempfile import SpooledTemporaryFile
from typing import IO, Any, TypedDict
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.core.serializers.json import DjangoJSONEncoder

from amu import clock
from amu.own_data.registry import Held, files_of, held
from amu.own_data.rows import ids_of, rows_of

IN_MEMORY = 8 * 1024 * 1024  # bytes; what is more lies in a file without a name until it is sent


@dataclass(frozen=True, slots=True)
class Package:
    """The file, ready to be read from its beginning, and how many rows and files are in it."""

    file: IO[bytes]
    rows: int
    files: int


class _Content(TypedDict):
    what: str
    rows: list[dict[str, Any]]


def pack(person_id: int, *, read_me: tuple[str, str], now: datetime) -> Package:
    """``read_me`` is the name and the text of the file that explains the others. Words are in the active language."""
    ids = ids_of(person_id)
    rows = files = 0
    with ExitStack() as unless_whole:
        file = unless_whole.enter_context(SpooledTemporaryFile(max_size=IN_MEMORY))
        with ZipFile(file, "w", ZIP_DEFLATED) as zipped:
            _put(zipped, read_me[0], read_me[1].encode(), now)
            for app, tables in groupby(sorted(held(), key=_app), key=_app):
                content = {table.model: _content(table, ids) for table in tables}
                rows += sum(len(table["rows"]) for table in content.values())
                _put(zipped, f"data/{app}.json", _json(content), now)
            for own in files_of(ids):
                files += 1
                _put(zipped, f"files/{own.name}", own.content, now, packed=False)
        file.seek(0)
        unless_whole.pop_all()  # whoever sends it closes it
    return Package(file, rows, files)


def _app(table: Held) -> str:
    return table.model.partition(".")[0]


def _content(table: Held, ids: list[int]) -> _Content:
    return {"what": str(table.what), "rows": list(rows_of(table, ids))}


def _json(content: object) -> bytes:
    return json.dumps(content, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2).encode()


def _put(zipped: ZipFile, name: str, content: bytes, now: datetime, *, packed: bool = True) -> None:
    """A document is compressed already, and is stored as it is."""
    at = now.astimezone(clock.COPENHAGEN)
    entry = ZipInfo(name, (at.year, at.month, at.day, at.hour, at.minute, at.second))
    zipped.writestr(entry, content, ZIP_DEFLATED if packed else ZIP_STORED)
