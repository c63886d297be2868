"""Reading StratML of others, tolerantly: a content of our form, and every deviation by its line.

Pure: it takes the tree that ``documents.plain_reading`` gives and asks nothing else.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from querschnitt.documents.plain_reading import Element
from querschnitt.framework.content import SCHEMA, FrameworkContent, PeriodContent, Text
from querschnitt.lib.partial_date import PartialDate
from querschnitt.publication.foreign import own_framework, own_lines
from querschnitt.publication.foreign.deviations import Deviation, Deviations
from querschnitt.publication.foreign.spoken_language import language_of
from querschnitt.publication.foreign.stratml_departments import Departments
from querschnitt.publication.foreign.stratml_elements import (
    CORE,
    NAMESPACES,
    REPORT,
    ROOTS,
    File,
    View,
    flat,
)
from querschnitt.publication.foreign.stratml_goals import GoalReader

_TYPES = frozenset({"Strategic_Plan", "Performance_Plan", "Performance_Report"})
_DATE = re.compile(r"(\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:Z|[+-]\d{2}:\d{2}|T\S*)?")


class NotStratML(ValueError):
    """The tree is XML, but no StratML at all."""


@dataclass(frozen=True)
class ForeignPlan:
    """What a StratML file says, in the form of our content."""

    part: int
    content: FrameworkContent
    language: str
    is_language_guessed: bool
    deviations: list[Deviation]


def read(root: Element, *, key: str) -> ForeignPlan:
    """Return what a file says.

    :param key: under which the content is known here, such as one made of the file's digest
    :raises NotStratML: if its root is neither a plan nor a report
    """
    name = ROOTS.get(root.tag.casefold())
    if name is None:
        raise NotStratML(root.tag)
    return _Reader(root, name).plan(key)


class _Reader:
    def __init__(self, root: Element, name: str) -> None:
        self._noted = Deviations()
        self._part = 1 if name == "StrategicPlan" else 2
        self._check_root(root, name)
        self._top = View(root, name, File(self._part, root.namespace, self._noted))
        self._core = self._top.one("StrategicPlanCore")
        other = self._top.text("OtherInformation")
        self._own = own_lines.parsed(other) if own_lines.is_own(other) else None
        self._told = "" if self._own else other
        declared = self._own.take("Language") if self._own else self._declared_language(root)
        self._language = declared or language_of(flat(root))
        self._is_guessed = not declared

    def plan(self, key: str) -> ForeignPlan:
        """Return the whole content, with the deviations noted on the way."""
        content = self._content(key)
        if self._own:
            own_framework.complete(content, self._own, self._language)
        told = content["provenance"]["remark"], self._remarks()
        content["provenance"]["remark"] = "\n".join(filter(None, told))
        return ForeignPlan(
            self._part, content, self._language, self._is_guessed, self._noted.in_order()
        )

    def _content(self, key: str) -> FrameworkContent:
        title = self._top.text("Name")
        departments = Departments(self._language, self._noted, is_own=self._own is not None)
        for organization in self._core.each("Organization") if self._core else ():
            departments.add(organization)
        introduction = self._introduction()
        goals = GoalReader(
            self._language, self._noted, departments, is_own=self._own is not None
        ).goals(self._core)
        return {
            "schema": SCHEMA,
            "languages": [self._language],
            "key": key,
            "title": self._text(title or "–"),
            "short_title": {},
            "period": self._period(),
            "term": {"number": 0, "period": {"start": "", "end": ""}},
            "government": None,
            "mandate": None,
            "lead": None,
            "introduction": self._text(introduction),
            "chapters": [],
            "departments": departments.contents(),
            "fields": [],
            "goals": goals,
            "predecessor": None,
            "provenance": {"source": "", "confidence": "", "remark": ""},
        }  # fmt: skip

    def _check_root(self, root: Element, name: str) -> None:
        line, wanted = root.line, CORE if self._part == 1 else REPORT
        if root.tag != name:
            sentence = _("The element is called %(found)s; it was read as <%(name)s>.")
            self._noted.repaired(line, root.tag, sentence % {"found": root.tag, "name": name})
        if not root.namespace:
            sentence = _("The file has no namespace; it was read as Part %(part)d.")
            self._noted.repaired(line, name, sentence % {"part": self._part})
        elif root.namespace != wanted:
            known = NAMESPACES.get(root.namespace)
            sentence = (
                _("The namespace is an older one: %(namespace)s")
                if known == self._part
                else _("The namespace is not the standard's for this part: %(namespace)s")
            )
            self._noted.repaired(line, name, sentence % {"namespace": root.namespace})
        if self._part == 2 and root.attributes.get("Type") not in _TYPES:
            sentence = _("The attribute Type is missing or none of the standard's.")
            self._noted.repaired(line, name, sentence)

    def _declared_language(self, root: Element) -> str:
        for written, value in root.attributes.items():
            found = re.match(r"[a-z]{2,3}", value.casefold())
            if written.rpartition("}")[2] == "lang" and found:
                return found[0]
        return ""

    def _text(self, text: str) -> Text:
        return {self._language: text} if text else {}

    # -- What stands beside the goals ------------------------------------------------------------

    def _introduction(self) -> str:
        said = [self._top.text("Description")]
        said += self._sayings(self._core) if self._core else ()
        if self._told:
            said.append(self._told)
        return "\n\n".join(filter(None, said))

    def _sayings(self, core: View) -> Iterator[str]:
        # Labels are the standard's own names, whatever the languages of plan and reader are.
        for name in ("Vision", "Mission"):
            view = core.one(name)
            if view and view.text("Description"):
                yield f"{name}: {view.text('Description')}"
        for view in core.each("Value"):
            told = ": ".join(filter(None, (view.text("Name"), view.text("Description"))))
            if told:
                yield f"Value: {told}"

    def _remarks(self) -> str:
        """Return what has no place: the submitter, unknown elements, our own left lines."""
        told = [self._own.rest()] if self._own else []
        administrative = self._top.one("AdministrativeInformation")
        told += [*self._top.unknown, *(self._core.unknown if self._core else ())]
        told += administrative.unknown if administrative else ()
        told += [self._submitter(administrative)]
        for name in ("Identifier", "PublicationDate", "Source"):
            if administrative and administrative.text(name):
                told.append(f"{name}: {administrative.text(name)}")
        return "\n".join(filter(None, told))

    def _submitter(self, administrative: View | None) -> str:
        inside = administrative.one("Submitter") if administrative else None
        outside = self._top.one("Submitter")
        misplaced = outside if self._part == 1 else inside
        if misplaced:
            sentence = _("In this part of the standard the submitter stands elsewhere.")
            self._noted.repaired(misplaced.line, "Submitter", sentence)
        view = inside or outside
        if view is None:
            return ""
        names = ("GivenName", "Surname", "PhoneNumber", "EmailAddress")
        told = " ".join(filter(None, (view.text(name) for name in names)))
        return f"Submitter: {told}" if told else ""

    def _period(self) -> PeriodContent:
        view = self._top.one("AdministrativeInformation")
        if view is None:
            return {"start": "", "end": ""}
        return {"start": self._date(view, "StartDate"), "end": self._date(view, "EndDate")}

    def _date(self, view: View, name: str) -> str:
        written = view.text(name)
        if not written:
            return ""
        found = _DATE.fullmatch(written)
        try:
            day = str(PartialDate.parse(found[1])) if found else ""
        except ValueError:
            day = ""
        facts = {"found": written[:60], "read": day}
        if not day:
            sentence = _("This is no date, and was left out: %(found)s") % facts
            self._noted.dropped(view.line_of(name), name, sentence)
        elif day != written or len(day) != 10:
            sentence = _("The date “%(found)s” was read as %(read)s.") % facts
            self._noted.repaired(view.line_of(name), name, sentence)
        return day
