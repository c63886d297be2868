"""What of the registers becomes public: the one way from their rows to an edition.

One rule decides for every row: released, present, not for practice. Links lead only to entries
that are public too, so that nothing else can be inferred.
"""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from typing import Any

from querschnitt.accounts.models import Department
from querschnitt.framework.content import LANGUAGE, ProvenanceContent, Text
from querschnitt.relations.content import (
    SCHEMA,
    EntryContent,
    NamedDepartment,
    RelationsContent,
    ServedGoalContent,
)
from querschnitt.relations.fields import RowsField
from querschnitt.relations.finding import reference_of
from querschnitt.relations.models.entries import Entry, EntryQuerySet, Registered
from querschnitt.relations.registers import REGISTERS, Register
from querschnitt.relations.said import LinkSaid, Reference, Said
from querschnitt.relations.saying import rows_of, said_of_many

More = Callable[[Sequence[Registered]], Mapping[int, dict[str, Any]]]
"""Gives what entries of a register have beside their columns, by primary key."""

MORE: dict[str, More] = {}
"""By register; filled by the modules that know of it."""


def relations_content(*, told_before: Container[Reference] = ()) -> RelationsContent:
    """Return all that may become public now, in a fixed number of queries.

    :param told_before: what earlier editions held; of these alone it is told where they went
    """
    found = {register.slug: _for_the_public(register) for register in REGISTERS.values()}
    public = {f"{slug}/{entry.key}" for slug, entries in found.items() for entry, _said in entries}
    departments = [
        entry.department
        for entries in found.values()
        for entry, _said in entries
        if entry.department is not None
    ]
    return RelationsContent(
        schema=SCHEMA,
        languages=_languages(said for entries in found.values() for _entry, said in entries),
        departments=_departments(departments),
        entries=[
            content
            for slug, entries in found.items()
            for content in _contents(slug, entries, public)
        ],
        moved=_moved(public, told_before),
    )


def _moved(public: set[str], told_before: Container[Reference]) -> dict[Reference, Reference]:
    """Return where merged entries went that the public knew, as far as it may know that too."""
    rows = Entry.objects.exclude(merged_into=None).order_by("register", "key")
    into = {
        reference_of(entry): reference_of(entry.merged_into)
        for entry in rows.select_related("merged_into")
        if entry.merged_into is not None
    }
    found: dict[Reference, Reference] = {}
    for merged in into:
        survivor, seen = into[merged], {merged}
        while survivor in into and survivor not in seen:
            seen.add(survivor)
            survivor = into[survivor]
        if merged in told_before and survivor in public and merged not in public:
            found[merged] = survivor
    return found


def _for_the_public(register: Register) -> list[tuple[Registered, Said]]:
    rows = rows_of(register)
    assert isinstance(rows, EntryQuerySet)  # noqa: S101 - every register inherits the manager
    entries = [*rows.for_the_public().order_by("key")]
    return list(zip(entries, said_of_many(entries), strict=True)) if entries else []


def _contents(
    slug: str, entries: Sequence[tuple[Registered, Said]], public: set[str]
) -> Iterable[EntryContent]:
    register = REGISTERS[slug]
    more = MORE[slug]([entry for entry, _said in entries]) if slug in MORE and entries else {}
    for entry, told in entries:
        values = {**_values(register, told, public), **more.get(entry.pk, {})}
        said = told
        if slug == "actors":
            values, said = _released(values, told), _unless_withdrawn(told)
        yield EntryContent(
            register=slug,
            key=entry.key,
            title=_text(said, "title", said["title"]),
            summary=_text(said, "summary", said["summary"]),
            department=said["department"],
            values=values,
            texts=_texts(register, said, values),
            links=_links(said, public),
            goals=[_goal(reference) for reference in said["goals"]],
            provenance=ProvenanceContent(
                source=said["source"], confidence=said["confidence"], remark=said["remark"]
            ),
        )


def _values(register: Register, said: Said, public: set[str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, field in register.public_fields.items():
        value = said["values"].get(name)
        if value is None or (field.is_relation and value not in public):
            continue
        if isinstance(field, RowsField):
            shown = [column.name for column in field.columns if not column.is_internal]
            value = [{name: row[name] for name in shown if name in row} for row in value]
        values[name] = value
    return values


def _released(values: dict[str, Any], said: Said) -> dict[str, Any]:
    """Return what an actor released, field by field; a release that was withdrawn is none."""
    told = said["values"]
    released = {"organisation"}
    if not told.get("consent_withdrawn_on"):
        released.update(told.get("released_fields", []))
    if not told.get("consent_given_on"):
        released.discard("contact")
    return {name: value for name, value in values.items() if name in released}


def _unless_withdrawn(said: Said) -> Said:
    """Return what else an actor says: nothing about it, once its release was withdrawn."""
    if not said["values"].get("consent_withdrawn_on"):
        return said
    return {**said, "summary": "", "links": {}, "goals": [], "remark": ""}


def _text(said: Said, field: str, own: str) -> Text:
    if not own:
        return {}
    others = {language: texts[field] for language, texts in said["translations"].items()
              if texts.get(field)}  # fmt: skip
    return {LANGUAGE: own, **others}


def _texts(register: Register, said: Said, values: Mapping[str, Any]) -> dict[str, Text]:
    names = [name for name in register.translated if isinstance(values.get(name), str)]
    texts = {name: _text(said, name, values[name]) for name in names}
    return {name: text for name, text in texts.items() if len(text) > 1}


def _links(said: Said, public: set[str]) -> dict[str, list[LinkSaid]]:
    shown = {
        role: [link for link in links if link["entry"] in public]
        for role, links in said["links"].items()
    }
    return {role: links for role, links in shown.items() if links}


def _goal(reference: str) -> ServedGoalContent:
    framework, _slash, number = reference.partition("/")
    return ServedGoalContent(framework=framework, reference=number)


def _languages(said: Iterable[Said]) -> list[str]:
    others = {language for one in said for language in one["translations"]}
    return [LANGUAGE, *sorted(others)]


def _departments(departments: Iterable[Department]) -> list[NamedDepartment]:
    by_key = {department.key: department for department in departments}
    return [
        NamedDepartment(
            key=key, abbreviation=by_key[key].abbreviation, name={LANGUAGE: by_key[key].name}
        )
        for key in sorted(by_key)
    ]
