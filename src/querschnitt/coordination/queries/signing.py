"""The text that is co-signed, exactly as its digest covers it, in the order of reading."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from querschnitt.accounts.models import User
from querschnitt.coordination.models import CoSignature, Round
from querschnitt.coordination.queries.amendments import changes_of
from querschnitt.coordination.queries.changed_parts import changed_parts
from querschnitt.coordination.queries.remarks import RemarkLine, remark_lines, remarks_by_point
from querschnitt.coordination.queries.rounds import RoundOverview, overview_of
from querschnitt.coordination.scope import (
    GENERAL,
    HEADING,
    INTRODUCTION,
    PART_SCHEMA,
    POSITION_SCHEMA,
    WORDING,
    DossierDeadline,
    PartContent,
    PositionContent,
    PresentText,
    Shown,
    chapter_point,
    clause_point,
    goal_point,
    left_out,
)
from querschnitt.coordination.standing import standing_of
from querschnitt.coordination.text_changes import PointChange, label_of, said
from querschnitt.framework.content import FrameworkContent, GoalContent
from querschnitt.framework.models import Amendment, Framework, GoalVersion
from querschnitt.framework.queries import content_of
from querschnitt.lib.digest import digest

Remarks = Mapping[str, list[RemarkLine]]


@dataclass(frozen=True)
class SignedGoal:
    """A goal as it is signed."""

    point: str
    reference: str
    kind: str
    title: str
    wording: str
    explanation: str
    field: str
    lead: str
    involved: str
    involves_all: bool
    clauses: list[int]
    other_mandate: str
    runs_from: str
    runs_until: str
    remarks: list[RemarkLine]


@dataclass(frozen=True)
class SignedChapter:
    """A chapter with its goals; the goals without a chapter stand in one without a title."""

    point: str
    number: int | None
    title: str
    text: str
    goals: list[SignedGoal]
    remarks: list[RemarkLine]


@dataclass(frozen=True)
class SignedPosition:
    """A position as it is signed, below its title."""

    dossier: str
    deadlines: list[DossierDeadline]
    wording: str
    heading_remarks: list[RemarkLine]
    wording_remarks: list[RemarkLine]


@dataclass(frozen=True)
class SignedText:
    """All that a signature stands under; ``digest`` is computed from what is shown here."""

    digest: str
    title: str
    mandate: str = ""
    introduction: str = ""
    chapters: list[SignedChapter] = field(default_factory=list)
    not_taken_up: list[tuple[int, str, str]] = field(default_factory=list)
    """Clauses of the mandate with the reason why no goal takes them up."""
    goal_count: int = 0
    position: "SignedPosition | None" = None
    """What only a position on an EU dossier says."""
    is_part: bool = False
    general_remarks: list[RemarkLine] = field(default_factory=list)
    introduction_remarks: list[RemarkLine] = field(default_factory=list)
    clause_remarks: list[RemarkLine] = field(default_factory=list)


@dataclass(frozen=True)
class SigningPage:
    """What a person reads who co-signs for a department, and what they may do."""

    overview: RoundOverview
    text: SignedText
    """What the reader's department is asked on; for others the whole text."""
    whole: SignedText | None
    """The whole text, where only a part of it is asked about."""
    changes: list[PointChange]
    """How the part has changed since the department's last answer."""
    amends: list[PointChange]
    """What an amendment changes for the department, against the version in force."""
    amendment: Amendment | None
    points: list[tuple[str, str]]
    """The points that the department is asked on, with their names."""
    remarks: list[RemarkLine]

    @property
    def elsewhere(self) -> list[RemarkLine]:
        """Remarks on points that the text does not have any more."""
        return [line for line in self.remarks if line.point not in dict(self.points)]


def signing_page(round: Round, seen_by: User) -> SigningPage:
    """Return the present text of a round as the reader's department is asked on it."""
    standing = standing_of(round.subject)
    overview = overview_of(round, standing, seen_by)
    text = standing.text
    lines = remark_lines([overview.round], standing, seen_by=seen_by)
    remarks = remarks_by_point(lines)
    own = _own(overview.round, seen_by)
    part = text.shown_to(own) if own else text.content
    is_part = part["schema"] == PART_SCHEMA
    changed = changed_parts([own], text) if own else {}
    points = text.points_for(own) if own else text.points
    return SigningPage(
        overview=overview,
        text=signed_text(part, remarks=remarks),
        whole=signed_text(text.content) if is_part else None,
        changes=list(changed.get(own.pk, ())) if own else [],
        amends=changes_of(standing, points=own.points if own and own.points else None),
        amendment=standing.amendment if standing.is_amending else None,
        points=[(point, label) for point, label in _labels(text, points)],
        remarks=lines,
    )


def text_to_sign(framework: Framework) -> SignedText:
    """Return what the framework says now, with the digest of precisely this."""
    return signed_text(content_of(framework))


def signed_text(content: Shown, *, remarks: Remarks | None = None) -> SignedText:
    """Return what is co-signed, or a part of it, in the order of reading."""
    remarks = remarks or {}
    if content["schema"] == POSITION_SCHEMA:
        return _signed_position(content, remarks)
    return _signed_framework(content, remarks)


def _signed_position(content: PositionContent, remarks: Remarks) -> SignedText:
    return SignedText(
        digest=digest(content),
        title=said(content["title"]),
        position=SignedPosition(
            dossier=content["dossier"],
            deadlines=content["deadlines"],
            wording=said(content["text"]),
            heading_remarks=list(remarks.get(HEADING, ())),
            wording_remarks=list(remarks.get(WORDING, ())),
        ),
    )


def _signed_framework(content: FrameworkContent | PartContent, remarks: Remarks) -> SignedText:
    mandate = content["mandate"]
    return SignedText(
        digest=digest(content),
        title=said(content["title"]),
        mandate=said(mandate["title"]) if mandate else "",
        introduction=said(content["introduction"]),
        chapters=_chapters(content, remarks),
        not_taken_up=[
            (clause["number"], said(clause["text"]), said(clause["exclusion"]))
            for clause in left_out(content)
        ],
        goal_count=len(content["goals"]),
        is_part=content["schema"] == PART_SCHEMA,
        general_remarks=list(remarks.get(GENERAL, ())),
        introduction_remarks=list(remarks.get(INTRODUCTION, ())),
        clause_remarks=[
            line
            for clause in left_out(content)
            for line in remarks.get(clause_point(clause["number"]), ())
        ],
    )


def _own(round: Round, reader: User) -> CoSignature | None:
    own = [one for one in round.cosignatures.all() if one.department_id == reader.department_id]
    return own[-1] if own else None


def _labels(text: PresentText, points: list[str]) -> list[tuple[str, str]]:
    if text.content["schema"] == POSITION_SCHEMA:
        return [(point, label_of(point)) for point in points]
    headings = text.of_framework
    titles = {
        goal_point(goal["reference"]): said(goal["title"]) or said(goal["wording"])[:60]
        for goal in headings["goals"]
    }
    titles |= {
        chapter_point(chapter["number"]): said(chapter["title"]) for chapter in headings["chapters"]
    }
    return [(point, label_of(point, titles.get(point, ""))) for point in points]


def _chapters(content: FrameworkContent | PartContent, remarks: Remarks) -> list[SignedChapter]:
    goals: dict[int | None, list[SignedGoal]] = {}
    for goal in content["goals"]:
        goals.setdefault(goal["chapter"], []).append(_goal(goal, content, remarks))
    chapters = [
        SignedChapter(
            point=chapter_point(chapter["number"]),
            number=chapter["number"],
            title=said(chapter["title"]),
            text=said(chapter["text"]),
            goals=goals.pop(chapter["number"], []),
            remarks=list(remarks.get(chapter_point(chapter["number"]), ())),
        )
        for chapter in content["chapters"]
    ]
    # A part may show goals of a chapter whose own text it does not show.
    for number in sorted(goals, key=lambda number: (number is None, number)):
        chapters.append(SignedChapter("", number, "", "", goals[number], []))
    return chapters


def _goal(
    goal: GoalContent, content: FrameworkContent | PartContent, remarks: Remarks
) -> SignedGoal:
    departments = {one["key"]: one["abbreviation"] for one in content["departments"]}
    fields = {one["key"]: said(one["name"]) for one in content["fields"]}
    kinds = {str(value): str(label) for value, label in GoalVersion.Kind.choices}
    point = goal_point(goal["reference"])
    return SignedGoal(
        point=point,
        reference=goal["reference"],
        kind=kinds.get(goal["kind"], goal["kind"]),
        title=said(goal["title"]),
        wording=said(goal["wording"]),
        explanation=said(goal["explanation"]),
        field=fields.get(goal["field"], goal["field"]),
        lead=departments.get(goal["lead"] or "", goal["lead"] or ""),
        involved=", ".join(departments.get(key, key) for key in goal["involved"]),
        involves_all=goal["involves_all"],
        clauses=goal["clauses"],
        other_mandate=said(goal["other_mandate"]),
        runs_from=goal["period"]["start"],
        runs_until=goal["period"]["end"],
        remarks=list(remarks.get(point, ())),
    )
