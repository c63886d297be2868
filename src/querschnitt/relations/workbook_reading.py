"""Reading a workbook of a register, and comparing it row by row with what stands there.

A fixed number of questions is asked of the database, however many rows there are.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from querschnitt.accounts.models import Department, User
from querschnitt.documents.reading import SheetRead, Unreadable, read_workbook
from querschnitt.documents.tables import Layout, Table, Unfit, marks_in, normal, table_in
from querschnitt.lib.refusal import Obstacle, Refused, refuse_if
from querschnitt.relations import rules
from querschnitt.relations.finding import reference_of
from querschnitt.relations.forms.cells import Cells, as_compared, is_cut
from querschnitt.relations.models import EntryRevision
from querschnitt.relations.models.entries import Registered
from querschnitt.relations.registers import REGISTERS, Register
from querschnitt.relations.said import Said
from querschnitt.relations.said_values import Values, said_with, values_of
from querschnitt.relations.saying import is_empty, rows_of, said_of_many
from querschnitt.relations.workbook_layout import FORMAT, KEY, SEEN, layout_of
from querschnitt.relations.workbook_lines import Checked, Line, Outcome

MOST_ROWS = 5_000
"""How many rows one workbook may hold: one act writes them all."""
_LONGEST_NUMBER = 6


def checked_workbook(data: bytes, register: Register, *, by: User) -> Checked:
    """Return what the rows of a file would do, once it has been read behind the boundary.

    :param by: who uploads it
    :raises Refused: if the file cannot be read, or is the workbook of something else
    """
    try:
        sheets = read_workbook(data)
    except Unreadable as unreadable:
        raise Refused(Obstacle("relations.unreadable-workbook", str(unreadable))) from unreadable
    told = marks_in(sheets)
    refuse_if(_obstacle_in_marks(told, register))
    language = told.get("language", "")
    with override(language if language in dict(settings.LANGUAGES) else None):
        cells = Cells(register)
        layout = layout_of(cells)
        table = table_in(_as_titled(sheets, layout), layout)
        if table is None or not table.rows:
            raise Refused(_nothing_in(layout))
        if len(table.rows) > MOST_ROWS:
            raise Refused(_too_many(len(table.rows)))
        return Checked(_Comparison(register, cells, layout, table, by).lines())


class _Comparison:
    """One pass over the rows, with all that they rest on loaded beforehand."""

    def __init__(
        self, register: Register, cells: Cells, layout: Layout, table: Table, by: User
    ) -> None:
        self.register, self.cells, self.layout, self.table, self.by = (
            register, cells, layout, table, by,
        )  # fmt: skip
        self.names = [name for name in cells.fields if name in table.places]
        self.keys = [_key_in(cell) for cell in self._column(KEY)]
        self.seen = [_number(cell) for cell in self._column(SEEN)]
        self.entries = self._entries()
        self.now = dict(zip(self.entries, said_of_many([*self.entries.values()]), strict=True))
        self.bases = self._bases()
        self.read = self._read()
        self.departments = {one.key: one for one in Department.objects.all()}
        self.said_already: dict[str, int] = {}
        self.unique = self._unique()

    def lines(self) -> list[Line]:
        """Return what every row would do."""
        first: dict[str, int] = {}
        lines = []
        for place, key in enumerate(self.keys):
            number = self.table.numbers[place]
            if key and key in first:
                told = _("This entry stands in row %(row)s already.") % {"row": first[key]}
                self.table.note(place, KEY, told)
            elif key and key not in self.entries:
                self.table.note(place, KEY, _no_such_entry())
            first.setdefault(key, number)
            lines.append(self._line(place, self.entries.get(key)))
        return lines

    def _column(self, name: str) -> Sequence[str]:
        if name in self.table.places:
            return self.table.column(name)
        return [""] * len(self.table.rows)

    def _entries(self) -> dict[str, Registered]:
        keys = {key for key in self.keys if key}
        rows = rows_of(self.register).filter(key__in=keys) if keys else ()
        return {entry.key: entry for entry in rows}

    def _bases(self) -> list[tuple[Said, dict[str, Any]] | None]:
        """Return what each row was filled in from, and how its cells read then.

        That is what stands there now, or an earlier wording where the workbook is older.
        """
        earlier = self._earlier()
        said = [
            earlier.get((key, seen), self.now[key]) if key in self.entries else None
            for key, seen in zip(self.keys, self.seen, strict=True)
        ]
        known = [one for one in said if one is not None]
        written = iter(self.cells.written(known))
        return [None if one is None else (one, next(written)) for one in said]

    def _earlier(self) -> dict[tuple[str, int], Said]:
        wanted = {
            (self.entries[key].pk, seen): (key, seen)
            for key, seen in zip(self.keys, self.seen, strict=True)
            if key in self.entries and seen and seen != self.entries[key].number
        }
        if not wanted:
            return {}
        revisions = EntryRevision.objects.filter(
            entry__in={entry for entry, _seen in wanted},
            number__in={seen for _entry, seen in wanted},
        ).values_list("entry_id", "number", "content")
        return {
            wanted[entry, number]: json.loads(content)
            for entry, number, content in revisions
            if (entry, number) in wanted
        }

    def _read(self) -> dict[str, dict[str, Any]]:
        """Return what the cells say that were changed, by column and cell."""
        read = {}
        for name in self.names:
            changed = {
                normal(cell)
                for place, cell in enumerate(self.table.column(name))
                if self._is_changed(place, name, cell)
            }
            read[name] = self.cells.read(name, changed)
        return read

    def _is_changed(self, place: int, name: str, cell: str) -> bool:
        base = self.bases[place]
        if base is None:
            return bool(cell.strip())
        entry = self.entries[self.keys[place]]
        if name in rules.kept_from(self.by, entry, self.register):
            # It was left out when the workbook was written for this person.
            return bool(cell.strip())
        return normal(cell) != as_compared(base[1].get(name))

    def _unique(self) -> dict[str, dict[str, int]]:
        """Return which entries are named already where each may be named once, and by whom."""
        found = {}
        for name, field in self.register.fields.items():
            if field.is_relation and field.unique:
                rows = rows_of(self.register).values_list(f"{name}__key", "pk")
                slug = next(r.slug for r in REGISTERS.values() if r.model is field.related_model)
                found[name] = {f"{slug}/{key}": pk for key, pk in rows}
        return found

    def _line(self, place: int, entry: Registered | None) -> Line:
        row = dict(zip(self.names, (self.table.column(n)[place] for n in self.names), strict=True))
        changed = [name for name, cell in row.items() if self._is_changed(place, name, cell)]
        values = self._values(place, entry, row, changed)
        if not self.table.faults(place) and (entry is None or changed):
            self._judge(place, entry, values)
        said = said_with(self.register, values)
        number = self.table.numbers[place]
        if faults := self.table.faults(place):
            typed = [self._column(name)[place] for name in self.layout.headers]
            return Line(
                self.table.title, number, Outcome.REFUSED.value, entry.pk if entry else None,
                faults=faults, cells=typed,
            )  # fmt: skip
        if entry is None:
            return Line(self.table.title, number, Outcome.NEW.value, said=said)
        before = self.now[entry.key]
        same = not changed or said == said_with(self.register, values_of(before))
        outcome = Outcome.UNCHANGED if same else Outcome.CHANGED
        line = Line(self.table.title, number, outcome.value, entry.pk, entry.number)
        return line if same else line._replace(said=said, before=before)

    def _values(
        self, place: int, entry: Registered | None, row: Mapping[str, str], changed: Iterable[str]
    ) -> Values:
        """Return all that the row says; what cannot be kept is noted."""
        values = values_of(self.now[entry.key]) if entry else self._defaults(row)
        base = self.bases[place]
        for name in changed:
            value = self.read[name][normal(row[name])]
            if base and is_cut(base[1].get(name)):
                self.table.note(place, name, _("This text is too long for a cell; please change it"
                                               " on the page of the entry."))  # fmt: skip
            elif isinstance(value, Unfit):
                self.table.note(place, name, str(value))
            else:
                values[name] = value
        if entry is None and not self.table.faults(place):
            self._miss(place, values)
        return values

    def _defaults(self, row: Mapping[str, str]) -> Values:
        values: Values = {}
        for name, field in self.cells.fields.items():
            if not row.get(name, "").strip() and isinstance(field.initial, str):
                values[name] = field.initial
        if not self.by.is_coordinator and self.by.department is not None:
            values["department"] = self.by.department.key
        return values

    def _miss(self, place: int, values: Values) -> None:
        for name, field in self.cells.fields.items():
            if field.required and is_empty(values.get(name)):
                self.table.note(place, name, str(field.error_messages["required"]))

    def _judge(self, place: int, entry: Registered | None, values: Values) -> None:
        """Note which rules a row breaks that could be read."""
        said = said_with(self.register, values)
        if obstacle := self._obstacle_to_writing(place, entry, said):
            self.table.note(place, KEY if KEY in self.table.places else "title", obstacle.sentence)
            return
        faults = [*rules.faults_in(self.register, said)]
        for name, fault in faults:
            self.table.note(place, name, fault.sentence)
        obstacle = None if faults else rules.obstacle_in_said(self.register, said)
        if obstacle:
            self.table.note(place, "title", obstacle.sentence)
        self._judge_references(place, entry, said)

    def _obstacle_to_writing(
        self, place: int, entry: Registered | None, said: Said
    ) -> Obstacle | None:
        department = self.departments.get(said["department"])
        if entry is None:
            return rules.obstacle_to_adding(self.by, department) or self._obstacle_to_repeating(
                place, said
            )
        if obstacle := rules.obstacle_to_revising(self.by, entry):
            return obstacle
        if department != entry.department and (
            obstacle := rules.obstacle_to_giving_away(self.by, department)
        ):
            return obstacle
        seen = self.seen[place]
        if seen and seen != entry.number:
            return _changed_since(seen, entry.number)
        return None

    def _obstacle_to_repeating(self, place: int, said: Said) -> Obstacle | None:
        digest = json.dumps(said, sort_keys=True)
        earlier = self.said_already.setdefault(digest, self.table.numbers[place])
        if earlier == self.table.numbers[place]:
            return None
        sentence = _("The same entry stands in row %(row)s already.") % {"row": earlier}
        return Obstacle("relations.row-twice", sentence)

    def _judge_references(self, place: int, entry: Registered | None, said: Said) -> None:
        own = reference_of(entry) if entry else ""
        for role, links in said["links"].items():
            if own and own in {link["entry"] for link in links}:
                self.table.note(place, f"link_{role}", _("An entry cannot name itself."))
        for name, named in self.unique.items():
            reference = said["values"].get(name)
            # A new entry has no key yet; no entry has a number below zero.
            mine = entry.pk if entry else -1 - place
            if reference and named.setdefault(reference, mine) != mine:
                told = rules.obstacle_when_taken(self.register.label(name)).sentence
                self.table.note(place, name, told)


def _as_titled(sheets: Collection[SheetRead], layout: Layout) -> Iterable[SheetRead]:
    """Return the sheets; the only one that people see is the register, whatever it is called."""
    visible = [sheet for sheet in sheets if not sheet.is_hidden and sheet.rows]
    if len(visible) == 1:
        return [SheetRead(layout.title, visible[0].rows)]
    return sheets


def _key_in(cell: str) -> str:
    """Return the key in a cell, which may stand there as the address has it."""
    return cell.strip().rpartition("/")[2]


def _number(cell: str) -> int:
    return int(cell) if cell.isdecimal() and len(cell) <= _LONGEST_NUMBER else 0


def _obstacle_in_marks(told: Mapping[str, str], register: Register) -> Obstacle | None:
    """Refuse the workbook of something else; one of people's own making has no marks."""
    if not told or (told.get("format"), told.get("register")) == (FORMAT, register.slug):
        return None
    other = REGISTERS.get(told.get("register", ""))
    if other is None:
        sentence = _("This is a workbook of something else than a register.")
    else:
        sentence = _("This is a workbook of the register “%(register)s”.") % {
            "register": other.name
        }
    return Obstacle("relations.workbook-of-another-register", sentence)


def _nothing_in(layout: Layout) -> Obstacle:
    sentence = _("The sheet “%(sheet)s” is missing, or holds no row.") % {"sheet": layout.title}
    return Obstacle("relations.empty-workbook", sentence)


def _too_many(rows: int) -> Obstacle:
    sentence = ngettext(
        "The workbook has %(rows)s row; at most %(most)s are taken at once.",
        "The workbook has %(rows)s rows; at most %(most)s are taken at once.",
        rows,
    )
    return Obstacle("relations.too-many-rows", sentence % {"rows": rows, "most": MOST_ROWS})


def _no_such_entry() -> str:
    return _("There is no entry with this key in this register. Leave the cell empty for a new"
             " entry.")  # fmt: skip


def _changed_since(seen: int, current: int) -> Obstacle:
    told = {"seen": seen, "current": current}
    sentence = _("The entry has been changed since: the row shows version %(seen)s, now version"
                 " %(current)s stands there.") % told  # fmt: skip
    return Obstacle("relations.row-stale", sentence)
