"""Formats that cost nothing, for tests of everything but the formats."""

from querschnitt.publication import formats
from querschnitt.publication.composition import compose
from querschnitt.publication.formats.base import Format
from querschnitt.publication.formats.json_data import JSON

BARE = Format("pdf", "PDF", "application/pdf", ".pdf", True, lambda _manuscript: b"%PDF-")


def write_bare_files(monkeypatch):
    """Offer a PDF without content and the data, and nothing that takes time."""
    only(monkeypatch, BARE, JSON)


def only(monkeypatch, *chosen):
    """Offer just these formats, everywhere."""
    for slug in list(formats.FORMATS):
        monkeypatch.delitem(formats.FORMATS, slug)
    for format_ in chosen:
        monkeypatch.setitem(formats.FORMATS, format_.slug, format_)


class Counted:
    """A format for reading whose files are what is composed; it notes what it writes.

    ``before`` is called before each file, and may fail.
    """

    def __init__(self):
        self.written = []
        self.before = lambda manuscript: None
        self.format = Format(
            "txt",
            "Text",
            "text/plain; charset=utf-8",
            ".txt",
            True,
            self._render,
            writes_parts=True,
        )

    def _render(self, manuscript):
        self.before(manuscript)
        part = manuscript.part
        self.written.append(part.key or f"{manuscript.document}-{manuscript.number}")
        return repr(compose(manuscript)).encode()

    def news(self):
        """Return what was written since this was last asked."""
        found, self.written = sorted(self.written), []
        return found


def write_counted_files(monkeypatch):
    """Offer a format that counts, and the data."""
    counted = Counted()
    only(monkeypatch, counted.format, JSON)
    return counted
