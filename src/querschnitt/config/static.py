"""Styles, scripts and fonts, gathered under names that change with their content."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def gather() -> None:
    """Copy all static files into the data directory, unless just these were copied before."""
    seal = Path(settings.STATIC_ROOT) / ".gathered"
    state = _state()
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
