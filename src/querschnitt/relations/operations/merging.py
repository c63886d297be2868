"""Merging two organisations that are one, separating them again, and telling two apart."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from django.db.models import F
from django.utils import timezone

from querschnitt.accounts import journal
from querschnitt.accounts.models import User
from querschnitt.lib.digest import canonical
from querschnitt.lib.refusal import refuse_if
from querschnitt.relations import rules as entry_rules
from querschnitt.relations.finding import reference_of
from querschnitt.relations.models import Distinction, Entry, EntryRevision, Link, Merger
from querschnitt.relations.models.entries import Registered
from querschnitt.relations.operations.entering import note_revision, own, revised
from querschnitt.relations.registers import REGISTERS
from querschnitt.relations.rules import merging as rules
from querschnitt.relations.said import Said
from querschnitt.relations.said_values import said_with, taken_back, values_of
from querschnitt.relations.saying import said_of, said_of_many

MERGED, MERGED_AWAY, NAMING_MERGED = "merged", "merged_away", "naming_merged"
SEPARATED, NAMING_SEPARATED = "separated", "naming_separated"
"""By which act the revisions came about."""

# In the language of the entries, which is that of the government.
REASON = "Zusammengeführt mit „%s“"


class Separated(NamedTuple):
    """Two organisations separated again; ``left`` names what stays with the survivor."""

    merger: Merger
    left: list[str]


@journal.act
def merge_organisations(
    *, by: User, survivor: Entry, merged: Entry, said: Said, seen: tuple[int, int]
) -> Merger:
    """Make one organisation of two: all that names the one names the survivor from now on.

    :param said: what the survivor says afterwards
    :param seen: the numbers of the wordings of both that the person was shown
    :raises Refused: if ``rules.obstacle_to_merging`` finds an obstacle; ``relations.stale`` if one
        of the two was changed meanwhile
    """
    survivor, merged = _present(survivor), _present(merged)
    rivals = rivals_of(survivor, merged)
    refuse_if(rules.obstacle_to_merging(by, survivor, merged, rivals=rivals))
    for entry, number in zip((survivor, merged), seen, strict=True):
        refuse_if(entry_rules.obstacle_when_stale(entry, number))
    before = said_of(own(survivor))
    moved = _move(merged, survivor)
    _note_naming(moved, {survivor.pk, merged.pk}, by=by, act=NAMING_MERGED)
    changed = revised(by=by, entry=survivor, said=_without(said, {survivor, merged}), act=MERGED)
    merged.removed_at, merged.merged_into = timezone.now(), survivor
    merged.removal_reason = REASON % changed.title
    merged.number += 1
    merged.save(update_fields=["removed_at", "merged_into", "removal_reason", "number"])
    note_revision(merged, said_of(own(merged)), by=by, act=MERGED_AWAY)
    merger = Merger.objects.create(
        survivor=survivor,
        merged=merged,
        merged_by=by,
        merged_at=merged.removed_at,
        before=before,
        after=said_of(own(survivor)),
        moved=moved,
    )
    journal.record(
        "relations.organisations_merged",
        actor=by,
        subject=changed.entry,
        merged=merged.pk,
        moved=len(moved),
    )
    return merger


@journal.act
def separate_organisations(*, by: User, merger: Merger) -> Separated:
    """Make two organisations again of what was merged.

    What moved for that goes back as far as nobody has changed it since; what else was changed
    since stays as it is.

    :raises Refused: if ``rules.obstacle_to_separating`` finds an obstacle
    """
    rows = Merger.objects.select_related("survivor__department", "merged__department")
    merger = rows.get(pk=merger.pk)
    refuse_if(rules.obstacle_to_separating(by, merger))
    survivor, merged = merger.survivor, merger.merged
    merged.removed_at, merged.merged_into, merged.removal_reason = None, None, ""
    merged.number += 1
    merged.save(update_fields=["removed_at", "merged_into", "removal_reason", "number"])
    back, left = _move_back(merger)
    _note_naming(back, {survivor.pk, merged.pk}, by=by, act=NAMING_SEPARATED)
    note_revision(merged, said_of(own(merged)), by=by, act=SEPARATED)
    _take_back(merger, by=by)
    merger.separated_by, merger.separated_at = by, timezone.now()
    merger.save(update_fields=["separated_by", "separated_at"])
    journal.record(
        "relations.organisations_separated",
        actor=by,
        subject=survivor,
        separated=merged.pk,
        moved=len(back),
        left=len(left),
    )
    return Separated(merger, left)


@journal.act
def tell_apart(*, by: User, first: Entry, second: Entry) -> Distinction:
    """Note that two organisations that look alike are two different ones.

    :raises Refused: if ``rules.obstacle_to_telling_apart`` finds an obstacle
    """
    first, second = sorted((_present(first), _present(second)), key=lambda entry: entry.pk)
    refuse_if(rules.obstacle_to_telling_apart(by, first, second))
    noted, is_new = Distinction.objects.get_or_create(
        first=first, second=second, defaults={"noted_by": by, "noted_at": timezone.now()}
    )
    if is_new:
        journal.record(
            "relations.organisations_told_apart", actor=by, subject=first, other=second.pk
        )
    return noted


@journal.act
def take_back_distinction(*, by: User, first: Entry, second: Entry) -> None:
    """Let two organisations that were told apart be suggested as the same again.

    :raises Refused: if ``rules.obstacle_to_telling_apart`` finds an obstacle
    """
    first, second = sorted((_present(first), _present(second)), key=lambda entry: entry.pk)
    refuse_if(rules.obstacle_to_telling_apart(by, first, second))
    deleted, _rows = Distinction.objects.filter(first=first, second=second).delete()
    if deleted:
        journal.record("relations.distinction_taken_back", actor=by, subject=first, other=second.pk)


def rivals_of(first: Entry, second: Entry) -> tuple[str, str] | None:
    """Return an entry that names the first and one that names the second, if only one may."""
    for _slug, model, name, is_unique in columns_that_name(first.register):
        if not is_unique:
            continue
        named = {
            row.pk: row
            for row in model._default_manager.filter(**{f"{name}__in": [first.pk, second.pk]})
        }
        by_target = {getattr(row, f"{name}_id"): row.title for row in named.values()}
        if len(by_target) > 1:
            return by_target[first.pk], by_target[second.pk]
    return None


def columns_that_name(register: str) -> Iterable[tuple[str, type[Registered], str, bool]]:
    """Yield the columns of registers that name an entry of this one, and whether only one may."""
    model = REGISTERS[register].model
    for slug, other in REGISTERS.items():
        for name, field in other.fields.items():
            if field.is_relation and field.related_model is model:
                yield slug, other.model, name, field.unique


def _present(entry: Entry) -> Entry:
    return Entry.objects.select_related("department").get(pk=entry.pk)


def _without(said: Said, entries: Collection[Entry]) -> Said:
    """Return what is said without links to these entries, which are now one."""
    names = {reference_of(entry) for entry in entries}
    links = {
        role: [link for link in named if link["entry"] not in names]
        for role, named in said["links"].items()
    }
    return Said(**{**said, "links": {role: named for role, named in links.items() if named}})


def _move(merged: Entry, survivor: Entry) -> list[dict[str, Any]]:
    """Let all that names the merged one name the survivor; return what was done."""
    there = {_told(link) for link in Link.objects.filter(target=survivor)}
    moved: list[dict[str, Any]] = []
    kept: list[int] = []
    double: list[int] = []
    for link in Link.objects.filter(target=merged).order_by("pk"):
        # The survivor cannot name itself, and nobody names it twice for the same.
        is_kept = link.source_id != survivor.pk and _told(link) not in there
        there.add(_told(link))
        (kept if is_kept else double).append(link.pk)
        moved.append(
            {
                "entry": link.source_id,
                "role": link.role,
                "since": link.since,
                "until": link.until,
                "note": link.note,
                "position": link.position,
                "is_kept": is_kept,
            }
        )
    Link.objects.filter(pk__in=double).delete()
    Link.objects.filter(pk__in=kept).update(target=survivor)
    for _slug, model, name, _is_unique in columns_that_name(merged.register):
        rows = model._default_manager.filter(**{name: merged.pk})
        moved += [{"entry": pk, "column": name} for pk in rows.values_list("pk", flat=True)]
        rows.update(**{name: survivor.pk})
    return moved


def _told(link: Link) -> tuple[int, str, str, str, str]:
    return (link.source_id, link.role, link.since, link.until, link.note)


def _move_back(merger: Merger) -> tuple[list[dict[str, Any]], list[str]]:
    """Let what was moved name the merged one again; return that, and what was changed since."""
    naming = Entry.objects.in_bulk([one["entry"] for one in merger.moved])
    models = {pair[2]: pair[1] for pair in columns_that_name(merger.merged.register)}
    back: list[dict[str, Any]] = []
    left: list[dict[str, Any]] = []
    for one in merger.moved:
        if "column" in one:
            named = {one["column"]: merger.survivor_id}
            rows = models[one["column"]]._default_manager.filter(pk=one["entry"], **named)
            is_back = bool(rows.update(**{one["column"]: merger.merged_id}))
        else:
            is_back = _link_back(merger, one, naming[one["entry"]])
        (back if is_back else left).append(one)
    return back, [naming[one["entry"]].title for one in left]


def _link_back(merger: Merger, one: dict[str, Any], source: Entry) -> bool:
    told = {name: one[name] for name in ("role", "since", "until", "note")}
    if one["is_kept"]:
        links = Link.objects.filter(source=source, target=merger.survivor_id, **told)
        found = links.order_by("pk").first()
        if found is None:
            return False
        Link.objects.filter(pk=found.pk).update(target=merger.merged_id)
        return True
    if source.pk != merger.survivor_id and source.number != one.get("number"):
        return False
    Link.objects.create(source=source, target_id=merger.merged_id, position=one["position"], **told)
    return True


def _note_naming(moved: list[dict[str, Any]], but: Collection[int], *, by: User, act: str) -> None:
    """Keep what the entries say from now on that name another one, however many they are."""
    naming = {one["entry"] for one in moved} - {*but}
    Entry.objects.filter(pk__in=naming).update(number=F("number") + 1)
    by_register: dict[str, list[int]] = defaultdict(list)
    for pk, register in Entry.objects.filter(pk__in=naming).values_list("pk", "register"):
        by_register[register].append(pk)
    numbers: dict[int, int] = {}
    for register, pks in by_register.items():
        rows = [*REGISTERS[register].model._default_manager.filter(pk__in=pks)]
        numbers |= {row.pk: row.number for row in rows}
        EntryRevision.objects.bulk_create(
            EntryRevision(
                entry_id=row.pk,
                number=row.number,
                act=act,
                content=canonical(said).decode(),
                changed_by=by,
                changed_at=timezone.now(),
            )
            for row, said in zip(rows, said_of_many(rows), strict=True)
        )
    for one in moved:
        if one["entry"] in numbers:
            one["number"] = numbers[one["entry"]]


def _take_back(merger: Merger, *, by: User) -> None:
    """Let the survivor say what it said before, field by field where nobody changed that since."""
    register = REGISTERS[merger.survivor.register]
    now = values_of(said_of(own(merger.survivor)))
    before, after = values_of(merger.before), values_of(merger.after)
    names = before.keys() | after.keys() | now.keys()
    values = {name: taken_back(before.get(name), after.get(name), now.get(name)) for name in names}
    values = {name: value for name, value in values.items() if value is not None}
    said = said_with(register, values)
    if said != said_with(register, now):
        revised(by=by, entry=merger.survivor, said=said, act=SEPARATED)
