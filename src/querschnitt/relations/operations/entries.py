"""Entering, revising, releasing and removing entries; the same acts for every register."""

from collections.abc import Iterable

from django.utils import timezone

from querschnitt.accounts import journal
from querschnitt.accounts.models import User
from querschnitt.lib.refusal import refuse_if
from querschnitt.relations import rules
from querschnitt.relations.models import Entry
from querschnitt.relations.models.entries import Registered
from querschnitt.relations.operations.entering import added, note_revision, own, revised
from querschnitt.relations.registers import REGISTERS
from querschnitt.relations.said import Said
from querschnitt.relations.saying import said_of


@journal.act
def add_entry(
    *, by: User, register: str, said: Said, key: str = "", is_demonstration: bool = False
) -> Registered:
    """Enter something into a register.

    :param key: of its address; made of the title where none is given
    :raises Refused: for who may not write for the department, and values that cannot be kept
    """
    entry = added(
        by=by, register=register, said=said, key=key, is_demonstration=is_demonstration
    )  # fmt: skip
    journal.record("relations.entry_added", actor=by, subject=entry.entry, register=register)
    return entry


@journal.act
def revise_entry(*, by: User, entry: Entry, said: Said, seen: int) -> Registered:
    """Let an entry say something else; what it said before is kept.

    :param seen: the number of the wording that the person was shown
    :raises Refused: ``relations.stale`` if it was changed meanwhile; as ``add_entry`` otherwise
    """
    present = Entry.objects.get(pk=entry.pk)
    refuse_if(rules.obstacle_when_stale(present, seen))
    changed = revised(by=by, entry=present, said=said)
    journal.record(
        "relations.entry_revised",
        actor=by,
        subject=changed.entry,
        register=changed.register,
        number=changed.number,
    )
    return changed


@journal.act
def release_entries(*, by: User, entries: Iterable[Entry]) -> list[Entry]:
    """Let entries go into the next edition; one that is released already stays so.

    :raises Refused: if one of them may not be released; then none is
    """
    return _decided(by, entries, is_released=True)


@journal.act
def hold_back_entries(*, by: User, entries: Iterable[Entry]) -> list[Entry]:
    """Let entries go into no further edition; what is public stays so until the next one.

    :raises Refused: if one of them may not be held back; then none is
    """
    return _decided(by, entries, is_released=False)


def _decided(by: User, entries: Iterable[Entry], *, is_released: bool) -> list[Entry]:
    keys = [entry.pk for entry in entries]
    rows = Entry.objects.filter(pk__in=keys).select_related("department")
    present = [row for row in rows if len(keys) == 1 or row.is_released != is_released]
    obstacle = rules.obstacle_to_releasing if is_released else rules.obstacle_to_holding_back
    for entry in present:
        refuse_if(obstacle(by, entry))
    act = "relations.entry_released" if is_released else "relations.entry_held_back"
    for entry in present:
        entry.is_released = is_released
        entry.save(update_fields=["is_released"])
        journal.record(act, actor=by, subject=entry, register=entry.register)
    return present


@journal.act
def remove_entry(*, by: User, entry: Entry, reason: str) -> Entry:
    """Remove an entry; its wordings are kept, and it can be restored.

    :raises Refused: without a reason, or while entries that are present belong to it
    """
    present = Entry.objects.select_related("department").get(pk=entry.pk)
    is_needed = _is_needed(present)
    refuse_if(rules.obstacle_to_removing(by, present, reason=reason, is_needed=is_needed))
    present.removed_at, present.removal_reason = timezone.now(), reason
    present.number += 1
    present.save(update_fields=["removed_at", "removal_reason", "number"])
    note_revision(present, said_of(own(present)), by=by, act="removed")
    journal.record("relations.entry_removed", actor=by, subject=present, register=present.register)
    return present


@journal.act
def restore_entry(*, by: User, entry: Entry) -> Entry:
    """Put back an entry that was removed.

    :raises Refused: if it was not removed, or merged into another one
    """
    present = Entry.objects.select_related("department").get(pk=entry.pk)
    refuse_if(rules.obstacle_to_restoring(by, present))
    present.removed_at, present.removal_reason = None, ""
    present.number += 1
    present.save(update_fields=["removed_at", "removal_reason", "number"])
    note_revision(present, said_of(own(present)), by=by, act="restored")
    journal.record("relations.entry_restored", actor=by, subject=present, register=present.register)
    return present


def _is_needed(entry: Entry) -> bool:
    """Ask whether an entry that is present names this one in a column that cannot be empty."""
    for register in REGISTERS.values():
        for field in register.fields.values():
            if field.is_relation and not field.null:
                named = {field.attname: entry.pk, "removed_at": None}
                if field.related_model is REGISTERS[entry.register].model and (
                    register.model._default_manager.filter(**named).exists()
                ):
                    return True
    return False
