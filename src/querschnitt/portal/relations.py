"""The registers of relations as the public reads them: the newest edition, and what left it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from querschnitt.lib.partial_date import PartialDate
from querschnitt.publication.files import is_read
from querschnitt.publication.renderers import RelationsEdition
from querschnitt.relations.content import EntryContent, RelationsContent, reference_of
from querschnitt.relations.public_values import references_in
from querschnitt.relations.registers import REGISTERS, Register
from querschnitt.relations.said import Reference


@dataclass(frozen=True)
class Naming:
    """An entry that names another one, as the page of the named one tells it."""

    entry: EntryContent
    label: str
    """Of what: agreements of a partner, meetings of a conference."""
    since: str = ""
    until: str = ""
    note: str = ""


class Relations:
    """What the public reads of relations; nothing, while no edition can be read."""

    def __init__(self, editions: Sequence[RelationsEdition]) -> None:
        self.editions = tuple(sorted(editions, key=lambda one: -one.number))
        self.edition = next((one for one in self.editions if is_read(one)), None)

    @property
    def is_public(self) -> bool:
        return self.edition is not None

    @cached_property
    def content(self) -> RelationsContent | None:
        return self.edition.content if self.edition else None

    @cached_property
    def entries(self) -> dict[Reference, EntryContent]:
        """All entries by reference, of registers that the program knows."""
        content = self.content
        told = content["entries"] if content else []
        return {reference_of(one): one for one in told if one["register"] in REGISTERS}

    def of(self, slug: str) -> list[EntryContent]:
        """Return the entries of a register in the order of its list."""
        return self._by_register.get(slug, [])

    @cached_property
    def registers(self) -> tuple[Register, ...]:
        """Those that have an entry now."""
        return tuple(one for one in REGISTERS.values() if self.of(one.slug))

    @cached_property
    def _by_register(self) -> dict[str, list[EntryContent]]:
        found: dict[str, list[EntryContent]] = {}
        for entry in self.entries.values():
            found.setdefault(entry["register"], []).append(entry)
        return {slug: in_order(REGISTERS[slug], entries) for slug, entries in found.items()}

    def naming(self, reference: Reference) -> list[Naming]:
        """Return the entries that name one, by a link or in a column."""
        return self._naming.get(reference, [])

    @cached_property
    def _naming(self) -> dict[Reference, list[Naming]]:
        found: dict[Reference, list[Naming]] = {}
        for register in self.registers:
            for entry in self.of(register.slug):
                for target, naming in _namings(register, entry):
                    found.setdefault(target, []).append(naming)
        return found

    def serving(self, framework: str, reference: str) -> list[EntryContent]:
        """Return the entries that serve a goal, in the order of the registers."""
        return self._serving.get((framework, reference), [])

    @cached_property
    def _serving(self) -> dict[tuple[str, str], list[EntryContent]]:
        found: dict[tuple[str, str], list[EntryContent]] = {}
        for register in self.registers:
            for entry in self.of(register.slug):
                for goal in entry["goals"]:
                    found.setdefault((goal["framework"], goal["reference"]), []).append(entry)
        return found

    # -- What has left ----------------------------------------------------------------------------

    @cached_property
    def gone(self) -> dict[Reference, EntryContent]:
        """Entries that some edition had and that cannot be read now, as they were last told.

        For their addresses alone: what they said stays inside.
        """
        found: dict[Reference, EntryContent] = {}
        for edition in self.editions:
            for entry in edition.content["entries"]:
                reference = reference_of(entry)
                if entry["register"] in REGISTERS and reference not in self.entries:
                    found.setdefault(reference, entry)
        return found

    @cached_property
    def moved(self) -> dict[Reference, Reference]:
        """Entries that were merged into others, which can be read now."""
        told = self.content["moved"] if self.content else {}
        return {old: new for old, new in told.items() if old in self.gone and new in self.entries}

    def left_at(self, reference: Reference) -> datetime | None:
        """Return since when an entry that is gone cannot be read."""
        if reference not in self.gone:
            return None
        left = self.edition.public_from if self.edition else None
        for edition in self.editions:
            if any(reference_of(one) == reference for one in edition.content["entries"]):
                return left or edition.withdrawn_at or edition.public_from
            left = edition.public_from
        return left

    @property
    def left_reason(self) -> str:
        """Why nothing can be read, where the newest edition was withdrawn."""
        newest = next(iter(self.editions), None)
        return newest.withdrawal_reason if newest and not self.is_public else ""


def in_order(register: Register, entries: Iterable[EntryContent]) -> list[EntryContent]:
    """Return entries as their register orders its list; what has no date comes last."""
    ordered = sorted(entries, key=lambda one: one["key"])
    for name in reversed(register.order):
        field = name.removeprefix("-")
        with_value = [one for one in ordered if _sorted_by(one, field)]
        without = [one for one in ordered if not _sorted_by(one, field)]
        with_value.sort(key=lambda one: _sorted_by(one, field), reverse=name.startswith("-"))
        ordered = [*with_value, *without]
    return ordered


def _sorted_by(entry: EntryContent, field: str) -> str:
    if field == "title":
        return next(iter(entry["title"].values()), "").casefold()
    value = str(entry["values"].get(field, ""))
    try:
        return PartialDate.parse(value).first_day.isoformat() if value else ""
    except ValueError:
        return value


def _namings(register: Register, entry: EntryContent) -> Iterator[tuple[Reference, Naming]]:
    for _name, target in references_in(entry):
        yield target, Naming(entry, str(register.name))
    for role in register.roles:
        for link in entry["links"].get(role.name, ()):
            naming = Naming(entry, str(role.of), link["since"], link["until"], link["note"])
            yield link["entry"], naming
