"""The objects that the interface answers with, described for its readers.

Fragments are made when something is published and sent as they are; tests hold them to this.
"""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Text = Annotated[
    dict[str, str],
    Field(
        description="One text in each language that it exists in; empty where there is none.",
        examples=[{"de": "Europapolitik ist Aufgabe aller Ressorts."}],
    ),
]
PartialDate = Annotated[
    str,
    Field(
        description="A day, a month or a year, as exactly as it is known; else empty.",
        examples=["2022-07-12", "2026"],
    ),
]
Key = Annotated[str, Field(description="A lasting key; it stays when the name changes.")]


class Described(BaseModel):
    """Something in an answer."""

    model_config = ConfigDict(use_attribute_docstrings=True)


class Provenance(Described):
    """Where it is known from."""

    source: str
    confidence: str
    """How sure it is: high, medium or low; empty where nothing is said."""
    remark: str


class Period(Described):
    """From when until when."""

    start: PartialDate
    end: PartialDate


class OfficeHolder(Described):
    """Who heads a department, and for how long."""

    title: str
    person: str
    held_from: PartialDate
    held_until: PartialDate


class Chapter(Described):
    """A chapter of a framework."""

    number: int
    title: Text
    text: Text


class Term(Described):
    """A legislative term."""

    number: int
    period: Period


class Government(Described):
    """The government that adopted a framework."""

    name: Text
    head: str
    coalition: list[str]
    period: Period


class Amends(Described):
    """Which adopted version another one amends, and why."""

    version: int
    decided_on: str
    digest: str
    reason: str


class Adoption(Described):
    """The public record of the cabinet's decision."""

    version: int
    decided_on: str
    decided_by: str
    agenda_number: str
    wording: str
    content_digest: str
    """SHA-256 of the canonical JSON of the adopted content."""
    digest: str
    source: str
    amends: Amends | None = None


class Removal(Described):
    """Since when a clause no longer stands, and why."""

    on: PartialDate
    reason: Text


class Object(Described):
    """What every object has."""

    id: Annotated[str, Field(examples=["goals/2022/X1"])]
    """Never changes; appended to the address of the interface it is the object's address."""
    created: datetime
    """Since when it is public."""
    modified: datetime
    """When what it says last changed."""


class Readable(Object):
    """What every object has that can be read."""

    deleted: None
    """Always null; an object that has left the public is a tombstone."""


class Tombstone(Object):
    """An object that has left the public: its id and its dates, and nothing of what it said."""

    type: Literal["document", "edition", "goal", "department", "field", "mandate", "clause"]
    document: str | None = None
    deleted: datetime
    """When it left the public."""


class Document(Readable):
    """A framework, goals known from elsewhere, or relations, as its newest edition has it."""

    type: Literal["document"]
    document: Key
    document_kind: Literal["framework", "reported_goals", "relations"]
    framework: Key | None
    """Null of relations, which belong to no single framework."""
    newest_edition: int
    languages: list[str]
    title: Text
    short_title: Text | None = None
    period: Period | None = None
    term: Term | None = None
    government: Government | None = None
    lead: str | None = None
    """The key of the department that leads the framework."""
    introduction: Text | None = None
    chapters: list[Chapter] | None = None
    predecessor: str | None = None
    provenance: Provenance | None = None
    mandate: str | None = None
    adoption: Adoption | None = None
    is_of_a_former_government: bool = False
    entries: int | None = None
    """How many entries the registers of relations have."""


class Edition(Readable):
    """One edition of a document; it never changes, and is withdrawn at most."""

    type: Literal["edition"]
    document: Key
    number: int
    is_minor: bool
    """Whether it only puts misprints right."""
    change_note: str
    content_digest: str
    digest: str
    """The link of the chain that all editions form."""


class Goal(Readable):
    """A goal as the newest edition of its document has it."""

    type: Literal["goal"]
    document: Key
    reference: Annotated[str, Field(examples=["X1"])]
    """Never given to another goal of the document."""
    kind: str
    kind_basis: str
    chapter: int | None
    field: Key
    title: Text
    wording: Text
    explanation: Text
    lead: str | None
    lead_confidence: str
    lead_remark: str
    involves_all: bool
    """Whether all departments take part."""
    involved: list[str]
    clauses: list[int]
    """The numbers of the clauses of the document's mandate that it serves."""
    other_mandate: Text
    period: Period
    basis: str
    provenance: Provenance


class Department(Readable):
    """A department, as the most recent document knows it."""

    type: Literal["department"]
    key: Key
    name: Text
    abbreviation: str
    position: int
    """Its place in the order of the government."""
    valid_from: PartialDate
    valid_until: PartialDate
    heads: list[OfficeHolder]
    successors: list[str]
    provenance: Provenance


class FieldOfAction(Readable):
    """A field of action that goals belong to."""

    type: Literal["field"]
    key: Key
    name: Text
    provenance: Provenance


class Mandate(Readable):
    """What a framework carries out, such as a coalition agreement."""

    type: Literal["mandate"]
    key: Key
    kind: str
    title: Text
    dated: PartialDate
    parties: list[str]
    pages: int | None
    summary: Text
    provenance: Provenance


class Clause(Readable):
    """One clause of a mandate."""

    type: Literal["clause"]
    mandate: Key
    number: int
    text: Text
    reference: str
    departments: list[str]
    exclusion: Text | None
    """Why the framework does not take it up; null where nothing is said."""
    removed: Removal | None = None


AnyObject = Document | Edition | Goal | Department | FieldOfAction | Mandate | Clause | Tombstone

Next = Annotated[
    str | None,
    Field(description="The address of the next page; null where there is none. Also in `Link`."),
]


class Documents(Described):
    data: list[Document]
    next: Next


class Editions(Described):
    data: list[Edition]
    next: Next


class Goals(Described):
    data: list[Goal]
    next: Next


class Departments(Described):
    data: list[Department]
    next: Next


class FieldsOfAction(Described):
    data: list[FieldOfAction]
    next: Next


class Mandates(Described):
    data: list[Mandate]
    next: Next


class Clauses(Described):
    data: list[Clause]
    next: Next


class Changes(Described):
    data: list[AnyObject]
    next: Next
    resume: str | None
    """The cursor from which to go on next time, even if this page is the last one; null where
    nothing has ever changed."""


class Overview(Described):
    """Where everything is."""

    name: str
    openapi: str
    operations: dict[str, str]
    """The addresses of the lists."""


class Fault(Described):
    parameter: str
    detail: str


class Problem(Described):
    """Why there is no answer, as RFC 9457 has it."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[Fault] | None = None
