"""Which of many texts are alike: candidates by projection, then the exact cosine."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from querschnitt.lib.likeness.nearness import Signatures
from querschnitt.lib.likeness.weights import DIRECTIONS, Floats, Numbers, Places, Weights

CANDIDATES = 32
"""How many texts at most are compared exactly with one text."""
DIMENSIONS = 384
"""In how many dimensions all texts are set against all."""
# How far the projection may be below the exact likeness for a pair still to be looked at: the
# error that two of three pairs stay within.
_MARGIN = 1.0 / DIMENSIONS**0.5
_ROWS, _COLUMNS = 512, 4096
_HALF = DIRECTIONS // 2
_PAIRS_AT_ONCE = 2048


class Found(NamedTuple):
    """A text that is like the one asked for, by its place in the index."""

    at: int
    score: float


class Pair(NamedTuple):
    """Two texts that are alike, by their places; ``one`` is the lower in a single collection."""

    one: int
    other: int
    score: float


class Scored(NamedTuple):
    """Many pairs, by column."""

    ones: Places
    others: Places
    scores: Floats


class Index:
    """Many texts, each by its place, and what is like what among them.

    How much an n-gram counts follows from the texts it began with. What is added later is weighed
    as these were, until an index is built anew.
    """

    def __init__(self, weights: Weights | None = None) -> None:
        self.weights = weights or Weights()
        self._texts: list[Numbers] = []
        self._lengths: Floats = np.zeros(0, np.float32)
        self._signatures: Signatures | None = None

    @classmethod
    def of(cls, texts: Iterable[str], *, weights: Weights | None = None) -> "Index":
        """Return an index of a collection, whose places are counted from 0.

        :param weights: of another collection; without them, the texts are weighed by their own
        """
        index = cls(weights)
        numbers = [index.weights.numbers(text) for text in texts]
        if weights is None:
            index.weights.learn(numbers)
        index._take_in(numbers)
        return index

    def __len__(self) -> int:
        return len(self._texts)

    def add(self, text: str) -> int:
        """Take in a further text and return its place."""
        self._take_in([self.weights.numbers(text)])
        self._sign(len(self) - 1, text)
        return len(self) - 1

    def replace(self, at: int, text: str) -> None:
        """Put another text in the place of one; an empty one is never found."""
        words = self.weights.numbers(text)
        self._texts[at], self._lengths[at] = words, self.weights.lengths([words])[0]
        self._sign(at, text)

    def nearest(self, text: str, *, limit: int, at_least: float) -> list[Found]:
        """Return the texts that are most like a given one, the most like first."""
        words = self.weights.numbers(text)
        if self._signatures is None:
            self._signatures = self._all_signed()
        candidates = self._signatures.nearest(self.weights.signature(text), limit=CANDIDATES)
        if not candidates:
            return []
        scores = self._cosines(
            [words],
            self.weights.lengths([words]),
            np.zeros(len(candidates), np.int64),
            np.array(candidates, np.int64),
        )
        found = [Found(at, float(score)) for at, score in zip(candidates, scores, strict=True)]
        alike = [one for one in found if one.score >= at_least]
        return sorted(alike, key=lambda one: (-one.score, one.at))[:limit]

    def pairs(
        self,
        *,
        at_least: float,
        limit_per_text: int = 20,
        progress: Callable[[int, int], object] | None = None,
    ) -> list[Pair]:
        """Return the pairs that are alike, the most alike first.

        :param limit_per_text: a pair is left out if both its texts have so many better ones
        :param progress: is told from time to time how many texts of how many are done
        """
        vectors = self._projected()
        found = []
        for begin in range(0, len(self), _ROWS):
            rows, columns = _near(vectors, begin, at_least - _MARGIN)
            found.append(self._exactly(rows, columns, at_least))
            if progress:
                progress(min(begin + _ROWS, len(self)), len(self))
        return _limited(_joined(found), limit_per_text, apart=0)

    def _take_in(self, texts: list[Numbers]) -> None:
        self._texts += texts
        self._lengths = np.concatenate([self._lengths, self.weights.lengths(texts)])

    def _sign(self, at: int, text: str) -> None:
        if self._signatures is not None:
            self._signatures.put([at], [self.weights.signature(text)])

    def _all_signed(self) -> Signatures:
        signatures = Signatures()
        signatures.put(range(len(self)), self._sides())
        return signatures

    def _sides(self) -> Iterator[bytes]:
        """Yield each text's signature, made from those of its words."""
        halves = [
            np.packbits(self._summed(first, first + _HALF) > 0, axis=1)
            for first in range(0, DIRECTIONS, _HALF)
        ]
        for row, words in zip(np.concatenate(halves, axis=1), self._texts, strict=True):
            yield row.tobytes() if len(words) else b""

    def _summed(self, first: int, last: int) -> Floats:
        """Return each text's vector in some of the dimensions: the sum of its words' vectors."""
        of_words = self.weights.directions(first=first, last=last)
        vectors = np.zeros((len(self), last - first), np.float32)
        for at, words in enumerate(self._texts):
            if len(words):
                np.add.reduce(of_words[words], axis=0, out=vectors[at])
        return vectors

    def _projected(self) -> Floats:
        vectors = self._summed(0, DIMENSIONS)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        # A text without words stays the zero vector, which is near nothing.
        vectors /= np.maximum(lengths, np.float32(1e-9))
        return vectors

    def _exactly(self, rows: Places, columns: Places, at_least: float) -> Scored:
        """Return those of some pairs that are alike, compared exactly."""
        found = []
        for begin in range(0, len(rows), _PAIRS_AT_ONCE):
            some = slice(begin, begin + _PAIRS_AT_ONCE)
            distinct, local = np.unique(rows[some], return_inverse=True)
            texts = [self._texts[at] for at in distinct]
            scores = self._cosines(texts, self._lengths[distinct], local, columns[some])
            alike = scores >= at_least
            found.append(Scored(rows[some][alike], columns[some][alike], scores[alike]))
        return _joined(found)

    def _cosines(
        self, texts: Sequence[Numbers], lengths: Floats, rows: Places, columns: Places
    ) -> Floats:
        """Return the exact likeness of pairs: given texts against such of the index with words.

        :param rows: which of the given texts each pair is about, in rising order
        """
        weights = self.weights
        width = len(weights.rarity)
        against = np.zeros((len(texts), width), np.float32)
        for row, held, times in weights.counted(texts):
            against[row, held] = times * weights.rarity[held] ** 2
        theirs = [self._texts[at] for at in columns]
        sizes = np.fromiter(map(len, theirs), np.int64, len(theirs))
        # Each word of a row's candidates is set against its text once.
        keys = np.repeat(rows, sizes) * len(weights) + np.concatenate(theirs)
        distinct, back = np.unique(keys, return_inverse=True)
        row_of, word = np.divmod(distinct, len(weights))
        grams, begins = weights.grams(word)
        places = grams + np.repeat(row_of * width, np.diff(begins, append=len(grams)))
        products = np.add.reduceat(against.ravel()[places], begins)
        sums = np.add.reduceat(products[back], np.cumsum(sizes) - sizes)
        found: Floats = np.minimum(sums / (lengths[rows] * self._lengths[columns]), 1)
        return found


def signatures(weights: Weights, texts: Iterable[str]) -> list[bytes]:
    """Return the signatures of many texts, as ``Weights.signature`` does one by one."""
    index = Index(weights)
    index._take_in([weights.numbers(text) for text in texts])
    return [*index._sides()]


def compare(weights: Weights, text: str, others: Sequence[str]) -> list[float]:
    """Return how alike a text is to each of some others; 0 where one of the two has no words."""
    words = weights.numbers(text)
    index = Index(weights)
    index._take_in([weights.numbers(other) for other in others])
    speaking = np.flatnonzero(index._lengths)
    found = np.zeros(len(others), np.float32)
    if len(words) and len(speaking):
        rows = np.zeros(len(speaking), np.int64)
        found[speaking] = index._cosines([words], weights.lengths([words]), rows, speaking)
    return [float(score) for score in found]


def pairs(
    texts_a: Sequence[str], texts_b: Sequence[str], *, at_least: float, limit_per_text: int = 20
) -> list[Pair]:
    """Return which texts of one collection are like which of another, the most alike first."""
    weights = Weights()
    numbers = [[weights.numbers(text) for text in texts] for texts in (texts_a, texts_b)]
    weights.learn([*numbers[0], *numbers[1]])
    index = Index(weights)
    index._take_in(numbers[1])
    found = [
        (one, at, score)
        for one, text in enumerate(texts_a)
        for at, score in index.nearest(text, limit=CANDIDATES, at_least=at_least)
    ]
    ones, others, scores = zip(*found, strict=True) if found else ((), (), ())
    scored = Scored(np.array(ones, np.int64), np.array(others, np.int64), np.array(scores))
    return _limited(scored, limit_per_text, apart=len(texts_a))


def _near(vectors: Floats, begin: int, at_least: float) -> tuple[Places, Places]:
    """Return for each text of a block the later ones that might be like it, in order.

    The threshold is applied to each tile while it is at hand, so that the product of all with all
    never exists as a whole.
    """
    end = min(begin + _ROWS, len(vectors))
    block = vectors[begin:end]
    rows, columns, scores = [], [], []
    for left in range(begin, len(vectors), _COLUMNS):
        tile = block @ vectors[left : left + _COLUMNS].T
        places = np.flatnonzero(tile > at_least)
        row, column = np.divmod(places, tile.shape[1])
        later = column + left > row + begin
        rows.append(row[later] + begin)
        columns.append(column[later] + left)
        scores.append(tile.ravel()[places[later]])
    return _nearest_of_each(np.concatenate(rows), np.concatenate(columns), np.concatenate(scores))


def _nearest_of_each(rows: Places, columns: Places, scores: Floats) -> tuple[Places, Places]:
    """Keep as many as are compared exactly for each row, those with the highest scores."""
    order = np.lexsort((columns, -scores, rows))
    rows, columns = rows[order], columns[order]
    kept = _rank_among_equal(rows) < CANDIDATES
    return rows[kept], columns[kept]


def _joined(parts: Sequence[Scored]) -> Scored:
    if not parts:
        return Scored(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.float32))
    return Scored(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


def _limited(found: Scored, limit: int, *, apart: int) -> list[Pair]:
    """Return the pairs of which at least one text has not had its fill of better ones.

    :param apart: added to the places of the others, so that two collections are told apart
    """
    order = np.lexsort((found.others, found.ones, -found.scores))
    ones, others, scores = found.ones[order], found.others[order], found.scores[order]
    # Both ends of each pair one after the other, the better pairs first.
    ends: Places = np.stack([ones, others + apart], axis=1).ravel()
    kept = (_rank_among_equal(ends).reshape(-1, 2) < limit).any(axis=1)
    return [
        Pair(int(one), int(other), float(score))
        for one, other, score in zip(ones[kept], others[kept], scores[kept], strict=True)
    ]


def _rank_among_equal(values: Places) -> Places:
    """Return for each value how many equal ones stand before it."""
    order = np.argsort(values, kind="stable")
    in_order = values[order]
    ranks = np.empty(len(values), np.int64)
    ranks[order] = np.arange(len(values)) - np.searchsorted(in_order, in_order, side="left")
    return ranks
