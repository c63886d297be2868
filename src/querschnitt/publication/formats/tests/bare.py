"""Formats that cost nothing, for tests of everything but the formats."""

from querschnitt.publication import formats
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
