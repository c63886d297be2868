"""From a form to the address that it means."""

import pytest

from querschnitt.publication.api.tests.asking import asked


def sent_to(query):
    answer = asked("try", query)
    assert answer.status == 302
    return answer.headers["Location"]


def test_what_was_entered_becomes_an_address(edition):
    assert sent_to("operation=getGoal&document=2022&reference=P1") == "/api/v1/goals/2022/P1"
    assert sent_to("operation=getOverview") == "/api/v1/"


def test_empty_fields_are_left_out(edition):
    query = "operation=listGoals&document=&limit=2&q=+Europa+&cursor="

    assert sent_to(query) == "/api/v1/goals?limit=2&q=Europa"


@pytest.mark.parametrize(
    "entered",
    ["//example.org", "../../desk", "https://example.org", "a b?c=d#e", "\\\\x", "%0d%0aX"],
)
def test_nothing_that_is_entered_leads_elsewhere(edition, entered):
    from urllib.parse import quote

    location = sent_to(f"operation=getDocument&document={quote(entered)}")

    assert location.startswith("/api/v1/documents/")
    assert not {*location.removeprefix("/api/v1/documents/")} & {*"/?#\\\r\n"}


def test_what_is_missing_is_named(edition):
    assert asked("try", "operation=getGoal&document=2022").json["errors"] == [
        {"parameter": "reference", "detail": "Please enter something."}
    ]
    assert asked("try", "operation=nirgends").status == 422
    assert asked("try").status == 422
