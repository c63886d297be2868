"""What was begun to be sent, in a file of the data directory: it survives a restored database.

One line for each sending, forced to the disk before the first byte leaves. A line that was cut off
by a crash belongs to a sending that had not begun.
"""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from querschnitt.accounts.models import JournalEntry
from querschnitt.lib.digest import GENESIS


@dataclass(frozen=True, slots=True)
class Begun:
    """One sending: its number since the beginning, its key, and what it is in words."""

    number: int
    key: str
    told: str
    at: datetime


def path() -> Path:
    """Return the file of this database, named after the first entry of its journal.

    A database that is made anew in the same directory has another one; a restored one has not.
    """
    first = JournalEntry.objects.order_by("sequence").values_list("digest", flat=True).first()
    return Path(settings.DATA_DIR) / f"sendings-{(first or GENESIS)[:16]}.jsonl"


def append(entries: Iterable[Begun]) -> None:
    """Write down what is about to be sent; when this returns, it is on the disk."""
    lines = "".join(
        json.dumps([one.number, one.key, one.told, one.at.isoformat()], ensure_ascii=False) + "\n"
        for one in entries
    )
    file = path()
    is_new = not file.exists()
    # One write in append mode: lines of several processes do not mix.
    descriptor = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(descriptor, lines.encode())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    if is_new:
        _keep_the_name(file.parent)


def after(number: int) -> list[Begun]:
    """Return what was begun after the sending of this number, in order."""
    return sorted((one for one in _entries() if one.number > number), key=lambda one: one.number)


def highest() -> int:
    """Return the number of the newest sending; 0 if there was none."""
    return max((one.number for one in _entries()), default=0)


def _entries() -> Iterator[Begun]:
    file = path()
    if not file.exists():
        return
    with file.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            try:
                number, key, told, at = json.loads(line)
                yield Begun(int(number), str(key), str(told), datetime.fromisoformat(at))
            except (ValueError, TypeError):
                continue


def _keep_the_name(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
