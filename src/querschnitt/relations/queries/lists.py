"""The list of a register: searched, narrowed, ordered, and shown in parts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from django.db.models import Q, QuerySet

from querschnitt.accounts.models import Department, User
from querschnitt.relations.models import Entry
from querschnitt.relations.models.entries import Registered
from querschnitt.relations.registers import Register
from querschnitt.relations.saying import plain
from querschnitt.relations.showing import Names, spoken

if TYPE_CHECKING:
    from django.db import models

PER_PAGE = 50
MOST_WORDS = 8

RELEASED, HELD_BACK, REMOVED = "released", "held_back", "removed"


@dataclass(frozen=True)
class Wanted:
    """Which entries of a register are wanted, and in which order."""

    text: str = ""
    department: Department | None = None
    state: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    """What fields must say, by name."""
    order: str = ""
    """A field of the list; with a hyphen before it, the other way round."""
    from_row: int = 0


@dataclass(frozen=True)
class Line:
    """An entry as a row of its register's list."""

    entry: Registered
    cells: list[str]


@dataclass(frozen=True)
class ListPart:
    """A part of a register's list, with what leads to the parts beside it."""

    lines: list[Line]
    total: int
    first: int
    before: int | None
    after: int | None

    @property
    def last(self) -> int:
        return self.first + len(self.lines) - 1


def list_of(register: Register, wanted: Wanted, seen_by: User) -> ListPart:
    """Return a part of a register's list, in a fixed number of queries."""
    rows = _narrowed(register, wanted, seen_by)
    start = wanted.from_row
    named = [name for name in register.listed if register.fields[name].is_relation]
    page = rows.select_related("department", *named).order_by(*_order(register, wanted.order))
    found = [*page[start : start + PER_PAGE + 1]]
    return ListPart(
        lines=[_line(register, entry) for entry in found[:PER_PAGE]],
        total=rows.count(),
        first=start + 1,
        before=max(0, start - PER_PAGE) if start else None,
        after=start + PER_PAGE if len(found) > PER_PAGE else None,
    )


def entries_matching(text: str) -> "QuerySet[Entry]":
    """Return the entries of all registers whose title or description holds all words of a text."""
    rows = Entry.objects.present().select_related("department")
    return rows.filter(_holding(text, ("title", "summary", "key"))).order_by("title", "pk")


def values_there_are(register: Register, name: str) -> list[str]:
    """Return what the entries of a register say in a field, each once."""
    rows = register.model._default_manager.filter(removed_at=None).exclude(**{name: ""})
    return [*rows.order_by(name).values_list(name, flat=True).distinct()]


def sees_removed(seen_by: User) -> bool:
    """Tell whether a person may see any entry that was removed."""
    return seen_by.reads_every_draft or seen_by.is_editor


def _narrowed(register: Register, wanted: Wanted, seen_by: User) -> "QuerySet[Registered]":
    rows = register.model._default_manager.all()
    if wanted.state == REMOVED:
        rows = rows.exclude(removed_at=None)
        if not seen_by.reads_every_draft:
            rows = rows.filter(department=seen_by.department_id, department__isnull=False)
    else:
        rows = rows.present()
    if wanted.state in (RELEASED, HELD_BACK):
        rows = rows.filter(is_released=wanted.state == RELEASED)
    if wanted.department:
        rows = rows.filter(department=wanted.department)
    if wanted.text:
        rows = rows.filter(_holding(wanted.text, ("title", "summary", "key", *_texts(register))))
    narrowed = rows.filter(**{name: value for name, value in wanted.values.items() if value})
    return cast("QuerySet[Registered]", narrowed)


def _texts(register: Register) -> Iterable[str]:
    """Yield the columns that a search looks into; what not all may read is none of them."""
    for name in register.listed:
        column = register.fields[name]
        if name in register.internal | register.guarded or column.choices:
            continue
        if column.get_internal_type() in ("CharField", "TextField"):
            yield name


def _holding(text: str, columns: Iterable[str]) -> Q:
    """Return what tells that each word stands in one of the columns.

    SQLite knows upper and lower case of plain letters only; so a word is also looked for as people
    write it elsewhere.
    """
    names, condition = [*columns], Q()
    for word in text.replace("\0", "").split()[:MOST_WORDS]:
        spellings = {word, word.lower(), word.upper(), word.capitalize()}
        one = Q()
        for name in names:
            for spelling in spellings:
                one |= Q(**{f"{name}__icontains": spelling})
        condition &= one
    return condition


def _order(register: Register, order: str) -> list[str]:
    name, is_backwards = order.lstrip("-"), order.startswith("-")
    columns = {
        "title": ("title",),
        "department": ("department__position", "title"),
        **{one: (_sorting(register.fields[one], one), "title") for one in register.listed},
    }
    if name not in columns:
        return [*register.order, "pk"]
    first, *rest = columns[name]
    return [f"-{first}" if is_backwards else first, *rest, "pk"]


def _sorting(column: "models.Field[object, object]", name: str) -> str:
    return f"{name}__title" if column.is_relation else name


def _line(register: Register, entry: Registered) -> Line:
    cells = []
    for name in register.listed:
        value = getattr(entry, name)
        if isinstance(value, Registered):
            cells.append(value.title)
        else:
            cells.append(spoken(register, name, plain(value), _NO_NAMES))
    return Line(entry, cells)


_NO_NAMES: Names = {}
