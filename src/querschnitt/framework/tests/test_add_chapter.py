import pytest

from querschnitt.accounts.models import JournalEntry
from querschnitt.accounts.tests.factories import approver, coordinator
from querschnitt.framework import operations
from querschnitt.framework.tests.factories import (
    ChapterFactory,
    FrameworkFactory,
    GoalVersionFactory,
)
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db


def test_a_chapter_stands_at_the_end():
    last = ChapterFactory(number=2)

    chapter = operations.add_chapter(by=coordinator(), framework=last.framework, title="Ziele")

    assert chapter.number == 3
    entry = JournalEntry.objects.get()
    assert (entry.act, entry.facts) == ("framework.chapter_added", {"chapter": 3})


def test_a_department_adds_no_chapter():
    with pytest.raises(Refused, match=r"framework\.not-coordinator"):
        operations.add_chapter(by=approver(), framework=FrameworkFactory(), title="Ziele")


def test_an_adopted_framework_takes_no_chapter():
    adopted = GoalVersionFactory(stage="adopted")

    with pytest.raises(Refused, match=r"framework\.adopted"):
        operations.add_chapter(by=coordinator(), framework=adopted.goal.framework, title="Ziele")
