"""Whatever a file says: it becomes a content that pages and comparison can show, or a sentence."""

import os
from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from querschnitt.coordination.comparison import compare
from querschnitt.documents.plain_reading import Element
from querschnitt.framework.content import FrameworkContent
from querschnitt.publication.foreign import editions, own_lines, stratml
from querschnitt.publication.foreign.shape import faults
from querschnitt.publication.foreign.stratml_elements import ATTRIBUTES, ORDER

EXAMPLES = 5_000 if os.environ.get("SCALE") == "full" else 60

NAMES = [*ORDER, *(name for names in ORDER.values() for name in names), "FirstName", "p", "b", "id"]
TEXTS = st.one_of(
    st.just(""),
    st.text(max_size=12),
    st.sampled_from(["1", "1.1", "2011-01-01", "Key: Wert",
                     "Content: adopted framework\nLanguage: de",
                     "Involved: all", "Kind: x\nClauses: 1 a 2", "\u202eRTL", "a\u0000b"]),
)  # fmt: skip
ATTRIBUTE_NAMES = [*{name for names in ATTRIBUTES.values() for name in names}, "IndicatorType",
                   "{http://www.w3.org/XML/1998/namespace}lang", "x"]  # fmt: skip


def element(tag, children):
    return st.builds(
        Element,
        tag=tag,
        namespace=st.sampled_from(["", "urn:x", "http://www.stratml.net"]),
        attributes=st.dictionaries(st.sampled_from(ATTRIBUTE_NAMES), TEXTS, max_size=2),
        text=TEXTS,
        tail=TEXTS,
        line=st.integers(0, 10_000),
        children=children,
    )


INSIDE = st.recursive(
    element(st.sampled_from(NAMES), st.just([])),
    lambda below: element(st.sampled_from(NAMES), st.lists(below, max_size=4)),
    max_leaves=25,
)
ROOTS = element(
    st.sampled_from(["StrategicPlan", "PerformancePlanOrReport", "strategicplan", "x"]),
    st.lists(INSIDE, max_size=5),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda below: st.lists(below, max_size=3)
    | st.dictionaries(st.text(max_size=8), below, max_size=4),
    max_leaves=15,
)  # fmt: skip


@given(ROOTS)
@settings(max_examples=EXAMPLES, deadline=None)
def test_any_tree_gives_a_content_of_our_form_or_is_no_plan(root):
    with suppress(stratml.NotStratML):
        content = stratml.read(root, key="x").content

        assert list(faults(content, FrameworkContent, "$")) == []
        references = [one["reference"] for one in content["goals"]]
        assert len({*references}) == len(references)
        compare(content, content)


@given(JSON)
@settings(max_examples=EXAMPLES, deadline=None)
def test_any_json_is_an_edition_or_a_sentence(value):
    for given_value in (value, {"schema": editions.SCHEMA, "framework": value}):
        with suppress(editions.NotAnEdition):
            editions.read(given_value)


@given(st.text())
@settings(max_examples=EXAMPLES, deadline=None)
def test_any_text_is_lines_of_ours_or_not(text):
    own_lines.parsed(text)
    own_lines.is_own(text)
