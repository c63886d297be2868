"""What stands in the way of an act on an entry of a register. Nothing here asks the database."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from querschnitt.accounts.models import Confidence, Department, User
from querschnitt.framework.text_limits import NARRATIVE, REMARK, TITLE, Limited, obstacle_in_texts
from querschnitt.lib.refusal import Obstacle
from querschnitt.relations.models import Entry
from querschnitt.relations.registers import Register
from querschnitt.relations.said import Said


def may_write(by: User, department_id: int | None) -> bool:
    """Tell whether a person writes the entries of a department; those of none are coordinated."""
    if by.is_coordinator:
        return True
    return by.is_editor and by.department_id is not None and by.department_id == department_id


def may_read_internal(by: User, entry: Entry) -> bool:
    """Tell whether a person reads what never becomes public, such as how consent is documented."""
    return by.reads_every_draft or may_write(by, entry.department_id)


def kept_from(by: User, entry: Entry, register: Register) -> frozenset[str]:
    """Return the fields of an entry that a person does not read."""
    if may_read_internal(by, entry):
        return frozenset()
    return register.internal | register.guarded


def may_read_removed(by: User, entry: Entry) -> bool:
    """Tell whether a person still reads an entry that was removed."""
    return may_read_internal(by, entry)


def obstacle_to_adding(by: User, department: Department | None) -> Obstacle | None:
    if by.is_coordinator:
        return None
    if not by.is_editor:
        return _not_a_writer()
    if department is None or department.pk != by.department_id:
        return Obstacle(
            "relations.other-department",
            _("You can only enter what your own department answers for."),
        )
    return None


def obstacle_to_entering(by: User) -> Obstacle | None:
    """Return why a person enters nothing into any register."""
    return None if by.is_coordinator or by.is_editor else _not_a_writer()


def obstacle_to_revising(by: User, entry: Entry) -> Obstacle | None:
    if not may_write(by, entry.department_id):
        return _of_another(entry) if by.is_editor else _not_a_writer()
    return _obstacle_when_removed(entry)


def obstacle_to_giving_away(by: User, department: Department | None) -> Obstacle | None:
    """Refuse that an entry passes to another department, unless the coordinators do it."""
    if by.is_coordinator or (department is not None and department.pk == by.department_id):
        return None
    return Obstacle(
        "relations.other-department",
        _("Only the State Chancellery passes an entry to another department."),
    )


def obstacle_to_releasing(by: User, entry: Entry) -> Obstacle | None:
    if obstacle := _obstacle_to_approving(by, entry) or _obstacle_when_removed(entry):
        return obstacle
    if entry.is_demonstration:
        return Obstacle(
            "relations.demonstration", _("What was entered for practice never becomes public.")
        )
    if entry.is_released:
        return Obstacle("relations.released-already", _("This entry has been released already."))
    return None


def obstacle_to_holding_back(by: User, entry: Entry) -> Obstacle | None:
    if obstacle := _obstacle_to_approving(by, entry) or _obstacle_when_removed(entry):
        return obstacle
    if not entry.is_released:
        return Obstacle("relations.not-released", _("This entry has not been released."))
    return None


def obstacle_to_removing(
    by: User, entry: Entry, *, reason: str, is_needed: bool
) -> Obstacle | None:
    """:param is_needed: whether an entry that is present cannot do without this one"""
    if obstacle := _obstacle_to_approving(by, entry) or _obstacle_when_removed(entry):
        return obstacle
    if is_needed:
        return Obstacle(
            "relations.needed",
            _("Other entries belong to this one. Please remove or change these first."),
        )
    return obstacle_in_texts(Limited(reason, REMARK, is_required=True))


def obstacle_to_restoring(by: User, entry: Entry) -> Obstacle | None:
    if obstacle := _obstacle_to_approving(by, entry):
        return obstacle
    if not entry.is_removed:
        return Obstacle("relations.present", _("This entry has not been removed."))
    if entry.merged_into_id is not None:
        return Obstacle(
            "relations.merged", _("This entry was merged into another one; separate them instead.")
        )
    return None


def obstacle_when_stale(entry: Entry, seen: int) -> Obstacle | None:
    if entry.number != seen:
        return Obstacle(
            "relations.stale", _("This entry has been changed since you opened the page.")
        )
    return None


def obstacle_when_taken(label: str) -> Obstacle:
    """Return why two entries cannot both name the same one in a column."""
    return Obstacle(
        "relations.taken-already", _("%(field)s: another entry names this one.") % {"field": label}
    )


def obstacle_in_said(register: Register, said: Said) -> Obstacle | None:
    """Return the first rule that what an entry says breaks."""
    texts = [Limited(said["title"], TITLE, is_required=True)]
    texts += [Limited(said["summary"], NARRATIVE), Limited(said["source"], REMARK * 2)]
    texts += [Limited(text, NARRATIVE) for text in _texts_of(said)]
    if obstacle := obstacle_in_texts(*texts):
        return obstacle
    if said["confidence"] and said["confidence"] not in Confidence.values:
        return Obstacle("relations.bad-value", _("There is no such level of confidence."))
    if register.needs_department and not said["department"]:
        return Obstacle("relations.value-missing", _("Please name the responsible department."))
    for field, obstacle in faults_in(register, said):
        label = register.label(field)
        return Obstacle(obstacle.code, f"{label}: {obstacle.sentence}")
    return None


def faults_in(register: Register, said: Said) -> Iterable[tuple[str, Obstacle]]:
    """Yield the rules of a register that values break, each with the field that it concerns."""
    for check in register.checks:
        if obstacle := check.obstacle(said["values"]):
            yield check.field, obstacle


def _texts_of(value: object) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _texts_of(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts_of(item)


def _obstacle_to_approving(by: User, entry: Entry) -> Obstacle | None:
    if by.is_coordinator or (by.is_approver and may_write(by, entry.department_id)):
        return None
    return Obstacle(
        "relations.not-approver",
        _("Only the State Chancellery or who approves for the responsible department may do this."),
    )


def _obstacle_when_removed(entry: Entry) -> Obstacle | None:
    if entry.is_removed:
        return Obstacle("relations.removed", _("This entry has been removed."))
    return None


def _of_another(entry: Entry) -> Obstacle:
    if entry.department is None:
        sentence = _("This entry belongs to no department; the State Chancellery changes it.")
    else:
        sentence = _("This entry is the affair of {department}.").format(
            department=entry.department.abbreviation
        )
    return Obstacle("relations.other-department", sentence)


def _not_a_writer() -> Obstacle:
    return Obstacle(
        "relations.not-a-writer",
        _("Only departments and the State Chancellery enter something into the registers."),
    )
