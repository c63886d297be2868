from datetime import date

import pytest
from django.urls import reverse

from querschnitt.accounts.tests.factories import DepartmentFactory, approver, coordinator
from querschnitt.desk.transition import ending_terms, transition
from querschnitt.framework import operations
from querschnitt.framework.models import Government
from querschnitt.framework.operations import CarriedGoal
from querschnitt.framework.tests.browser import browser_of
from querschnitt.framework.tests.factories import (
    FrameworkFactory,
    GoalVersionFactory,
    MandateFactory,
    TermFactory,
)

pytestmark = pytest.mark.django_db


def states(term, by=None):
    return [step.state for step in transition(term, by=by or coordinator())]


def test_at_the_end_of_a_term_everything_is_still_to_do():
    assert states(TermFactory(number=7)) == [
        "open", "open", "open", "later", "later", "later", "later"
    ]  # fmt: skip


def test_each_step_is_done_by_its_own_act():
    old = TermFactory(number=7, closed_on="2021-09-16")
    before = FrameworkFactory(term=old)
    kept, left = (
        GoalVersionFactory(goal__framework=before, stage="adopted").goal for _ in range(2)
    )
    new = TermFactory(number=8, starts_on="2021")
    Government.objects.create(key="x", term=new, name="Kabinett")
    DepartmentFactory(valid_until="2021").successors.add(
        DepartmentFactory(), through_defaults={"since": "2021"}
    )
    assert states(old) == ["done", "done", "done", "open", "open", "later", "later"]

    after = FrameworkFactory(term=new, predecessor=before, mandate=MandateFactory())
    assert states(old)[3:] == ["done", "done", "open", "open"]

    operations.carry_over_goals(
        by=coordinator(), framework=after, choices=[CarriedGoal(source=kept)]
    )
    steps = transition(old, by=coordinator())
    assert [step.state for step in steps][5:] == ["begun", "open"]
    assert [version.goal for version in steps[6].left] == [left]

    operations.discontinue_goals(by=coordinator(), framework=after, goals=[left])
    assert states(old)[5:] == ["done", "done"]


def test_a_portfolio_without_an_heir_is_a_gap():
    DepartmentFactory(valid_until="2021", abbreviation="MULE")

    step = transition(TermFactory(), by=coordinator())[2]

    assert step.state == "begun"
    assert any("MULE" in fact for fact in step.facts)


def test_terms_that_end_soon_are_told():
    TermFactory(number=5, closed_on="2011-04-19")
    over = TermFactory(number=6)
    soon = TermFactory(number=7, ends_on="2026-06")

    assert ending_terms(date(2026, 1, 15)) == [over, soon]
    assert ending_terms(date(2025, 1, 15)) == [over]


def test_the_page_leads_to_where_each_step_is_done():
    old = TermFactory(number=7)
    before = FrameworkFactory(term=old)
    TermFactory(number=8)
    browser = browser_of(coordinator())

    page = browser.get(reverse("desk:transition", args=[7])).text

    assert reverse("publication:close_term", args=[7]) in page
    assert f"?predecessor={before.pk}" in page
    assert reverse("accounts:successions") in page
    assert reverse("desk:transition", args=[7]) in browser.get("/desk/").text
    assert reverse("desk:transition", args=[7]) in browser.get(reverse("framework:terms")).text


def test_departments_read_it_and_are_told_who_acts():
    TermFactory(number=7)
    browser = browser_of(approver())

    assert (
        "Dies ist der Staatskanzlei vorbehalten."
        in browser.get(reverse("desk:transition", args=[7])).text
    )
    assert reverse("desk:transition", args=[7]) not in browser.get("/desk/").text
    assert browser.get(reverse("desk:transition", args=[77])).status_code == 404


def test_the_page_costs_the_same_however_much_there_is(django_assert_num_queries, counted_queries):
    old, new = TermFactory(number=7), TermFactory(number=8)
    browser, address = browser_of(coordinator()), reverse("desk:transition", args=[7])

    def more(count):
        for _ in range(count):
            before = FrameworkFactory(term=old)
            GoalVersionFactory(goal__framework=before, stage="adopted")
            FrameworkFactory(term=new, predecessor=before)
            DepartmentFactory(valid_until="2021")

    more(2)
    few = counted_queries(lambda: browser.get(address))
    more(20)
    with django_assert_num_queries(few):
        assert browser.get(address).status_code == 200
