"""Who may do what, and when: persona x act x state.

A plus means that it is done; everything else is the reason of the refusal. An inactive or unknown
person never reaches an act, for pages are shown after sign-in only.
"""

import pytest

from querschnitt.accounts.models import JournalEntry, Role
from querschnitt.accounts.tests.factories import DepartmentFactory, approver, editor, person
from querschnitt.coordination import operations
from querschnitt.coordination.models import FrameworkVersion, Reservation, Round
from querschnitt.coordination.settlement import settlement_digest
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
    remark_fields,
    remarked,
    reserved,
    resolved,
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
    "P": "not-party",
    "W": "not-author",
    "agreed": "no-reservation",
    "handled": "remark-resolved",
    "unresolved": "remark-open",
    "current": "nobody-outdated",
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
confirm       open       D             D           D      +        D     D       D     D
confirm       ended      D             D           D      ended    D     D       D     D
escalate      open       P             +           P      +        P     P       P     P
escalate      ended      P             ended       P      ended    P     P       P     P
raise         reserved   A             A           A      +        N     A       A     A
raise         agreed     A             A           A      agreed   N     A       A     A
raise         closed     A             A           A      closed   N     A       A     A
remark        open       N             +           +      +        N     N       N     N
remark        closed     N             closed      closed closed   N     N       N     N
resolve       open       W             +           +      +        W     W       W     W
resolve       resolved   W             handled     handled handled W   W       W     W
reopen        resolved   W             +           +      +        W     W       W     W
reopen        open       W             unresolved  unresolved unresolved W W     W     W
notify        outdated   C             +           C      C        C     C       C     C
notify        fresh      C             current     C      C        C     C       C     C
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

# Rooms whose acts stand in grids of their own: test_grid_cabinet, test_grid_deadlines.
WAY_TO_THE_CABINET = {"sessions", "state_secretaries", "submissions"}
# Acts whose own tests say who may do them; what the worker does alone asks nobody.
OWN_GRIDS = {
    *WAY_TO_THE_CABINET,
    *("amendments", "bundling", "deadlines", "paragraphs", "workbooks"),
}
# What only another app does as a part of its act, which has a grid of its own.
PARTS_OF_OTHERS = {"record_adoption_elsewhere"}
OPERATIONS = {
    "settle": "settle_reservation",
    "confirm": "confirm_settlement",
    "escalate": "escalate_reservation",
    "raise": "raise_reservation",
    "resolve": "resolve_remark",
    "reopen": "reopen_remark",
    "notify": "notify_outdated",
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
        fields = self.withdraw(state)
        seen = settlement_digest(fields["reservation"])
        return {**fields, "settlement": "Agreed.", "seen_digest": seen}

    def confirm(self, state):
        return self.settle(state)

    def escalate(self, state):
        reservation = self.withdraw(state)["reservation"]
        return {"reservation": reservation, "level": "unit", "note": "No.", "held_on": CLOSED}

    def raise_(self, state):
        round = opened(self.framework(), self.officer)
        if state == "agreed":
            answered(round, self.officer)
        else:
            reserved(round, self.officer)
        if state == "closed":
            closed(round)
        return {"round": round, "reservation_kind": "budget", "reservation_text": "Also this."}

    def remark(self, state):
        round = opened(self.framework(), self.officer)
        if state == "closed":
            closed(round)
        return remark_fields(round)

    def resolve(self, state):
        round = opened(self.framework(), self.officer)
        remark = remarked(round, self.officer)
        if state.startswith("resolved"):
            resolved(remark)
        return {"remark": remark, "resolution": "Done.", "on": CLOSED}

    def reopen(self, state):
        fields = self.resolve(state)
        return {"remark": fields["remark"], "reason": "Not done.", "on": CLOSED}

    def notify(self, state):
        round = opened(self.framework(), self.officer)
        answered(round, self.officer)
        if state == "outdated":
            Framework.objects.update(introduction="Changed.")
        return {"round": round}

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
    fields = getattr(scene, f"{act}_" if act == "raise" else act)(state)
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

    here = {
        name
        for name, act in ((name, getattr(operations, name)) for name in operations.__all__)
        if callable(act) and act.__module__.rpartition(".")[2] not in OWN_GRIDS
    } - PARTS_OF_OTHERS
    assert acts == here
    assert people == {*ROLES, "editor", "approver", "other"}
    assert {*ROLES.values(), Role.DEPARTMENT_EDITOR, Role.DEPARTMENT_APPROVER} == {*Role}
