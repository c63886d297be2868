"""Editions of relations as they follow each other, and what is stored of them."""

import json
from datetime import UTC, datetime, timedelta

from querschnitt.portal.oparl.pages import files
from querschnitt.portal.site import PublicSite
from querschnitt.publication.renderers import RelationsEdition

FIRST = datetime(2026, 3, 1, 9, tzinfo=UTC)


def edition(content, number=1, *, public_from=None, withdrawn_at=None, is_newest=True):
    at = public_from or FIRST + timedelta(days=number - 1)
    return RelationsEdition(
        document="beziehungen", kind="relations", number=number, is_minor=False,
        is_newest=is_newest, content=content, content_digest="", digest="", change_note="",
        published_at=at, public_from=at, withdrawn_at=withdrawn_at,
        withdrawal_reason="Versehen" if withdrawn_at else "",
    )  # fmt: skip


def following(*contents, **last):
    """Return editions of these contents, each a day after the one before; newest first."""
    made = [
        edition(content, number, is_newest=number == len(contents),
                **(last if number == len(contents) else {}))
        for number, content in enumerate(contents, start=1)
    ]  # fmt: skip
    return made[::-1]


def rendered(editions):
    """Return what is stored, by its address."""
    return {page.path: page for page in files(PublicSite(editions), FIRST)}


def told(editions):
    """Return what is told at each address that holds JSON."""
    return {path: json.loads(page.body) for path, page in rendered(editions).items() if page.body}


def without(content, *references):
    """Return a content without some entries, as the next edition would hold it."""
    left = {"entries": [
        one for one in content["entries"]
        if f"{one['register']}/{one['key']}" not in references
    ]}  # fmt: skip
    return {**content, **left}
