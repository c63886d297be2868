import pytest

from querschnitt.accounts.models import JournalEntry
from querschnitt.accounts.tests.factories import approver, coordinator
from querschnitt.framework import operations
from querschnitt.framework.tests.factories import ChapterFactory, GoalVersionFactory
from querschnitt.framework.text_digests import chapter_digest
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db


def revise(by, chapter, seen_digest=None, **fields):
    seen = seen_digest or chapter_digest(chapter)
    given = {"title": "Neu", "text": "Neuer Text.", **fields}
    return operations.revise_chapter(by=by, chapter=chapter, seen_digest=seen, **given)


def test_a_coordinator_rewrites_a_chapter():
    chapter = ChapterFactory(number=3)

    revise(coordinator(), chapter, title="canary", text="canary")

    chapter.refresh_from_db()
    assert (chapter.title, chapter.text) == ("canary", "canary")
    entry = JournalEntry.objects.get()
    assert (entry.act, entry.facts) == ("framework.chapter_revised", {"chapter": 3})


def test_a_stale_page_overwrites_nothing():
    chapter = ChapterFactory()
    seen = chapter_digest(chapter)
    revise(coordinator(), chapter, seen, text="Von Anna.")

    with pytest.raises(Refused, match=r"framework\.stale"):
        revise(coordinator(), chapter, seen, text="Von Ben.")


def test_a_department_does_not_rewrite_it():
    with pytest.raises(Refused, match=r"framework\.not-coordinator"):
        revise(approver(), ChapterFactory())


def test_once_adopted_it_stays():
    adopted = GoalVersionFactory(stage="adopted")

    with pytest.raises(Refused, match=r"framework\.adopted"):
        revise(coordinator(), ChapterFactory(framework=adopted.goal.framework))
