"""Who may do what, and when: persona x act x state.

A plus means that it is done; everything else is the reason of the refusal. An inactive or unknown
person never reaches an act, for pages are shown after sign-in only.
"""

import pytest

from querschnitt.accounts.models import JournalEntry, Role
from querschnitt.accounts.tests.factories import DepartmentFactory, approver, editor, person
from querschnitt.coordination import operations
from querschnitt.coordination.models import FrameworkVersion, Reservation, Round
from querschnitt.coordination.tests.factories import (
    CLOSED,
    DECIDED,
    DUE,
    FrameworkFactory,
    adopted,
    answered,
    closed,
    collection,
    goal,
    opened,
    ready_to_adopt,
    reserved,
)
from querschnitt.framework.models import Framework
from querschnitt.framework.queries import digest_of_draft
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db

REASONS = {
    "C": "not-coordinator",
    "A": "not-approver",
    "K": "not-cabinet-office",
    "N": "not-asked",
    "D": "other-department",
    "again": "already-answered",
    "ended": "reservation-ended",
    "closed": "round-closed",
    "open": "round-still-open",
    "frozen": "already-adopted",
    "void": "already-annulled",
    "unsigned": "not-cosigned",
    "term": "term-not-closed",
    "rounds": "has-rounds",
}

# The approver and the editor work for a department that was asked, the other approver does not.
GRID = """
act           state      administrator coordinator editor approver other cabinet press auditor
open_round    fresh      C             +           C      C        C     C       C     C
open_round    open       C             open        C      C        C     C       C     C
open_round    adopted    C             frozen      C      C        C     C       C     C
close_round   open       C             +           C      C        C     C       C     C
close_round   closed     C             closed      C      C        C     C       C     C
contribute    open       A             A           A      +        N     A       A     A
contribute    answered   A             A           A      again    N     A       A     A
contribute    closed     A             A           A      closed   N     A       A     A
nil_return    open       A             A           A      +        N     A       A     A
nil_return    answered   A             A           A      again    N     A       A     A
nil_return    closed     A             A           A      closed   N     A       A     A
cosign        open       A             A           A      +        N     A       A     A
cosign        answered   A             A           A      again    N     A       A     A
cosign        changed    A             A           A      +        N     A       A     A
cosign        closed     A             A           A      closed   N     A       A     A
settle        open       C             +           C      C        C     C       C     C
settle        ended      C             ended       C      C        C     C       C     C
settle        adopted    C             frozen      C      C        C     C       C     C
withdraw      open       D             D           D      +        D     D       D     D
withdraw      ended      D             D           D      ended    D     D       D     D
withdraw      adopted    D             D           D      frozen   D     D       D     D
adopt         ready      K             K           K      K        K     +       K     K
adopt         unsigned   K             K           K      K        K     unsigned K    K
adopt         adopted    K             K           K      K        K     frozen  K     K
annul         adopted    K             K           K      K        K     +       K     K
annul         annulled   K             K           K      K        K     void    K     K
earlier       past       K             K           K      K        K     +       K     K
earlier       present    K             K           K      K        K     term    K     K
earlier       rounds     K             K           K      K        K     rounds  K     K
"""

OPERATIONS = {
    "settle": "settle_reservation",
    "withdraw": "withdraw_reservation",
    "earlier": "record_earlier_adoption",
}
ROLES = {
    "administrator": Role.ADMINISTRATOR,
    "coordinator": Role.COORDINATOR,
    "cabinet": Role.CABINET_OFFICE,
    "press": Role.PRESS_OFFICER,
    "auditor": Role.AUDITOR,
}


def cells():
    header, *rows = (line.split() for line in GRID.strip().splitlines())
    for act, state, *outcomes in rows:
        for persona, outcome in zip(header[2:], outcomes, strict=True):
            yield pytest.param(act, state, persona, outcome, id=f"{act}-{state}-{persona}")


class Scene:
    """A framework on its way, with one department that is asked."""

    def __init__(self):
        self.department = DepartmentFactory()
        self.people = {
            **{name: person(role) for name, role in ROLES.items()},
            "editor": editor(department=self.department),
            "approver": approver(department=self.department),
            "other": approver(),
        }
        self.officer = self.people["approver"]

    def person(self, name):
        return self.people[name]

    def framework(self, **fields):
        framework = FrameworkFactory(**fields)
        goal(framework)
        return framework

    def open_round(self, state):
        framework = self.framework()
        if state == "open":
            opened(framework, self.officer)
        if state == "adopted":
            framework = adopted().framework
        return {
            "framework": framework,
            "kind": Round.Kind.CO_SIGNATURE,
            "opened_on": DUE,
            "due_on": DUE,
            "departments": [self.department],
        }

    def close_round(self, state):
        round = opened(self.framework(), self.officer)
        if state == "closed":
            closed(round)
        return {"round": round, "on": CLOSED}

    def contribute(self, state, act=operations.contribute):
        framework = self.framework()
        round = collection(framework, self.officer)
        if act is operations.contribute:
            goal(framework, self.department)
        if state == "answered":
            act(by=self.officer, round=round, on=DUE)
        if state == "closed":
            closed(round)
        return {"round": round, "on": DUE}

    def nil_return(self, state):
        return self.contribute(state, act=operations.nil_return)

    def cosign(self, state):
        round = opened(self.framework(), self.officer)
        if state in {"answered", "changed"}:
            answered(round, self.officer)
        if state == "changed":
            Framework.objects.update(introduction="Changed.")
        if state == "closed":
            closed(round)
        seen = digest_of_draft(round.framework)
        return {"round": round, "answer": "agreed", "seen_digest": seen, "on": DUE}

    def withdraw(self, state):
        round = opened(self.framework(), self.officer)
        reservation = reserved(round, self.officer)
        if state == "ended":
            operations.withdraw_reservation(by=self.officer, reservation=reservation, on=CLOSED)
        if state == "adopted":
            closed(round)
            adopted(round.framework, reason_for_open_reservations="It cannot wait.")
        return {"reservation": Reservation.objects.get(), "on": CLOSED}

    def settle(self, state):
        return {**self.withdraw(state), "settlement": "Agreed."}

    def adopt(self, state):
        framework = self.framework() if state == "unsigned" else ready_to_adopt()
        if state == "adopted":
            adopted(framework)
        return {"framework": framework, "decided_on": DECIDED}

    def annul(self, state):
        version = adopted()
        fields = {"version": version, "decided_on": DECIDED, "reason": "A mistake."}
        if state == "annulled":
            operations.annul(by=self.person("cabinet"), **fields)
        return {**fields, "version": FrameworkVersion.objects.get()}

    def earlier(self, state):
        framework = self.framework()
        if state == "rounds":
            collection(framework, self.officer)
        if state != "present":
            framework.term.closed_on = DUE
            framework.term.save()
        return {
            "framework": framework,
            "decided_on": DUE,
            "decided_by": "Cabinet",
            "source": "The press release",
        }


@pytest.mark.parametrize(("act", "state", "persona", "outcome"), [*cells()])
def test_the_grid(act, state, persona, outcome):
    scene = Scene()
    fields = getattr(scene, act)(state)
    operation = getattr(operations, OPERATIONS.get(act, act))
    before = JournalEntry.objects.count()

    if outcome == "+":
        operation(by=scene.person(persona), **fields)
    else:
        with pytest.raises(Refused) as refusal:
            operation(by=scene.person(persona), **fields)
        assert str(refusal.value) == f"coordination.{REASONS[outcome]}"

    assert JournalEntry.objects.count() == before + (outcome == "+")


def test_the_grid_names_every_act_and_every_role():
    acts = {OPERATIONS.get(cell.values[0], cell.values[0]) for cell in cells()}
    people = {cell.values[2] for cell in cells()}

    assert acts == {*operations.__all__}
    assert people == {*ROLES, "editor", "approver", "other"}
    assert {*ROLES.values(), Role.DEPARTMENT_EDITOR, Role.DEPARTMENT_APPROVER} == {*Role}
