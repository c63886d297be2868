"""What each address answers, and what every answer carries."""

import gzip
import json

import pytest

from querschnitt.publication import operations
from querschnitt.publication.api.tests.asking import asked, ids
from querschnitt.publication.models import Generation, StoredPage

LISTS = ("documents", "editions", "goals", "departments", "fields", "mandates", "clauses")


def test_a_goal_is_what_the_edition_says_of_it(edition):
    goal = asked("goals/2022/P1").json

    said = json.loads(edition.content)["framework"]["goals"][0]
    assert {name: goal[name] for name in said} == said
    assert (goal["type"], goal["id"], goal["document"]) == ("goal", "goals/2022/P1", "2022")
    assert goal["created"] == goal["modified"]
    assert goal["deleted"] is None


def test_every_id_is_the_end_of_an_address(edition):
    found = [one for name in LISTS for one in ids(name)]

    assert len(found) == 1 + 1 + 3 + 1 + 1 + 1 + 3
    for one in found:
        assert asked(one).json["id"] == one


def test_the_content_of_an_edition_is_its_json_file(edition):
    answer = asked("editions/2022/1/content")

    assert answer.body == bytes(StoredPage.objects.get(path="/dokumente/2022-1.json").body)


def test_the_overview_names_every_list_that_there_is(edition):
    for url in asked("").json["operations"].values():
        assert asked(url.partition("/api/v1/")[2]).status == 200


@pytest.mark.parametrize(
    "path",
    ["goals/2022/nirgends", "goals/x", "nirgends", "goals/", "goals/2022/\0", "editions/2022/9",
     "documents/" + "x" * 500, "editions/2022/9/content", "clauses/kv-2022/99", "fields/ü",
     "fields/\n", "\n"],
)  # fmt: skip
def test_what_there_is_not_is_a_problem_and_no_page(edition, path):
    answer = asked(path)

    assert answer.status == 404
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json["status"] == 404


# -- What has left -----------------------------------------------------------------------------


def test_what_was_withdrawn_is_gone_and_leaves_its_dates_alone(edition, press_officer):
    operations.withdraw(by=press_officer, edition=edition, reason="Versehen")

    for path in ("goals/2022/P1", "documents/2022", "editions/2022/1", "editions/2022/1/content"):
        answer = asked(path)
        assert answer.status == 410
        assert answer.json.keys() <= {"type", "id", "document", "created", "modified", "deleted"}
        assert answer.json["deleted"] == answer.json["modified"] > answer.json["created"]
    for name in LISTS:
        assert asked(name).json == {"data": [], "next": None}


# -- How it may be asked -----------------------------------------------------------------------


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "NONSENSE"])
def test_it_only_reads(edition, method):
    answer = asked("goals", method=method)

    assert answer.status == 405
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert answer.json["status"] == 405


def test_programs_in_pages_of_others_may_ask(edition):
    before, answer = asked("goals", method="OPTIONS"), asked("goals", origin="https://example.org")

    assert (before.status, before.body) == (204, b"")
    assert before.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("path", ["goals", "goals/2022/P1", "goals/2022/nirgends", "openapi.json"])
def test_a_head_is_the_same_answer_without_its_body(edition, path):
    whole, head = asked(path), asked(path, method="HEAD")

    assert head.body == b""
    assert (head.status, head.list) == (whole.status, whole.list)
    assert int(head.headers["Content-Length"]) == len(whole.body)


def test_the_root_leads_to_the_overview(edition):
    answer = asked("../")
    assert answer.status == 404

    assert asked("", query="x=1").status == 422


# -- What need not be sent again ---------------------------------------------------------------


@pytest.mark.parametrize(
    "path", ["goals", "goals/2022/P1", "editions/2022/1/content", "changes", "openapi.json", ""]
)
def test_what_is_known_already_is_not_sent_again(edition, path):
    first = asked(path)

    for known in (first.headers["ETag"], f'"x", {first.headers["ETag"]}', "*"):
        again = asked(path, if_none_match=known)
        assert (again.status, again.body) == (304, b"")
        assert again.headers["ETag"] == first.headers["ETag"]
    assert asked(path, if_none_match='"other"').status == 200


def test_another_question_has_another_tag(edition):
    queries = ("", "limit=1", "limit=2", "kind=principle", "q=Europa")

    assert len({asked("goals", query).headers["ETag"] for query in queries}) == len(queries)


def test_the_order_of_parameters_is_no_other_question(edition):
    one, other = asked("goals", "limit=1&kind=principle"), asked("goals", "kind=principle&limit=1")

    assert one.headers["ETag"] == other.headers["ETag"]


def test_whatever_becomes_public_changes_the_tags_of_lists(edition):
    before = asked("goals")
    Generation.objects.update(number=77)

    assert asked("goals", if_none_match=before.headers["ETag"]).status == 200


def test_a_goal_keeps_its_tag_while_others_change(edition):
    before = asked("goals/2022/P1")
    Generation.objects.update(number=77)

    assert asked("goals/2022/P1", if_none_match=before.headers["ETag"]).status == 304
    assert before.headers["Last-Modified"].endswith("GMT")


def test_a_tag_does_not_hide_that_there_is_nothing(edition):
    for known in ("*", asked("goals/2022/P1").headers["ETag"]):
        assert asked("goals/2022/nirgends", if_none_match=known).status == 404


def test_a_long_answer_is_compressed_for_whoever_can_read_it(edition):
    plain, packed = asked("goals"), asked("goals", accept_encoding="gzip")

    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert len(packed.body) < len(plain.body)
    assert packed.headers["ETag"] == plain.headers["ETag"]
    assert "Content-Encoding" not in asked("fields", accept_encoding="gzip").headers


def test_caches_keep_an_answer_no_longer_than_a_page(edition):
    assert asked("goals").headers["Cache-Control"] == (
        "public, max-age=0, s-maxage=1, must-revalidate"
    )
    assert asked("goals", "limit=0").headers["Cache-Control"] == "no-store"
