"""Who may do what on the way through the cabinet, and when: persona x act x state.

A plus means that it is done; everything else is the reason of the refusal.
"""

import pytest

from querschnitt.accounts.models import JournalEntry
from querschnitt.accounts.tests.factories import DepartmentFactory, approver, editor, person
from querschnitt.coordination import operations
from querschnitt.coordination.before_cabinet import before_cabinet, shown_digest
from querschnitt.coordination.cabinet_paper import typed_digest
from querschnitt.coordination.tests.cabinet_factories import (
    SUBMITTED,
    charged,
    decided_on,
    delivered,
    drafted,
    on_agenda,
    planned,
)
from querschnitt.coordination.tests.factories import (
    CLOSED,
    DECIDED,
    adopted,
    cabinet_office,
    ready_to_adopt,
)
from querschnitt.coordination.tests.test_grid import ROLES, WAY_TO_THE_CABINET
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db

REASONS = {
    "C": "not-coordinator",
    "K": "not-cabinet-office",
    "S": "not-charging",
    "D": "other-department",
    "way": "submission-under-way",
    "frozen": "already-adopted",
    "given": "submission-delivered",
    "over": "submission-ended",
    "undone": "submission-not-delivered",
    "on": "on-agenda-already",
    "off": "off-agenda-already",
    "decided": "item-decided",
    "void": "decision-annulled",
    "done": "task-done",
    "open": "task-open",
}

# The approver and the editor work for the department that is charged, the other approver does not.
GRID = """
act               state     administrator coordinator editor approver other cabinet press auditor
draft_submission  none      C             +           C      C        C     C       C     C
draft_submission  draft     C             way         C      C        C     C       C     C
draft_submission  adopted   C             frozen      C      C        C     C       C     C
revise_submission draft     C             +           C      C        C     C       C     C
revise_submission delivered C             given       C      C        C     C       C     C
revise_submission returned  C             +           C      C        C     C       C     C
revise_submission decided   C             over        C      C        C     C       C     C
submit_submission draft     C             +           C      C        C     C       C     C
submit_submission delivered C             given       C      C        C     C       C     C
submit_submission returned  C             +           C      C        C     C       C     C
submit_submission decided   C             over        C      C        C     C       C     C
return_submission draft     K             K           K      K        K     undone  K     K
return_submission delivered K             K           K      K        K     +       K     K
return_submission decided   K             K           K      K        K     over    K     K
withdraw_submission draft   C             +           C      C        C     C       C     C
withdraw_submission delivered C           +           C      C        C     C       C     C
withdraw_submission decided C             over        C      C        C     C       C     C
record_state_secretaries_result draft C   +           C      C        C     C       C     C
record_state_secretaries_result delivered C +         C      C        C     C       C     C
record_state_secretaries_result decided C over        C      C        C     C       C     C
plan_session      none      K             K           K      K        K     +       K     K
put_on_agenda     draft     K             K           K      K        K     undone  K     K
put_on_agenda     delivered K             K           K      K        K     +       K     K
put_on_agenda     on        K             K           K      K        K     on      K     K
put_on_agenda     decided   K             K           K      K        K     over    K     K
take_off_agenda   on        K             K           K      K        K     +       K     K
take_off_agenda   off       K             K           K      K        K     off     K     K
take_off_agenda   decided   K             K           K      K        K     decided K     K
add_task          adopted   S             +           S      S        S     +       S     S
add_task          annulled  S             void        S      S        S     void    S     S
finish_task       charged   D             +           D      +        D     +       D     D
finish_task       done      D             done        D      done     D     done    D     D
reopen_task       charged   S             open        S      S        S     open    S     S
reopen_task       done      S             +           S      S        S     +       S     S
"""


def cells():
    header, *rows = (line.split() for line in GRID.strip().splitlines())
    for act, state, *outcomes in rows:
        for persona, outcome in zip(header[2:], outcomes, strict=True):
            yield pytest.param(act, state, persona, outcome, id=f"{act}-{state}-{persona}")


class Scene:
    """A submission on its way, and a department that a decision charges."""

    def __init__(self):
        self.department = DepartmentFactory()
        self.people = {
            **{name: person(role) for name, role in ROLES.items()},
            "editor": editor(department=self.department),
            "approver": approver(department=self.department),
            "other": approver(),
        }

    def submission(self, state):
        if state == "draft":
            return drafted()
        made = delivered()
        if state == "returned":
            operations.return_submission(by=cabinet_office(), submission=made, reason="Kurz.")
        if state == "decided":
            decided_on(made)
        made.refresh_from_db()
        return made

    def draft_submission(self, state):
        framework = adopted().framework if state == "adopted" else ready_to_adopt()
        if state == "draft":
            drafted(framework)
        return {"framework": framework}

    def revise_submission(self, state):
        made = self.submission(state)
        return {"submission": made, "facts": "Neu.", "seen_digest": typed_digest(made)}

    def submit_submission(self, state):
        made = self.submission(state)
        seen = shown_digest(before_cabinet(made))
        return {"submission": made, "seen_digest": seen, "signed_by": "Muster", "on": SUBMITTED}

    def return_submission(self, state):
        return {"submission": self.submission(state), "reason": "Zu kurz."}

    def withdraw_submission(self, state):
        return self.return_submission(state)

    def record_state_secretaries_result(self, state):
        return {"submission": self.submission(state), "held_on": CLOSED, "result": "agreed"}

    def plan_session(self, _state):
        return {"held_on": DECIDED, "number": "7"}

    def put_on_agenda(self, state):
        made = self.submission("delivered" if state == "on" else state)
        if state == "on":
            on_agenda(made)
        return {"session": planned(), "submission": made}

    def take_off_agenda(self, state):
        made = self.submission("delivered")
        item = on_agenda(made)
        fields = {"item": item, "reason": "Vertagt."}
        if state == "off":
            operations.take_off_agenda(by=cabinet_office(), **fields)
        if state == "decided":
            decided_on(made)
        return fields

    def add_task(self, state):
        version = adopted()
        if state == "annulled":
            operations.annul(
                by=cabinet_office(), version=version, decided_on=DECIDED, reason="Irrtum."
            )
        return {"decision": version.decision, "department": self.department, "what": "Berichten."}

    def finish_task(self, state):
        task = charged(department=self.department)
        if state == "done":
            operations.finish_task(by=cabinet_office(), task=task, on=DECIDED)
        return {"task": task, "on": DECIDED}

    def reopen_task(self, state):
        return {"task": self.finish_task(state)["task"], "reason": "Unfertig."}


@pytest.mark.parametrize(("act", "state", "persona", "outcome"), [*cells()])
def test_the_grid(act, state, persona, outcome):
    scene = Scene()
    fields = getattr(scene, act)(state)
    before = JournalEntry.objects.count()

    if outcome == "+":
        getattr(operations, act)(by=scene.people[persona], **fields)
    else:
        with pytest.raises(Refused) as refusal:
            getattr(operations, act)(by=scene.people[persona], **fields)
        assert str(refusal.value) == f"coordination.{REASONS[outcome]}"

    assert JournalEntry.objects.count() == before + (outcome == "+")


def test_the_grid_names_every_act_of_this_way():
    acts = {
        name
        for name in operations.__all__
        if getattr(getattr(operations, name), "__module__", "").rpartition(".")[2]
        in WAY_TO_THE_CABINET
    }

    assert {cell.values[0] for cell in cells()} == acts
