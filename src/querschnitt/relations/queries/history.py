"""What an entry said through time, and what each change changed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from querschnitt.accounts.models import Department, JournalEntry, User
from querschnitt.lib.digest import canonical
from querschnitt.relations import rules
from querschnitt.relations.differences import Difference, differences
from querschnitt.relations.finding import entries_by_reference
from querschnitt.relations.models import Entry, EntryRevision
from querschnitt.relations.models.entries import Registered
from querschnitt.relations.registers import REGISTERS
from querschnitt.relations.said import Said
from querschnitt.relations.saying import said_of
from querschnitt.relations.showing import references_in

PER_PAGE = 20


@dataclass(frozen=True)
class Change:
    """A wording of an entry, with what it changed of the one before."""

    revision: EntryRevision
    differences: list[Difference]
    is_first: bool


@dataclass(frozen=True)
class History:
    """A part of an entry's history, newest first."""

    changes: list[Change]
    acts: list[JournalEntry]
    before: int | None
    after: int | None


def history_of(entry: Registered, seen_by: User, *, from_row: int = 0) -> History:
    """Return a part of an entry's history, in a fixed number of queries."""
    rows = (
        EntryRevision.objects.filter(entry=entry.pk)
        .select_related("changed_by__department")
        .order_by("-number")
    )
    found = [*rows[from_row : from_row + PER_PAGE + 1]]
    kept: frozenset[str] = rules.kept_from(seen_by, entry, REGISTERS[entry.register])
    acts = JournalEntry.objects.about("relations.entry", entry.pk).select_related(
        "actor", "department"
    )
    return History(
        changes=_changes(entry, found, without=kept),
        acts=[*acts.order_by("-sequence")[:PER_PAGE]],
        before=max(0, from_row - PER_PAGE) if from_row else None,
        after=from_row + PER_PAGE if len(found) > PER_PAGE else None,
    )


def changed_since(entry: Registered, number: int, seen_by: User) -> list[Difference]:
    """Return what others have changed since the wording that a person was shown."""
    shown = EntryRevision.objects.filter(entry=entry.pk, number=number).first()
    if shown is None:
        return []
    register, now, then = REGISTERS[entry.register], said_of(entry), said_in(shown)
    return differences(
        register,
        then,
        now,
        names=entries_by_reference(references_in(register, [then, now])),
        departments=abbreviations(),
        without=rules.kept_from(seen_by, entry, register),
    )


def difference_to(entry: Registered, typed: Said) -> list[Difference]:
    """Return what an entry would say differently if what was typed were kept."""
    register, now = REGISTERS[entry.register], said_of(entry)
    names = entries_by_reference(references_in(register, [now, typed]))
    return differences(register, now, typed, names=names, departments=abbreviations())


def same_entry(register: str, *, by: User, said: Said) -> Entry | None:
    """Return what the same person has entered with the very same words, unchanged since."""
    revision = (
        EntryRevision.objects.filter(
            entry__register=register,
            entry__number=1,
            entry__removed_at=None,
            number=1,
            act="added",
            changed_by=by,
            content=canonical(said).decode(),
        )
        .select_related("entry")
        .first()
    )
    return revision.entry if revision else None


def said_in(revision: EntryRevision) -> Said:
    """Return what an entry said with a change."""
    content: Said = json.loads(revision.content)
    return content


def abbreviations() -> Mapping[str, str]:
    """Return the abbreviations of all departments by their keys."""
    return dict(Department.objects.values_list("key", "abbreviation"))


def _changes(
    entry: Registered, newest_first: list[EntryRevision], *, without: frozenset[str]
) -> list[Change]:
    register = REGISTERS[entry.register]
    wordings = [said_in(revision) for revision in newest_first]
    names = entries_by_reference(references_in(register, wordings))
    departments = abbreviations()
    changes = []
    for number, revision in enumerate(newest_first[:PER_PAGE]):
        earlier = wordings[number + 1] if number + 1 < len(wordings) else None
        changed = (
            differences(
                register,
                earlier,
                wordings[number],
                names=names,
                departments=departments,
                without=without,
            )
            if earlier
            else []
        )
        changes.append(Change(revision, changed, is_first=earlier is None))
    return changes
