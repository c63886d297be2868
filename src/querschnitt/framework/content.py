"""What a framework says, free of database and format: the form that cabinet adopts.

The same form becomes public unchanged as an edition, so it holds nothing that may not become
public. Texts are objects from language to text; keys are the lasting ones of departments, fields
and goals. Digests are taken over its canonical JSON.
"""

from typing import Final, Literal, NotRequired, TypedDict

Text = dict[str, str]
"""One text in each language that it exists in, such as ``{"de": "Ziele"}``."""

LANGUAGE: Final = "de"
"""The language in which the government writes; other languages are translations of it."""

SCHEMA: Final = "querschnitt/framework/1"
REPORTED_SCHEMA: Final = "querschnitt/reported-goals/1"


class ProvenanceContent(TypedDict):
    source: str
    confidence: str
    remark: str


class PeriodContent(TypedDict):
    """From when until when; each a partial date in ISO form, or empty where unknown."""

    start: str
    end: str


class OfficeHolder(TypedDict):
    title: str
    person: str
    held_from: str
    held_until: str


class DepartmentContent(TypedDict):
    key: str
    name: Text
    abbreviation: str
    position: int
    valid_from: str
    valid_until: str
    heads: list[OfficeHolder]
    successors: list[str]
    provenance: ProvenanceContent


class FieldContent(TypedDict):
    key: str
    name: Text
    provenance: ProvenanceContent


class RemovalContent(TypedDict):
    """Since when a clause no longer stands, as a partial date, and why."""

    on: str
    reason: Text


class ClauseContent(TypedDict):
    number: int
    text: Text
    reference: str
    departments: list[str]
    exclusion: Text | None
    """Why the framework does not take the clause up; None where nothing is said."""
    removed: NotRequired[RemovalContent]
    """Only of a clause that a later mandate took away."""


class MandateContent(TypedDict):
    key: str
    kind: str
    title: Text
    dated: str
    parties: list[str]
    pages: int | None
    summary: Text
    clauses: list[ClauseContent]
    provenance: ProvenanceContent


class ChapterContent(TypedDict):
    number: int
    title: Text
    text: Text


class GoalContent(TypedDict):
    reference: str
    kind: str
    kind_basis: str
    chapter: int | None
    field: str
    title: Text
    wording: Text
    explanation: Text
    lead: str | None
    lead_confidence: str
    lead_remark: str
    involves_all: bool
    involved: list[str]
    clauses: list[int]
    other_mandate: Text
    period: PeriodContent
    basis: str
    provenance: ProvenanceContent


class TermContent(TypedDict):
    number: int
    period: PeriodContent


class GovernmentContent(TypedDict):
    name: Text
    head: str
    coalition: list[str]
    period: PeriodContent


class FrameworkContent(TypedDict):
    schema: Literal["querschnitt/framework/1"]
    languages: list[str]
    key: str
    title: Text
    short_title: Text
    period: PeriodContent
    term: TermContent
    government: GovernmentContent | None
    mandate: MandateContent | None
    lead: str | None
    introduction: Text
    chapters: list[ChapterContent]
    departments: list[DepartmentContent]
    fields: list[FieldContent]
    goals: list[GoalContent]
    predecessor: str | None
    provenance: ProvenanceContent


class ReportedGoalsContent(TypedDict):
    """Goals of a framework's time that are known from reports, not from its text."""

    schema: Literal["querschnitt/reported-goals/1"]
    languages: list[str]
    framework: str
    title: Text
    departments: list[DepartmentContent]
    fields: list[FieldContent]
    goals: list[GoalContent]


class AmendsContent(TypedDict):
    """Which adopted version another one amends, and why."""

    version: int
    decided_on: str
    digest: str
    reason: str


class OriginContent(TypedDict):
    """The adoption as the installation recorded it from which a framework was taken over."""

    version: int
    digest: str
    amends: NotRequired[AmendsContent]


class AdoptionContent(TypedDict):
    """The public record of the adoption that an edition carries beside the adopted content."""

    version: int
    decided_on: str
    decided_by: str
    agenda_number: str
    wording: str
    content_digest: str
    digest: str
    source: str
    amends: NotRequired[AmendsContent]
    origin: NotRequired[OriginContent]
    """Only of a framework that was adopted and recorded elsewhere, and taken over here."""


class CorrectionContent(TypedDict):
    """A misprint put right: the adopted content stays untouched beside it."""

    goal: str
    part: Literal["title", "wording", "explanation"]
    language: str
    before: str
    after: str
    note: str
    corrected_on: str


class FrameworkEdition(TypedDict):
    """What an edition of a framework holds."""

    framework: FrameworkContent
    adoption: AdoptionContent
    corrections: list[CorrectionContent]
    term_is_closed: NotRequired[bool]
    """Whether the framework is a former government's. When an act closed the term is no fact
    about the government, so the day stays inside."""
