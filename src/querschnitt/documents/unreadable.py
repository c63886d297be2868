"""What a person is told whose file cannot be read."""

from typing import Any

from django.utils.translation import gettext

MEGABYTE = 1024 * 1024


class Unreadable(ValueError):
    """An uploaded file could not be read; ``sentence`` tells the person who uploaded it why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def sentence(code: str, kind: str, facts: dict[str, Any]) -> str:
    """Return what is wrong with a file; ``facts`` holds the limits and what was found."""
    known = _about_the_package(facts) | _about_the_content(facts)
    if code == "wrong-kind":
        return _wrong_kind(kind)
    return known.get(code) or known["damaged"]


def _wrong_kind(kind: str) -> str:
    if kind == "word":
        return gettext(
            "This is not a Word file. Please save it in Word as a document (.docx) and try again."
        )
    return gettext(
        "This is not a workbook. Please save it as an Excel workbook (.xlsx) or as an OpenDocument "
        "spreadsheet (.ods) and try again."
    )


def _about_the_package(facts: dict[str, Any]) -> dict[str, str]:
    return {
        "empty": gettext("The file is empty."),
        "too-large": gettext(
            "The file is larger than %(limit)d MB. Please remove pictures and try again."
        )
        % {"limit": facts["size"] // MEGABYTE},
        "old-format": gettext(
            "This file has the format of an old Office version (.xls or .doc). Please save it in "
            "the present format (.xlsx or .docx) and try again."
        ),
        "encrypted": gettext(
            "The file is protected with a password. Please save it without a password and try "
            "again."
        ),
        "macros": gettext(
            "The file contains macros. Please save it in a format without macros (.xlsx, .ods or "
            ".docx) and try again."
        ),
        "packed": gettext("Another file is embedded in this file. Please remove it and try again."),
        "bomb": gettext(
            "Unpacked, the file would be too large to be opened safely. Please copy its content "
            "into a new file and try again."
        ),
        "entities": gettext(
            "The file contains instructions that an Office file does not need and that could do "
            "harm. Please copy its content into a new file and try again."
        ),
        "damaged": gettext(
            "The file is damaged and cannot be read. Please open it, save it anew and try again."
        ),
    }


def _about_the_content(facts: dict[str, Any]) -> dict[str, str]:
    facts = {"sheet": "", "found": ""} | facts
    return {
        "too-costly": gettext(
            "Reading the file takes too much time or memory. Please copy its content into a new "
            "file and try again."
        ),
        "too-many-rows": gettext(
            "The sheet “%(sheet)s” reaches beyond %(rows)d rows. Please remove what lies below the "
            "last entry."
        )
        % facts,
        "too-many-columns": gettext(
            "The sheet “%(sheet)s” reaches beyond %(columns)d columns. Please remove what lies to "
            "the right of the last entry."
        )
        % facts,
        "cell-too-long": gettext(
            "Cell %(found)s of the sheet “%(sheet)s” holds more than %(cell)d characters."
        )
        % facts,
        "too-much-text": gettext("The file holds more text than can be read at once."),
        "too-many-paragraphs": gettext("The file holds more than %(paragraphs)d paragraphs.")
        % facts,
    }
