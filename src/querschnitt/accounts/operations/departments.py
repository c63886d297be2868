"""The acts on departments and on the offices of the government."""

from typing import Any, TypedDict, Unpack

from django.utils import timezone

from querschnitt.accounts import journal, rules
from querschnitt.accounts.models import (
    Appointment,
    Department,
    DepartmentSuccession,
    Office,
    User,
)
from querschnitt.lib.refusal import refuse_if


class DepartmentFacts(TypedDict, total=False):
    """What may be known of a department beside its names."""

    abbreviation_confidence: str
    position: int
    valid_from: str
    address: str
    role_in_framework: str
    source: str
    confidence: str
    remark: str


@journal.act
def found_department(
    *, by: User, key: str, name: str, abbreviation: str, **facts: Unpack[DepartmentFacts]
) -> Department:
    """Enter a department; the key names it in addresses and data, and never changes.

    :raises Refused: if ``rules.obstacle_to_founding_department`` finds an obstacle
    """
    valid_from = facts.get("valid_from", "")
    refuse_if(
        rules.obstacle_to_founding_department(
            by,
            key=key,
            name=name,
            abbreviation=abbreviation,
            valid_from=valid_from,
            is_taken=Department.objects.filter(key=key).exists(),
        )
    )
    department = Department.objects.create(key=key, name=name, abbreviation=abbreviation, **facts)
    journal.record(
        "accounts.department_founded", actor=by, subject=department, key=key, valid_from=valid_from
    )
    return department


@journal.act
def revise_department(
    *,
    by: User,
    department: Department,
    seen_digest: str,
    name: str,
    abbreviation: str,
    **facts: Unpack[DepartmentFacts],
) -> Department:
    """Correct what is known of a department; facts that are not given stay as they are.

    :param seen_digest: ``rules.digest_of`` the department as it was shown
    :raises Refused: if ``rules.obstacle_to_revising_department`` finds an obstacle;
        ``accounts.stale`` if it has changed since it was shown
    """
    department = Department.objects.get(pk=department.pk)
    refuse_if(
        rules.obstacle_to_revising_department(
            by,
            department,
            seen_digest=seen_digest,
            name=name,
            abbreviation=abbreviation,
            valid_from=facts.get("valid_from", department.valid_from),
        )
    )
    told: dict[str, Any] = {"name": name, "abbreviation": abbreviation, **facts}
    changed = [field for field, value in told.items() if getattr(department, field) != value]
    for field in changed:
        setattr(department, field, told[field])
    department.save(update_fields=changed)
    journal.record("accounts.department_revised", actor=by, subject=department, changed=changed)
    return department


@journal.act
def dissolve_department(
    *, by: User, department: Department, until: str, successors: list[Department], since: str
) -> Department:
    """End a department and say into which others its portfolio went.

    :param until: its last day, month or year
    :param since: from when on the successors answer for the portfolio
    :raises Refused: if ``rules.obstacle_to_dissolving_department`` finds an obstacle
    """
    department = Department.objects.get(pk=department.pk)
    refuse_if(
        rules.obstacle_to_dissolving_department(
            by,
            department,
            until=until,
            successors=successors,
            since=since,
            today=timezone.localdate(),
        )
    )
    department.valid_until = until
    department.save(update_fields=["valid_until"])
    for successor in dict.fromkeys(successors):
        DepartmentSuccession.objects.create(
            predecessor=department, successor=successor, since=since
        )
    names = [successor.abbreviation for successor in successors]
    journal.record(
        "accounts.department_dissolved",
        actor=by,
        subject=department,
        until=until,
        successors=names,
        since=since,
    )
    return department


@journal.act
def record_succession(
    *, by: User, department: Department, successor: Department, since: str = ""
) -> DepartmentSuccession:
    """Enter that a portfolio of a department dissolved earlier went to another one.

    :param since: from when on the successor answers for it
    :raises Refused: if ``rules.obstacle_to_succeeding`` or ``obstacle_in_succession`` says so
    """
    department = Department.objects.get(pk=department.pk)
    known = DepartmentSuccession.objects.filter(predecessor=department, successor=successor)
    refuse_if(rules.obstacle_to_succeeding(by, department))
    refuse_if(
        rules.obstacle_in_succession(
            department,
            successor,
            since=since,
            is_known=known.exists(),
            today=timezone.localdate(),
        )
    )
    succession = DepartmentSuccession.objects.create(
        predecessor=department, successor=successor, since=since
    )
    journal.record(
        "accounts.succession_recorded",
        actor=by,
        subject=department,
        successors=[successor.abbreviation],
        since=since,
    )
    return succession


@journal.act
def appoint(
    *,
    by: User,
    department: Department | None,
    title: str,
    person_name: str,
    party: str = "",
    held_from: str = "",
    held_until: str = "",
    source: str = "",
    confidence: str = "",
    remark: str = "",
) -> Appointment:
    """Enter that a person holds or held an office of a department, or of the whole government.

    :raises Refused: if ``rules.obstacle_to_appointing`` finds an obstacle
    """
    facts = {"person_name": person_name, "held_from": held_from, "held_until": held_until}
    same = Appointment.objects.filter(office__department=department, office__title=title, **facts)
    refuse_if(rules.obstacle_to_appointing(by, title=title, is_known=same.exists(), **facts))
    office, _ = Office.objects.get_or_create(department=department, title=title)
    appointment = Appointment.objects.create(
        office=office, party=party, source=source, confidence=confidence, remark=remark, **facts
    )
    journal.record(
        "accounts.appointed",
        actor=by,
        subject=appointment,
        held_from=held_from,
        held_until=held_until,
    )
    return appointment


@journal.act
def end_appointment(*, by: User, appointment: Appointment, held_until: str) -> Appointment:
    """Enter when a term of office ended.

    :raises Refused: if ``rules.obstacle_to_ending_appointment`` finds an obstacle
    """
    appointment = Appointment.objects.select_related("office").get(pk=appointment.pk)
    today = timezone.localdate()
    refuse_if(
        rules.obstacle_to_ending_appointment(by, appointment, held_until=held_until, today=today)
    )
    appointment.held_until = held_until
    appointment.save(update_fields=["held_until"])
    journal.record(
        "accounts.appointment_ended", actor=by, subject=appointment, held_until=held_until
    )
    return appointment
