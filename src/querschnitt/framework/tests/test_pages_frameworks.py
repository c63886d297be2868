import pytest
from django.urls import reverse

from querschnitt.accounts.tests.factories import DepartmentFactory, coordinator, editor
from querschnitt.framework import operations
from querschnitt.framework.models import (
    Chapter,
    Clause,
    ClauseExclusion,
    FieldOfAction,
    Framework,
    Government,
    LegislativeTerm,
    Mandate,
)
from querschnitt.framework.tests.browser import browser_of, filled, send
from querschnitt.framework.tests.factories import (
    ChapterFactory,
    ClauseFactory,
    FrameworkFactory,
    GoalFactory,
    GoalVersionFactory,
    MandateFactory,
    TermFactory,
    drafted_goal,
)

pytestmark = pytest.mark.django_db

BASICS = {
    "open_term": {"number": "8", "starts_on": "06.07.2021"},
    "record_mandate": {
        "key": "vertrag",
        "kind": "coalition_agreement",
        "title": "Koalitionsvertrag",
        "parties": "A\r\nB",
    },
    "add_field": {"key": "jugend", "name": "Jugend"},
}


def url(name, *args):
    return reverse(f"framework:{name}", args=args)


def test_from_nothing_to_a_framework_in_the_browser():
    browser = browser_of(coordinator())
    for name, typed in BASICS.items():
        assert send(browser, url(name), **typed).status_code == 302
    term, mandate = LegislativeTerm.objects.get(), Mandate.objects.get()
    send(browser, url("record_government"), key="kabinett", name="Kabinett", term=term.pk)
    send(browser, url("add_clause", mandate.key), text="Wir bauen den Austausch aus.")

    answer = send(
        browser,
        url("prepare_framework"),
        key="ies",
        title="Strategie",
        term=term.pk,
        mandate=mandate.pk,
        chapters="Grundsätze\r\n\r\nZiele",
    )

    framework = Framework.objects.get()
    assert answer.headers["Location"] == url("framework", "ies")
    assert [chapter.title for chapter in framework.chapters.all()] == ["Grundsätze", "Ziele"]
    assert mandate.parties == ["A", "B"]
    assert Clause.objects.get().number == 1
    assert (Government.objects.count(), FieldOfAction.objects.count()) == (1, 1)
    for name in ("framework", "matrix", "coverage"):
        assert browser.get(url(name, "ies")).status_code == 200


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("open_term", {"number": ""}),
        ("open_term", {"number": "9" * 30}),
        ("open_term", {"starts_on": "2022", "ends_on": "2021", "number": "8"}),
        ("record_mandate", {"key": "x", "title": "x" * 301}),
        ("record_mandate", {"key": "Groß", "title": "x"}),
        ("record_mandate", {"key": "x", "title": "x", "parties": "x" * 81}),
        ("add_field", {"key": "x", "name": ""}),
        ("add_field", {"key": "x", "name": "a\x07b"}),
        ("record_government", {"key": "x", "name": "x", "term": "9" * 30}),
        ("prepare_framework", {"key": "x", "title": "x", "term": "0"}),
    ],
)
def test_bad_input_keeps_what_was_typed(name, typed):
    answer = send(browser_of(coordinator()), url(name), remark="Merkwürdig", **typed)

    assert answer.status_code == 422
    assert "Merkwürdig" in answer.text


@pytest.mark.parametrize("name", [*BASICS])
def test_a_second_answer_is_refused(name):
    browser = browser_of(coordinator())
    data = {**filled(browser.get(url(name))), **BASICS[name]}

    assert [browser.post(url(name), data).status_code for _ in range(2)] == [302, 422]


@pytest.mark.parametrize("name", [*BASICS, "record_government", "prepare_framework"])
def test_departments_read_why_they_cannot(name):
    browser = browser_of(editor())

    assert browser.get(url(name)).status_code == 403
    assert browser.get(url("frameworks")).status_code == 200


def test_two_people_revise_the_introduction():
    framework, first = FrameworkFactory(introduction="Alt."), coordinator()
    browser, address = browser_of(coordinator()), url("revise_introduction", framework.key)
    data = filled(browser.get(address))
    send(browser_of(first), address, introduction="Vom ersten Menschen.")

    answer = browser.post(address, {**data, "introduction": "Vom zweiten Menschen."})

    assert answer.status_code == 409
    assert "Vom ersten Menschen." in answer.text
    framework.refresh_from_db()
    assert framework.introduction == "Vom ersten Menschen."

    assert browser.post(address, filled(answer)).status_code == 302
    framework.refresh_from_db()
    assert framework.introduction == "Vom zweiten Menschen."


def test_two_people_revise_a_chapter():
    chapter = ChapterFactory(title="Alt")
    address = url("revise_chapter", chapter.framework.key, chapter.number)
    browser = browser_of(coordinator())
    data = filled(browser.get(address))
    send(browser_of(coordinator()), address, title="Erstens")

    answer = browser.post(address, {**data, "title": "Zweitens"})

    assert answer.status_code == 409
    assert browser.post(address, filled(answer)).status_code == 302
    chapter.refresh_from_db()
    assert chapter.title == "Zweitens"


def test_a_chapter_sent_twice_is_one_chapter():
    framework, browser = FrameworkFactory(), browser_of(coordinator())
    address = url("add_chapter", framework.key)
    data = {**filled(browser.get(address)), "title": "Ziele", "text": "Was wir wollen."}

    assert [browser.post(address, data).status_code for _ in range(2)] == [302, 302]
    assert Chapter.objects.count() == 1


def test_a_clause_is_excluded_with_a_reason_and_readmitted():
    framework = FrameworkFactory()
    clause = ClauseFactory(mandate=framework.mandate)
    browser, args = browser_of(coordinator()), (framework.key, clause.number)

    assert send(browser, url("exclude_clause", *args), reason="").status_code == 422
    assert send(browser, url("exclude_clause", *args), reason="Bund.").status_code == 302
    assert "Bund." in browser.get(url("coverage", framework.key)).text
    assert send(browser, url("exclude_clause", *args), reason="Noch einmal.").status_code == 422
    assert send(browser, url("readmit_clause", *args)).status_code == 302
    assert not ClauseExclusion.objects.exists()


def test_a_clause_of_another_mandate_does_not_exist_here():
    framework, other = FrameworkFactory(), ClauseFactory(number=77)
    without = FrameworkFactory(mandate=None)
    browser = browser_of(coordinator())

    assert browser.get(url("exclude_clause", framework.key, other.number)).status_code == 404
    assert browser.get(url("exclude_clause", without.key, other.number)).status_code == 404
    assert browser.get(url("exclude_clause", framework.key, 10**20)).status_code == 404


def test_drafts_of_others_stand_in_no_list():
    version = drafted_goal(editor(), wording="Kanarienvogel im Entwurf.")
    framework = version.goal.framework
    ClauseFactory(mandate=framework.mandate)
    browser = browser_of(editor())
    pages = ["frameworks", "mandates", "fields", "terms"]
    addresses = [url(name) for name in pages] + [
        url(name, framework.key) for name in ("framework", "matrix", "coverage", "draft_goal")
    ]

    for address in addresses:
        text = browser.get(address).text
        assert "Kanarienvogel" not in text
        assert f"/ziele/{version.goal.reference}/" not in text


def goals(framework, count):
    for _ in range(count):
        goal = GoalFactory(framework=framework)
        clause = ClauseFactory(mandate=framework.mandate)
        departments = [DepartmentFactory(), DepartmentFactory()]
        GoalVersionFactory(goal=goal, involved=departments, clauses=[clause])
        operations.exclude_clause(
            by=coordinator(),
            framework=framework,
            clause=ClauseFactory(mandate=framework.mandate),
            reason="Bund.",
        )


@pytest.mark.parametrize("name", ["framework", "matrix", "coverage"])
def test_a_frameworks_pages_cost_the_same_however_many_goals(
    name, django_assert_num_queries, counted
):
    framework, browser = FrameworkFactory(), browser_of(coordinator())
    address = url(name, framework.key)
    goals(framework, 3)
    few = counted(lambda: browser.get(address))
    goals(framework, 37)

    with django_assert_num_queries(few):
        page = browser.get(address)
    assert page.status_code == 200


@pytest.mark.parametrize("name", ["frameworks", "mandates", "fields", "terms"])
def test_lists_cost_the_same_however_long(name, django_assert_num_queries, counted):
    browser = browser_of(coordinator())

    def more(count):
        for _ in range(count):
            framework = FrameworkFactory(term=TermFactory(), mandate=MandateFactory())
            GoalVersionFactory(goal=GoalFactory(framework=framework))
            Government.objects.create(key=framework.key, term=framework.term, name="Kabinett")

    more(3)
    few = counted(lambda: browser.get(url(name)))
    more(37)

    with django_assert_num_queries(few):
        assert browser.get(url(name)).status_code == 200


def test_a_mandates_page_costs_the_same_however_many_clauses(django_assert_num_queries, counted):
    mandate, browser = MandateFactory(), browser_of(coordinator())
    for _ in range(3):
        ClauseFactory(mandate=mandate).departments.add(DepartmentFactory())
    few = counted(lambda: browser.get(url("mandate", mandate.key)))
    for _ in range(37):
        ClauseFactory(mandate=mandate).departments.add(DepartmentFactory())

    with django_assert_num_queries(few):
        browser.get(url("mandate", mandate.key))
