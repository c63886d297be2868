"""How alike German texts are, by the word parts that they share.

Compounds and inflection make words alike that are not the same: ``Wasserstoffstrategie`` and
``Strategie für Wasserstoff``. So texts are compared by the character n-grams of their stems, and
an n-gram that few texts have counts more than one that all have. Likeness is a cosine: 0 where
nothing is shared, 1 where everything is.

numpy is loaded with the first use, so that a process that compares nothing stays small.
"""

from typing import TYPE_CHECKING, Any

from querschnitt.lib.likeness.words import Part, marked, shared_words

if TYPE_CHECKING:
    from querschnitt.lib.likeness.index import Index, Pair, compare, pairs, signatures
    from querschnitt.lib.likeness.nearness import Signatures
    from querschnitt.lib.likeness.weights import Weights

__all__ = [
    "Index",
    "Pair",
    "Part",
    "Signatures",
    "Weights",
    "compare",
    "marked",
    "pairs",
    "shared_words",
    "signatures",
]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(name)
    from querschnitt.lib.likeness import index, weights

    return getattr(weights if name == "Weights" else index, name)
