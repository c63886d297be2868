import time

from hypothesis import given
from hypothesis import strategies as st

from querschnitt.framework.wording_difference import difference

texts = st.text(alphabet="abc \n,.", max_size=60)


def test_a_changed_word_stands_between_what_stayed():
    assert difference("Der Austausch wächst.", "Der Handel wächst.") == [
        ("equal", "Der "),
        ("delete", "Austausch "),
        ("insert", "Handel "),
        ("equal", "wächst."),
    ]


def test_the_same_text_is_one_part():
    assert difference("Ziele.", "Ziele.") == [("equal", "Ziele.")]


def test_from_nothing_all_is_new():
    assert difference("", "Neu hier.") == [("insert", "Neu hier.")]


@given(texts, texts)
def test_what_stayed_and_what_is_new_make_the_later_text(before, after):
    parts = difference(before, after)

    assert "".join(text for kind, text in parts if kind != "delete") == after


@given(texts, texts)
def test_no_word_of_the_earlier_text_is_lost(before, after):
    parts = difference(before, after)

    kept = "".join(text for kind, text in parts if kind == "delete").split()
    kept += "".join(text for kind, text in parts if kind == "equal").split()
    assert sorted(kept) == sorted(before.split())


def test_a_text_that_repeats_one_word_keeps_nobody_waiting():
    started = time.perf_counter()

    difference("a " * 2500, "b a " * 1250)

    assert time.perf_counter() - started < 2
