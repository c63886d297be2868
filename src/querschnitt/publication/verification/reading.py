"""Reading rows as they are stored, without stumbling over what somebody tampered with."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection

from querschnitt.lib.digest import GENESIS

BATCH = 2_000


@dataclass(frozen=True, slots=True)
class Fault:
    """The first row of a chain that is not what it must be; ``row`` is its key, if it has one."""

    table: str
    row: int | str
    says: str

    def __str__(self) -> str:
        return f"{self.table}, row {self.row}: {self.says}"


@dataclass(frozen=True, slots=True)
class Head:
    """Where a chain ends."""

    sequence: int
    digest: str


START = Head(0, GENESIS)

COLUMNS = {
    # The sign keeps SQLite's driver from converting, and stumbling over, a declared type.
    "sqlite": {
        "": '+t."{name}"',
        "bool": '+t."{name}"',
        "date": '+t."{name}"',
        "instant": '+t."{name}"',
        "json": '+t."{name}"',
    },
    "postgresql": {
        "": 't."{name}"',
        "bool": 't."{name}"::int',
        "date": "to_char(t.\"{name}\", 'YYYY-MM-DD')",
        "instant": ("to_char(t.\"{name}\" AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"),
        "json": 't."{name}"::text',
    },
}


def rows(table: str, columns: Sequence[str], *, order: str) -> Iterator[tuple[Any, ...]]:
    """Yield raw rows; a column is ``name`` or ``name:kind`` with a kind of ``COLUMNS``."""
    expressions = ", ".join(_expression(column) for column in columns)
    with connection.cursor() as cursor:
        # Names come from this program alone.
        cursor.execute(f'SELECT {expressions} FROM "{table}" AS t ORDER BY t."{order}"')  # noqa: S608
        while batch := cursor.fetchmany(BATCH):
            yield from batch


def _expression(column: str) -> str:
    name, _colon, kind = column.partition(":")
    return COLUMNS[connection.vendor][kind].format(name=name)


def instant(stored: object) -> str:
    """Return the canonical text of a stored instant; what is none comes back changed."""
    text = str(stored)
    if len(text) == 19:
        text += ".000000"
    is_instant = len(text) == 26 and text[10] == " "
    return f"{text[:10]}T{text[11:]}+00:00" if is_instant else f"no instant: {text}"


@contextmanager
def tolerant() -> Iterator[None]:
    """Let SQLite hand over text that is no text any more, instead of failing."""
    connection.ensure_connection()
    if connection.vendor != "sqlite":
        yield
        return
    raw = connection.connection
    strict = raw.text_factory
    raw.text_factory = lambda data: data.decode("utf-8", errors="surrogateescape")
    try:
        yield
    finally:
        raw.text_factory = strict
