"""Who is away, who stands in, and whom news for a department reaches; asks the database nothing."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from querschnitt.accounts.models import User
from querschnitt.accounts.models.people import DEPARTMENT_ROLES, Role
from querschnitt.lib.refusal import Obstacle


def is_absent(user: User, on: date) -> bool:
    """Tell whether a person is away on a day; both days of the absence count."""
    if user.absent_from is None or on < user.absent_from:
        return False
    return user.absent_until is None or on <= user.absent_until


def is_present(user: User, on: date) -> bool:
    """Tell whether a person reads their mail on a day."""
    return user.is_active and not is_absent(user, on)


def reached(staff: Iterable[User], on: date) -> list[User]:
    """Return who of a department's people is told of what waits for it.

    Those who may approve; where all of them are away, those who stand in for them; then those who
    write; and nobody if nobody is there.
    """
    people = {one.pk: one for one in staff if one.is_active}
    approvers = [one for one in people.values() if one.is_approver]
    present = [one for one in approvers if is_present(one, on)]
    if present:
        return present
    named = [people.get(one.substitute_id or 0) for one in approvers]
    standing_in = list(dict.fromkeys(one for one in named if one and is_present(one, on)))
    if standing_in:
        return standing_in
    return [one for one in people.values() if one.is_editor and is_present(one, on)]


def may_stand_in(user: User, other: User) -> bool:
    """Tell whether another person works where this one does, and on the same side."""
    return (
        other.pk != user.pk
        and other.is_active
        and other.department_id == user.department_id
        and _side(other) == _side(user)
    )


def _side(user: User) -> str:
    return "department" if user.role in DEPARTMENT_ROLES else user.role


def obstacle_to_noting_absence(by: User, user: User) -> Obstacle | None:
    """Say why a person may not enter when another is away."""
    if by.is_active and (by.pk == user.pk or by.role == Role.ADMINISTRATOR):
        return None
    return Obstacle(
        "accounts.not-own-absence",
        _("An absence is entered by the person or by an administrator."),
    )


def obstacle_to_absence(
    user: User, *, absent_from: date | None, absent_until: date | None, substitute: User | None
) -> Obstacle | None:
    """Say why an absence cannot be as it was entered."""
    if absent_until and not absent_from:
        return Obstacle("accounts.absence-without-start", _("Please enter the first day away."))
    if absent_from and absent_until and absent_until < absent_from:
        return Obstacle("accounts.absence-ends-first", _("The absence would end before it begins."))
    if substitute and not may_stand_in(user, substitute):
        return Obstacle(
            "accounts.not-a-substitute",
            _("Only somebody of the same department and the same field of work can stand in."),
        )
    entered = (absent_from, absent_until, substitute.pk if substitute else None)
    if entered == (user.absent_from, user.absent_until, user.substitute_id):
        return Obstacle("accounts.nothing-changed", _("This is entered already."))
    return None
