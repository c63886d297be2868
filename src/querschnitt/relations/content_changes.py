"""What one public content of relations says otherwise than the one before it: pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from querschnitt.relations.content import EntryContent, RelationsContent, reference_of
from querschnitt.relations.registers import REGISTERS


@dataclass(frozen=True, slots=True)
class ChangedEntry:
    """An entry that both have, and what its fields are called that differ."""

    before: EntryContent
    now: EntryContent
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ContentChanges:
    """What is new, changed and gone; each in the order of the registers and keys."""

    new: tuple[EntryContent, ...]
    changed: tuple[ChangedEntry, ...]
    gone: tuple[EntryContent, ...]

    @property
    def is_nothing(self) -> bool:
        return not (self.new or self.changed or self.gone)


def changes_in(before: RelationsContent | None, now: RelationsContent) -> ContentChanges:
    """Return what has changed since a content; all is new where there is none."""
    old = {reference_of(one): one for one in before["entries"]} if before else {}
    new = {reference_of(one): one for one in now["entries"]}
    both = ((old[key], one) for key, one in new.items() if key in old and old[key] != one)
    return ContentChanges(
        new=tuple(one for key, one in new.items() if key not in old),
        changed=tuple(ChangedEntry(was, one, tuple(_differing(was, one))) for was, one in both),
        gone=tuple(one for key, one in old.items() if key not in new),
    )


def _differing(before: EntryContent, now: EntryContent) -> Iterator[str]:
    for part, label in _PARTS.items():
        if before[part] != now[part]:  # type: ignore[literal-required]
            yield _(label)
    register = REGISTERS.get(now["register"])
    names = {**before["values"], **now["values"]}
    for name in names:
        if before["values"].get(name) != now["values"].get(name):
            known = register is not None and name in register.fields
            yield register.label(name) if register and known else name
    roles = {role.name: str(role.label) for role in register.roles} if register else {}
    for name in {**before["links"], **now["links"]}:
        if before["links"].get(name) != now["links"].get(name):
            yield roles.get(name, name)
    if before["texts"] != now["texts"]:
        yield _("Further languages")


_PARTS = {
    "title": gettext_noop("Title"),
    "summary": gettext_noop("Description"),
    "department": gettext_noop("Responsible department"),
    "goals": gettext_noop("Goals that it serves"),
    "provenance": gettext_noop("Source"),
}
