"""What happens to a framework once its legislative term is closed: nothing any more."""

import pytest
from django.urls import reverse

from querschnitt.accounts.tests.factories import approver, coordinator, editor
from querschnitt.framework import operations
from querschnitt.framework.tests.browser import browser_of
from querschnitt.framework.tests.factories import (
    ClauseFactory,
    FieldFactory,
    FrameworkFactory,
    GoalVersionFactory,
    TermFactory,
    a_goal,
    drafted_goal,
)
from querschnitt.framework.text_digests import chapter_digest, introduction_digest
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db

CLOSED_ON = "2021-09-16"


def closed(framework):
    framework.term.closed_on = CLOSED_ON
    framework.term.save()
    framework.refresh_from_db()
    return framework


ACTS = {
    "introduction": lambda f, by, goal: operations.revise_introduction(
        by=by, framework=f, introduction="Neu.", seen_digest=introduction_digest(f)
    ),
    "new chapter": lambda f, by, goal: operations.add_chapter(by=by, framework=f, title="Neu"),
    "chapter": lambda f, by, goal: operations.revise_chapter(
        by=by,
        chapter=f.chapters.get(),
        title="Neu",
        text="",
        seen_digest=chapter_digest(f.chapters.get()),
    ),
    "exclusion": lambda f, by, goal: operations.exclude_clause(
        by=by, framework=f, clause=f.mandate.clauses.get(number=1), reason="Nein."
    ),
    "readmission": lambda f, by, goal: operations.readmit_clause(
        by=by, framework=f, clause=f.mandate.clauses.get(number=2)
    ),
    "draft": lambda f, by, goal: operations.draft_goal(
        by=by, framework=f, **a_goal(field=FieldFactory())
    ),
    "return": lambda f, by, goal: operations.return_goal(by=by, goal=goal, reason="Nein."),
    "withdrawal": lambda f, by, goal: operations.withdraw_goal(by=by, goal=goal, reason="Nein."),
    "revision": lambda f, by, goal: operations.revise_goal(
        by=by, goal=goal, seen=1, wording="Neu."
    ),
}


@pytest.fixture
def framework():
    by, framework = coordinator(), FrameworkFactory()
    for number in (1, 2):
        ClauseFactory(mandate=framework.mandate, number=number)
    operations.add_chapter(by=by, framework=framework, title="Ziele")
    operations.exclude_clause(
        by=by, framework=framework, clause=framework.mandate.clauses.get(number=2), reason="Bund."
    )
    return framework


@pytest.mark.parametrize("act", ACTS)
def test_nothing_changes_in_a_closed_term(framework, act):
    goal = GoalVersionFactory(goal__framework=framework).goal
    by = coordinator()

    with pytest.raises(Refused, match=r"framework\.term-closed"):
        ACTS[act](closed(framework), by, goal)


@pytest.mark.parametrize("act", ACTS)
def test_all_of_it_is_possible_while_the_term_lasts(framework, act):
    goal = GoalVersionFactory(goal__framework=framework).goal

    ACTS[act](framework, coordinator(), goal)


def test_departments_submit_and_revise_nothing_in_a_closed_term(framework):
    author = editor()
    drafted = drafted_goal(author, framework=framework)
    closed(framework)
    releasing = approver(department=author.department)

    with pytest.raises(Refused, match=r"framework\.term-closed"):
        operations.submit_goal(by=releasing, goal=drafted.goal, seen=1)
    with pytest.raises(Refused, match=r"framework\.term-closed"):
        operations.revise_goal(by=author, goal=drafted.goal, seen=1, wording="Neu.")


def test_a_former_framework_can_be_written_down_until_its_adoption_is_recorded():
    by, field = coordinator(), FieldFactory()
    framework = operations.prepare_framework(
        by=by, key="2012", term=TermFactory(closed_on=CLOSED_ON), title="Strategie 2012"
    )

    operations.draft_goal(by=by, framework=framework, **a_goal(field=field))
    operations.add_chapter(by=by, framework=framework, title="Ziele")

    GoalVersionFactory(goal__framework=framework, goal__reference="A", stage="adopted")
    with pytest.raises(Refused, match=r"framework\.term-closed"):
        operations.draft_goal(by=by, framework=framework, **a_goal(field=field))
    with pytest.raises(Refused, match=r"framework\.term-closed"):
        operations.add_chapter(by=by, framework=framework, title="Mehr")


@pytest.mark.parametrize("name", ["framework", "matrix", "coverage"])
def test_every_page_says_that_it_is_history(framework, name):
    GoalVersionFactory(goal__framework=framework, stage="adopted")
    browser, address = browser_of(coordinator()), reverse(f"framework:{name}", args=[framework.key])
    assert "Historisch:" not in browser.get(address).text

    closed(framework)

    page = browser.get(address).text
    assert "Historisch: Die" in page
    for act in ("neues-ziel", "neues-kapitel", "einleitung", "nicht-aufgreifen"):
        assert f"/{act}/" not in page


def test_the_page_of_a_former_goal_offers_no_act(framework):
    goal = GoalVersionFactory(goal__framework=framework, stage="adopted").goal
    closed(framework)

    page = browser_of(coordinator()).get(
        reverse("desk:goal", args=[framework.key, goal.reference])
    ).text  # fmt: skip

    assert "Historisch: Die" in page
    assert "Die Wahlperiode ist abgeschlossen." in page
    for act in ("ueberarbeiten", "einreichen", "zurueckgeben", "zurueckziehen"):
        assert f"/{act}/" not in page
