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
    known = _about_the_package(facts) | _about_the_content(facts) | _about_a_template(facts)
    if kind in {"xml", "json"}:
        known |= _about_plain_files(facts)
    if code == "wrong-kind":
        return _wrong_kind(kind)
    if code == "too-large" and kind == "picture":
        return gettext("The picture is larger than %(limit)d MB. Please make it smaller.") % {
            "limit": facts["size"] // MEGABYTE
        }
    return known.get(code) or known["damaged"]


def _wrong_kind(kind: str) -> str:
    if kind == "xml":
        return gettext("This is not an XML file.")
    if kind == "json":
        return gettext("This is not a JSON file.")
    if kind == "picture":
        return gettext(
            "This is not a picture that can be used. Please save it as PNG or JPEG and try again."
        )
    if kind in {"word", "template"}:
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
        "too-many-pixels": gettext(
            "The picture has more pixels than can be opened safely. Please make it smaller and try "
            "again."
        ),
        "too-many-paragraphs": gettext("The file holds more than %(paragraphs)d paragraphs.")
        % facts,
    }


def _about_a_template(facts: dict[str, Any]) -> dict[str, str]:
    facts = {"found": ""} | facts
    return {
        "no-body": gettext(
            "The template has no paragraph that holds {{p body }} and nothing else. The text of a "
            "document takes its place; please insert it once."
        ),
        "unknown-placeholder": gettext(
            "The template holds a placeholder that does not exist: %(found)s. Please look for a "
            "misspelling."
        )
        % facts,
        "broken-placeholder": gettext(
            "A placeholder of the template cannot be understood, near: %(found)s. Please check "
            "its brackets, and that every “if” and “for” has its end."
        )
        % facts,
        "draws-on-others": gettext(
            "The template draws on something outside of it: %(found)s. Please insert it into the "
            "file itself, or remove it."
        )
        % facts,
        "embedded": gettext(
            "The template contains an embedded object or a control: %(found)s. Please remove it."
        )
        % facts,
    }


def _about_plain_files(facts: dict[str, Any]) -> dict[str, str]:
    told: dict[str, Any] = {"found": "", "line": 1, **facts}
    return {
        "too-large": gettext("The file is larger than %(limit)d MB.")
        % {"limit": told["size"] // MEGABYTE},
        "entities": gettext(
            "The file has a document type, entities or inclusions. They could do harm and are not "
            "needed; please remove them and try again."
        ),
        "damaged": gettext("The file is damaged and cannot be read."),
        "not-well-formed": gettext("The file cannot be read: there is a mistake in line %(line)d.")
        % told,
        "wrong-bytes": gettext(
            "The file cannot be read: line %(line)d holds bytes that are no characters in its "
            "encoding."
        )
        % told,
        "no-encoding": gettext(
            "The file is in the encoding %(found)s, which is not read here. Please save it as UTF-8"
            " and try again."
        )
        % told,
        "no-characters": gettext("The file holds characters that no text may hold."),
        "too-deep": gettext("The file is nested deeper than is read here, in line %(line)d.")
        % told,
        "nested": gettext("The file is nested deeper than is read here."),
        "too-many-elements": gettext("The file holds more than %(elements)d elements.") % told,
        "key-twice": gettext(
            "The file names “%(found)s” twice in one object, so that it is unclear what it says."
        )
        % told,
        "no-number": gettext("The file holds a number that no edition can hold: %(found)s") % told,
        "too-costly": gettext("Reading the file takes too much time or memory."),
    }
