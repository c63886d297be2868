"""What an uploaded file is, and what it says: the way from bytes to a foreign framework."""

import hashlib
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from querschnitt.documents.plain_reading import read_json, read_xml
from querschnitt.documents.reading import Limits
from querschnitt.documents.unreadable import Unreadable
from querschnitt.framework.content import FrameworkContent, FrameworkEdition
from querschnitt.publication.foreign import editions, stratml
from querschnitt.publication.foreign.deviations import Deviation

LIMITS = Limits(size=40 * 1024 * 1024, memory=1024 * 1024 * 1024, seconds=60)
"""Ten thousand goals of StratML are some twenty megabytes."""

CORE, REPORT, QUERSCHNITT = "stratml_core", "stratml_report", "querschnitt"


@dataclass(frozen=True)
class Recognised:
    """A framework read from a file; ``edition`` only where it is one of this program's."""

    kind: str
    content: FrameworkContent
    language: str
    is_language_guessed: bool = False
    edition: FrameworkEdition | None = None
    deviations: list[Deviation] = field(default_factory=list)


def recognise(data: bytes, *, limits: Limits = LIMITS) -> Recognised:
    """Return what a file says, whichever of the known forms it has.

    :raises Unreadable: with a sentence that says what is wrong with the file
    """
    start = data[:200].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if start.startswith((b"{", b"[")):
        return _edition(data, limits)
    if start.startswith(b"<") or not data.strip():
        return _plan(data, limits)
    raise Unreadable(
        _("This is neither StratML (.xml) nor an edition of this program (.json). Please choose"
          " another file.")
    )  # fmt: skip


def _edition(data: bytes, limits: Limits) -> Recognised:
    value = read_json(data, limits=limits)
    try:
        edition = editions.read(value)
    except editions.NotAnEdition as error:
        raise Unreadable(error.sentence) from error
    content = edition["framework"]
    language = next(iter(content["languages"]), "")
    return Recognised(QUERSCHNITT, content, language, edition=edition)


def _plan(data: bytes, limits: Limits) -> Recognised:
    root = read_xml(data, limits=limits)
    key = f"stratml-{hashlib.sha256(data).hexdigest()[:12]}"
    try:
        plan = stratml.read(root, key=key)
    except stratml.NotStratML as error:
        sentence = _("The file is XML, but no StratML: it begins with <%(name)s>.")
        raise Unreadable(sentence % {"name": str(error)[:60]}) from error
    return Recognised(
        CORE if plan.part == 1 else REPORT,
        plan.content,
        plan.language,
        is_language_guessed=plan.is_language_guessed,
        deviations=plan.deviations,
    )
