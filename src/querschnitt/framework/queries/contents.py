"""What a framework says now, in the form that cabinet adopts and editions carry."""

from collections.abc import Iterable

from querschnitt.accounts.models import Department, Provenance
from querschnitt.framework.content import (
    LANGUAGE,
    REPORTED_SCHEMA,
    SCHEMA,
    ChapterContent,
    ClauseContent,
    DepartmentContent,
    FieldContent,
    FrameworkContent,
    GoalContent,
    GovernmentContent,
    MandateContent,
    OfficeHolder,
    PeriodContent,
    ProvenanceContent,
    ReportedGoalsContent,
    TermContent,
    Text,
)
from querschnitt.framework.models import (
    Clause,
    FieldOfAction,
    Framework,
    GoalVersion,
    Government,
    LegislativeTerm,
    Mandate,
)
from querschnitt.framework.models.goals import GoalVersionQuerySet
from querschnitt.framework.validity import existed_at
from querschnitt.lib.digest import digest

Stage = GoalVersion.Stage

PRESENT = (Stage.DRAFT, Stage.RETURNED, Stage.SUBMITTED, Stage.ADOPTED)
"""Stages of the newest version of a goal that has not left the framework."""


def content_of(framework: Framework) -> FrameworkContent:
    """Return what cabinet would adopt now: submitted or adopted goals, and nothing else.

    In an amendment a goal whose newest version still lies with its department keeps the wording
    that is in force; a goal that was dropped is out.
    """
    framework = Framework.objects.select_related(
        "term", "mandate", "lead", "predecessor"
    ).get(pk=framework.pk)  # fmt: skip
    goals = _goals(framework, _in_the_text(framework))
    mandate = _mandate(framework)
    return {
        "schema": SCHEMA,
        "languages": [LANGUAGE],
        "key": framework.key,
        "title": _text(framework.title),
        "short_title": _text(framework.short_title),
        "period": _period(framework.runs_from, framework.runs_until),
        "term": content_of_term(framework.term),
        "government": _government(framework),
        "mandate": mandate,
        "lead": framework.lead.key if framework.lead else None,
        "introduction": _text(framework.introduction),
        "chapters": _chapters(framework),
        "departments": _departments(framework, goals, mandate=mandate, lead=framework.lead),
        "fields": _fields(goals),
        "goals": [_goal(version) for version in goals],
        "predecessor": _predecessor(framework),
        "provenance": _provenance(framework),
    }


def digest_of_draft(framework: Framework) -> str:
    """Return the digest of what the framework says now: what a department signs."""
    return digest(content_of(framework))


def reported_content_of(framework: Framework) -> ReportedGoalsContent:
    """Return the goals that are known from reports beside the framework's own."""
    goals = _goals(framework, _current(framework).filter(stage=Stage.REPORTED))
    return {
        "schema": REPORTED_SCHEMA,
        "languages": [LANGUAGE],
        "framework": framework.key,
        "title": _text(framework.title),
        "departments": _departments(framework, goals),
        "fields": _fields(goals),
        "goals": [_goal(version) for version in goals],
    }


def _predecessor(framework: Framework) -> str | None:
    # What the demonstration invents is never adopted, not even by its name.
    before = framework.predecessor
    return before.key if before and not before.is_demonstration else None


def _current(framework: Framework) -> GoalVersionQuerySet:
    return GoalVersion.objects.filter(goal__framework=framework).current()


def _in_the_text(framework: Framework) -> GoalVersionQuerySet:
    """Return the versions that the framework's text is made of."""
    present = _current(framework).filter(stage__in=PRESENT).values("goal")
    said = GoalVersion.objects.filter(goal__in=present, stage__in=(Stage.SUBMITTED, Stage.ADOPTED))
    return said.latest_of_each_goal()


def _goals(framework: Framework, versions: GoalVersionQuerySet) -> list[GoalVersion]:
    rows = versions.select_related("goal", "chapter", "field", "lead")
    return sorted(rows.prefetch_related("involved", "clauses"), key=place_of)


def place_of(version: GoalVersion) -> tuple[bool, int, int, int]:
    """Return where a goal stands in its framework: by chapter, those without a chapter last."""
    number = version.chapter.number if version.chapter else 0
    return (version.chapter is None, number, version.goal.position, version.goal_id)


def _goal(version: GoalVersion) -> GoalContent:
    return {
        "reference": version.goal.reference,
        "kind": version.kind,
        "kind_basis": version.kind_basis,
        "chapter": version.chapter.number if version.chapter else None,
        "field": version.field.key,
        "title": _text(version.title),
        "wording": _text(version.wording),
        "explanation": _text(version.explanation),
        "lead": version.lead.key if version.lead else None,
        "lead_confidence": version.lead_confidence,
        "lead_remark": version.lead_remark,
        "involves_all": version.involves_all,
        "involved": [department.key for department in in_order(version.involved.all())],
        "clauses": sorted(clause.number for clause in version.clauses.all()),
        "other_mandate": _text(version.other_mandate),
        "period": _period(version.runs_from, version.runs_until),
        "basis": version.basis,
        "provenance": _provenance(version),
    }


def _mandate(framework: Framework) -> MandateContent | None:
    if framework.mandate is None:
        return None
    return content_of_mandate(framework.mandate, _clauses(framework, framework.mandate))


def content_of_mandate(mandate: Mandate, clauses: list[ClauseContent]) -> MandateContent:
    """Return what a framework says of its mandate."""
    return {
        "key": mandate.key,
        "kind": mandate.kind,
        "title": _text(mandate.title),
        "dated": mandate.dated,
        "parties": [str(party) for party in mandate.parties],
        "pages": mandate.pages,
        "summary": _text(mandate.summary),
        "clauses": clauses,
        "provenance": _provenance(mandate),
    }


def _clauses(framework: Framework, mandate: Mandate) -> list[ClauseContent]:
    # What the demonstration invents, such as a reason not to take up a clause, is never adopted.
    exclusions = framework.exclusions.filter(is_demonstration=False)
    reasons = dict(exclusions.values_list("clause_id", "reason"))
    rows = mandate.clauses.order_by("number").prefetch_related("departments")
    return [content_of_clause(clause, reasons.get(clause.pk)) for clause in rows]


def content_of_clause(clause: Clause, exclusion: str | None) -> ClauseContent:
    """Return what a framework says of a clause, and why it does not take it up."""
    content: ClauseContent = {
        "number": clause.number,
        "text": _text(clause.text),
        "reference": clause.reference,
        "departments": [department.key for department in in_order(clause.departments.all())],
        "exclusion": None if exclusion is None else _text(exclusion),
    }
    if clause.is_removed:
        content["removed"] = {"on": clause.removed_on, "reason": _text(clause.removal_reason)}
    return content


def _chapters(framework: Framework) -> list[ChapterContent]:
    return [
        {"number": chapter.number, "title": _text(chapter.title), "text": _text(chapter.text)}
        for chapter in framework.chapters.standing().order_by("number")
    ]


def _fields(goals: Iterable[GoalVersion]) -> list[FieldContent]:
    fields: dict[int, FieldOfAction] = {version.field_id: version.field for version in goals}
    return [
        content_of_field(field)
        for field in sorted(fields.values(), key=lambda field: (field.position, field.pk))
    ]


def content_of_field(field: FieldOfAction) -> FieldContent:
    """Return what a framework says of a field of action."""
    return {"key": field.key, "name": _text(field.name), "provenance": _provenance(field)}


def _departments(
    framework: Framework,
    goals: list[GoalVersion],
    *,
    mandate: MandateContent | None = None,
    lead: Department | None = None,
) -> list[DepartmentContent]:
    named = {lead.key} if lead else set()
    for version in goals:
        named |= {department.key for department in version.involved.all()}
        named |= {version.lead.key} if version.lead else set()
    for clause in mandate["clauses"] if mandate else []:
        named |= {*clause["departments"]}
    all_take_part = any(version.involves_all for version in goals)
    rows = Department.objects.in_order().prefetch_related("offices__appointments", "successors")
    return [
        content_of_department(department)
        for department in rows
        if department.key in named or (all_take_part and took_part(department, framework))
    ]


def took_part(department: Department, framework: Framework) -> bool:
    """Return whether a goal of the whole government involved this department."""
    if not framework.runs_from:
        return department.is_current
    return existed_at(
        framework.runs_from, start=department.valid_from, end=department.valid_until
    )  # fmt: skip


def content_of_department(department: Department) -> DepartmentContent:
    """Return what a framework says of a department, with who held its offices."""
    appointments = [
        (appointment.held_from, appointment.pk, office.title, appointment)
        for office in department.offices.all()
        for appointment in office.appointments.all()
    ]
    heads: list[OfficeHolder] = [
        {
            "title": title,
            "person": appointment.person_name,
            "held_from": appointment.held_from,
            "held_until": appointment.held_until,
        }
        for _from, _pk, title, appointment in sorted(appointments, key=lambda known: known[:2])
    ]
    return {
        "key": department.key,
        "name": _text(department.name),
        "abbreviation": department.abbreviation,
        "position": department.position,
        "valid_from": department.valid_from,
        "valid_until": department.valid_until,
        "heads": heads,
        "successors": [successor.key for successor in in_order(department.successors.all())],
        "provenance": _provenance(department),
    }


def in_order(departments: Iterable[Department]) -> list[Department]:
    """Return departments in the government's order, as ``Department.objects.in_order`` does."""
    return sorted(departments, key=lambda d: (d.valid_until, d.position, d.pk))


def _government(framework: Framework) -> GovernmentContent | None:
    if not framework.runs_from:
        return None
    in_office = [
        government
        for government in Government.objects.filter(term=framework.term_id)
        if existed_at(
            framework.runs_from, start=government.in_office_from, end=government.in_office_until
        )
    ]
    if len(in_office) != 1:
        return None
    return content_of_government(in_office[0])


def content_of_government(government: Government) -> GovernmentContent:
    """Return what a framework says of the government that made it."""
    return {
        "name": _text(government.name),
        "head": government.head,
        "coalition": [str(party) for party in government.coalition],
        "period": _period(government.in_office_from, government.in_office_until),
    }


def content_of_term(term: LegislativeTerm) -> TermContent:
    """Return what a framework says of its legislative term."""
    return {"number": term.number, "period": _period(term.starts_on, term.ends_on)}


def _text(german: str) -> Text:
    return {LANGUAGE: german} if german else {}


def _period(start: str, end: str) -> PeriodContent:
    return {"start": start, "end": end}


def _provenance(row: Provenance) -> ProvenanceContent:
    return {"source": row.source, "confidence": row.confidence, "remark": row.remark}
