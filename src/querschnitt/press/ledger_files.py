"""The ledger as a table to keep: CSV for programs, a workbook for people."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from django.utils import timezone
from django.utils.translation import gettext as _

from querschnitt.documents.workbook import Column, Sheet, Workbook
from querschnitt.press.models import Delivery
from querschnitt.publication.formats.csv_table import harmless

MOST = 100_000


def columns() -> list[tuple[str, float]]:
    """Return the heads of the columns with their widths."""
    return [
        (_("Number of the release"), 14),
        (_("Title"), 50),
        (_("Revision"), 10),
        (_("Channel"), 26),
        (_("Kind"), 14),
        (_("What for"), 18),
        (_("State"), 22),
        (_("Asked for"), 20),
        (_("Sent"), 20),
        (_("Attempts"), 10),
        (_("Web address"), 50),
        (_("Text as sent"), 80),
        (_("Digest of what was sent"), 40),
        (_("Error"), 40),
        (_("Settled by"), 24),
        (_("Note"), 40),
    ]


def rows(deliveries: Iterable[Delivery]) -> Iterator[list[str]]:
    """Yield each delivery as a row of texts."""
    for one in deliveries:
        yield [
            one.release.reference,
            one.release.title,
            str(one.revision),
            one.channel.name,
            one.channel.kind,
            str(one.get_action_display()),
            str(one.get_state_display()),
            _moment(one.created_at),
            _moment(one.sent_at),
            str(one.attempts),
            one.url,
            str(one.payload.get("text", "")),
            one.payload_digest,
            one.last_error,
            one.settled_by.name if one.settled_by else "",
            one.settled_note,
        ]


def as_csv(deliveries: Iterable[Delivery]) -> bytes:
    """Return the ledger as CSV (RFC 4180), in which no text becomes a formula."""
    file = StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(head for head, _width in columns())
    writer.writerows([harmless(cell) for cell in row] for row in rows(deliveries))
    return b"\xef\xbb\xbf" + file.getvalue().encode("utf-8", errors="replace")


def as_workbook(deliveries: Iterable[Delivery]) -> Workbook:
    """Return the ledger as a workbook with one sheet."""
    sheet = Sheet(
        title=_("Deliveries to channels"),
        columns=tuple(Column(head, width=width) for head, width in columns()),
        rows=rows(deliveries),
    )
    return Workbook(title=_("Ledger of deliveries"), sheets=(sheet,))


def _moment(moment: object) -> str:
    # Sortable, and with seconds: what went out first is what such a table is asked.
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M:%S}" if moment else ""  # type: ignore[arg-type]
