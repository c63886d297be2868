"""Who may do what with deadlines: act by state by persona."""

from datetime import date

import pytest

from querschnitt.accounts.models import JournalEntry, Role
from querschnitt.accounts.tests.factories import person
from querschnitt.coordination import operations
from querschnitt.coordination.tests.factories import FrameworkFactory, closed, collection
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db

REASONS = {"C": "not-coordinator", "closed": "round-closed", "none": "no-calendar-address"}
GRID = """
act                     state   administrator coordinator editor approver cabinet press auditor
extend_round            open    C             +           C      C        C       C     C
extend_round            closed  C             closed      C      C        C       C     C
set_deadline_rule       usual   C             +           C      C        C       C     C
create_calendar_address none    +             +           +      +        +       +     +
create_calendar_address used    +             +           +      +        +       +     +
revoke_calendar_address none    none          none        none   none     none    none  none
revoke_calendar_address used    +             +           +      +        +       +     +
"""
ROLES = {
    "administrator": Role.ADMINISTRATOR,
    "coordinator": Role.COORDINATOR,
    "editor": Role.DEPARTMENT_EDITOR,
    "approver": Role.DEPARTMENT_APPROVER,
    "cabinet": Role.CABINET_OFFICE,
    "press": Role.PRESS_OFFICER,
    "auditor": Role.AUDITOR,
}


def cells():
    header, *rows = (line.split() for line in GRID.strip().splitlines())
    for act, state, *outcomes in rows:
        for persona, outcome in zip(header[2:], outcomes, strict=True):
            yield pytest.param(act, state, persona, outcome, id=f"{act}-{state}-{persona}")


def fields(act, state, by):
    """Return what the act is called with, in a world of this state."""
    if act == "extend_round":
        round = collection(FrameworkFactory(), person(Role.DEPARTMENT_APPROVER))
        if state == "closed":
            closed(round)
        return {"round": round, "due_on": date(2035, 5, 31), "reason": "Holidays."}
    if act == "set_deadline_rule":
        return {"kind": "collection", "days": 20, "unit": "working", "urgent_days": 2}
    if state == "used":
        operations.create_calendar_address(by=by)
    return {}


@pytest.mark.parametrize(("act", "state", "persona", "outcome"), list(cells()))
def test_who_may_do_what_when(act, state, persona, outcome):
    by = person(ROLES[persona])
    told = fields(act, state, by)
    before = JournalEntry.objects.count()

    if outcome == "+":
        getattr(operations, act)(by=by, **told)
    else:
        with pytest.raises(Refused) as refusal:
            getattr(operations, act)(by=by, **told)
        assert str(refusal.value) == f"coordination.{REASONS[outcome]}"

    assert JournalEntry.objects.count() == before + (outcome == "+")


def test_the_grid_names_every_act_of_its_room_and_every_role():
    acts = {cell.values[0] for cell in cells()}

    assert acts == {
        name
        for name in operations.__all__
        if getattr(getattr(operations, name), "__module__", "").endswith(".deadlines")
    }
    assert {*ROLES.values()} == {*Role}
