"""What an edition says of conferences, looked up by what belongs together."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.text import slugify

from querschnitt.lib.partial_date import PartialDate
from querschnitt.portal.addresses import Addresses
from querschnitt.portal.oparl.names import VENDOR, path_of, type_of, url_of
from querschnitt.publication.addresses import portal_languages
from querschnitt.relations.conference_content import MemberContent
from querschnitt.relations.content import EntryContent, RelationsContent, reference_of


class Source:
    """The conferences of an edition, with what belongs to each."""

    def __init__(self, content: RelationsContent) -> None:
        self.by_reference = {reference_of(one): one for one in content["entries"]}
        self.conferences = [one for one in content["entries"] if one["register"] == "conferences"]
        self._of: dict[tuple[str, str], list[EntryContent]] = defaultdict(list)
        for one in content["entries"]:
            if conference := one["values"].get("conference"):
                self._of[one["register"], conference].append(one)
        self._addresses = Addresses(portal_languages()[0])

    def of(self, register: str, conference: EntryContent) -> Sequence[EntryContent]:
        """Return the entries of a register that belong to a conference."""
        return self._of.get((register, reference_of(conference)), ())

    def web(self, entry: EntryContent) -> str:
        """Return the page about an entry."""
        return url_of(self._addresses.entry(reference_of(entry)))


def members_of(conference: EntryContent) -> list[MemberContent]:
    found: list[MemberContent] = conference["values"].get("members", [])
    return found


def text(words: Mapping[str, str]) -> str:
    """Return a text in the first language of the portal, or in any that it is given in."""
    return words.get(portal_languages()[0]) or next(iter(words.values()), "")


def made(kind: str, key: str, **said: Any) -> tuple[str, str, dict[str, Any]]:
    """Return an object with its address and type; what is empty is left out."""
    path = path_of(kind, key)
    kept = {name: value for name, value in said.items() if value not in ("", None, [], {})}
    return path, kind, {"id": url_of(path), "type": type_of(kind), **kept}


def url(kind: str, key: str) -> str:
    return url_of(path_of(kind, key))


def vendor(name: str) -> str:
    """Return the name of a property that the specification does not have."""
    return f"{VENDOR}{name}"


def period(start: str, end: str) -> dict[str, str]:
    """Return the days of a period: as the specification has them only where the day is known."""
    said: dict[str, str] = {}
    for name, day in (("startDate", start), ("endDate", end)):
        if is_day(day):
            said[name] = day
        elif day:
            said[vendor(name)] = day
    return said


def is_day(day: str) -> bool:
    """Tell whether a date is known to the day."""
    return bool(day) and bool(PartialDate.parse(day).day)


def plenary(conference: EntryContent) -> str:
    return url("Organization", f"{conference['key']}-plenum")


def member_url(conference: EntryContent, key: str) -> str:
    return url("Organization", f"{conference['key']}-mitglied-{key}")


def group_key(conference: EntryContent, name: str) -> str:
    return f"{conference['key']}-gruppe-{slugify(name.replace('ß', 'ss'))}"


def group_url(conference: EntryContent, name: str) -> str:
    """Return a working group's address, or nothing for one that the conference does not name."""
    known = conference["values"].get("working_groups", [])
    return url("Organization", group_key(conference, name)) if name in known else ""
