import pytest

from querschnitt.accounts.models import JournalEntry
from querschnitt.accounts.tests.factories import approver, coordinator, editor
from querschnitt.framework import operations
from querschnitt.framework.models import GoalVersion
from querschnitt.framework.tests.factories import ClauseFactory, FrameworkFactory, drafted_goal
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _four_eyes(settings):
    settings.FOUR_EYES = True


@pytest.fixture
def author():
    return editor()


@pytest.fixture
def releasing(author):
    return approver(department=author.department)


@pytest.fixture
def drafted(author):
    return drafted_goal(author)


def test_an_approver_submits(drafted, releasing):
    submitted = operations.submit_goal(by=releasing, goal=drafted.goal, seen=1)

    drafted.refresh_from_db()
    assert drafted.stage == submitted.stage == GoalVersion.Stage.SUBMITTED
    entry = JournalEntry.objects.latest("sequence")
    assert (entry.act, entry.facts) == ("framework.goal_submitted", {"version": 1})


def test_an_editor_does_not_submit(drafted, author):
    with pytest.raises(Refused, match=r"framework\.not-yours"):
        operations.submit_goal(by=author, goal=drafted.goal, seen=1)


def test_a_second_time_is_refused(drafted, releasing):
    operations.submit_goal(by=releasing, goal=drafted.goal, seen=1)

    with pytest.raises(Refused, match=r"framework\.already-submitted"):
        operations.submit_goal(by=releasing, goal=drafted.goal, seen=1)


def test_a_text_that_the_approver_has_not_seen_is_not_submitted(drafted, author, releasing):
    operations.revise_goal(by=author, goal=drafted.goal, seen=1, wording="Später geändert.")

    with pytest.raises(Refused, match=r"framework\.stale"):
        operations.submit_goal(by=releasing, goal=drafted.goal, seen=1)


def test_who_wrote_the_goal_does_not_submit_it(releasing):
    own = drafted_goal(releasing)

    with pytest.raises(Refused, match=r"framework\.four-eyes"):
        operations.submit_goal(by=releasing, goal=own.goal, seen=1)


def test_who_wrote_an_earlier_version_does_not_submit_it(author, releasing):
    own = drafted_goal(releasing)
    operations.revise_goal(by=author, goal=own.goal, seen=1, wording="Nur ein Wort geändert.")

    with pytest.raises(Refused, match=r"framework\.four-eyes"):
        operations.submit_goal(by=releasing, goal=own.goal, seen=2)


def test_who_wrote_before_the_last_return_may_submit_what_others_revised(author, releasing):
    first = drafted_goal(releasing)
    colleague = approver(department=author.department)
    operations.submit_goal(by=colleague, goal=first.goal, seen=1)
    operations.return_goal(by=coordinator(), goal=first.goal, reason="Unklar.")
    operations.revise_goal(by=author, goal=first.goal, seen=1, wording="Klar.")

    submitted = operations.submit_goal(by=releasing, goal=first.goal, seen=2)

    assert submitted.stage == GoalVersion.Stage.SUBMITTED


def test_without_four_eyes_the_author_may_submit(releasing, settings):
    settings.FOUR_EYES = False
    own = drafted_goal(releasing)

    assert operations.submit_goal(by=releasing, goal=own.goal, seen=1)


def test_a_goal_of_no_department_is_submitted_by_another_coordinator():
    drafted = drafted_goal(coordinator())

    submitted = operations.submit_goal(by=coordinator(), goal=drafted.goal, seen=1)

    assert submitted.stage == GoalVersion.Stage.SUBMITTED


def test_a_coordinator_does_not_submit_for_a_department(drafted):
    with pytest.raises(Refused, match=r"framework\.not-yours"):
        operations.submit_goal(by=coordinator(), goal=drafted.goal, seen=1)


def test_a_returned_goal_is_revised_first(drafted, releasing):
    operations.submit_goal(by=releasing, goal=drafted.goal, seen=1)
    operations.return_goal(by=coordinator(), goal=drafted.goal, reason="Unklar.")

    with pytest.raises(Refused, match=r"framework\.returned"):
        operations.submit_goal(by=releasing, goal=drafted.goal, seen=1)


def test_a_clause_excluded_meanwhile_is_refused(author, releasing):
    framework = FrameworkFactory()
    clause = ClauseFactory(mandate=framework.mandate)
    drafted = drafted_goal(author, framework=framework, clauses=[clause])
    operations.exclude_clause(by=coordinator(), framework=framework, clause=clause, reason="Bund.")

    with pytest.raises(Refused, match=r"framework\.clause-excluded"):
        operations.submit_goal(by=releasing, goal=drafted.goal, seen=1)
