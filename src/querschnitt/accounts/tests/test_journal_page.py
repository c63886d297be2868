import ast
import re
from pathlib import Path

import pytest
from django.utils import timezone

import querschnitt
from querschnitt.accounts import journal, journal_phrases, queries
from querschnitt.accounts.models import JournalEntry
from querschnitt.accounts.tests.factories import DepartmentFactory, UserFactory


@journal.act
def note(*, by, subject, act="accounts.department_revised", **facts):
    return journal.record(act, actor=by, subject=subject, **facts)


def shown(browser, query=""):
    response = browser.get(f"/desk/journal/{query}")
    return response, [entry["what"] for entry in response.context["entries"]]


@pytest.fixture
def browser(signed_in, the_editor):
    return signed_in(the_editor)


def test_every_act_that_is_recorded_has_a_sentence():
    house = Path(querschnitt.__file__).parent
    recorded = {
        code
        for path in house.rglob("operations/*.py")
        for code in re.findall(r'journal\.record\(\s*"([a-z_.]+)"', path.read_text())
    }

    assert recorded
    assert recorded <= journal_phrases.PHRASES.keys()


def _name_of(function):
    return getattr(function, "attr", "") or getattr(function, "id", "")


def test_every_fact_that_is_recorded_has_a_name():
    house = Path(querschnitt.__file__).parent
    calls = [
        node
        for path in house.rglob("operations/*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and _name_of(node.func) in {"record", "_record", "issue"}
    ]
    recorded = {word.arg for call in calls for word in call.keywords if word.arg}

    assert "answered_on" in recorded
    assert recorded - {"actor", "subject", "by"} <= (
        journal_phrases.FACTS.keys() | journal_phrases.UNSPOKEN
    )


def test_an_unknown_act_is_shown_by_its_code(browser, the_editor):
    note(by=the_editor, subject=the_editor.department, act="accounts.forgotten_act")

    assert "accounts.forgotten_act" in shown(browser)[1][0]


def test_a_name_with_a_percent_sign_does_no_harm(browser, the_editor):
    note(by=the_editor, subject=DepartmentFactory(abbreviation="100 %(actor)s %d"))

    assert "100 %(actor)s %d" in shown(browser)[1][0]


def test_a_demonstration_says_so(browser):
    invented = UserFactory(is_demonstration=True)
    note(by=invented, subject=invented.department)
    note(by=None, subject=invented.department)

    entries = shown(browser)[0].context["entries"]

    assert [bool(entry["badge"]) for entry in entries] == [False, True]


def test_entries_are_narrowed_by_act_department_person_and_subject(browser, the_editor):
    other = UserFactory()
    subject = DepartmentFactory()
    note(by=the_editor, subject=subject)
    note(by=other, subject=other.department)
    note(by=other, subject=other.department, act="accounts.department_founded")

    counts = {
        query: len(shown(browser, query)[1])
        for query in (
            "",
            "?act=accounts.department_founded",
            f"?department={other.department_id}",
            f"?person={the_editor.pk}",
            f"?subject=accounts.department:{subject.pk}",
            "?since=01.01.2000",
            "?until=01.01.2000",
        )
    }

    assert list(counts.values()) == [3, 1, 2, 1, 1, 3, 0]


def test_a_day_belongs_to_the_period_as_it_is_counted_here(browser, the_editor):
    note(by=the_editor, subject=the_editor.department)
    day = JournalEntry.objects.get().recorded_at
    day = f"{timezone.localtime(day):%d.%m.%Y}"

    assert len(shown(browser, f"?since={day}&until={day}")[1]) == 1


def test_pages_follow_each_other_in_both_directions(browser, the_editor, monkeypatch):
    monkeypatch.setattr(queries, "ENTRIES_PER_PAGE", 3)
    for number in range(8):
        note(by=the_editor, subject=the_editor.department, number=number)

    def numbers(query):
        response, _ = shown(browser, query)
        found = [int(entry["detail"].split(": ")[1]) for entry in response.context["entries"]]
        return found, response.context["previous_url"], response.context["next_url"]

    first, before, after = numbers("")
    assert (first, before) == ([7, 6, 5], "")
    second, _, after_second = numbers(after)
    assert second == [4, 3, 2]
    third, back, last = numbers(after_second)
    assert (third, last) == ([1, 0], "")
    assert numbers(back)[0] == second


@pytest.mark.parametrize(
    "query",
    ["?act=unknown", "?before=-1", f"?after={10**30}", "?since=gestern", "?person=x"],
)
def test_a_filter_that_makes_no_sense_is_told(browser, query):
    assert shown(browser, query)[0].status_code == 422


@pytest.mark.parametrize("query", ["?subject=x", "?subject=a.b:99999999999999999", "?x=%00"])
def test_a_subject_that_makes_no_sense_is_ignored(browser, query):
    assert shown(browser, query)[0].status_code == 200
