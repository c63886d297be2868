"""The public page of each entry of a register, the same for all registers."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from querschnitt.portal import sections, values
from querschnitt.portal.page import Page
from querschnitt.portal.press_cards import about
from querschnitt.portal.reading import Reading, day, moment_day
from querschnitt.portal.relations import Naming
from querschnitt.portal.site import Placed
from querschnitt.relations.content import EntryContent, reference_of
from querschnitt.relations.public_values import ToldGroup, told_groups
from querschnitt.relations.registers import REGISTERS, Register

Fact = tuple[str, str | SafeString]


def pages(reading: Reading) -> Iterator[Page]:
    """Yield a page for each entry."""
    goals = goals_by_reference(reading)
    for register in reading.site.relations.registers:
        for entry in reading.site.relations.of(register.slug):
            yield _page(reading, register, entry, goals)


def _page(
    reading: Reading,
    register: Register,
    entry: EntryContent,
    goals: dict[tuple[str, str], Placed],
) -> Page:
    reference, title = reference_of(entry), reading.text(entry["title"])
    name = str(register.name)
    return Page(
        at=lambda a: a.entry(reference),
        template="entry",
        title=title,
        description=f"{register.one}: {title}",
        crumbs=[
            (_("Relations"), reading.addresses.relations),
            (name, reading.addresses.register(register.slug)),
        ],
        section="relations",
        context={
            "preline": str(register.one),
            "heading": reading.marked(entry["title"]),
            "summary": reading.marked(entry["summary"]),
            "alternates": sections.alternates(reading, entry),
            "top": sections.sections_of(reading, entry, "top"),
            "groups": list(_groups(reading, entry)),
            "after": sections.sections_of(reading, entry, "after"),
            "links": list(_links(reading, register, entry)),
            "goals": [_goal(reading, goals[key]) for key in _served(entry) if key in goals],
            "releases": about(reading, reading.site.press.about_entry(reference)),
            "facts": _facts(reading, register, entry),
            "provenance": reading.provenance(entry["provenance"]),
            "relations_url": reading.addresses.relations,
        },
    )


def goals_by_reference(reading: Reading) -> dict[tuple[str, str], Placed]:
    """Return the goals that can be read, by framework and reference."""
    return {
        (placed.document.framework_key, placed.goal["reference"]): placed
        for placed in reversed(reading.site.goals)
    }


def cards(reading: Reading, entries: Iterable[EntryContent]) -> list[dict[str, object]]:
    """Return entries as ``ui/_card.html`` takes them."""
    return [
        {
            "title": reading.text(entry["title"]),
            "url": reading.addresses.entry(reference_of(entry)),
            "preline": str(REGISTERS[entry["register"]].one),
            "meta": in_one_line(reading, entry),
        }
        for entry in entries
    ]


def in_one_line(reading: Reading, entry: EntryContent) -> str:
    """Return what lists tell of an entry below its title."""
    listed = REGISTERS[entry["register"]].listed
    return " · ".join(filter(None, (values.brief(reading, entry, name) for name in listed)))


def _served(entry: EntryContent) -> Iterator[tuple[str, str]]:
    return ((one["framework"], one["reference"]) for one in entry["goals"])


def _groups(reading: Reading, entry: EntryContent) -> Iterator[dict[str, Any]]:
    without = sections.shown_elsewhere(entry["register"])
    for number, group in enumerate(told_groups(entry, without=without), start=1):
        facts = list(_shown(reading, entry, group))
        tables = [values.table(value) for value in group.values if value.kind == "table"]
        if facts or tables:
            yield {"id": f"group-{number}", "title": group.label, "facts": facts, "tables": tables}


def _shown(reading: Reading, entry: EntryContent, group: ToldGroup) -> Iterator[Fact]:
    for value in group.values:
        if value.kind != "table" and (shown := values.shown(reading, entry, value)):
            yield value.label, shown


def _links(
    reading: Reading, register: Register, entry: EntryContent
) -> Iterator[dict[str, object]]:
    """Yield the entries that this one names, by role, and those that name it."""
    named: dict[str, list[dict[str, object]]] = {}
    for role in register.roles:
        for link in entry["links"].get(role.name, ()):
            if shown := reading.entry_link(link["entry"]):
                period = reading.period({"start": link["since"], "end": link["until"]})
                told = _link(shown, period, link["note"])
                named.setdefault(str(role.label), []).append(told)
    elsewhere = sections.naming_elsewhere(register.slug)
    for naming in reading.site.relations.naming(reference_of(entry)):
        if naming.entry["register"] in elsewhere:
            continue
        shown = reading.entry_link(reference_of(naming.entry))
        told = _link(shown, _when(reading, naming), naming.note)
        named.setdefault(naming.label, []).append(told)
    for number, (label, links) in enumerate(named.items(), start=1):
        yield {"id": f"links-{number}", "title": label, "links": links}


def _link(shown: str | SafeString, when: str, note: str) -> dict[str, object]:
    return {"link": shown, "about": ", ".join(filter(None, (when, note)))}


def _when(reading: Reading, naming: Naming) -> str:
    """Return for how long one names the other, or else when the naming one takes place."""
    if naming.since or naming.until:
        return reading.period({"start": naming.since, "end": naming.until})
    register = REGISTERS[naming.entry["register"]]
    return day(str(naming.entry["values"].get(register.starts, ""))) if register.starts else ""


def _goal(reading: Reading, placed: Placed) -> dict[str, str]:
    return {
        "reference": placed.goal["reference"],
        "title": reading.heading_of(placed.goal),
        "url": reading.goal_url(placed),
        "of": reading.title_of(placed.document),
    }


def _facts(reading: Reading, register: Register, entry: EntryContent) -> list[Fact]:
    edition = reading.site.relations.edition
    number = _("Edition {number}").format(number=edition.number) if edition else ""
    published = moment_day(edition.public_from) if edition else ""
    facts: list[Fact] = [
        (_("Register"), str(register.name)),
        (_("Responsible department"), _department(reading, entry["department"])),
        (_("As of"), ", ".join(filter(None, (number, published)))),
    ]
    return [(term, value) for term, value in facts if value]


def _department(reading: Reading, key: str) -> str | SafeString:
    if not key or key in reading.site.departments:
        return reading.department_link(key) if key else ""
    content = reading.site.relations.content
    named = {one["key"]: one for one in content["departments"]} if content else {}
    return reading.text(named[key]["name"]) if key in named else ""
