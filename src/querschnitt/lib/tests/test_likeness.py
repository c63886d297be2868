import subprocess
import sys
from itertools import pairwise

import pytest

from querschnitt.lib import likeness

# Each pair says the same in other words; beside it a text of the same field that does not.
HARD = [
    (
        "Wir entwickeln eine Wasserstoffstrategie für die Chemieregion.",
        "Für die Regionen der Chemie entsteht eine Strategie für Wasserstoff.",
        "Wir entwickeln eine Tourismusstrategie für die Weinregion.",
    ),
    (
        "Die Hochschulpartnerschaften mit Polen werden ausgebaut.",
        "Polnische Hochschulen werden Partner unserer Hochschulen.",
        "Die Schienenwege nach Polen werden ausgebaut.",
    ),
    (
        "Abfälle werden als Rohstoffe im Kreislauf geführt.",
        "Die Kreislaufwirtschaft gewinnt Rohstoffe aus Abfall zurück.",
        "Seltene Erden werden aus sicheren Quellen eingeführt.",
    ),
    (
        "Pflegekräfte werden im Ausland angeworben und sprachlich begleitet.",
        "Die Anwerbung ausländischer Pflegefachkräfte geht mit Sprachförderung einher.",
        "Lehrkräfte werden im Inland eingestellt und fachlich begleitet.",
    ),
]
TEXTS = [text for group in HARD for text in group]
HOSTILE = [
    "",
    "x",
    "   ",
    "2021–2027, 50 %!",
    "\u0301\u200b",
    "🙂🙂",
    "a" * 1_000_000,
    "\ufeff\u2028",
]


def synthetic(count):
    """Texts of invented words, each of which is somewhat like its neighbours."""
    syllables = ["bal", "dor", "fen", "gri", "kus", "lam", "mir", "nol", "pas", "ruk", "sti", "tem"]
    words = [a + b + c for a in syllables for b in syllables for c in syllables]
    return [
        " ".join(words[(7 * at + 3 * word) % len(words)] for word in range(12))
        for at in range(count)
    ]


@pytest.mark.parametrize(("text", "same", "different"), HARD)
def test_compounds_and_inflection_count(text, same, different):
    weights = likeness.Weights.of(TEXTS)

    of_same, of_different = likeness.compare(weights, text, [same, different])

    assert of_same > of_different
    assert of_same > 0.2


def test_a_text_is_most_like_itself():
    index = likeness.Index.of(TEXTS)

    for at, text in enumerate(TEXTS):
        found = index.nearest(text, limit=1, at_least=0.9)
        assert [one.at for one in found] == [at]
        assert found[0].score == pytest.approx(1)


def test_upper_case_and_the_way_umlauts_are_written_do_not_matter():
    weights = likeness.Weights.of(TEXTS)

    (score,) = likeness.compare(weights, "Fördermittel", ["FO\u0308RDERMITTEL"])

    assert score == pytest.approx(1)


def test_words_that_every_goal_has_make_nothing_alike():
    assert not likeness.pairs(["Wir fördern und stärken das"], ["wird gefördert"], at_least=0.01)


def test_all_pairs_are_those_that_comparing_one_by_one_finds():
    texts = synthetic(300)
    index = likeness.Index.of(texts)
    exact = {
        (one, other)
        for one, text in enumerate(texts)
        for other, score in enumerate(likeness.compare(index.weights, text, texts))
        if score >= 0.6 and one < other
    }

    found = {(p.one, p.other) for p in index.pairs(at_least=0.6, limit_per_text=300)}

    assert found <= exact
    assert len(found) >= 0.95 * len(exact)


def test_pairs_come_with_the_best_first_and_with_progress():
    told = []
    found = likeness.Index.of(synthetic(1100)).pairs(
        at_least=0.3, limit_per_text=3, progress=lambda done, total: told.append((done, total))
    )

    assert all(one.score >= next_one.score for one, next_one in pairwise(found))
    assert told == [(512, 1100), (1024, 1100), (1100, 1100)]


def test_many_equal_texts_do_not_flood_the_result():
    found = likeness.Index.of(["Wasserstoffstrategie für Chemie"] * 200).pairs(
        at_least=0.5, limit_per_text=5
    )

    assert 0 < len(found) <= 200 * 5


def test_a_text_that_is_added_or_replaced_is_found_at_once():
    index = likeness.Index.of(TEXTS)
    index.nearest("Brücken", limit=1, at_least=0)

    at = index.add("Die Brückensanierung über die Saale")
    assert [f.at for f in index.nearest("Sanierung der Brücke", limit=1, at_least=0.2)] == [at]

    index.replace(at, "Orgelkonzerte in Kathedralen")
    assert not index.nearest("Sanierung der Brücke", limit=1, at_least=0.2)
    assert [f.at for f in index.nearest("Orgelkonzert", limit=1, at_least=0.2)] == [at]

    index.replace(at, "")
    assert not index.nearest("Orgelkonzert", limit=1, at_least=0.2)


def test_two_small_collections_are_compared():
    found = likeness.pairs(
        [group[0] for group in HARD], [group[1] for group in HARD], at_least=0.15, limit_per_text=1
    )

    assert {(p.one, p.other) for p in found} == {(at, at) for at in range(len(HARD))}


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_that_is_typed_breaks_it(text):
    index = likeness.Index.of([*TEXTS, text, ""])
    index.add(text)

    assert isinstance(index.nearest(text, limit=3, at_least=0.1), list)
    assert isinstance(index.pairs(at_least=0.9), list)
    assert isinstance(likeness.pairs([text], [text, "Wort"], at_least=0.5), list)
    assert "".join(part.text for part in likeness.marked(text, against="Wort")) == text[:50_000]
    assert all(0 <= score <= 1 for score in likeness.compare(index.weights, text, TEXTS))


@pytest.mark.parametrize("texts", [[], ["", ""], ["x"]])
def test_next_to_nothing_has_no_pairs(texts):
    index = likeness.Index.of(texts)

    assert index.pairs(at_least=0.1) == []
    assert index.nearest("Wasser", limit=3, at_least=0.1) == []


def test_weights_and_signatures_survive_being_stored():
    weights = likeness.Weights.of(TEXTS * 3)
    again = likeness.Weights.unpacked(weights.packed())

    assert again.signature(TEXTS[0]) == weights.signature(TEXTS[0])
    assert likeness.compare(again, TEXTS[0], TEXTS) == pytest.approx(
        likeness.compare(weights, TEXTS[0], TEXTS)
    )
    assert likeness.signatures(weights, ["", TEXTS[1]]) == [b"", weights.signature(TEXTS[1])]


def test_signatures_are_replaced_and_forgotten_under_their_keys():
    weights = likeness.Weights.of(TEXTS)
    held = likeness.Signatures()
    held.put([7, 3], [weights.signature(TEXTS[0]), weights.signature(TEXTS[1])])

    assert held.nearest(weights.signature(TEXTS[1]), limit=1) == [3]
    held.put([3], [b""])
    assert held.nearest(weights.signature(TEXTS[1]), limit=5) == [7]
    assert len(held) == 1


def marks(text, against):
    return [part.text for part in likeness.marked(text, against=against) if part.is_shared]


def test_what_makes_two_texts_alike_is_marked():
    one = "Die Hochschulpartnerschaften mit Wasserstoffstrategien stärken."
    other = "Partnerschaft der Hochschulen, Strategie für Wasserstoff"

    parts_of_one, parts_of_other = likeness.shared_words(one, other)

    assert "".join(part.text for part in parts_of_one) == one
    shared = [part.text for part in parts_of_one if part.is_shared]
    assert shared == ["Hochschulpartnerschaften", "Wasserstoffstrategien"]
    assert [part.text for part in parts_of_other if part.is_shared] == [
        "Partnerschaft", "Hochschulen", "Strategie", "Wasserstoff",
    ]  # fmt: skip


def test_of_a_compound_only_what_is_shared_is_marked():
    assert marks("Registerpartnerschaft", "Partnerschaften") == ["partnerschaft"]
    assert marks("Hochschulgesetz", "Hochschule") == ["Hochschul"]


def test_a_mere_ending_is_not_marked():
    assert marks("Landwirtschaft", "Partnerschaft") == []


def _found_with_seed(seed):
    program = (
        "from querschnitt.lib import likeness\n"
        "from querschnitt.lib.tests.test_likeness import TEXTS, synthetic\n"
        "index = likeness.Index.of(TEXTS + synthetic(100))\n"
        "print(index.pairs(at_least=0.1), index.nearest(TEXTS[0], limit=9, at_least=0))\n"
        "print(index.weights.signature(TEXTS[0]).hex())\n"
    )
    return subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def test_it_is_the_same_in_every_process():
    assert _found_with_seed("1") == _found_with_seed("2")


def test_a_process_that_compares_nothing_does_not_load_numpy():
    program = (
        "import sys\nfrom querschnitt.lib import likeness\n"
        "likeness.marked('a', against='b')\nprint('numpy' in sys.modules)"
    )
    told = subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHONPATH": ":".join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert told.strip() == "False"
