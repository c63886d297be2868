"""The archive for the next chair: every file of it, and all of them as one.

The same state of affairs gives the same bytes: no clock, fixed times in the archive, one order.
"""

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from django.utils.translation import gettext as _

from querschnitt.accounts.models import User
from querschnitt.documents.house_style import HouseStyle
from querschnitt.documents.typeset import TypesetDocument
from querschnitt.documents.writers import WRITERS
from querschnitt.relations.handover_data import data_of
from querschnitt.relations.handover_papers import overview_document, resolutions_of_presidency
from querschnitt.relations.meeting_papers import PAPERS
from querschnitt.relations.paper_words import meeting_said
from querschnitt.relations.queries.handing_over import Handover
from querschnitt.relations.registers import REGISTERS
from querschnitt.relations.workbook_files import register_file

MANIFEST: Final = "manifest.json"
CHECKSUMS: Final = "SHA256SUMS"
MANIFEST_SCHEMA: Final = "querschnitt/hand-over-manifest/1"
# The earliest time that the format knows; any other would tell when the archive was made.
_TIME = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o644 << 16


@dataclass(frozen=True)
class Part:
    """A file of the archive before it is written."""

    path: str
    what: str
    write: Callable[[], bytes]


def parts_of(handover: Handover, *, by: User, style: HouseStyle) -> list[Part]:
    """Return all files but the manifest, the overview first."""
    further = [
        *_meetings(handover, style),
        *_document("beschluesse", _("All resolutions"), resolutions_of_presidency, handover, style),
        *_workbooks(handover, by),
        Part("daten/uebergabe.json", _("Everything as data"), lambda: _json(data_of(handover))),
    ]
    named = [(part.path, part.what) for part in further]
    named += [(MANIFEST, _("All files with checksums")), (CHECKSUMS, _("The same for programs"))]
    overview = overview_document(handover, named)
    return [
        Part(f"uebersicht.{slug}", _("Overview"), _writing(lambda: overview, slug, style))
        for slug in ("html", "pdf")
    ] + further


def archive(parts: Sequence[Part], *, tell: Callable[[int, int], None]) -> bytes:
    """Return the parts as one archive, with a manifest that names their checksums.

    :param tell: is told after each file how many of how many are written
    """
    written: list[tuple[str, bytes]] = []
    for number, part in enumerate(parts, start=1):
        written.append((part.path, part.write()))
        tell(number, len(parts))
    sums = "".join(f"{_sum(data)}  {path}\n" for path, data in written).encode()
    files = [{"path": path, "size": len(data), "sha256": _sum(data)} for path, data in written]
    manifest = _json({"schema": MANIFEST_SCHEMA, "files": files})
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for path, data in [*written, (MANIFEST, manifest), (CHECKSUMS, sums)]:
            told = zipfile.ZipInfo(path, _TIME)
            told.create_system, told.external_attr = 3, _READABLE
            file.writestr(told, data, zipfile.ZIP_DEFLATED, 9)
    return packed.getvalue()


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _json(data: dict[str, Any]) -> bytes:
    return f"{json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True)}\n".encode()


def _writing(
    document: Callable[[], TypesetDocument], slug: str, style: HouseStyle
) -> Callable[[], bytes]:
    return lambda: WRITERS[slug].write(document(), style)


def _document(
    path: str,
    what: str,
    make: Callable[[Any], TypesetDocument],
    of: object,
    style: HouseStyle,
) -> Iterator[Part]:
    for slug in ("pdf", "docx"):
        yield Part(f"{path}.{slug}", what, _writing(lambda: make(of), slug, style))


def _meetings(handover: Handover, style: HouseStyle) -> Iterator[Part]:
    for number, sheet in enumerate(handover.meetings, start=1):
        name = meeting_said(sheet.meeting)
        for paper, make in PAPERS.items():
            path = f"sitzungen/{number:02}-{sheet.meeting.key}/{paper}"
            yield from _document(path, f"{paper.capitalize()}: {name}", make, sheet, style)


def _workbooks(handover: Handover, by: User) -> Iterator[Part]:
    held = {
        "conferences": {handover.conference.pk},
        "presidencies": {handover.presidency.pk},
        "meetings": {sheet.meeting.pk for sheet in handover.meetings},
        "resolutions": {one.resolution.pk for one in handover.resolutions},
    }
    for slug, entries in held.items():
        register = REGISTERS[slug]
        path = f"arbeitsmappen/{register.segment}.xlsx"
        what = _("Workbook: %(register)s") % {"register": register.name}
        yield Part(path, what, _workbook(slug, entries, by))


def _workbook(slug: str, entries: set[int], by: User) -> Callable[[], bytes]:
    return lambda: register_file(REGISTERS[slug], by=by, only=entries)
