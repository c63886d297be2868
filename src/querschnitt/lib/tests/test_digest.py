import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from querschnitt.lib.digest import GENESIS, canonical, digest

PLAIN = st.none() | st.booleans() | st.integers() | st.text()
JSON = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


def test_keys_are_sorted_and_nothing_is_spaced():
    assert canonical({"b": [1, True, None], "a": "ä"}) == '{"a":"ä","b":[1,true,null]}'.encode()


def test_a_digest_is_sha_256_of_that():
    assert digest({"a": 1}) == hashlib.sha256(b'{"a":1}').hexdigest()
    assert len(GENESIS) == len(digest(None)) == 64


@pytest.mark.parametrize("value", [1.0, [0.5], {"a": [{"b": float("nan")}]}, (2.5,)])
def test_a_float_is_refused_however_deep(value):
    with pytest.raises(TypeError, match="float"):
        canonical(value)


@pytest.mark.parametrize("value", [{1: "a"}, {"a": {None: 1}}, {("a",): 1}])
def test_a_key_that_is_no_text_is_refused(value):
    with pytest.raises(TypeError):
        canonical(value)


@pytest.mark.parametrize("value", [{1, 2}, b"bytes", object()])
def test_what_json_does_not_know_is_refused(value):
    with pytest.raises(TypeError):
        canonical(value)


@given(JSON)
def test_what_is_written_reads_back_as_the_same(value):
    written = canonical(value)

    assert json.loads(written.decode("utf-8", "surrogatepass")) == value


@given(st.dictionaries(st.text(), PLAIN))
def test_the_order_of_keys_does_not_matter(value):
    turned = dict(reversed(value.items()))

    assert digest(turned) == digest(value)


@given(JSON, JSON)
def test_two_values_share_a_form_only_if_they_are_the_same(one, other):
    same = json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)

    assert (canonical(one) == canonical(other)) is same
