"""What must be made so that an adopted framework of another installation says the same here.

Pure: it compares the content of the framework with what is here, and asks the database nothing.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from django.utils.translation import gettext as _

from querschnitt.framework.content import (
    LANGUAGE,
    DepartmentContent,
    FieldContent,
    FrameworkContent,
    GovernmentContent,
    MandateContent,
    OfficeHolder,
    TermContent,
)
from querschnitt.lib.digest import digest

_HELD = ("key", "name", "abbreviation", "position", "valid_from", "provenance")


class State(StrEnum):
    """What becomes of a part when the framework is taken over."""

    NEW = "new"
    KNOWN = "known"
    COMPLETED = "completed"
    CONFLICT = "conflict"


class Line(NamedTuple):
    """A part of the framework, what becomes of it, and why where that needs saying."""

    part: str
    name: str
    state: State
    sentence: str = ""


@dataclass(frozen=True, kw_only=True)
class Here:
    """What this installation has of all that a framework names."""

    departments: Mapping[str, DepartmentContent] = field(default_factory=dict)
    bare_departments: frozenset[str] = frozenset()
    """Those of which nothing is known but the key."""
    others_then: tuple[str, ...] = ()
    """Further departments that existed when the framework began, by abbreviation."""
    fields: Mapping[str, FieldContent] = field(default_factory=dict)
    mandate: MandateContent | None = None
    term: TermContent | None = None
    is_term_closed: bool = False
    governments: tuple[GovernmentContent, ...] = ()
    framework: str = ""
    """The title of the framework that has its key already."""
    is_predecessor_known: bool = False
    is_predecessor_followed: bool = False


@dataclass(frozen=True)
class Plan:
    """Everything that taking a framework over would do, part by part."""

    lines: list[Line]

    @property
    def conflicts(self) -> list[Line]:
        return [line for line in self.lines if line.state == State.CONFLICT]


def plan(content: FrameworkContent, here: Here) -> Plan:
    """Return what must be made, what is here already, and what stands in the way."""
    return Plan(
        [
            *_framework(content, here),
            *_term(content["term"], here),
            *_government(content["government"], here),
            *_departments(content, here),
            *_successors(content, here),
            *_fields(content, here),
            *_mandate(content["mandate"], here),
            Line(_("Goals"), str(len(content["goals"])), State.NEW),
        ]
    )


def plan_digest(found: Plan) -> str:
    """Return what binds a preview to what it showed."""
    return digest([list(line) for line in found.lines])


def missing_successors(content: FrameworkContent, known: Mapping[str, object]) -> list[str]:
    """Return the departments that are named as successors alone, in the order of their naming."""
    own = {department["key"] for department in content["departments"]}
    named = [key for one in content["departments"] for key in one["successors"]]
    return [key for key in dict.fromkeys(named) if key not in own and key not in known]


def missing_heads(wanted: DepartmentContent, here: DepartmentContent) -> list[int] | None:
    """Return which of the people in office are not here; None where others are here too."""
    left = Counter(_head(head) for head in here["heads"])
    missing = []
    for place, head in enumerate(wanted["heads"]):
        same = _head(head)
        if left[same]:
            left[same] -= 1
        else:
            missing.append(place)
    return None if +left else missing


def _head(head: OfficeHolder) -> tuple[str, ...]:
    return head["title"], head["person"], head["held_from"], head["held_until"]


def said(text: Mapping[str, str]) -> str:
    return text.get(LANGUAGE, "")


def _framework(content: FrameworkContent, here: Here) -> Iterator[Line]:
    part, name = _("Framework"), f"{said(content['title'])} ({content['key']})"
    if here.framework:
        sentence = _("The key is taken by “%(title)s”. A framework is taken over once only.")
        told = {"title": here.framework}
        yield Line(part, name, State.CONFLICT, sentence % told)
    elif content["languages"] != [LANGUAGE]:
        sentence = _("It has texts in other languages, which cannot be kept here.")
        yield Line(part, name, State.CONFLICT, sentence)
    else:
        yield Line(part, name, State.NEW)
    before = content["predecessor"]
    if before and not here.is_predecessor_known:
        sentence = _("The predecessor is not here. Please take it over first.")
        yield Line(_("Predecessor"), before, State.CONFLICT, sentence)
    elif before and here.is_predecessor_followed:
        sentence = _("Another framework follows this predecessor already.")
        yield Line(_("Predecessor"), before, State.CONFLICT, sentence)
    elif before:
        yield Line(_("Predecessor"), before, State.KNOWN)
    if content["chapters"]:
        yield Line(_("Chapters"), str(len(content["chapters"])), State.NEW)


def _term(term: TermContent, here: Here) -> Iterator[Line]:
    part, name = _("Legislative term"), str(term["number"])
    if here.term is None:
        yield Line(part, name, State.NEW)
    elif here.term != term:
        sentence = _("The term is known here with other dates: %(dates)s")
        period = here.term["period"]
        dates = f"{period['start'] or '–'} / {period['end'] or '–'}"
        yield Line(part, name, State.CONFLICT, sentence % {"dates": dates})
    else:
        yield Line(part, name, State.KNOWN)


def _government(government: GovernmentContent | None, here: Here) -> Iterator[Line]:
    part = _("Government")
    names = ", ".join(said(one["name"]) for one in here.governments)
    if government is None:
        if len(here.governments) == 1:
            sentence = _("The framework names no government, but here one is entered for its time.")
            yield Line(part, names, State.CONFLICT, sentence)
    elif [*here.governments] == [government]:
        yield Line(part, said(government["name"]), State.KNOWN)
    elif here.governments:
        sentence = _("For the beginning of the framework, another one is entered here: %(names)s")
        told = {"names": names}
        yield Line(part, said(government["name"]), State.CONFLICT, sentence % told)
    else:
        yield Line(part, said(government["name"]), State.NEW)


def _departments(content: FrameworkContent, here: Here) -> Iterator[Line]:
    part = _("Department")
    for department in content["departments"]:
        name = f"{department['abbreviation']} ({department['key']})"
        known = here.departments.get(department["key"])
        if known is None:
            yield Line(part, name, State.NEW)
        elif known == department:
            yield Line(part, name, State.KNOWN)
        elif department["key"] in here.bare_departments:
            sentence = _("So far it was known as a successor by its key alone.")
            yield Line(part, name, State.COMPLETED, sentence)
        elif _can_be_completed(department, known):
            sentence = _("People in office, its end or its successors are added.")
            yield Line(part, name, State.COMPLETED, sentence)
        else:
            told = {"parts": ", ".join(_differing(department, known))}
            sentence = _("The key is taken by a department with other facts: %(parts)s")
            yield Line(part, name, State.CONFLICT, sentence % told)
    if here.others_then and any(goal["involves_all"] for goal in content["goals"]):
        sentence = _(
            "A goal concerns all departments, and here there were others when it began. The goal"
            " would concern them too."
        )
        yield Line(part, ", ".join(here.others_then), State.CONFLICT, sentence)


def _can_be_completed(wanted: DepartmentContent, here: DepartmentContent) -> bool:
    is_same = all(wanted[name] == here[name] for name in _HELD)  # type: ignore[literal-required]
    has_end = here["valid_until"] in {"", wanted["valid_until"]}
    has_successors = (
        here["successors"] == wanted["successors"]
        if here["valid_until"]
        else not here["successors"]
    )
    return is_same and has_end and has_successors and missing_heads(wanted, here) is not None


def _differing(wanted: DepartmentContent, here: DepartmentContent) -> list[str]:
    return [name for name, value in wanted.items() if here.get(name) != value]


def _successors(content: FrameworkContent, here: Here) -> Iterator[Line]:
    for key in missing_successors(content, here.departments):
        sentence = _(
            "It is only named as a successor; it is entered by its key and completed as soon as a"
            " framework is taken over that knows more."
        )
        yield Line(_("Department"), key, State.NEW, sentence)


def _fields(content: FrameworkContent, here: Here) -> Iterator[Line]:
    for one in content["fields"]:
        known = here.fields.get(one["key"])
        name = f"{said(one['name'])} ({one['key']})"
        if known is None:
            yield Line(_("Field of action"), name, State.NEW)
        elif known == one:
            yield Line(_("Field of action"), name, State.KNOWN)
        else:
            sentence = _("The key is taken by a field with another name or source: %(name)s")
            told = {"name": said(known["name"])}
            yield Line(_("Field of action"), name, State.CONFLICT, sentence % told)


def _mandate(mandate: MandateContent | None, here: Here) -> Iterator[Line]:
    if mandate is None:
        return
    part, name = _("Mandate"), f"{said(mandate['title'])} ({mandate['key']})"
    if here.mandate is None:
        yield Line(part, name, State.NEW)
        yield Line(_("Clauses"), str(len(mandate["clauses"])), State.NEW)
    elif here.mandate == _without_reasons(mandate):
        yield Line(part, name, State.KNOWN)
    else:
        sentence = _("The key is taken by a mandate with other facts or clauses.")
        yield Line(part, name, State.CONFLICT, sentence)


def _without_reasons(mandate: MandateContent) -> MandateContent:
    """Return a mandate as it stands by itself: why a clause is not taken up, frameworks say."""
    clauses = [{**clause, "exclusion": None} for clause in mandate["clauses"]]
    return {**mandate, "clauses": clauses}  # type: ignore[typeddict-item]
