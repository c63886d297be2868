"""The first page of relations: registers with their numbers, and what happened last."""

from dataclasses import dataclass

from django.db.models import Count, F, Q

from querschnitt.framework.models import Goal
from querschnitt.relations.models import Entry, EntryRevision
from querschnitt.relations.registers import FAMILIES, REGISTERS, Register

LAST_CHANGES = 10
_HELD_BACK = Q(is_released=False, is_demonstration=False)
"""What was entered for practice is never released, so that nobody has to see to it."""


@dataclass(frozen=True)
class RegisterLine:
    """A register with how much is in it."""

    register: Register
    entries: int
    held_back: int
    """Entries that were not released yet."""


def families() -> list[tuple[str, list[RegisterLine]]]:
    """Return the registers as they belong together, with one query."""
    counted = {
        row["register"]: row
        for row in Entry.objects.present()
        .order_by()
        .values("register")
        .annotate(entries=Count("pk"), held_back=Count("pk", filter=_HELD_BACK))
    }

    def line(register: Register) -> RegisterLine:
        row = counted.get(register.slug, {"entries": 0, "held_back": 0})
        return RegisterLine(register, row["entries"], row["held_back"])

    return [(str(name), [line(one) for one in registers]) for name, registers in FAMILIES]


def last_changes() -> list[EntryRevision]:
    """Return the newest wordings of the entries that were changed last."""
    newest = EntryRevision.objects.filter(number=F("entry__number"), entry__removed_at=None)
    return [*newest.select_related("entry", "changed_by").order_by("-pk")[:LAST_CHANGES]]


def entries_serving(goal: Goal) -> list[tuple[Register, list[Entry]]]:
    """Return the entries that serve a goal, register by register, with one query."""
    served: dict[str, list[Entry]] = {}
    rows = Entry.objects.present().filter(served_goals__goal=goal).order_by("title", "pk")
    for entry in rows:
        served.setdefault(entry.register, []).append(entry)
    return [(register, served[slug]) for slug, register in REGISTERS.items() if slug in served]
