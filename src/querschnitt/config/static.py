"""Styles, scripts and fonts, gathered under names that change with their content."""

import fcntl
import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def gather() -> None:
    """Copy all static files into the data directory, unless just these were copied before."""
    root = Path(settings.STATIC_ROOT)
    root.parent.mkdir(parents=True, exist_ok=True)
    # Server and jobs often start at the same moment; the second one waits and finds all done.
    with (root.parent / ".gathering").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        seal, state = root / ".gathered", _state()
        if seal.exists() and seal.read_text(encoding="utf-8") == state:
            return
        call_command("collectstatic", interactive=False, verbosity=0)
        # Written last: whoever is interrupted before gathers again.
        seal.write_text(state, encoding="utf-8")


def _state() -> str:
    """Return a digest that differs when any static file was added, removed or written."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            file = Path(storage.path(path)).stat()
            digest.update(f"{path} {file.st_size} {file.st_mtime_ns}\n".encode())
    return digest.hexdigest()
