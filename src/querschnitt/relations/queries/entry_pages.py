"""The page of an entry: what it says, whom it names, who names it, and which goals it serves."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from django.utils.translation import get_language_info

from querschnitt.accounts.models import User
from querschnitt.framework.models import Goal, GoalVersion
from querschnitt.relations import rules
from querschnitt.relations.finding import entries_by_reference
from querschnitt.relations.models import Entry, EntryRevision, Link
from querschnitt.relations.models.entries import Registered
from querschnitt.relations.registers import REGISTERS, Register
from querschnitt.relations.said import Said
from querschnitt.relations.saying import rows_of, said_of
from querschnitt.relations.showing import Names, Shown, groups_shown, references_in, spoken_period

if TYPE_CHECKING:
    from django.db.models import QuerySet

MOST_NAMED = 200
"""As many entries that name one are shown; the rest is counted."""


@dataclass(frozen=True)
class Named:
    """An entry that another one names, or that names it, with the time for which that holds."""

    entry: Entry
    period: str = ""
    note: str = ""


@dataclass(frozen=True)
class NamedTogether:
    """Entries in the same role."""

    label: str
    named: list[Named]
    more: int = 0
    """How many there are beyond those that are shown."""


@dataclass(frozen=True)
class ServedGoalLine:
    """A goal that an entry serves."""

    goal: Goal
    heading: str
    """Empty where the reader may not read the goal."""


@dataclass(frozen=True)
class Translated:
    """What a text of an entry says in a further language."""

    code: str
    language: str
    label: str
    text: str


@dataclass(frozen=True)
class EntryPage:
    """Everything that the page of an entry shows."""

    entry: Registered
    register: Register
    groups: list[tuple[str, list[Shown]]]
    named: list[NamedTogether]
    named_by: list[NamedTogether]
    goals: list[ServedGoalLine]
    translations: list[Translated]
    last_change: EntryRevision | None
    is_kept_short: bool
    """Whether something is left out that this reader does not read."""


def found_entry(register: Register, key: str) -> Registered | None:
    """Return an entry with all that it says, by the key of its address."""
    return rows_of(register).select_related("merged_into").filter(key=key).first()


def entry_page(entry: Registered, seen_by: User) -> EntryPage:
    """Return the page of an entry that ``found_entry`` has loaded."""
    register, said = REGISTERS[entry.register], said_of(entry)
    names = entries_by_reference(references_in(register, [said]))
    without = rules.kept_from(seen_by, entry, register)
    return EntryPage(
        entry=entry,
        register=register,
        groups=groups_shown(register, said, names, without=without),
        named=_named(register, said, names),
        named_by=_naming(entry, register),
        goals=_goals(entry, seen_by),
        translations=_translations(register, said),
        last_change=EntryRevision.objects.select_related("changed_by")
        .filter(entry=entry.pk, number=entry.number)
        .first(),
        is_kept_short=any(name in said["values"] for name in without),
    )


def _named(register: Register, said: Said, names: Names) -> list[NamedTogether]:
    found = []
    for role in register.roles:
        links = said["links"].get(role.name, [])
        named = [
            Named(names[link["entry"]], spoken_period(link["since"], link["until"]), link["note"])
            for link in links
            if link["entry"] in names and not names[link["entry"]].is_removed
        ]
        if named:
            found.append(NamedTogether(str(role.label), named))
    return found


def _naming(entry: Registered, register: Register) -> list[NamedTogether]:
    if register.slug == "organisations":
        # Their section tells of all roles, those included of which only a name tells.
        return []
    return [*_naming_in_columns(entry, register), *_naming_in_roles(entry)]


def _naming_in_columns(entry: Registered, register: Register) -> Iterable[NamedTogether]:
    """Yield the entries of other registers that belong to this one by a column of theirs."""
    for other in REGISTERS.values():
        for name, field in other.fields.items():
            if field.is_relation and field.related_model is register.model:
                rows = other.model._default_manager.filter(removed_at=None, **{name: entry.pk})
                ordered = cast("QuerySet[Registered]", rows.order_by(*other.order, "pk"))
                yield from _together(str(other.name), ordered)


def _together(label: str, rows: "QuerySet[Registered]") -> Iterable[NamedTogether]:
    found = [*rows[: MOST_NAMED + 1]]
    if found:
        named = [Named(one) for one in found[:MOST_NAMED]]
        more = rows.count() - MOST_NAMED if len(found) > MOST_NAMED else 0
        yield NamedTogether(label, named, more)


def _naming_in_roles(entry: Registered) -> Iterable[NamedTogether]:
    links = (
        Link.objects.filter(target=entry.pk, source__removed_at=None)
        .select_related("source")
        .order_by("source__register", "role", "source__title", "source__pk")
    )
    by_role: dict[tuple[str, str], list[Named]] = {}
    for link in links:
        named = Named(link.source, spoken_period(link.since, link.until), link.note)
        by_role.setdefault((link.source.register, link.role), []).append(named)
    for (slug, role), named_in_it in by_role.items():
        label = _label_of(REGISTERS[slug], role)
        yield NamedTogether(label, named_in_it[:MOST_NAMED], max(0, len(named_in_it) - MOST_NAMED))


def _label_of(register: Register, role: str) -> str:
    known = {one.name: str(one.of) for one in register.roles}
    return known.get(role, str(register.name))


def _goals(entry: Registered, seen_by: User) -> list[ServedGoalLine]:
    goals = [served.goal for served in entry.served_goals.all()]
    versions = GoalVersion.objects.filter(goal__in=goals).visible_to(seen_by).latest_of_each_goal()
    headings = {version.goal_id: version.heading for version in versions}
    lines = [ServedGoalLine(goal, headings.get(goal.pk, "")) for goal in goals]
    return sorted(lines, key=lambda line: (line.goal.framework.key, line.goal.reference))


def _translations(register: Register, said: Said) -> list[Translated]:
    return [
        Translated(language, _spoken_language(language), _name_of(register, name), texts[name])
        for language, texts in sorted(said["translations"].items())
        for name in register.translated
        if texts.get(name)
    ]


def _spoken_language(code: str) -> str:
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def _name_of(register: Register, name: str) -> str:
    if name in register.fields:
        return register.label(name)
    return str(Entry._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
