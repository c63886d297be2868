import pytest

from querschnitt.accounts.models import JournalEntry, Role
from querschnitt.accounts.tests.factories import approver, coordinator, editor, person
from querschnitt.framework import operations
from querschnitt.framework.models import Amendment
from querschnitt.framework.tests.factories import GoalVersionFactory
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def adopted():
    return GoalVersionFactory(stage="adopted")


def opened(version, **fields):
    return operations.open_amendment(
        **{
            "by": coordinator(),
            "framework": version.goal.framework,
            "reason": "Die Lage ist anders.",
            "goals": [version.goal],
            **fields,
        }
    )


def test_an_adopted_framework_is_opened_for_named_goals(adopted):
    amendment = opened(adopted)

    assert (amendment.number, amendment.is_open) == (1, True)
    assert [*amendment.goals.all()] == [adopted.goal]


def test_the_journal_names_the_goals_but_not_the_reason(adopted):
    opened(adopted, reason="canary-9a1f")

    entry = JournalEntry.objects.get()
    assert entry.act == "framework.amendment_opened"
    assert entry.facts == {"amendment": 1, "goals": [adopted.goal.reference]}
    assert "canary-9a1f" not in str(JournalEntry.objects.values().get())


def test_it_needs_no_goals_for_new_ones_can_come(adopted):
    assert opened(adopted, goals=[]).goals.count() == 0


def test_a_reason_is_needed(adopted):
    with pytest.raises(Refused, match=r"framework\.text-missing"):
        opened(adopted, reason=" ")


def test_what_is_not_adopted_needs_no_amendment():
    with pytest.raises(Refused, match=r"framework\.not-adopted"):
        opened(GoalVersionFactory(stage="submitted"))


def test_one_amendment_at_a_time(adopted):
    opened(adopted)

    with pytest.raises(Refused, match=r"framework\.amendment-open"):
        opened(adopted)
    assert Amendment.objects.count() == 1


def test_a_former_government_amends_nothing(adopted):
    adopted.goal.framework.term.closed_on = "2022-01-01"
    adopted.goal.framework.term.save()

    with pytest.raises(Refused, match=r"framework\.term-closed"):
        opened(adopted)


def test_a_goal_of_another_framework_is_not_opened(adopted):
    with pytest.raises(Refused, match=r"framework\.goal-not-in-force"):
        opened(adopted, goals=[GoalVersionFactory(stage="adopted").goal])


def test_the_official_day_may_lie_in_the_past_and_not_in_the_future(adopted):
    from datetime import timedelta

    from django.utils import timezone

    with pytest.raises(Refused, match=r"framework\.date-in-future"):
        opened(adopted, on=timezone.localdate() + timedelta(days=1))

    assert opened(adopted, on=timezone.localdate() - timedelta(days=9))


@pytest.mark.parametrize("role", [role for role in Role if role != Role.COORDINATOR])
def test_only_coordinators_open_one(adopted, role):
    by = {Role.DEPARTMENT_EDITOR: editor, Role.DEPARTMENT_APPROVER: approver}.get(
        role, lambda: person(role)
    )()

    with pytest.raises(Refused, match=r"framework\.not-coordinator"):
        opened(adopted, by=by)


def test_it_is_extended_and_its_reason_put_better(adopted):
    other = GoalVersionFactory(stage="adopted", goal__framework=adopted.goal.framework)
    amendment = opened(adopted)

    operations.extend_amendment(
        by=coordinator(), amendment=amendment, goals=[other.goal], reason="Besser gesagt."
    )

    amendment.refresh_from_db()
    assert amendment.reason == "Besser gesagt."
    assert {*amendment.goals.all()} == {adopted.goal, other.goal}
    assert JournalEntry.objects.order_by("pk").last().act == "framework.amendment_extended"


def test_what_has_ended_is_not_extended(adopted):
    amendment = opened(adopted)
    Amendment.objects.update(state="given_up", ended_on=amendment.opened_on)

    with pytest.raises(Refused, match=r"framework\.amendment-ended"):
        operations.extend_amendment(by=coordinator(), amendment=amendment, reason="Nein.")


def test_a_department_extends_nothing(adopted):
    amendment = opened(adopted)
    own = approver(department=adopted.goal.contributed_by)

    with pytest.raises(Refused, match=r"framework\.not-coordinator"):
        operations.extend_amendment(by=own, amendment=amendment, reason="Nein.")
