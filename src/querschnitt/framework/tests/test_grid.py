"""Who may do what with a goal at which stage: one table, read across.

Each cell names the acts that succeed; every other act is refused. ``v`` revise, ``s`` submit,
``r`` return, ``w`` withdraw, ``d`` draft another goal for the same department, ``i`` rewrite the
introduction. The goal is contributed by one department and involves another.
"""

import pytest

from querschnitt.accounts.models import JournalEntry, Role
from querschnitt.accounts.tests.factories import (
    DepartmentFactory,
    approver,
    editor,
    person,
)
from querschnitt.framework import operations
from querschnitt.framework.models import GoalVersion
from querschnitt.framework.queries import goal_page
from querschnitt.framework.tests.factories import (
    FieldFactory,
    FrameworkFactory,
    GoalVersionFactory,
    a_goal,
)
from querschnitt.framework.text_digests import introduction_digest
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db

STAGES = ("draft", "submitted", "returned", "withdrawn", "adopted", "reported")

# fmt: off
GRID = {
    #                                draft   submitted returned withdrawn adopted reported
    "editor who wrote it":          ("vd",   "d",      "vd",    "d",      "",     "d"),
    "editor of the department":     ("vd",   "d",      "vd",    "d",      "",     "d"),
    "approver who wrote it":        ("vwd",  "wd",     "vwd",   "d",      "",     "d"),
    "approver of the department":   ("vswd", "wd",     "vwd",   "d",      "",     "d"),
    "editor involved":              ("",     "",       "",      "",       "",     ""),
    "approver involved":            ("",     "",       "",      "",       "",     ""),
    "editor elsewhere":             ("",     "",       "",      "",       "",     ""),
    "approver elsewhere":           ("",     "",       "",      "",       "",     ""),
    "coordinator":                  ("wdi",  "vrwdi",  "wdi",   "di",     "",     "vwdi"),
    "administrator":                ("",     "",       "",      "",       "",     ""),
    "cabinet office":               ("",     "",       "",      "",       "",     ""),
    "press officer":                ("",     "",       "",      "",       "",     ""),
    "auditor":                      ("",     "",       "",      "",       "",     ""),
}

# Who reads the goal's words at each stage.
READS = {
    "editor of the department":     "draft submitted returned withdrawn adopted reported",
    "approver of the department":   "draft submitted returned withdrawn adopted reported",
    "approver involved":            "draft submitted returned withdrawn adopted reported",
    "approver elsewhere":           "submitted adopted reported",
    "coordinator":                  "draft submitted returned withdrawn adopted reported",
    "auditor":                      "draft submitted returned withdrawn adopted reported",
    "administrator":                "submitted adopted reported",
    "cabinet office":               "submitted adopted reported",
    "press officer":                "submitted adopted reported",
}
# fmt: on

ACTS = {
    "v": lambda by, goal: operations.revise_goal(by=by, goal=goal, seen=1, wording="Neu."),
    "s": lambda by, goal: operations.submit_goal(by=by, goal=goal, seen=1),
    "r": lambda by, goal: operations.return_goal(by=by, goal=goal, reason="Unklar."),
    "w": lambda by, goal: operations.withdraw_goal(by=by, goal=goal, reason="Entfällt."),
    "d": lambda by, goal: operations.draft_goal(
        by=by,
        framework=goal.framework,
        contributed_by=goal.contributed_by,
        **a_goal(field=FieldFactory()),
    ),
    "i": lambda by, goal: operations.revise_introduction(
        by=by,
        framework=goal.framework,
        introduction="Neu.",
        seen_digest=introduction_digest(goal.framework),
    ),
}
BUTTONS = {"v": "revising", "s": "submitting", "r": "returning", "w": "withdrawing"}


@pytest.fixture(autouse=True)
def _four_eyes(settings):
    settings.FOUR_EYES = True


def build(name, stage):
    """A goal at a stage, and the person of this name."""
    own, involved = DepartmentFactory(), DepartmentFactory()
    people = {
        "editor who wrote it": lambda: editor(department=own),
        "editor of the department": lambda: editor(department=own),
        "approver who wrote it": lambda: approver(department=own),
        "approver of the department": lambda: approver(department=own),
        "editor involved": lambda: editor(department=involved),
        "approver involved": lambda: approver(department=involved),
        "editor elsewhere": editor,
        "approver elsewhere": approver,
        "coordinator": lambda: person(Role.COORDINATOR),
        "administrator": lambda: person(Role.ADMINISTRATOR),
        "cabinet office": lambda: person(Role.CABINET_OFFICE),
        "press officer": lambda: person(Role.PRESS_OFFICER),
        "auditor": lambda: person(Role.AUDITOR),
    }
    by = people[name]()
    author = by if name.endswith("wrote it") else editor(department=own)
    version = GoalVersionFactory(
        goal__contributed_by=own,
        goal__framework=FrameworkFactory(),
        stage=stage,
        involved=[involved],
        written_by=author,
        basis="annual_report",
        source="Bericht",
    )
    return by, version.goal


CELLS = [
    pytest.param(name, stage, allowed, id=f"{name}, {stage}")
    for name, row in GRID.items()
    for stage, allowed in zip(STAGES, row, strict=True)
]


def test_the_table_knows_every_role():
    assert len({name.split()[0] for name in GRID}) == len(Role)


@pytest.mark.parametrize(("name", "stage", "allowed"), CELLS)
def test_acts(name, stage, allowed):
    possible = ""
    for letter, act in ACTS.items():
        by, goal = build(name, stage)
        before = JournalEntry.objects.count()
        try:
            act(by, goal)
        except Refused:
            assert JournalEntry.objects.count() == before
            assert goal.versions.get().stage == stage
        else:
            assert JournalEntry.objects.count() == before + 1
            possible += letter
    assert {*possible} == {*allowed}


@pytest.mark.parametrize(("name", "stage", "allowed"), CELLS)
def test_a_page_offers_what_will_succeed(name, stage, allowed):
    by, goal = build(name, stage)

    page = goal_page(goal, seen_by=by)

    if page is None:
        assert not {*allowed} & {*BUTTONS}
    else:
        offered = {
            letter for letter, act in BUTTONS.items() if getattr(page.obstacles, act) is None
        }
        assert offered == {*allowed} & {*BUTTONS}


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("name", READS)
def test_readers(name, stage):
    by, goal = build(name, stage)

    reads = GoalVersion.objects.filter(goal=goal).visible_to(by).exists()

    assert reads is (stage in READS[name].split())
    assert (goal_page(goal, seen_by=by) is not None) is reads
