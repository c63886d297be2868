"""Writing what is said into the tables; parts of acts, not acts themselves."""

from collections.abc import Iterable
from datetime import date, time
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from querschnitt.accounts.models import Department, User
from querschnitt.lib.digest import canonical
from querschnitt.lib.refusal import Obstacle, Refused, refuse_if
from querschnitt.lib.umlauts import spelled_out
from querschnitt.relations import rules
from querschnitt.relations.fields import LinesField, RowsField
from querschnitt.relations.finding import entries_by_reference, goals_by_reference
from querschnitt.relations.models import Entry, EntryRevision, Link, ServedGoal
from querschnitt.relations.models.entries import Registered
from querschnitt.relations.operations.guarding import refuse_contradiction
from querschnitt.relations.registers import REGISTERS, Register
from querschnitt.relations.said import Said

_LONGEST_KEY = 60


def added(
    *,
    by: User,
    register: str,
    said: Said,
    key: str = "",
    is_demonstration: bool = False,
    act: str = "added",
) -> Registered:
    """Make an entry of what is said, inside an act that writes the journal.

    :param key: of its address; made of the title where none is given
    :raises Refused: if an obstacle stands in the way, such as a value that cannot be kept
    """
    kind = _register(register)
    department = _department(said)
    refuse_if(rules.obstacle_to_adding(by, department))
    entry = kind.model(
        register=register, key=key or _free_key(register, said), is_demonstration=is_demonstration
    )
    if key and Entry.objects.filter(register=register, key=key).exists():
        raise Refused(Obstacle("relations.key-taken", _("There is an entry with this key.")))
    return _written(entry, kind, said, department, by=by, act=act)


def revised(*, by: User, entry: Entry, said: Said, act: str = "revised") -> Registered:
    """Let an entry say something else, inside an act that writes the journal.

    :raises Refused: if an obstacle stands in the way, such as a value that cannot be kept
    """
    kind = _register(entry.register)
    present = own(entry)
    refuse_if(rules.obstacle_to_revising(by, present))
    department = _department(said)
    if department != present.department:
        refuse_if(rules.obstacle_to_giving_away(by, department))
    present.number += 1
    return _written(present, kind, said, department, by=by, act=act)


def own(entry: Entry) -> Registered:
    """Return an entry with the columns that only its register has, as it is now."""
    rows = REGISTERS[entry.register].model._default_manager.select_related("department")
    return cast("Registered", rows.get(pk=entry.pk))


def note_revision(entry: Entry, content: Said, *, by: User, act: str) -> None:
    """Keep what an entry says from now on, under its number."""
    EntryRevision.objects.create(
        entry_id=entry.pk,
        number=entry.number,
        act=act,
        content=canonical(content).decode(),
        changed_by=by,
        changed_at=timezone.now(),
    )


def _register(slug: str) -> Register:
    if slug not in REGISTERS:
        raise Refused(Obstacle("relations.no-such-register", _("There is no such register.")))
    return REGISTERS[slug]


def _department(said: Said) -> Department | None:
    if not said["department"]:
        return None
    found = Department.objects.filter(key=said["department"]).first()
    if found is None:
        raise Refused(Obstacle("relations.no-such-department", _("There is no such department.")))
    return found


def _written(
    entry: Registered,
    register: Register,
    said: Said,
    department: Department | None,
    *,
    by: User,
    act: str,
) -> Registered:
    refuse_if(rules.obstacle_in_said(register, said))
    _refuse_what_is_unknown(register, said)
    found = entries_by_reference(_references(register, said))
    _refuse_what_is_missing(register, said, found)
    for name, value in _columns(register, said, found).items():
        setattr(entry, name, value)
    entry.title, entry.summary, entry.department = said["title"], said["summary"], department
    entry.source, entry.confidence = said["source"], said["confidence"]
    entry.remark, entry.translations = said["remark"], said["translations"]
    _refuse_what_no_column_keeps(entry, register)
    refuse_contradiction(entry)
    entry.save()
    _link(entry, said, found)
    _serve(entry, said)
    note_revision(entry, said, by=by, act=act)
    return entry


def _references(register: Register, said: Said) -> Iterable[str]:
    for name, field in register.fields.items():
        if field.is_relation and said["values"].get(name):
            yield said["values"][name]
    for links in said["links"].values():
        yield from (link["entry"] for link in links)


def _refuse_what_is_unknown(register: Register, said: Said) -> None:
    unknown = said["values"].keys() - register.fields.keys()
    roles = {role.name for role in register.roles}
    if unknown or said["links"].keys() - roles:
        named = ", ".join(sorted({*unknown, *(said["links"].keys() - roles)}))
        sentence = _("This register does not know: {fields}.").format(fields=named)
        raise Refused(Obstacle("relations.unknown-field", sentence))


def _refuse_what_is_missing(register: Register, said: Said, found: dict[str, Entry]) -> None:
    for reference in _references(register, said):
        if reference not in found:
            sentence = _("There is no entry “{entry}”.").format(entry=reference)
            raise Refused(Obstacle("relations.no-such-entry", sentence))
    for role in register.roles:
        links = said["links"].get(role.name, [])
        if role.is_required and not links:
            sentence = _("Please name: {what}.").format(what=role.label)
            raise Refused(Obstacle("relations.link-missing", sentence))
        for link in links:
            if found[link["entry"]].register not in role.to:
                sentence = _("“{entry}” cannot be named here.").format(entry=link["entry"])
                raise Refused(Obstacle("relations.wrong-register", sentence))


def _columns(register: Register, said: Said, found: dict[str, Entry]) -> dict[str, Any]:
    columns: dict[str, Any] = {}
    for name, field in register.fields.items():
        value = said["values"].get(name)
        try:
            if field.is_relation:
                columns[field.attname] = _key_of(field, found[value]) if value else None
            else:
                columns[name] = _column(field, value)
        except (TypeError, ValueError) as error:
            raise Refused(_unfit(register, name)) from error
    return columns


def _key_of(field: "models.Field[Any, Any]", entry: Entry) -> int:
    model = field.related_model
    if REGISTERS[entry.register].model is not model:
        raise ValueError(f"{entry.register} is not what {field.name} names")
    return entry.pk


def _column(field: "models.Field[Any, Any]", value: Any) -> Any:
    if isinstance(field, RowsField | LinesField):
        if not isinstance(value or [], list):
            raise TypeError("a table is a list")
        return value or []
    if value is None or value == "":
        return field.get_default() if not field.null else None
    if isinstance(field, models.DateField):
        return date.fromisoformat(value)
    if isinstance(field, models.TimeField):
        return time.fromisoformat(value)
    if isinstance(field, models.BooleanField):
        return bool(value)
    if isinstance(field, models.IntegerField):
        return int(value)
    if not isinstance(value, str):
        raise TypeError("a text is needed")
    return value


def _refuse_what_no_column_keeps(entry: Registered, register: Register) -> None:
    ours = {*register.fields, "key", "title", "summary"}
    others = {field.name for field in entry._meta.fields} - ours
    relations = {name for name, field in register.fields.items() if field.is_relation}
    try:
        entry.clean_fields(exclude=others | relations)
    except ValidationError as error:
        name, sentences = next(iter(error.message_dict.items()))
        label = register.label(name) if name in register.fields else name
        sentence = f"{label}: {sentences[0]}"
        raise Refused(Obstacle("relations.bad-value", sentence)) from error
    for name in relations:
        field = register.fields[name]
        if not field.null and getattr(entry, field.attname) is None:
            raise Refused(_unfit(register, name))
        if field.unique and _is_taken(entry, register, field):
            raise Refused(rules.obstacle_when_taken(register.label(name)))


def _is_taken(entry: Registered, register: Register, field: "models.Field[Any, Any]") -> bool:
    named = {field.attname: getattr(entry, field.attname)}
    rows = register.model._default_manager.filter(**named).exclude(pk=entry.pk)
    return named[field.attname] is not None and rows.exists()


def _unfit(register: Register, name: str) -> Obstacle:
    sentence = _("{field}: this value cannot be kept.").format(field=register.label(name))
    return Obstacle("relations.bad-value", sentence)


def _link(entry: Registered, said: Said, found: dict[str, Entry]) -> None:
    Link.objects.filter(source=entry.pk).delete()
    links = [
        Link(
            source_id=entry.pk,
            role=role,
            target=found[link["entry"]],
            since=link["since"],
            until=link["until"],
            note=link["note"],
            position=position,
        )
        for role, links in said["links"].items()
        for position, link in enumerate(links)
    ]
    for link in links:
        _refuse_bad_link(entry, link)
    Link.objects.bulk_create(links)


def _refuse_bad_link(entry: Registered, link: Link) -> None:
    if link.target_id == entry.pk:
        raise Refused(Obstacle("relations.names-itself", _("An entry cannot name itself.")))
    try:
        link.clean_fields(exclude=["source", "target", "position"])
    except ValidationError as error:
        name, sentences = next(iter(error.message_dict.items()))
        raise Refused(Obstacle("relations.bad-value", f"{name}: {sentences[0]}")) from error


def _serve(entry: Registered, said: Said) -> None:
    goals = goals_by_reference(said["goals"])
    missing = [reference for reference in said["goals"] if reference not in goals]
    if missing:
        sentence = _("There is no goal “{goal}”.").format(goal=missing[0])
        raise Refused(Obstacle("relations.no-such-goal", sentence))
    wanted = {goal.pk for goal in goals.values()}
    served = ServedGoal.objects.filter(entry=entry.pk)
    present = {*served.values_list("goal_id", flat=True)}
    served.exclude(goal__in=wanted).delete()
    ServedGoal.objects.bulk_create(
        ServedGoal(entry_id=entry.pk, goal_id=goal) for goal in sorted(wanted - present)
    )


def _free_key(register: str, said: Said) -> str:
    base = slugify(spelled_out(said["title"]))[:_LONGEST_KEY].strip("-") or "eintrag"
    taken = {*Entry.objects.filter(register=register, key__startswith=base)
             .values_list("key", flat=True)}  # fmt: skip
    number, key = 1, base
    while key in taken or key in WORDS_OF_ADDRESSES:
        number += 1
        key = f"{base}-{number}"
    return key


WORDS_OF_ADDRESSES = frozenset(
    {"neu", "kalender", "arbeitsmappe", "dubletten", "freigeben", "zurueckhalten", "rollen"}
)
"""Words that stand in addresses where others have the key of an entry."""
