"""The edition as linked data: goals, departments, fields, the mandate and its clauses (JSON-LD).

The vocabularies are those that others know: Dublin Core, SKOS, the Organization Ontology,
schema.org, and ELI for a mandate that is a law. The context stands in the file, so that nobody who
reads it has to ask for anything elsewhere.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any, cast

from querschnitt.framework.content import (
    ClauseContent,
    DepartmentContent,
    FieldContent,
    FrameworkContent,
    FrameworkEdition,
    GoalContent,
    MandateContent,
    PeriodContent,
    ProvenanceContent,
    Text,
)
from querschnitt.publication.content import AnyFramework, is_framework, said
from querschnitt.publication.formats.base import Format, Manuscript
from querschnitt.publication.names import Names, names_of

Node = dict[str, Any]

CONTEXT = {
    "dct": "http://purl.org/dc/terms/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "eli": "http://data.europa.eu/eli/ontology#",
    "org": "http://www.w3.org/ns/org#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_DATES = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}


def render(manuscript: Manuscript) -> bytes:
    """Return the edition as a graph, in all its languages."""
    graph = [_tidy(node) for node in _Describer(manuscript).nodes()]
    whole = {"@context": CONTEXT, "@graph": graph}
    return f"{json.dumps(whole, ensure_ascii=False, indent=1)}\n".encode()


class _Describer:
    """Describes one edition, node by node."""

    def __init__(self, manuscript: Manuscript) -> None:
        self.manuscript = manuscript
        self.names: Names = names_of(manuscript)
        self.content: AnyFramework = said(manuscript.content)
        whole = manuscript.content
        self.edition: FrameworkEdition | None = whole if is_framework(whole) else None
        self.framework = cast("FrameworkContent", self.content) if self.edition else None
        self.mandate = self.framework["mandate"] if self.framework else None

    def nodes(self) -> Iterator[Node]:
        yield self._edition()
        yield self._document()
        yield from map(self._department, self.content["departments"])
        yield from map(self._field, self.content["fields"])
        if self.mandate:
            yield self._mandate(self.mandate)
            yield from map(self._clause, self.mandate["clauses"])
        yield from map(self._goal, self.content["goals"])

    def _edition(self) -> Node:
        manuscript, edition = self.manuscript, self.edition
        node: Node = {
            "@id": self.names.edition,
            "@type": ["schema:CreativeWork"],
            "dct:isVersionOf": _at(self.names.whole),
            "dct:title": _texts(self.content["title"]),
            "dct:language": list(self.content["languages"]),
            "dct:issued": _date(manuscript.published_on),
            "schema:version": str(manuscript.number or ""),
        }
        if edition:
            adoption = edition["adoption"]
            node |= {
                "dct:dateAccepted": _date(adoption["decided_on"]),
                "schema:sha256": adoption["content_digest"],
                "schema:creativeWorkStatus": "adopted",
                "dct:source": adoption["source"],
            }
        return node

    def _document(self) -> Node:
        framework = self.framework
        node: Node = {
            "@id": self.names.whole,
            "@type": ["skos:ConceptScheme", "schema:CreativeWork"],
            "dct:identifier": self.manuscript.document,
            "dct:title": _texts(self.content["title"]),
            "skos:hasTopConcept": [
                _at(self.names.goal(goal["reference"])) for goal in self.content["goals"]
            ],
        }
        if framework:
            node |= {
                "dct:alternative": _texts(framework["short_title"]),
                "dct:description": _texts(framework["introduction"]),
                "dct:temporal": _period(framework["period"]),
                "dct:creator": self._department_at(framework["lead"]),
                "schema:isBasedOn": _at(self.names.mandate) if framework["mandate"] else None,
                **_provenance(framework["provenance"]),
            }
        return node

    def _department(self, department: DepartmentContent) -> Node:
        return {
            "@id": self.names.department(department["key"]),
            "@type": ["org:FormalOrganization", "schema:GovernmentOrganization"],
            "dct:identifier": department["key"],
            "skos:prefLabel": _texts(department["name"]),
            "skos:altLabel": department["abbreviation"],
            "schema:foundingDate": _date(department["valid_from"]),
            "schema:dissolutionDate": _date(department["valid_until"]),
            "dct:isReplacedBy": [_at(self.names.department(k)) for k in department["successors"]],
            "org:hasMembership": [
                {
                    "@type": "org:Membership",
                    "org:member": {"@type": "schema:Person", "schema:name": head["person"]},
                    "schema:roleName": head["title"],
                    "org:memberDuring": _period(
                        {"start": head["held_from"], "end": head["held_until"]}
                    ),
                }
                for head in department["heads"]
            ],
            **_provenance(department["provenance"]),
        }

    def _field(self, field: FieldContent) -> Node:
        return {
            "@id": self.names.field(field["key"]),
            "@type": "skos:Concept",
            "skos:notation": field["key"],
            "skos:prefLabel": _texts(field["name"]),
            **_provenance(field["provenance"]),
        }

    def _mandate(self, mandate: MandateContent) -> Node:
        types = {"law": ["schema:Legislation", "eli:LegalResource"]}
        return {
            "@id": self.names.mandate,
            "@type": types.get(mandate["kind"], ["schema:CreativeWork"]),
            "dct:identifier": mandate["key"],
            "dct:type": mandate["kind"],
            "dct:title": _texts(mandate["title"]),
            "dct:abstract": _texts(mandate["summary"]),
            "dct:date": _date(mandate["dated"]),
            "dct:contributor": list(mandate["parties"]),
            "schema:numberOfPages": mandate["pages"],
            **_provenance(mandate["provenance"]),
        }

    def _clause(self, clause: ClauseContent) -> Node:
        is_law = self.mandate is not None and self.mandate["kind"] == "law"
        return {
            "@id": self.names.clause(clause["number"]),
            "@type": ["eli:LegalResourceSubdivision"] if is_law else ["schema:CreativeWork"],
            "dct:isPartOf": _at(self.names.mandate),
            "schema:position": clause["number"],
            "schema:text": _texts(clause["text"]),
            "schema:pagination": clause["reference"],
            "dct:audience": [_at(self.names.department(key)) for key in clause["departments"]],
            "skos:editorialNote": _texts(clause["exclusion"] or {}),
        }

    def _goal(self, goal: GoalContent) -> Node:
        departments = [department["key"] for department in self.content["departments"]]
        involved = departments if goal["involves_all"] else goal["involved"]
        mandate = self.mandate
        return {
            "@id": self.names.goal(goal["reference"]),
            "@type": ["skos:Concept", "schema:CreativeWork"],
            "skos:notation": goal["reference"],
            "skos:inScheme": _at(self.names.whole),
            "dct:isPartOf": _at(self.names.edition),
            "dct:type": goal["kind"],
            "dct:subject": _at(self.names.field(goal["field"])),
            "skos:prefLabel": _texts(goal["title"]),
            "skos:definition": _texts(goal["wording"]),
            "skos:scopeNote": _texts(goal["explanation"]),
            "dct:creator": self._department_at(goal["lead"]),
            "dct:contributor": [
                _at(self.names.department(key)) for key in involved if key != goal["lead"]
            ],
            "schema:isBasedOn": [_at(self.names.clause(number)) for number in goal["clauses"]]
            if mandate
            else [],
            "dct:references": _texts(goal["other_mandate"]),
            "dct:temporal": _period(goal["period"]),
            **_provenance(goal["provenance"]),
        }

    def _department_at(self, key: str | None) -> Node | None:
        return _at(self.names.department(key)) if key else None


def _at(name: str) -> Node:
    return {"@id": name}


def _texts(text: Text) -> list[Node]:
    return [{"@language": language, "@value": said} for language, said in text.items() if said]


def _date(date: str) -> Node | None:
    """Return a date as exact as it is known: a day, a month or a year."""
    return {"@type": _DATES[len(date)], "@value": date} if len(date) in _DATES else None


def _period(period: PeriodContent) -> Node | None:
    known: Node = {
        "dcat:startDate": _date(period["start"]),
        "dcat:endDate": _date(period["end"]),
    }
    return {"@type": "dct:PeriodOfTime", **known} if any(known.values()) else None


def _provenance(provenance: ProvenanceContent) -> Node:
    return {
        "dct:source": provenance["source"],
        "rdfs:comment": provenance["remark"],
    }


def _tidy(value: Any) -> Any:
    """Return a node without what is not known."""
    if isinstance(value, dict):
        return {key: _tidy(inner) for key, inner in value.items() if _is_said(inner)}
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [_tidy(inner) for inner in value if _is_said(inner)]
    return value


def _is_said(value: Any) -> bool:
    return value is not None and value not in ("", [], {})


JSON_LD = Format(
    slug="jsonld",
    label="JSON-LD",
    media_type="application/ld+json",
    suffix=".jsonld",
    is_in_one_language=False,
    render=render,
)
