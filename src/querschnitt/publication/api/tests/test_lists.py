"""Lists: filters, pages, and what is refused."""

from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from querschnitt.publication import operations
from querschnitt.publication.api.tests.asking import asked, ids, pages
from querschnitt.publication.tests import factories

GOALS = ["goals/2022/P1", "goals/2022/P2", "goals/2022/X1"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", GOALS),
        ("document=2022", GOALS),
        ("document=2016", []),
        ("field=eu&kind=principle", GOALS),
        ("field=nirgends", []),
        ("kind=outcome", []),
        ("q=Wasserstoffstrategie", GOALS[1:2]),
        ("q=Strasse&language=de", GOALS[2:]),
        ("q=" + quote("Straße"), GOALS[2:]),
        ("q=" + quote("!?"), []),
        ("q=%20%20", GOALS),
        ("q=europa&field=eu&kind=principle&document=2022", ["goals/2022/P1", "goals/2022/X1"]),
    ],
)
def test_filters_narrow_and_may_be_combined(edition, query, expected):
    assert ids("goals", query) == expected


def test_a_department_finds_what_it_leads_and_takes_part_in(edition):
    (department,) = asked("departments").json["data"]

    assert ids("goals", f"department={department['key']}") == GOALS
    assert ids("goals", "department=nirgends") == []


def test_clauses_are_found_by_their_mandate(edition):
    assert ids("clauses", "mandate=kv-2022&limit=2") == [f"clauses/kv-2022/{n}" for n in (1, 2, 3)]
    assert ids("clauses", "mandate=kv-2016") == []


@pytest.mark.parametrize("limit", [1, 2, 3, 100])
def test_pages_cover_everything_once(edition, limit):
    assert ids("goals", f"limit={limit}") == GOALS


def test_the_next_page_is_linked_with_all_filters(edition):
    answer = asked("goals", "limit=1&field=eu&q=Europa")

    assert answer.headers["Link"] == f'<{answer.json["next"]}>; rel="next"'
    assert "field=eu" in answer.json["next"]
    assert asked("goals", "limit=3").headers["Link"] is None


def test_pages_cover_everything_once_while_something_is_published(edition, press_officer):
    """Goals of a document that comes first on the portal's pages come last here."""
    other = factories.framework("2026", number=9)
    for number in range(3):
        factories.goal(other, f"A{number}", wording=f"Etwas Neues {number}.")
    newer = factories.adopted(other, decided_on=timezone.localdate())
    read = pages("goals", "limit=1")

    seen = [one["id"] for one in next(read)]
    operations.publish(by=press_officer, framework_version=newer)
    seen += [one["id"] for page in read for one in page]

    assert seen == [*GOALS, *(f"goals/2026/A{number}" for number in range(3))]


def test_pages_cover_what_stays_once_while_something_is_withdrawn(edition, press_officer):
    other = factories.framework("2016", number=7)
    factories.goal(other, "A1", wording="Etwas Altes.")
    older = operations.publish(by=press_officer, framework_version=factories.adopted(other))
    read = pages("goals", "limit=3")

    seen = [one["id"] for one in next(read)]
    operations.withdraw(by=press_officer, edition=edition, reason="Versehen")
    seen += [one["id"] for page in read for one in page]

    assert older.number == 1
    assert seen == [*GOALS, "goals/2016/A1"]


# -- What is refused ---------------------------------------------------------------------------

REFUSED = [
    "limit=0", "limit=101", "limit=-1", "limit=1.0", "limit=1_0", "limit=%201", "limit=", "limit=x",
    "limit=100000000000000000000", "limit=%D9%A1", "limit=1&limit=2",
    "kind=", "kind=x", "kind=Principle", "document=", "document=a%2Fb", "document=%00",
    "field=" + "x" * 61, "department=ü", "language=xx",
    "q=", "q=%00", "q=a%0Ab", "q=" + "x" * 201,
    "cursor=", "cursor=%C3%BC", "cursor=" + "A" * 121,
    "nirgends=1", "=1", "Limit=1", "q=x&q=y", "offset=5", "limit[]=1",
]  # fmt: skip


@pytest.mark.parametrize("query", REFUSED)
def test_what_makes_no_sense_is_refused_with_a_sentence(edition, query):
    answer = asked("goals", query)

    assert answer.status == 422
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json["errors"][0]["parameter"] in query or answer.json["errors"]
    assert answer.json["errors"][0]["detail"]


def test_a_cursor_is_only_good_for_its_own_question(edition):
    cursor = asked("goals", "limit=1&field=eu").json["next"].partition("cursor=")[2]

    assert asked("goals", f"field=eu&limit=2&cursor={cursor}").status == 200
    for path, query in (("goals", ""), ("goals", "field=a&"), ("fields", ""), ("changes", "")):
        assert asked(path, f"{query}cursor={cursor}").status == 404
    for made_up in ("x", "MXwxfDE", "A" * 120, "NWI1NDcxYzZ8OTk5OTk5OTk5OTk5OTk5OTk5OTk5"):
        assert asked("goals", f"cursor={made_up}").status == 404


def test_too_many_parameters_are_refused(edition):
    assert asked("goals", "&".join(f"a{n}=1" for n in range(1000))).status == 422


# -- What it costs -----------------------------------------------------------------------------


def queries_of(path, query):
    with CaptureQueriesContext(connection) as captured:
        assert asked(path, query).status == 200
    return [one for one in captured.captured_queries if "SAVEPOINT" not in one["sql"]]


QUESTIONS = [
    ("goals", "limit=100"), ("goals", "limit=100&q=Europa"), ("goals", "limit=2&field=eu"),
    ("goals/2022/P1", ""), ("changes", "limit=100"), ("editions/2022/1/content", ""),
    ("clauses", "mandate=kv-2022"),
]  # fmt: skip


def test_the_number_of_queries_does_not_grow_with_what_is_public(edition, press_officer):
    few = [len(queries_of(*question)) for question in QUESTIONS]
    other = factories.framework("2016", number=7)
    for number in range(60):
        factories.goal(other, f"A{number}", wording=f"Europa {number}.")
    operations.publish(by=press_officer, framework_version=factories.adopted(other))

    assert [len(queries_of(*question)) for question in QUESTIONS] == few
    assert max(few) <= 3
