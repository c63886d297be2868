"""Each persona at each stage: who may do what with a release."""

import pytest

from querschnitt.accounts.models import Department, Role, User
from querschnitt.press import rules
from querschnitt.press.models import Release

Stage = Release.Stage
OWN, OTHER = Department(pk=1), Department(pk=2)
PEOPLE = {
    "press office": User(pk=1, role=Role.PRESS_OFFICER),
    "own editor": User(pk=2, role=Role.DEPARTMENT_EDITOR, department=OWN),
    "own approver": User(pk=3, role=Role.DEPARTMENT_APPROVER, department=OWN),
    "other editor": User(pk=4, role=Role.DEPARTMENT_EDITOR, department=OTHER),
    "other approver": User(pk=5, role=Role.DEPARTMENT_APPROVER, department=OTHER),
    "coordinator": User(pk=6, role=Role.COORDINATOR),
    "auditor": User(pk=7, role=Role.AUDITOR),
    "administrator": User(pk=8, role=Role.ADMINISTRATOR),
    "who has left the press office": User(pk=9, role=Role.PRESS_OFFICER, is_active=False),
}
DECIDE = {"press office", "own approver"}
WRITE = DECIDE | {"own editor"}
D, S, A, P = Stage.DRAFT, Stage.SUBMITTED, Stage.APPROVED, Stage.PUBLISHED
GRID = [
    (rules.obstacle_to_revising, WRITE, {D}),
    (rules.obstacle_to_submitting, WRITE, {D}),
    (rules.obstacle_to_dropping, WRITE, {D, S}),
    (rules.obstacle_to_keeping_files, WRITE, {D, P}),
    (rules.obstacle_to_previewing, WRITE, {D, S, A}),
    (rules.obstacle_to_returning, DECIDE, {S}),
    (rules.obstacle_to_approving, DECIDE, {S}),
    (rules.obstacle_to_lifting, DECIDE, {D, S, A}),
    (rules.obstacle_to_taking_back, DECIDE, {A}),
    (rules.obstacle_to_writing_correction, WRITE, {P}),
    (rules.obstacle_to_dropping_correction, WRITE, {P}),
    (rules.obstacle_to_correcting, DECIDE, {P}),
    (rules.obstacle_to_withdrawing, DECIDE, {P}),
    (rules.obstacle_to_confirming, DECIDE, {*Stage}),
]


def a_row(stage):
    """Return a release at a stage, with all that acts may ask for besides."""
    return Release(
        department=OWN,
        stage=stage,
        embargo_event=Release.Event.SPEECH,
        version=2,
        published_version=1,
        forced_reason="Eilt.",
        approved_by_id=99,
    )


@pytest.mark.parametrize(
    ("ask", "people", "stages"), GRID, ids=lambda one: getattr(one, "__name__", "")
)
@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("who", PEOPLE)
def test_who_may_do_what_at_which_stage(ask, people, stages, stage, who):
    obstacle = ask(PEOPLE[who], a_row(stage))

    assert (obstacle is None) == (who in people and stage in stages)


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("who", PEOPLE)
def test_writers_set_the_embargo_of_a_draft_and_releasers_of_what_was_submitted(who, stage):
    people = {D: WRITE, S: DECIDE, A: DECIDE}.get(stage, set())

    assert (rules.obstacle_to_rescheduling(PEOPLE[who], a_row(stage)) is None) == (who in people)


@pytest.mark.parametrize("who", PEOPLE)
def test_the_press_office_alone_carries_old_releases_over(who):
    assert (rules.obstacle_to_carrying_over(PEOPLE[who]) is None) == (who == "press office")
