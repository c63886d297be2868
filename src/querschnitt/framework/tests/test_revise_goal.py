import pytest

from querschnitt.accounts.models import JournalEntry
from querschnitt.accounts.tests.factories import approver, coordinator, editor
from querschnitt.framework import operations
from querschnitt.framework.models import GoalVersion
from querschnitt.framework.tests.factories import (
    ClauseFactory,
    FrameworkFactory,
    GoalVersionFactory,
    drafted_goal,
)
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return editor()


@pytest.fixture
def drafted(author):
    return drafted_goal(author, wording="Erste Fassung.", title="Titel")


@pytest.fixture
def submitted(drafted, author):
    releasing = approver(department=author.department)
    return operations.submit_goal(by=releasing, goal=drafted.goal, seen=1)


def test_a_revision_is_a_new_version_and_the_old_one_stays(drafted, author):
    revised = operations.revise_goal(by=author, goal=drafted.goal, seen=1, wording="Zweite.")

    drafted.refresh_from_db()
    assert drafted.wording == "Erste Fassung."
    assert (revised.number, revised.wording, revised.stage) == (2, "Zweite.", "draft")


def test_what_is_left_out_stays_as_it_was(author):
    framework = FrameworkFactory()
    clause = ClauseFactory(mandate=framework.mandate)
    drafted = drafted_goal(author, framework=framework, clauses=[clause], title="Titel")

    revised = operations.revise_goal(by=author, goal=drafted.goal, seen=1, wording="Zweite.")

    assert (revised.title, revised.field) == ("Titel", drafted.field)
    assert [*revised.clauses.all()] == [clause]


def test_the_second_of_two_who_edit_at_once_overwrites_nothing(drafted, author):
    operations.revise_goal(by=author, goal=drafted.goal, seen=1, wording="Von Anna.")

    with pytest.raises(Refused, match=r"framework\.stale"):
        operations.revise_goal(by=author, goal=drafted.goal, seen=1, wording="Von Ben.")

    assert drafted.goal.versions.latest("number").wording == "Von Anna."


def test_the_journal_keeps_the_number_and_no_word(drafted, author):
    operations.revise_goal(
        by=author, goal=drafted.goal, seen=1, wording="canary", change_note="canary"
    )

    entry = JournalEntry.objects.latest("sequence")
    assert (entry.act, entry.facts) == ("framework.goal_revised", {"version": 2})


def test_a_department_does_not_revise_what_it_has_submitted(submitted, author):
    with pytest.raises(Refused, match=r"framework\.already-submitted"):
        operations.revise_goal(by=author, goal=submitted.goal, seen=1, wording="Neu.")


def test_what_a_coordinator_revises_stays_submitted(submitted):
    revised = operations.revise_goal(
        by=coordinator(), goal=submitted.goal, seen=1, wording="Abgestimmt."
    )

    assert (revised.number, revised.stage) == (2, GoalVersion.Stage.SUBMITTED)


def test_a_returned_goal_becomes_a_draft_again(submitted, author):
    operations.return_goal(by=coordinator(), goal=submitted.goal, reason="Unklar.")

    revised = operations.revise_goal(by=author, goal=submitted.goal, seen=1, wording="Klar.")

    assert revised.stage == GoalVersion.Stage.DRAFT


def test_a_coordinator_does_not_write_in_a_department_s_draft(drafted):
    with pytest.raises(Refused, match=r"framework\.not-yours"):
        operations.revise_goal(by=coordinator(), goal=drafted.goal, seen=1, wording="Neu.")


def test_an_involved_department_does_not_revise(author):
    guest = approver()
    drafted = drafted_goal(author, involved=[guest.department], lead=guest.department)

    with pytest.raises(Refused, match=r"framework\.not-yours"):
        operations.revise_goal(by=guest, goal=drafted.goal, seen=1, wording="Neu.")


def test_a_coordinator_corrects_a_reported_goal_even_after_adoption():
    reported = GoalVersionFactory(stage="reported", basis="annual_report", source="Bericht")
    GoalVersionFactory(stage="adopted", goal__framework=reported.goal.framework)

    revised = operations.revise_goal(
        by=coordinator(), goal=reported.goal, seen=1, wording="Berichtigt."
    )

    assert revised.stage == GoalVersion.Stage.REPORTED


def test_a_reported_goal_keeps_a_source():
    reported = GoalVersionFactory(stage="reported", basis="annual_report", source="Bericht")

    with pytest.raises(Refused, match=r"framework\.source-missing"):
        operations.revise_goal(by=coordinator(), goal=reported.goal, seen=1, source="")


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"wording": ""}, "framework.text-missing"),
        ({"wording": "x" * 5001}, "framework.text-too-long"),
        ({"change_note": "x" * 301}, "framework.text-too-long"),
        ({"change_note": "\x07"}, "framework.control-characters"),
    ],
)
def test_what_cannot_be_kept_is_refused(drafted, author, fields, code):
    with pytest.raises(Refused, match=code.replace(".", r"\.")):
        operations.revise_goal(by=author, goal=drafted.goal, seen=1, **fields)

    assert drafted.goal.versions.count() == 1
