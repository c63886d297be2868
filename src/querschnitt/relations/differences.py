"""What differs between two things that an entry says; nothing here asks the database."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from querschnitt.framework.wording_difference import Part, difference
from querschnitt.relations.fields import LinesField, RowsField
from querschnitt.relations.registers import Register
from querschnitt.relations.said import Said
from querschnitt.relations.showing import Names, spoken, spoken_confidence, spoken_link

_WORDY = 60


@dataclass(frozen=True)
class Difference:
    """A field that says something else than before, each as people read it."""

    name: str
    label: str
    before: str
    after: str
    parts: list[Part] = field(default_factory=list)
    """Word by word, where it is a text."""


def differences(
    register: Register,
    before: Said,
    after: Said,
    *,
    names: Names,
    departments: Mapping[str, str],
    without: Collection[str] = (),
) -> list[Difference]:
    """Return what two wordings say differently, in the order of the form.

    :param names: the entries that either of them names
    :param departments: the abbreviations of departments by their keys
    :param without: fields that the reader does not read
    """
    was = {name: (label, text) for name, label, text in _told(register, before, names, departments)}
    found = []
    for name, label, now in _told(register, after, names, departments):
        then = was[name][1]
        if then != now and name not in without:
            parts = difference(then, now) if _is_text(register, name, then, now) else []
            found.append(Difference(name, label, then, now, parts))
    return found


def _told(
    register: Register, said: Said, names: Names, departments: Mapping[str, str]
) -> Iterable[tuple[str, str, str]]:
    """Yield each field with what it is called and what it says."""
    yield "title", _("Title"), said["title"]
    yield "summary", _("Description"), said["summary"]
    department = departments.get(said["department"], said["department"])
    yield "department", _("Responsible department"), department
    for name in register.fields:
        value = said["values"].get(name)
        yield name, register.label(name), spoken(register, name, value, names)
    for role in register.roles:
        links = said["links"].get(role.name, [])
        lines = "\n".join(spoken_link(link, names) for link in links)
        yield f"link_{role.name}", str(role.label), lines
    yield "goals", _("Goals that it serves"), "\n".join(said["goals"])
    yield "translations", _("In further languages"), _translations(register, said)
    yield "source", _("Source"), said["source"]
    yield "confidence", _("How sure it is"), spoken_confidence(said["confidence"])
    yield "remark", _("Remark"), said["remark"]


def _translations(register: Register, said: Said) -> str:
    return "\n".join(
        f"{language}: {text}"
        for language, texts in sorted(said["translations"].items())
        for name in register.translated
        if (text := texts.get(name))
    )


def _is_text(register: Register, name: str, then: str, now: str) -> bool:
    column = register.fields.get(name)
    if isinstance(column, RowsField | LinesField) or name in ("title", "summary", "translations"):
        return bool(then and now)
    if column is not None and (column.is_relation or column.choices):
        return False
    return bool(then and now) and max(len(then), len(now)) > _WORDY
