"""What an entry says, as plain data: the one form in which forms, workbooks and history hold it."""

from typing import Any, TypedDict

Reference = str
"""Of another entry: its register and key with a slash, such as ``partners/masowien``."""


class LinkSaid(TypedDict):
    """An entry that is named in a role, with the time for which that holds (partial dates)."""

    entry: Reference
    since: str
    until: str
    note: str


class Said(TypedDict):
    """All that the form of a register holds; an ``EntryRevision`` keeps it as canonical JSON.

    ``values`` holds the columns of the register's own table by name, as JSON: dates in ISO form,
    other entries as references, what is empty left out.
    """

    title: str
    summary: str
    department: str
    """The lasting key, or empty."""
    values: dict[str, Any]
    links: dict[str, list[LinkSaid]]
    goals: list[str]
    """Framework and reference with a slash, such as ``2022/X2``."""
    translations: dict[str, dict[str, str]]
    source: str
    confidence: str
    remark: str


def said(title: str, **more: Any) -> Said:
    """Return what an entry says, with nothing where nothing is given."""
    empty = Said(
        title=title,
        summary="",
        department="",
        values={},
        links={},
        goals=[],
        translations={},
        source="",
        confidence="",
        remark="",
    )
    unknown = more.keys() - empty.keys()
    if unknown:
        raise TypeError(f"an entry does not say {min(unknown)}")
    return Said(**{**empty, **more})  # type: ignore[typeddict-item]


def link(entry: Reference, *, since: str = "", until: str = "", note: str = "") -> LinkSaid:
    """Return a link to an entry."""
    return LinkSaid(entry=entry, since=since, until=until, note=note)
