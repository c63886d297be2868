"""What no text may be: too long, empty where it is needed, or full of hidden characters."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from querschnitt.lib.control_characters import holds_control_characters
from querschnitt.lib.refusal import Obstacle

LINE = 200
TITLE = 300
TEXT = 5000
REMARK = 2000
NARRATIVE = 50_000


class Limited(NamedTuple):
    """A text, how long it may be, and whether it may be missing."""

    text: str
    limit: int
    is_required: bool = False


def obstacle_in_texts(*texts: Limited) -> Obstacle | None:
    """Return what is wrong with the first text that could not be kept as it is."""
    for text, limit, is_required in texts:
        if is_required and not text.strip():
            return Obstacle("framework.text-missing", _("A text that is needed is missing."))
        if len(text) > limit:
            return Obstacle(
                "framework.text-too-long",
                _("A text has {length} characters; at most {limit} are possible.").format(
                    length=len(text), limit=limit
                ),
            )
        if holds_control_characters(text):
            return Obstacle(
                "framework.control-characters",
                _("A text holds invisible control characters. Please remove them."),
            )
    return None
