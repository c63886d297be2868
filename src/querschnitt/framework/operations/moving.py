"""Making an adopted framework of another installation anew, so that it says exactly the same.

Parts of one act, which asks the plan (``framework.moving``) first and compares the result last.
"""

from collections.abc import Mapping

from django.utils.text import slugify

from querschnitt.accounts.models import Department, User
from querschnitt.framework.content import (
    ChapterContent,
    FieldContent,
    FrameworkContent,
    GovernmentContent,
    MandateContent,
    TermContent,
)
from querschnitt.framework.models import (
    Clause,
    FieldOfAction,
    Framework,
    Government,
    LegislativeTerm,
    Mandate,
)
from querschnitt.framework.moving import said
from querschnitt.framework.operations.clauses import exclude_clause, remove_clause
from querschnitt.framework.operations.frameworks import (
    ChapterText,
    add_field,
    prepare_framework,
)
from querschnitt.framework.operations.mandates import ClauseText, record_mandate
from querschnitt.framework.operations.terms import open_term, record_government


def move_term(*, by: User, content: TermContent) -> tuple[LegislativeTerm, bool]:
    """Return the legislative term, and whether it was opened for the framework."""
    term = LegislativeTerm.objects.filter(number=content["number"]).first()
    if term:
        return term, False
    period = content["period"]
    opened = open_term(
        by=by, number=content["number"], starts_on=period["start"], ends_on=period["end"]
    )
    return opened, True


def move_framework(
    *,
    by: User,
    content: FrameworkContent,
    term: LegislativeTerm,
    departments: Mapping[str, Department],
) -> Framework:
    """Prepare the framework with government, mandate, fields and chapters, ready for its goals."""
    _move_government(by, content["government"], term)
    mandate = _move_mandate(by, content["mandate"], departments)
    _move_fields(by, content["fields"])
    period, provenance = content["period"], content["provenance"]
    framework = prepare_framework(
        by=by,
        key=content["key"],
        term=term,
        title=said(content["title"]),
        short_title=said(content["short_title"]),
        mandate=mandate,
        lead=departments[content["lead"]] if content["lead"] else None,
        predecessor=Framework.objects.filter(key=content["predecessor"]).first(),
        runs_from=period["start"],
        runs_until=period["end"],
        introduction=said(content["introduction"]),
        chapters=map(_chapter, content["chapters"]),
        **provenance,
    )
    if content["mandate"]:
        _leave_out(by, framework, content["mandate"])
    return framework


def _chapter(chapter: ChapterContent) -> ChapterText:
    title, text = said(chapter["title"]), said(chapter["text"])
    return ChapterText(number=chapter["number"], title=title, text=text)


def _move_government(
    by: User, content: GovernmentContent | None, term: LegislativeTerm
) -> None:  # fmt: skip
    if content is None:
        return
    name, period = said(content["name"]), content["period"]
    same = Government.objects.filter(
        term=term, name=name, in_office_from=period["start"], in_office_until=period["end"]
    )
    if same.exists():
        return
    record_government(
        by=by,
        key=_free_key(name, term),
        term=term,
        name=name,
        head=content["head"],
        coalition=content["coalition"],
        in_office_from=period["start"],
        in_office_until=period["end"],
    )


def _free_key(name: str, term: LegislativeTerm) -> str:
    """Return a key for a government, which content does not name."""
    wanted = f"{slugify(name)[:45].strip('-') or 'regierung'}-{term.number}"
    key, number = wanted, 1
    while Government.objects.filter(key=key).exists():
        number += 1
        key = f"{wanted}-{number}"
    return key


def _move_fields(by: User, fields: list[FieldContent]) -> None:
    """Add the fields that are not here, each right behind the one that it follows."""
    here = {
        row.key: row for row in FieldOfAction.objects.filter(key__in=[f["key"] for f in fields])
    }
    last = FieldOfAction.objects.order_by("-position").values_list("position", flat=True).first()
    place = (last or 0) if not here else -1
    for number, field in enumerate(fields):
        row = here.get(field["key"])
        if row is None:
            later = [here[one["key"]].position for one in fields[number:] if one["key"] in here]
            # Where there is no room, the same position: a new row stands behind the older one.
            place = place + 1 if not later or place + 1 < later[0] else max(place, 0)
            row = add_field(
                by=by,
                key=field["key"],
                name=said(field["name"]),
                position=place,
                **field["provenance"],
            )
        place = row.position


def _move_mandate(
    by: User, content: MandateContent | None, departments: Mapping[str, Department]
) -> Mandate | None:
    if content is None:
        return None
    known = Mandate.objects.filter(key=content["key"]).first()
    if known:
        return known
    return record_mandate(
        by=by,
        key=content["key"],
        kind=content["kind"],
        title=said(content["title"]),
        dated=content["dated"],
        parties=content["parties"],
        pages=content["pages"],
        summary=said(content["summary"]),
        clauses=[
            ClauseText(
                number=clause["number"],
                text=said(clause["text"]),
                reference=clause["reference"],
                departments=[departments[key] for key in clause["departments"]],
            )
            for clause in content["clauses"]
        ],
        **content["provenance"],
    )


def _leave_out(by: User, framework: Framework, content: MandateContent) -> None:
    """Note the clauses that are not taken up, and those that no longer stand."""
    clauses = {row.number: row for row in Clause.objects.filter(mandate=framework.mandate_id)}
    for clause in content["clauses"]:
        row = clauses[clause["number"]]
        if clause["exclusion"] is not None:
            reason = said(clause["exclusion"])
            exclude_clause(by=by, framework=framework, clause=row, reason=reason)
        removed = clause.get("removed")
        if removed and not row.is_removed:
            remove_clause(
                by=by, clause=row, removed_on=removed["on"], reason=said(removed["reason"])
            )
