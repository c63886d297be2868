"""Entering the departments that a framework of another installation names."""

from django.db.models import Max

from querschnitt.accounts import operations as accounts
from querschnitt.accounts import rules as accounts_rules
from querschnitt.accounts.models import Department, User
from querschnitt.framework.content import DepartmentContent, FrameworkContent
from querschnitt.framework.moving import Here, missing_heads, missing_successors, said


def move_departments(*, by: User, content: FrameworkContent, here: Here) -> dict[str, Department]:
    """Return all departments that a framework names; enter those that are not here.

    One that is only named as a successor is entered by its key alone.
    """
    rows = {row.key: row for row in Department.objects.all()}
    for department in content["departments"]:
        key = department["key"]
        if key not in rows:
            rows[key] = _found(by, department)
        elif key in here.bare_departments:
            rows[key] = _complete(by, rows[key], department)
    _enter_successors(by, content, rows)
    for department in content["departments"]:
        known = here.departments.get(department["key"])
        missing = missing_heads(department, known) if known else None
        _add_people(by, department, rows[department["key"]], missing)
    for department in content["departments"]:
        _dissolve(by, department, rows)
    return rows


def _found(by: User, content: DepartmentContent) -> Department:
    return accounts.found_department(
        by=by,
        key=content["key"],
        name=said(content["name"]),
        abbreviation=content["abbreviation"],
        position=content["position"],
        valid_from=content["valid_from"],
        **content["provenance"],
    )


def _complete(by: User, row: Department, content: DepartmentContent) -> Department:
    return accounts.revise_department(
        by=by,
        department=row,
        seen_digest=accounts_rules.digest_of(row),
        name=said(content["name"]),
        abbreviation=content["abbreviation"],
        position=content["position"],
        valid_from=content["valid_from"],
        **content["provenance"],
    )


def _enter_successors(by: User, content: FrameworkContent, here: dict[str, Department]) -> None:
    last = Department.objects.aggregate(last=Max("position"))["last"] or 0
    ends = {key: one["valid_until"] for one in content["departments"] for key in one["successors"]}
    for place, key in enumerate(missing_successors(content, here), last + 1):
        # Not involved in what began before; more is not known of its beginning.
        here[key] = accounts.found_department(
            by=by, key=key, name=key, abbreviation=key, position=place, valid_from=ends[key]
        )


def _add_people(
    by: User, content: DepartmentContent, row: Department, missing: list[int] | None
) -> None:
    """Appoint the people that are not here; all of them where nothing was known."""
    for place, head in enumerate(content["heads"]):
        if missing is None or place in missing:
            accounts.appoint(
                by=by,
                department=row,
                title=head["title"],
                person_name=head["person"],
                held_from=head["held_from"],
                held_until=head["held_until"],
            )


def _dissolve(by: User, content: DepartmentContent, here: dict[str, Department]) -> None:
    row = here[content["key"]]
    if not content["valid_until"] or not row.is_current:
        return
    accounts.dissolve_department(
        by=by,
        department=row,
        until=content["valid_until"],
        successors=[here[key] for key in content["successors"]],
        since=content["valid_until"] if content["successors"] else "",
    )
