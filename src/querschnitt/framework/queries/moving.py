"""What is here of all that a framework of another installation names."""

from querschnitt.accounts.models import Department
from querschnitt.framework.content import (
    DepartmentContent,
    FrameworkContent,
    GovernmentContent,
    MandateContent,
)
from querschnitt.framework.models import (
    FieldOfAction,
    Framework,
    Government,
    LegislativeTerm,
    Mandate,
)
from querschnitt.framework.moving import Here
from querschnitt.framework.queries.contents import (
    content_of_clause,
    content_of_department,
    content_of_field,
    content_of_government,
    content_of_mandate,
    content_of_term,
)
from querschnitt.framework.validity import existed_at


def here_for(content: FrameworkContent) -> Here:
    """Return it with a fixed number of queries."""
    rows = Department.objects.prefetch_related("offices__appointments", "successors")
    departments = {row.key: content_of_department(row) for row in rows}
    keys = {field["key"] for field in content["fields"]}
    fields = FieldOfAction.objects.filter(key__in=keys)
    term = LegislativeTerm.objects.filter(number=content["term"]["number"]).first()
    taken = Framework.objects.filter(key=content["key"]).first()
    before = Framework.objects.filter(key=content["predecessor"], is_demonstration=False).first()
    return Here(
        departments=departments,
        bare_departments=frozenset(key for key, one in departments.items() if is_bare(one)),
        others_then=_others_then(content, departments),
        fields={row.key: content_of_field(row) for row in fields},
        mandate=_mandate(content),
        term=content_of_term(term) if term else None,
        is_term_closed=term is not None and term.is_closed,
        governments=_governments(term, content["period"]["start"]),
        framework=taken.title if taken else "",
        is_predecessor_known=before is not None,
        is_predecessor_followed=Framework.objects.filter(predecessor=before).exists()
        if before
        else False,
    )  # fmt: skip


def is_bare(department: DepartmentContent) -> bool:
    """Tell whether of a department nothing is known but its key."""
    names = {department["abbreviation"], *department["name"].values()}
    is_told = any(department["provenance"].values()) or department["heads"]
    return names == {department["key"]} and not (is_told or department["valid_until"])


def _others_then(
    content: FrameworkContent, departments: dict[str, DepartmentContent]
) -> tuple[str, ...]:
    own = {department["key"] for department in content["departments"]}
    start = content["period"]["start"]
    return tuple(
        one["abbreviation"]
        for key, one in departments.items()
        if key not in own and _was_there(one, start)
    )


def _was_there(department: DepartmentContent, start: str) -> bool:
    if not start:
        return not department["valid_until"]
    return existed_at(start, start=department["valid_from"], end=department["valid_until"])


def _mandate(content: FrameworkContent) -> MandateContent | None:
    if content["mandate"] is None:
        return None
    row = Mandate.objects.filter(key=content["mandate"]["key"]).first()
    if row is None:
        return None
    clauses = row.clauses.order_by("number").prefetch_related("departments")
    return content_of_mandate(row, [content_of_clause(clause, None) for clause in clauses])


def _governments(term: LegislativeTerm | None, start: str) -> tuple[GovernmentContent, ...]:
    if term is None or not start:
        return ()
    return tuple(
        content_of_government(row)
        for row in Government.objects.filter(term=term)
        if existed_at(start, start=row.in_office_from, end=row.in_office_until)
    )
