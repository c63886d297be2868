"""What the public reads of EU dossiers beside their fields: the positions that were sent."""

from collections.abc import Iterator
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from querschnitt.framework.content import LANGUAGE
from querschnitt.portal.reading import Reading
from querschnitt.portal.sections import Section, register_sections
from querschnitt.relations.content import EntryContent


def register() -> None:
    """Let the portal show the positions on a dossier."""
    register_sections("dossiers", positions)


def positions(reading: Reading, entry: EntryContent) -> Iterator[Section]:
    """Yield the positions of the government that were sent and made public."""
    found: list[dict[str, Any]] = entry["values"].get("positions", [])
    if found:
        language = "" if reading.language == LANGUAGE else LANGUAGE
        context = {"positions": found, "language": language}
        body = render_to_string("portal/_positions.html", context)
        yield Section(id="stellungnahmen", title=_("Positions of the government"), body=body)
