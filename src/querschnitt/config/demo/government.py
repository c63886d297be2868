"""Departments, offices, terms and governments, as the dataset knows them."""

from querschnitt.accounts import operations as accounts
from querschnitt.accounts.models import Department, User
from querschnitt.config.demo.dataset import Dataset, Record
from querschnitt.framework import operations as framework
from querschnitt.framework.models import LegislativeTerm

RECUT = "2021"
"""When portfolios were recut; the sources tell the year."""


def found_departments(dataset: Dataset, *, by: User) -> list[Department]:
    """Found every department and dissolve the former ones into their successors.

    :returns: the present departments, in the dataset's order
    """
    records = dataset.section("departments")
    successors = {key for record in records for key in record.take("successor_ids", [])}
    departments = {
        record.id: _found(record, position, began=record.id in successors, by=by)
        for position, record in enumerate(records, start=1)
    }
    for record in records:
        if record.take("legislative_term", None):
            accounts.dissolve_department(
                by=by,
                department=departments[record.id],
                until=RECUT,
                successors=[departments[key] for key in record.take("successor_ids", [])],
                since=RECUT,
            )
    return [departments[r.id] for r in records if not r.has("legislative_term")]


def _found(record: Record, position: int, *, began: bool, by: User) -> Department:
    department = accounts.found_department(
        by=by,
        key=record.key,
        name=record.take("name"),
        abbreviation=record.take("abbreviation"),
        abbreviation_confidence=record.take("abbreviation_confidence"),
        position=position,
        valid_from=RECUT if began else "",
        address=record.take("address"),
        role_in_framework=record.take("role_in_framework"),
        source=record.take("source"),
        confidence=record.take("confidence"),
        remark=record.take("note"),
    )
    _appoint_heads(record, department, by=by)
    return department


def _appoint_heads(record: Record, department: Department, *, by: User) -> None:
    head = record.take("head", {})
    heads = [head] if head else []
    for person in [*record.take("previous_heads", []), *heads, *record.take("later_heads", [])]:
        listed = person.get("listed_on")
        accounts.appoint(
            by=by,
            department=department,
            title=person.get("title") or person["role"],
            person_name=person["name"],
            party=person.get("party", ""),
            held_from=person.get("from") or "",
            held_until=person.get("to") or "",
            source=record.take("source"),
            confidence=record.take("confidence"),
            remark=f"In der Quelle genannt am {listed}." if listed else "",
        )


def open_terms(dataset: Dataset, *, by: User) -> dict[int, LegislativeTerm]:
    """Open every legislative term that the dataset has a government of."""
    records = dataset.section("government")
    numbers = sorted({record.take("legislative_term") for record in records})
    terms = {number: framework.open_term(by=by, number=number) for number in numbers}
    for record in sorted(records, key=lambda r: r.take("period", {})["start"]):
        period = record.take("period", {})
        framework.record_government(
            by=by,
            key=record.id,
            term=terms[record.take("legislative_term")],
            name=record.take("name"),
            head=record.take("head"),
            coalition=record.take("coalition", []),
            in_office_from=period.get("start") or "",
            in_office_until=period.get("end") or "",
            source=record.take("source"),
            confidence=record.take("confidence"),
            remark=record.take("note"),
        )
        # A partial date says its precision by itself.
        record.take("date_precision")
    return terms
