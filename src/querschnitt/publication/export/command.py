"""``querschnitt export``: what it says while it works, and at the end."""

import sys
import time
from pathlib import Path
from typing import TextIO
from urllib.parse import urlsplit

from django.conf import settings

from querschnitt.publication.export import folder
from querschnitt.publication.export.checking import Checked, check
from querschnitt.publication.export.links import links_in
from querschnitt.publication.export.manifest import Entry, Manifest
from querschnitt.publication.export.names import Unfit, url_of
from querschnitt.publication.export.run import Options, Report, export

DONE, BROKEN = 0, 1
MOST_SHOWN = 50
WIDTH = 30


class NotPossible(Exception):
    """Raised where nothing can be exported; the sentence says why, and what to do."""


def main(
    directory: Path,
    *,
    base_url: str = "",
    is_packed: bool = False,
    is_verbose: bool = False,
    is_check_only: bool = False,
    out: TextIO | None = None,
    progress: TextIO | None = None,
) -> int:
    """Export the public site, or look at an earlier export; return the exit status.

    :returns: 0, or 1 where a link leads nowhere
    :raises NotPossible: if nothing can be written
    """
    out, progress = out or sys.stdout, progress or sys.stderr
    try:
        if is_check_only:
            checked = _look_at(directory)
        else:
            options = Options(_address(base_url), is_packed)
            report = export(directory, options, Progress(progress, is_verbose=is_verbose))
            _sum_up(report, directory, out)
            checked = report.checked
    except (folder.Unwritable, Unfit) as error:
        raise NotPossible(str(error)) from error
    _tell_links(checked, out, progress, is_verbose=is_verbose)
    if not checked.broken and not is_check_only:
        out.write(f"To look at it: python3 -m http.server --directory {directory}\n")
    return BROKEN if checked.broken else DONE


def _address(base_url: str) -> str:
    if not base_url:
        return str(settings.BASE_URL)
    value = base_url.rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query:
        raise NotPossible(
            f'"{base_url}" is not an address such as https://example.org; a site below a path of '
            "another one is not possible, since its links begin at the root."
        )
    return value


def _look_at(directory: Path) -> Checked:
    """Read every file of a copy and follow its links, whatever its manifest remembers of them."""
    known: Manifest = folder.known_in(directory)
    files: dict[str, Entry] = {}
    for name, entry in known.files.items():
        try:
            body = (directory / name).read_bytes()
        except OSError:
            # Whoever refers to it is told.
            continue
        links = links_in(body, entry.media_type, url_of(name))
        files[name] = Entry(links=links.targets, anchors=links.anchors)
    return check(files, bases=known.bases, answers=known.answers)


def _sum_up(report: Report, directory: Path, out: TextIO) -> None:
    out.write(
        f"{report.files} files in {directory}: {report.written} written, "
        f"{report.unchanged} unchanged, {report.removed} removed; "
        f"{_size(report.bytes)} in all.\n"
    )


def _size(count: int) -> str:
    return f"{count / 1024 / 1024:.1f} MiB" if count >= 1024 * 1024 else f"{count / 1024:.0f} KiB"


def _tell_links(checked: Checked, out: TextIO, more: TextIO, *, is_verbose: bool) -> None:
    for broken in checked.broken[: None if is_verbose else MOST_SHOWN]:
        out.write(f"Broken link: {broken}\n")
    if len(checked.broken) > MOST_SHOWN and not is_verbose:
        out.write(f"... and {len(checked.broken) - MOST_SHOWN} more; --verbose shows all.\n")
    out.write(
        f"{checked.followed} links followed, {len(checked.broken)} broken; "
        f"{len(checked.elsewhere)} addresses outside, not fetched.\n"
    )
    if is_verbose:
        more.writelines(f"Outside: {link}\n" for link in checked.elsewhere)


class Progress:
    """Says how far an export is: a bar on a terminal, lines where asked for, else nothing."""

    def __init__(self, stream: TextIO, *, is_verbose: bool) -> None:
        self._stream = stream
        self._is_terminal, self._is_verbose = stream.isatty(), is_verbose
        self._count = self._done = 0
        self._told_at = 0.0

    def began(self, count: int) -> None:
        self._count, self._done = count, 0

    def went_on(self) -> None:
        self._done += 1
        if not (self._is_terminal or self._is_verbose):
            return
        now, is_last = time.monotonic(), self._done == self._count
        if is_last or now - self._told_at >= (0.1 if self._is_terminal else 1.0):
            self._told_at = now
            self._tell(is_last=is_last)

    def began_anew(self) -> None:
        if self._is_terminal or self._is_verbose:
            self._stream.write("\nThe public site was changed meanwhile; beginning again.\n")

    def _tell(self, *, is_last: bool) -> None:
        if not self._is_terminal:
            self._stream.write(f"{self._done} of {self._count} files\n")
            return
        filled = WIDTH * self._done // max(self._count, 1)
        bar = "#" * filled + "." * (WIDTH - filled)
        end = "\n" if is_last else ""
        self._stream.write(f"\r[{bar}] {self._done} of {self._count} files{end}")
        self._stream.flush()
