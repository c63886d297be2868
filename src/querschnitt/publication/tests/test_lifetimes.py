from datetime import UTC, datetime

import pytest

from querschnitt.publication.formats.tests import contents
from querschnitt.publication.lifetimes import public_objects
from querschnitt.publication.renderers import PublicEdition

MARCH, APRIL, MAY, JUNE = (datetime(2024, month, 1, tzinfo=UTC) for month in (3, 4, 5, 6))


def a_framework(*goals, key="2022", **changed):
    departments = [contents.department(), contents.department("mwl", position=2)]
    return contents.edition(
        contents.framework(
            key=key, goals=list(goals), **{"departments": departments, "mandate": None, **changed}
        )
    )


def edition(content, number=1, *, since=MARCH, gone=None, document="2022", **changed):
    values = {
        "document": document,
        "kind": "framework",
        "framework": document,
        "number": number,
        "is_minor": False,
        "is_newest": False,
        "content": content,
        "content_digest": "c" * 64,
        "digest": "d" * 64,
        "change_note": "",
        "published_at": since,
        "public_from": since,
        "withdrawn_at": gone,
        "withdrawal_reason": "Versehen" if gone else "",
    }
    return PublicEdition(**{**values, **changed})


def lives(*editions):
    return {(one.kind, one.name): one for one in public_objects(editions)}


def dates(one):
    return one.created, one.modified, one.deleted


def test_everything_in_an_edition_is_created_when_it_becomes_public():
    found = lives(edition(contents.FULL))

    assert {kind for kind, _name in found} == {
        "document", "edition", "goal", "department", "field", "mandate", "clause",
    }  # fmt: skip
    assert {dates(one) for one in found.values()} == {(MARCH, MARCH, None)}
    assert found["clause", "kv/2"].content["exclusion"] == {"de": "Sache des Bundes"}
    assert found["goal", "2022/P1"].content["wording"] == {"de": "Größe & <Maß> in P1."}


def test_an_edition_that_changes_nothing_of_a_goal_does_not_touch_it():
    same, before, after = contents.goal("P1"), contents.goal("P2"), contents.goal("P2", lead="mwl")

    found = lives(
        edition(a_framework(same, before)), edition(a_framework(same, after), 2, since=MAY)
    )

    assert dates(found["goal", "2022/P1"]) == (MARCH, MARCH, None)
    assert dates(found["goal", "2022/P2"]) == (MARCH, MAY, None)
    assert dates(found["document", "2022"]) == (MARCH, MAY, None)
    assert dates(found["edition", "2022/1"]) == (MARCH, MARCH, None)


def test_a_corrected_misprint_modifies_its_goal_alone():
    content = contents.FULL | {"corrections": []}

    found = lives(edition(content), edition(contents.FULL, 2, since=MAY, is_minor=True))

    modified = {name for (kind, name), one in found.items() if one.modified == MAY}
    assert modified == {"2022", "2022/2", "2022/P1"}


def test_a_goal_that_an_amendment_drops_leaves_a_tombstone_without_content():
    kept, dropped = contents.goal("P1"), contents.goal("P2")

    found = lives(edition(a_framework(kept, dropped)), edition(a_framework(kept), 2, since=MAY))

    gone = found["goal", "2022/P2"]
    assert dates(gone) == (MARCH, MAY, MAY)
    assert gone.is_deleted
    assert gone.content is None


def test_a_withdrawal_leaves_tombstones_of_what_no_other_edition_has():
    found = lives(edition(a_framework(contents.goal("P1")), gone=MAY))

    assert {dates(one) for one in found.values()} == {(MARCH, MAY, MAY)}
    assert {one.content for one in found.values()} == {None}


def test_a_withdrawal_brings_back_what_the_edition_before_says():
    first = edition(a_framework(contents.goal("P1"), contents.goal("P2")))
    second = edition(a_framework(contents.goal("P1", lead="mwl")), 2, since=APRIL, gone=MAY)

    found = lives(first, second)

    assert dates(found["goal", "2022/P1"]) == (MARCH, MAY, None)
    assert found["goal", "2022/P1"].content["lead"] == "stk"
    assert dates(found["goal", "2022/P2"]) == (MARCH, MAY, None)
    assert dates(found["edition", "2022/2"]) == (APRIL, MAY, MAY)


def test_what_came_back_and_went_again_is_deleted_as_of_the_last_time():
    goal = contents.goal("P1")
    found = lives(
        edition(a_framework(goal), gone=APRIL),
        edition(a_framework(goal), 2, since=MAY, gone=JUNE),
    )

    assert dates(found["goal", "2022/P1"]) == (MARCH, JUNE, JUNE)


def test_a_renamed_department_keeps_its_id():
    renamed = contents.department("mwl", name={"de": "Ministerium für alles"}, position=2)
    found = lives(
        edition(a_framework()),
        edition(a_framework(departments=[contents.department(), renamed]), 2, since=MAY),
    )

    assert dates(found["department", "mwl"]) == (MARCH, MAY, None)
    assert dates(found["department", "stk"]) == (MARCH, MARCH, None)


def test_a_department_stays_as_long_as_any_document_has_it():
    only_here = a_framework(departments=[contents.department("mj")], key="2016")
    found = lives(
        edition(a_framework(), gone=MAY),
        edition(only_here, document="2016", since=APRIL),
        edition(a_framework(key="2011"), document="2011", since=APRIL),
    )

    assert dates(found["department", "stk"]) == (MARCH, MARCH, None)
    assert dates(found["department", "mj"]) == (APRIL, APRIL, None)


def test_the_latest_framework_says_what_a_department_is():
    def decided(year, name):
        content = a_framework(departments=[contents.department("mj", name={"de": name})], key=year)
        return content | {"adoption": content["adoption"] | {"decided_on": f"{year}-07-12"}}

    found = lives(
        edition(decided("2022", "heute"), document="2022", since=MARCH),
        edition(decided("2016", "früher"), document="2016", since=MAY),
    )

    assert found["department", "mj"].content["name"] == {"de": "heute"}
    assert dates(found["department", "mj"]) == (MARCH, MARCH, None)


@pytest.mark.parametrize("content", contents.EVERY.values(), ids=contents.EVERY)
def test_the_order_in_which_editions_come_changes_nothing(content):
    editions = [edition(content), edition(content, 2, since=MAY), edition(content, 3, since=JUNE)]

    assert lives(*editions) == lives(*reversed(editions))
    assert public_objects(editions) == public_objects(editions[::-1])
