"""How a record of the dataset becomes an entry: what all registers have in common."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from querschnitt.accounts.models import User
from querschnitt.config.demo.dataset import Dataset, Record
from querschnitt.framework.models import GoalVersion
from querschnitt.relations import operations
from querschnitt.relations.models import Entry
from querschnitt.relations.models.entries import Registered
from querschnitt.relations.said import LinkSaid, Reference, Said, link, said

REGISTERS_BY_PREFIX = {
    "par": "partners", "agr": "agreements", "tt": "twinnings", "net": "networks",
    "eup": "dossiers", "act": "actors", "prg": "programmes", "fts": "trade", "evt": "events",
    "conf": "meetings", "res": "resolutions", "mea": "projects",
}  # fmt: skip

CONFIDENCE = {
    "high": "amtliche Quelle gelesen",
    "medium": "Presse, oder aus zwei Quellen geschlossen",
    "low": "eine schwache Quelle, oder die Quellen widersprechen sich",
}


@dataclass
class Book:
    """What has been entered so far, by the ids of the dataset."""

    dataset: Dataset
    by: User
    goals: Mapping[str, str]
    """References of goals by their ids in the dataset."""
    entries: dict[str, list[Reference]] = field(default_factory=lambda: defaultdict(list))
    """What became of each record."""
    made: dict[Reference, Registered] = field(default_factory=dict)

    @classmethod
    def opened(cls, dataset: Dataset, *, by: User) -> "Book":
        """Return a book in which nothing is entered yet, but all goals can be found."""
        versions = GoalVersion.objects.select_related("goal__framework")
        wordings = {
            (version.goal.framework.key, version.wording): version.goal.reference
            for version in versions
        }
        goals = {}
        for record in dataset.section("goals"):
            key = str(record.peek("strategy")).split("-", 1)[1]
            if reference := wordings.get((key, str(record.peek("text")))):
                goals[record.id] = f"{key}/{reference}"
        return cls(dataset, by, goals)

    def enter(self, register: str, key: str, told: Said, *, of: Iterable[Record] = ()) -> Reference:
        """Enter something, and note which records it came from."""
        entry = operations.add_entry(by=self.by, register=register, key=key, said=told)
        reference = f"{register}/{key}"
        self.made[reference] = entry
        for record in of:
            self.entries[record.id].append(reference)
        return reference

    def carry(self, record: Record, told: Said) -> Reference:
        """Enter a record under its own key in the register of its kind."""
        register = REGISTERS_BY_PREFIX[record.id.split("-", 1)[0]]
        return self.enter(register, record.key, told, of=[record])

    def release(self) -> int:
        """Let all that has been entered go into the next edition."""
        entries = Entry.objects.filter(pk__in=[entry.pk for entry in self.made.values()])
        return len(operations.release_entries(by=self.by, entries=entries))

    def links(self, *records: str | None, note: str = "") -> list[LinkSaid]:
        """Return links to what became of records."""
        return [link(reference_to(one), note=note) for one in records if one]


def reference_to(identifier: str) -> Reference:
    """Return by what an entry is referred to that was made of a record."""
    prefix, key = identifier.split("-", 1)
    return f"{REGISTERS_BY_PREFIX[prefix]}/{key}"


def told_of(
    record: Record,
    title: str,
    *,
    values: Mapping[str, Any],
    links: Mapping[str, Sequence[LinkSaid]] | None = None,
    remarks: Iterable[str] = (),
    **more: Any,
) -> Said:
    """Return what an entry says, with the source, confidence and note of its record.

    What is not known is left out of ``values`` and ``links``.
    """
    department = record.take("department", None)
    notes = [record.take("note"), *remarks, *_qualified(record)]
    return said(
        title,
        department=department.split("-", 1)[1] if department else "",
        values=known(values),
        links={role: [*named] for role, named in (links or {}).items() if named},
        source=record.take("source"),
        confidence=record.take("confidence"),
        remark=" ".join(sentence(note) for note in notes if note),
        **more,
    )


def known(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values without those of which nothing is known."""
    return {name: value for name, value in values.items() if value not in ("", None, [])}


def sentence(text: str) -> str:
    """Return a text as a sentence, with a capital and a full stop."""
    text = text.strip()
    text = text[0].upper() + text[1:]
    return text if text.endswith((".", "!", "?", "“")) else f"{text}."


def spoken(value: str | int) -> str:
    """Return a number with points between its thousands, and a text as it is."""
    return value if isinstance(value, str) else f"{value:,}".replace(",", ".")


def period_of(record: Record, name: str = "period") -> tuple[str, str]:
    """Return the first and last day of a record, as partial as they are known."""
    period = record.take(name, {})
    return str(period.get("start") or ""), str(period.get("end") or "")


def day_of(record: Record, name: str, precision: str = "") -> str:
    """Return a day as partial as it is known; how exact it is, a partial date says by itself."""
    if precision:
        record.take(precision)
    return str(record.take(name))


def _qualified(record: Record) -> Iterable[str]:
    """Tell how sure single values are, where the dataset says so."""
    for name, of in (
        ("department_confidence", "Zuordnung zum Ressort"),
        ("period_confidence", "Zeitraum"),
        ("signed_confidence", "Datum der Unterzeichnung"),
    ):
        if level := record.take(name):
            yield f"{of}: {CONFIDENCE[level]}"
