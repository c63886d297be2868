"""The goals and objectives of a foreign plan as goals of our content."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from querschnitt.framework.content import GoalContent, Text
from querschnitt.publication.foreign import own_framework, own_lines
from querschnitt.publication.foreign.deviations import Deviations
from querschnitt.publication.foreign.stratml_departments import Departments
from querschnitt.publication.foreign.stratml_elements import View
from querschnitt.publication.foreign.stratml_indicators import indicator_text

_REFERENCE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,18}[A-Za-z0-9])?")
LONGEST_TITLE = 200


class GoalReader:
    """Reads goals in the order of the file; gives each a reference that no other one has."""

    def __init__(
        self, language: str, noted: Deviations, departments: Departments, *, is_own: bool
    ) -> None:
        self._language, self._noted = language, noted
        self._departments, self._is_own = departments, is_own
        self._references: set[str] = set()

    def goals(self, core: View | None) -> list[GoalContent]:
        """Return the goals of a plan, each followed by its objectives."""
        found: list[GoalContent] = []
        for number, view in enumerate(core.each("Goal") if core else (), 1):
            # Where our content has no goal, the export writes one that says so.
            if not self._is_own or view.has("SequenceIndicator"):
                found += self._goal(view, f"G{number}", "")
        return found

    def _goal(self, view: View, fallback: str, above: str) -> Iterator[GoalContent]:
        reference = self._reference(view, fallback, above)
        own = self._own(view)
        goal = self._content(view, reference, is_goal=view.name == "Goal")
        if own:
            own_framework.complete_goal(goal, own, self._language)
            goal["explanation"] = self._both(goal["explanation"], own.rest())
        else:
            named = f"Identifier: {view.identifier}" if view.identifier else ""
            goal["provenance"]["remark"] = "\n".join(filter(None, (named, *view.unknown)))
        yield goal
        for number, below in enumerate(view.each("Objective"), 1):
            if view.name == "Objective":
                sentence = _("The standard knows two levels; this third one became a goal too.")
                self._noted.repaired(below.line, "Objective", sentence)
            yield from self._goal(below, f"{reference}.{number}", reference)

    def _own(self, view: View) -> own_lines.OwnLines | None:
        return own_lines.parsed(view.text("OtherInformation")) if self._is_own else None

    def _content(self, view: View, reference: str, *, is_goal: bool) -> GoalContent:
        name, description = view.text("Name"), view.text("Description")
        wording = description or name
        title = name if description and name != description else ""
        lead, involved, beside = self._stakeholders(view)
        explanation = [title if len(title) > LONGEST_TITLE else "", *beside]
        if not self._is_own:
            explanation.append(view.text("OtherInformation"))
        explanation += self._indicators(view)
        if not wording:
            wording = reference
            sentence = _("It says nothing; its reference stands in place of a wording.")
            self._noted.repaired(view.line, view.name, sentence)
        return {
            "reference": reference,
            "kind": self._kind(lead, involved) if is_goal else "outcome",
            "kind_basis": "inferred",
            "chapter": None,
            "field": "",
            "title": self._text(title if len(title) <= LONGEST_TITLE else ""),
            "wording": self._text(wording),
            "explanation": self._text("\n\n".join(filter(None, explanation))),
            "lead": lead,
            "lead_confidence": "",
            "lead_remark": "",
            "involves_all": False,
            "involved": [key for key in involved if key != lead],
            "clauses": [],
            "other_mandate": {},
            "period": {"start": "", "end": ""},
            "basis": "strategy_text",
            "provenance": {"source": "", "confidence": "", "remark": ""},
        }

    def _kind(self, lead: str | None, involved: list[str]) -> str:
        is_of_one = len({*involved, *filter(None, [lead])}) == 1
        return "department_specific" if is_of_one else "cross_department"

    def _indicators(self, view: View) -> Iterator[str]:
        for indicator in view.each("PerformanceIndicator"):
            sentence = _("An indicator has no place in a framework; it stands in the explanation.")
            self._noted.kept(indicator.line, "PerformanceIndicator", sentence)
            yield indicator_text(indicator)

    # -- Who answers for it ----------------------------------------------------------------------

    def _stakeholders(self, view: View) -> tuple[str | None, list[str], list[str]]:
        """Return the lead, the departments involved, and what stakeholders else are told of."""
        lead: str | None = None
        involved: dict[str, None] = {}
        beside: list[str] = []
        for stakeholder in view.each("Stakeholder"):
            name, description = stakeholder.text("Name"), stakeholder.text("Description")
            roles, types = self._roles(stakeholder)
            if not name:
                continue
            if not self._answers(stakeholder, name, types):
                beside.append(self._beside(stakeholder, name, description, roles))
                continue
            key = self._departments.key_of(name) or self._departments.named(name)
            involved[key] = None
            if lead is None and "Performer" in types:
                lead = key
            if (description or roles) and not self._is_own:
                beside.append(self._beside(stakeholder, name, description, roles))
        return lead, list(involved), beside

    def _answers(self, view: View, name: str, types: list[str]) -> bool:
        """Tell whether a stakeholder is an organization that answers for the goal."""
        if types and "Performer" not in types:
            return False
        kind = view.attributes.get("StakeholderTypeType", "")
        if not kind and "StakeholderTypeType" in view.attributes:
            sentence = _("The attribute StakeholderTypeType is empty, which the standard forbids.")
            self._noted.repaired(view.line, "Stakeholder", sentence)
        return kind == "Organization" or (not kind and self._departments.key_of(name) is not None)

    def _roles(self, stakeholder: View) -> tuple[list[str], list[str]]:
        names, types = [], []
        for role in stakeholder.each("Role"):
            told = ": ".join(filter(None, (role.text("Name"), role.text("Description"))))
            names.append(told)
            types += role.texts("RoleType")
        return [name for name in names if name], types

    def _beside(self, view: View, name: str, description: str, roles: list[str]) -> str:
        sentence = _("What is told of this stakeholder stands in the explanation.")
        self._noted.kept(view.line, "Stakeholder", sentence)
        told = "; ".join(filter(None, (description, *roles)))
        return f"Stakeholder: {name}{f' – {told}' if told else ''}"

    # -- How it is called ------------------------------------------------------------------------

    def _reference(self, view: View, fallback: str, above: str) -> str:
        written = view.text("SequenceIndicator")
        wanted = written if _REFERENCE.fullmatch(written) else ""
        if wanted in self._references and above:
            wanted = f"{above}.{wanted}"
        given = wanted if wanted and wanted not in self._references else self._free(fallback)
        if written and given != written:
            sentence = _("The number “%(found)s” cannot be a reference here, or is taken; it"
                         " became %(reference)s.")  # fmt: skip
            facts = {"found": written[:60], "reference": given}
            self._noted.repaired(view.line_of("SequenceIndicator"), "SequenceIndicator",
                                 sentence % facts)  # fmt: skip
        elif not written:
            sentence = (
                _("There is no number; %(reference)s was assigned.")
                if view.identifier
                else _("There is no identifier; %(reference)s was assigned.")
            )
            self._noted.repaired(view.line, view.name, sentence % {"reference": given})
        self._references.add(given)
        return given

    def _free(self, fallback: str) -> str:
        given, number = fallback[:20].rstrip(".-"), 1
        while given in self._references:
            number += 1
            given = f"{fallback[:14].rstrip('.-')}-{number}"
        return given

    def _text(self, text: str) -> Text:
        return {self._language: text} if text else {}

    def _both(self, text: Text, more: str) -> Text:
        said = "\n\n".join(filter(None, (text.get(self._language, ""), more)))
        return self._text(said)
