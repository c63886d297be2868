"""The elements of a StratML file, found whatever their namespace, order, spelling or old name.

What is not as the standard wants it is noted as a deviation and read all the same.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from querschnitt.documents.plain_reading import Element
from querschnitt.publication.foreign.deviations import Deviations

CORE = "urn:ISO:std:iso:17469:tech:xsd:stratml_core"
REPORT = "urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport"
NAMESPACES = {
    CORE: 1,
    REPORT: 2,
    "http://www.stratml.net": 1,
    "http://www.stratml.net/PerformancePlanOrReport": 2,
}
ROOTS = {"strategicplan": "StrategicPlan", "performanceplanorreport": "PerformancePlanOrReport"}
OLD_NAMES = {"firstname": "GivenName", "lastname": "Surname", "phone": "PhoneNumber",
             "email": "EmailAddress"}  # fmt: skip
OLD_ATTRIBUTES = {"IndicatorType": "PerformanceIndicatorType"}

_PLAN = ("Name", "Description", "OtherInformation", "StrategicPlanCore",
         "AdministrativeInformation", "Submitter")  # fmt: skip
_RESULT = ("StartDate", "EndDate", "NumberOfUnits", "Descriptor", "Description")
ORDER: dict[str, tuple[str, ...]] = {
    "StrategicPlan": _PLAN,
    "PerformancePlanOrReport": _PLAN,
    "StrategicPlanCore": ("Organization", "Vision", "Mission", "Value", "Goal"),
    "Organization": ("Name", "Acronym", "Identifier", "Description", "Stakeholder"),
    "Vision": ("Description", "Identifier"),
    "Mission": ("Description", "Identifier"),
    "Value": ("Name", "Description"),
    "Goal": ("Name", "Description", "Identifier", "SequenceIndicator", "Stakeholder",
             "OtherInformation", "Objective"),
    "Objective": ("Name", "Description", "Identifier", "SequenceIndicator", "Stakeholder",
                  "OtherInformation", "PerformanceIndicator", "Objective"),
    "Stakeholder": ("Name", "Description", "Role"),
    "Role": ("Name", "Description", "RoleType"),
    "PerformanceIndicator": ("SequenceIndicator", "MeasurementDimension", "UnitOfMeasurement",
                             "Identifier", "Relationship", "MeasurementInstance",
                             "OtherInformation"),
    "Relationship": ("Identifier", "ReferentIdentifier", "Name", "Description"),
    "MeasurementInstance": ("Place", "TargetResult", "ActualResult"),
    "Place": ("Name", "PlaceIdentifier"),
    "TargetResult": _RESULT,
    "ActualResult": _RESULT,
    "Descriptor": ("DescriptorName", "DescriptorValue"),
    "AdministrativeInformation": ("Identifier", "StartDate", "EndDate", "PublicationDate",
                                  "Source", "Submitter"),
    "Submitter": ("Identifier", "GivenName", "Surname", "PhoneNumber", "EmailAddress"),
}  # fmt: skip
MANY = frozenset({
    "Organization", "Value", "Goal", "Objective", "Stakeholder", "PerformanceIndicator",
    "Relationship", "MeasurementInstance", "TargetResult", "ActualResult", "ReferentIdentifier",
    "Role", "RoleType",
})  # fmt: skip
NEEDED = {
    "StrategicPlan": ("Name", "StrategicPlanCore"),
    "PerformancePlanOrReport": ("Name", "StrategicPlanCore"),
    "StrategicPlanCore": ("Goal",),
    "Goal": ("Name", "Description"),
    "Stakeholder": ("Name",),
    "Role": ("Name",),
    "PerformanceIndicator": ("MeasurementDimension", "UnitOfMeasurement"),
}
ATTRIBUTES = {
    "PerformancePlanOrReport": {"Type"},
    "Stakeholder": {"StakeholderTypeType"},
    "PerformanceIndicator": {"ValueChainStage", "PerformanceIndicatorType"},
    "Relationship": {"RelationshipType"},
}
_REPORT_ONLY = frozenset({"PerformanceIndicator", "Role"})
_KNOWN = {
    parent: {name.casefold(): name for name in names} | OLD_NAMES for parent, names in ORDER.items()
}
_IDENTIFIER = re.compile(r"[^\W\d][\w.-]*")
_NOT_SHOWN = frozenset({"schemaLocation", "noNamespaceSchemaLocation"})
_BLOCKS = re.compile(r"p|br|div|li|ul|ol|h[1-6]|tr|table", re.IGNORECASE)


@dataclass(frozen=True)
class File:
    """What is known of the whole file while its elements are read."""

    part: int
    namespace: str
    noted: Deviations
    identifiers: set[str] = field(default_factory=set)


class View:
    """An element of a known name with its known children, each under its name of today."""

    def __init__(self, element: Element, name: str, file: File) -> None:
        self.name = name
        self.line = element.line
        self.unknown: list[str] = []
        self._file, self._noted = file, file.noted
        self._found: dict[str, list[Element]] = {}
        # Kept, so that what is noted of a child is noted once.
        self._views: dict[str, list[View]] = {}
        self._texts: dict[str, list[str]] = {}
        self._group(element)
        self.attributes = self._attributes(element)
        self.identifier = self._identifier() if "Identifier" in self._found else ""

    def each(self, name: str) -> "list[View]":
        """Return the children of a name, as views."""
        if name not in self._views:
            self._views[name] = [View(one, name, self._file) for one in self._found.get(name, ())]
        return self._views[name]

    def one(self, name: str) -> "View | None":
        """Return the child of a name that may come once, or None."""
        found = self.each(name)
        return found[0] if found else None

    def has(self, name: str) -> bool:
        return name in self._found

    def text(self, name: str) -> str:
        """Return the text of a child; of several, all of them, one a paragraph."""
        return "\n".join(filter(None, self.texts(name)))

    def texts(self, name: str) -> list[str]:
        """Return the texts of all children of a name."""
        if name not in self._texts:
            self._texts[name] = [self._text(one, name) for one in self._found.get(name, ())]
        return self._texts[name]

    def line_of(self, name: str) -> int:
        found = self._found.get(name)
        return found[0].line if found else self.line

    def _identifier(self) -> str:
        """Return the identifier, and note what is wrong with it; it is no key of ours anyway."""
        written, line = self.text("Identifier"), self.line_of("Identifier")
        facts = {"found": written[:60]}
        if not written:
            self._noted.repaired(line, "Identifier", _("The identifier is empty."))
            return ""
        if not _IDENTIFIER.fullmatch(written):
            sentence = _(
                "The identifier “%(found)s” is no name as the standard wants it; it would have to"
                " begin with a letter or “_”."
            )
            self._noted.repaired(line, "Identifier", sentence % facts)
        if written in self._file.identifiers:
            sentence = _("The identifier “%(found)s” stands in the file twice.")
            self._noted.repaired(line, "Identifier", sentence % facts)
        self._file.identifiers.add(written)
        return written

    def _group(self, element: Element) -> None:
        known, places = _KNOWN[self.name], ORDER[self.name]
        highest, is_in_order = -1, True
        for child in element.children:
            name = known.get(child.tag.casefold(), "")
            if not name or name not in places:
                self._note_unknown(child)
                continue
            self._note_name(child, name)
            place = places.index(name)
            is_in_order, highest = is_in_order and place >= highest, max(place, highest)
            self._found.setdefault(name, []).append(child)
        if element.text.strip() or any(child.tail.strip() for child in element.children):
            self._note_loose_text(element)
        if not is_in_order:
            sentence = _("The elements inside stand in another order than the standard's.")
            self._noted.repaired(self.line, self.name, sentence)
        self._note_counts()

    def _note_counts(self) -> None:
        for name in NEEDED.get(self.name, ()):
            if name not in self._found:
                sentence = _("The element <%(name)s> is missing.") % {"name": name}
                self._noted.repaired(self.line, self.name, sentence)
        for name, found in self._found.items():
            if len(found) > 1 and name not in MANY:
                sentence = _("It stands here %(count)d times, where the standard allows one.")
                self._noted.repaired(found[1].line, name, sentence % {"count": len(found)})

    def _note_name(self, child: Element, name: str) -> None:
        facts = {"found": child.tag, "name": name}
        if child.tag != name:
            sentence = _("The element is called %(found)s; it was read as <%(name)s>.") % facts
            self._noted.repaired(child.line, child.tag, sentence)
        if child.namespace != self._file.namespace:
            sentence = _("It stands in another namespace than the file: %(namespace)s")
            namespace = child.namespace or _("none")
            self._noted.repaired(child.line, child.tag, sentence % {"namespace": namespace})
        if self._file.part == 1 and name in _REPORT_ONLY:
            sentence = _("The element belongs to Part 2 of the standard; it was read here too.")
            self._noted.repaired(child.line, name, sentence)

    def _note_unknown(self, child: Element) -> None:
        said = flat(child)
        if not said:
            sentence = _("The standard knows no such element here; it is empty.")
            self._noted.dropped(child.line, child.tag, sentence)
            return
        self.unknown.append(f"{child.tag}: {said}")
        sentence = _("The standard knows no such element here; its text was kept as a remark.")
        self._noted.kept(child.line, child.tag, sentence)

    def _note_loose_text(self, element: Element) -> None:
        parts = [element.text, *(child.tail for child in element.children)]
        self.unknown.append(" ".join(part.strip() for part in parts if part.strip()))
        sentence = _("There is text between the elements; it was kept as a remark.")
        self._noted.kept(self.line, self.name, sentence)

    def _attributes(self, element: Element) -> dict[str, str]:
        found, known = {}, ATTRIBUTES.get(self.name, set())
        for written, value in element.attributes.items():
            local = written.rpartition("}")[2]
            name = OLD_ATTRIBUTES.get(written, written)
            if name in known:
                found[name] = value.strip()
                if name != written:
                    sentence = _("The attribute is called %(found)s; it was read as %(name)s.")
                    facts = {"found": written, "name": name}
                    self._noted.repaired(element.line, self.name, sentence % facts)
            elif local not in _NOT_SHOWN:
                found[local] = value
                sentence = _("The standard knows no attribute %(name)s here; its value: %(value)s")
                facts = {"name": local, "value": value[:100]}
                self._noted.dropped(element.line, self.name, sentence % facts)
        return found

    def _text(self, element: Element, name: str) -> str:
        if element.children:
            sentence = _("The text has markup, which the standard does not allow; the words stay.")
            self._noted.repaired(element.line, name, sentence)
        for written, value in element.attributes.items():
            sentence = _("The standard knows no attribute %(name)s here; its value: %(value)s")
            facts = {"name": written.rpartition("}")[2], "value": value[:100]}
            self._noted.dropped(element.line, name, sentence % facts)
        return flat(element)


def flat(element: Element) -> str:
    """Return all words of an element, without markup; paragraphs stay apart."""
    if not element.children:
        return element.text.strip()
    return re.sub(r"[ \t]*\n\s*", "\n", "".join(_words(element))).strip()


def _words(element: Element) -> Iterator[str]:
    yield element.text
    for child in element.children:
        is_block = _BLOCKS.fullmatch(child.tag) is not None
        yield "\n" if is_block else ""
        yield from _words(child)
        yield f"\n{child.tail}" if is_block else child.tail
