from datetime import date, timedelta

import pytest
from django.utils import timezone

from querschnitt.accounts.models import JournalEntry
from querschnitt.accounts.tests.factories import DepartmentFactory, approver, coordinator
from querschnitt.coordination import operations
from querschnitt.coordination.deadlines import next_working_day
from querschnitt.coordination.models import Round
from querschnitt.coordination.tests import factories
from querschnitt.coordination.tests.factories import DUE, OPENED, FrameworkFactory, goal
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def framework():
    framework = FrameworkFactory()
    goal(framework)
    return framework


def open_round(framework, **fields):
    return factories.opened(framework, approver(), **fields)


def test_every_department_that_is_asked_gets_a_pending_answer(framework):
    departments = [DepartmentFactory(), DepartmentFactory()]

    round = open_round(framework, departments=departments, kind="collection")

    assert [one.department for one in round.contributions.order_by("pk")] == departments
    assert all(one.is_pending for one in round.contributions.all())


def test_a_department_named_twice_is_asked_once(framework):
    department = DepartmentFactory()

    round = open_round(framework, departments=[department, department])

    assert round.cosignatures.count() == 1


def test_the_text_that_is_sent_out_is_noted(framework):
    round = open_round(framework)

    asked = round.cosignatures.get()
    assert (asked.subject_kind, asked.subject_id) == ("framework.framework", framework.pk)
    assert len(asked.subject_digest) == 64


def test_rounds_are_numbered_by_kind(framework):
    factories.closed(open_round(framework, kind="collection"))
    factories.closed(open_round(framework))

    assert open_round(framework).number == 2


def test_it_is_journaled_once_without_the_instructions(framework):
    before = JournalEntry.objects.count()

    open_round(framework, instructions="Canary", silence_is_consent=True)

    assert JournalEntry.objects.count() == before + 1
    entry = JournalEntry.objects.latest("sequence")
    assert entry.act == "coordination.round_opened"
    assert entry.facts["due_on"] == "2022-05-16"
    assert entry.facts["silence_is_consent"] is True
    assert "Canary" not in str(entry.facts)


def test_a_round_of_a_demonstration_is_marked_as_one():
    framework = FrameworkFactory(is_demonstration=True)

    assert open_round(framework, kind="collection").is_demonstration


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"departments": []}, "nobody-asked"),
        ({"due_on": OPENED - timedelta(days=1)}, "due-before-opening"),
        ({"opened_on": date(2999, 1, 1), "due_on": date(2999, 1, 2)}, "date-in-future"),
    ],
)
def test_what_cannot_be_asked_is_refused(framework, fields, code):
    with pytest.raises(Refused, match=rf"coordination\.{code}"):
        open_round(framework, **fields)

    assert not Round.objects.exists()


def test_dissolved_departments_are_not_asked(framework):
    gone = DepartmentFactory(valid_until="2021-09")

    with pytest.raises(Refused, match=r"coordination\.department-dissolved"):
        open_round(framework, departments=[gone])


def test_a_department_that_existed_that_day_is_asked(framework):
    since_dissolved = DepartmentFactory(valid_until="2022-05")

    assert open_round(framework, departments=[since_dissolved]).pk


def test_a_second_open_round_of_a_kind_is_refused(framework):
    open_round(framework)

    with pytest.raises(Refused, match=r"coordination\.round-still-open"):
        open_round(framework)

    assert open_round(framework, kind="collection").pk


def test_a_text_without_a_submitted_goal_is_not_sent_out():
    with pytest.raises(Refused, match=r"coordination\.nothing-to-sign"):
        open_round(FrameworkFactory())


def test_an_adopted_framework_is_not_asked_about(framework):
    adopted = factories.adopted().framework

    with pytest.raises(Refused, match=r"coordination\.already-adopted"):
        open_round(adopted)


def test_a_framework_of_a_closed_term_is_not_asked_about():
    framework = FrameworkFactory(term__closed_on=DUE)

    with pytest.raises(Refused, match=r"coordination\.term-closed"):
        open_round(framework, kind="collection")


@pytest.mark.parametrize("text", ["x" * 5001, "a\x00b"])
def test_instructions_that_cannot_be_kept_are_refused(framework, text):
    with pytest.raises(Refused, match=r"framework\."):
        open_round(framework, instructions=text)


def test_without_a_date_it_opens_today(framework):
    today = timezone.localdate()

    round = operations.open_round(
        by=coordinator(),
        framework=framework,
        kind="co_signature",
        due_on=next_working_day(today + timedelta(days=60), ""),
        departments=[DepartmentFactory()],
    )

    assert round.opened_on == today
