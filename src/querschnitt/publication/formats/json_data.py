"""The edition as data: all languages, all facts, readable for people too."""

import json

from querschnitt.publication.content import is_framework
from querschnitt.publication.formats.base import Format, Manuscript

SCHEMA = "querschnitt/framework-edition/1"


def render(manuscript: Manuscript) -> bytes:
    """Return the whole content; that of a framework wraps what was adopted, and says so."""
    content = manuscript.content
    head = {"schema": SCHEMA} if is_framework(content) else {}
    return f"{json.dumps({**head, **content}, ensure_ascii=False, indent=2)}\n".encode()


JSON = Format(
    slug="json",
    label="JSON",
    media_type="application/json",
    suffix=".json",
    is_in_one_language=False,
    render=render,
)
