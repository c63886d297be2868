"""Finding entries: by what other entries call them, and by what people type."""

import re
from collections.abc import Iterable, Mapping

from django.db.models import Q

from querschnitt.framework.models import Goal
from querschnitt.relations.models import Entry
from querschnitt.relations.registers import BY_SEGMENT, REGISTERS
from querschnitt.relations.said import Reference

_NAMED = re.compile(r".*\[(?P<segment>[a-z-]+)/(?P<key>[a-z0-9-]+)\]\s*", re.DOTALL)


def reference_of(entry: Entry) -> Reference:
    """Return by what other entries refer to an entry."""
    return f"{entry.register}/{entry.key}"


def entries_by_reference(references: Iterable[Reference]) -> dict[Reference, Entry]:
    """Return the entries of these references, as far as there are any, with one query."""
    wanted: dict[str, set[str]] = {}
    for reference in references:
        register, _slash, key = reference.partition("/")
        wanted.setdefault(register, set()).add(key)
    if not wanted:
        return {}
    narrowed = Q()
    for register, keys in wanted.items():
        narrowed |= Q(register=register, key__in=keys)
    return {reference_of(entry): entry for entry in Entry.objects.filter(narrowed)}


def goals_by_reference(references: Iterable[str]) -> dict[str, Goal]:
    """Return the goals of these references (framework and reference), with one query."""
    wanted: dict[str, set[str]] = {}
    for reference in references:
        framework, _slash, number = reference.partition("/")
        wanted.setdefault(framework, set()).add(number)
    if not wanted:
        return {}
    narrowed = Q()
    for framework, numbers in wanted.items():
        narrowed |= Q(framework__key=framework, reference__in=numbers)
    goals = Goal.objects.filter(narrowed).select_related("framework")
    return {f"{goal.framework.key}/{goal.reference}": goal for goal in goals}


def named(entry: Entry) -> str:
    """Return an entry as forms and workbooks write it, so that it can be found again."""
    return f"{entry.title} [{REGISTERS[entry.register].segment}/{entry.key}]"


def entries_as_typed(typed: Iterable[str], registers: Iterable[str]) -> Mapping[str, list[Entry]]:
    """Return what people may mean by each text: the key in brackets, or else a key or a title.

    One query for all of them; an empty list where nothing is called so.
    """
    texts, within = {*typed}, [*registers]
    by_key = {text: found for text in texts if (found := _NAMED.fullmatch(text))}
    keys = {text.strip() for text in texts} | {found["key"] for found in by_key.values()}
    titles = {text.strip() for text in texts}
    rows = Entry.objects.present().filter(register__in=within)
    narrowed = rows.filter(Q(key__in=keys) | Q(title__in=titles))
    # Beyond this, reading all of them is quicker than asking for each by name.
    entries = _Found(rows if len(texts) > MANY else narrowed) if texts else _Found(())
    return {text: entries.meant(text, by_key.get(text)) for text in texts}


MANY = 500


class _Found:
    """Entries by all that people call them."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._by_reference: dict[tuple[str, str], list[Entry]] = {}
        self._by_title: dict[str, list[Entry]] = {}
        self._by_key: dict[str, list[Entry]] = {}
        for one in entries:
            self._by_reference[one.register, one.key] = [one]
            self._by_title.setdefault(one.title, []).append(one)
            self._by_key.setdefault(one.key, []).append(one)

    def meant(self, text: str, named: re.Match[str] | None) -> list[Entry]:
        if named is not None:
            register = BY_SEGMENT.get(named["segment"])
            slug = register.slug if register else ""
            return self._by_reference.get((slug, named["key"]), [])
        said = text.strip()
        return self._by_title.get(said) or self._by_key.get(said, [])
