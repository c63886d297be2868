"""How the government's documents look. Every act is a new row; the newest counts.

What comes from outside is read before the act, in a process of its own.
"""

from dataclasses import replace
from typing import TypedDict, Unpack

from django.utils import timezone

from querschnitt.accounts import house_style_rules as rules
from querschnitt.accounts import journal
from querschnitt.accounts.models import HouseStyleVersion, User
from querschnitt.documents import typefaces
from querschnitt.documents.house_style import PLAIN, HouseStyle
from querschnitt.documents.pictures import PICTURE_LIMITS, read_picture
from querschnitt.documents.unreadable import Unreadable
from querschnitt.lib.refusal import Obstacle, Refused, refuse_if

EMBLEM_LIMITS = replace(PICTURE_LIMITS, size=2 * 1024 * 1024)
LARGEST_TEMPLATE = 5 * 1024 * 1024
SETTABLE = ("name", "emblem", "emblem_text", "colour", "typeface")


class Wanted(TypedDict):
    """What an administrator sets. Without a picture (as it was uploaded), the emblem stays."""

    name: str
    emblem: bytes
    emblem_text: str
    without_emblem: bool
    colour: str
    typeface: str


def set_house_style(*, by: User, seen: int, **wanted: Unpack[Wanted]) -> HouseStyleVersion:
    """Set how all documents look from now on; the Word template stays as it is.

    :param seen: the key of the version that was shown, 0 if there was none
    :raises Refused: if ``obstacle_to_setting_house_style`` finds an obstacle, or the picture cannot
        be read
    """
    refuse_if(rules.obstacle_to_keeping_house_style(by))
    emblem = _emblem_of(wanted["emblem"])
    return _set(by=by, seen=seen, wanted=wanted, emblem=emblem)


def house_style_of(*, by: User, **wanted: Unpack[Wanted]) -> HouseStyle:
    """Return how documents would look after ``set_house_style``; nothing is written.

    :raises Refused: as ``set_house_style`` does
    """
    refuse_if(rules.obstacle_to_keeping_house_style(by))
    emblem = _emblem_of(wanted["emblem"])
    return _wanted(by, _current(), wanted, emblem)


def _emblem_of(data: bytes) -> bytes:
    try:
        return read_picture(data, limits=EMBLEM_LIMITS).png if data else b""
    except Unreadable as error:
        raise Refused(Obstacle("accounts.unreadable-emblem", error.sentence)) from error


@journal.act
def _set(*, by: User, seen: int, wanted: Wanted, emblem: bytes) -> HouseStyleVersion:
    current = _current()
    style = _wanted(by, current, wanted, emblem)
    refuse_if(
        rules.obstacle_to_seen(current, seen) or rules.obstacle_to_repeating(current, style.digest)
    )
    made = _append(by, style, current.word_template_name if current else "")
    before = current.style if current else PLAIN
    changed = [name for name in SETTABLE if getattr(style, name) != getattr(before, name)]
    journal.record("accounts.house_style_set", actor=by, subject=made, changed=changed)
    return made


def _wanted(
    by: User, current: HouseStyleVersion | None, wanted: Wanted, emblem: bytes
) -> HouseStyle:
    before = current.style if current else PLAIN
    emblem = emblem or (b"" if wanted["without_emblem"] else before.emblem)
    style = HouseStyle(
        name=wanted["name"].strip(),
        emblem=emblem,
        emblem_text=wanted["emblem_text"].strip() if emblem else "",
        colour=wanted["colour"].strip().lower(),
        typeface=wanted["typeface"],
        word_template=before.word_template,
        fonts=str(typefaces.folder()),
    )
    refuse_if(rules.obstacle_to_setting_house_style(by, style, installed=typefaces.installed()))
    return style


def replace_word_template(*, by: User, seen: int, data: bytes, file_name: str) -> HouseStyleVersion:
    """Let Word files be filled from the government's own template from now on.

    :raises Refused: if ``obstacle_to_keeping_house_style`` finds an obstacle, or the template
        cannot be used
    """
    from querschnitt.documents.word_template import TEMPLATE_LIMITS, check

    refuse_if(rules.obstacle_to_keeping_house_style(by))
    try:
        check(data, limits=replace(TEMPLATE_LIMITS, size=LARGEST_TEMPLATE))
    except Unreadable as error:
        raise Refused(Obstacle("accounts.unusable-template", error.sentence)) from error
    return _replaced(by=by, seen=seen, data=data, file_name=file_name)


@journal.act
def _replaced(*, by: User, seen: int, data: bytes, file_name: str) -> HouseStyleVersion:
    current = _current()
    refuse_if(rules.obstacle_to_keeping_house_style(by) or rules.obstacle_to_seen(current, seen))
    style = replace(current.style if current else PLAIN, word_template=data)
    refuse_if(rules.obstacle_to_repeating(current, style.digest))
    made = _append(by, style, file_name[-200:] or "vorlage.docx")
    journal.record("accounts.word_template_replaced", actor=by, subject=made)
    return made


@journal.act
def remove_word_template(*, by: User, seen: int) -> HouseStyleVersion:
    """Let Word files look as the other formats do again.

    :raises Refused: if ``obstacle_to_removing_template`` finds an obstacle
    """
    current = _current()
    refuse_if(
        rules.obstacle_to_removing_template(by, current) or rules.obstacle_to_seen(current, seen)
    )
    style = replace(current.style if current else PLAIN, word_template=b"")
    made = _append(by, style, "")
    journal.record("accounts.word_template_removed", actor=by, subject=made)
    return made


@journal.act
def restore_house_style(*, by: User, version: HouseStyleVersion, seen: int) -> HouseStyleVersion:
    """Let an earlier design count again, with its emblem and its template.

    :raises Refused: if ``obstacle_to_restoring_house_style`` finds an obstacle
    """
    current = _current()
    version = HouseStyleVersion.objects.get(pk=version.pk)
    refuse_if(
        rules.obstacle_to_keeping_house_style(by)
        or rules.obstacle_to_seen(current, seen)
        or rules.obstacle_to_restoring_house_style(by, current, version)
    )
    made = _append(by, version.style, version.word_template_name)
    journal.record("accounts.house_style_restored", actor=by, subject=made, version=version.pk)
    return made


def _current() -> HouseStyleVersion | None:
    return HouseStyleVersion.objects.newest_first().first()


def _append(by: User, style: HouseStyle, word_template_name: str) -> HouseStyleVersion:
    return HouseStyleVersion.objects.create(
        name=style.name,
        emblem=style.emblem,
        emblem_text=style.emblem_text,
        colour=style.colour,
        typeface=style.typeface,
        word_template=style.word_template,
        word_template_name=word_template_name,
        digest=style.digest,
        set_by=by,
        set_at=timezone.now(),
    )
