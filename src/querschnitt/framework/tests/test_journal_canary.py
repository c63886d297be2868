"""The journal is read across departments, so no act writes a word of a draft into it."""

import pytest

from querschnitt.accounts.models import JournalEntry
from querschnitt.accounts.tests.factories import approver, coordinator, editor
from querschnitt.framework import operations
from querschnitt.framework.tests.factories import (
    ChapterFactory,
    ClauseFactory,
    FieldFactory,
    FrameworkFactory,
    GoalVersionFactory,
    drafted_goal,
)
from querschnitt.framework.text_digests import chapter_digest, introduction_digest

pytestmark = pytest.mark.django_db

CANARY = "canary-7f3a"
EVERYWHERE = dict.fromkeys(
    ("title", "wording", "explanation", "other_mandate", "lead_remark", "source", "remark"), CANARY
)


def texts_of_the_framework(framework):
    by = coordinator()
    chapter = ChapterFactory(framework=framework)
    clause = ClauseFactory(mandate=framework.mandate)
    operations.revise_introduction(
        by=by,
        framework=framework,
        introduction=CANARY,
        seen_digest=introduction_digest(framework),
    )
    operations.add_chapter(by=by, framework=framework, title=CANARY, text=CANARY)
    operations.revise_chapter(
        by=by, chapter=chapter, title=CANARY, text=CANARY, seen_digest=chapter_digest(chapter)
    )
    operations.exclude_clause(by=by, framework=framework, clause=clause, reason=CANARY)
    operations.readmit_clause(by=by, framework=framework, clause=clause)


def life_of_a_goal(framework):
    author = editor()
    releasing = approver(department=author.department)
    goal = drafted_goal(author, framework=framework, **EVERYWHERE).goal
    operations.revise_goal(by=author, goal=goal, seen=1, change_note=CANARY, **EVERYWHERE)
    operations.submit_goal(by=releasing, goal=goal, seen=2)
    operations.return_goal(by=coordinator(), goal=goal, reason=CANARY)
    operations.withdraw_goal(by=releasing, goal=goal, reason=CANARY)


def a_reported_goal(framework):
    fields = {**EVERYWHERE, "basis": "press", "kind": "outcome", "field": FieldFactory()}
    operations.record_reported_goal(by=coordinator(), framework=framework, **fields)


@pytest.mark.parametrize("act", [texts_of_the_framework, life_of_a_goal, a_reported_goal])
def test_no_word_of_a_draft_reaches_the_journal(act):
    act(FrameworkFactory())

    assert JournalEntry.objects.exists()
    for entry in JournalEntry.objects.values():
        assert CANARY not in str(entry)


def test_a_refusal_writes_nothing():
    version = GoalVersionFactory(stage="adopted", wording=CANARY)

    with pytest.raises(Exception, match=r"framework\.adopted"):
        drafted_goal(editor(), framework=version.goal.framework, wording=CANARY)

    assert not JournalEntry.objects.exists()
