"""How much each n-gram counts in a collection of texts, and in which direction it points."""

import zlib
from collections.abc import Iterable, Iterator, Sequence
from hashlib import shake_128
from itertools import islice

import numpy as np
import numpy.typing as npt

from querschnitt.lib.likeness.words import grams_of, words_of

DIRECTIONS = 1024
"""In how many dimensions an n-gram has a sign. Some of them are enough for many purposes."""

Numbers = npt.NDArray[np.int32]
Places = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]
Bytes = npt.NDArray[np.uint8]

_WORDS_AT_ONCE = 256
_TEXTS_AT_ONCE = 256


class Weights:
    """The n-grams that a collection has, and in how many of its texts each stands.

    Words and n-grams get numbers as they are met. A text becomes the numbers of its words, each
    as often as it stands there: its vector is the sum of its words' vectors, and a collection has
    far fewer words than its texts are long.
    """

    def __init__(self) -> None:
        self.texts = 0
        self._grams: dict[str, int] = {}
        self._words: dict[str, int] = {}
        self._grams_of: list[list[int]] = []
        self._standing_in: Numbers = np.zeros(0, np.int32)
        self._rarity: Floats = np.zeros(0, np.float32)
        self._signs: Bytes = np.zeros((0, DIRECTIONS // 8), np.uint8)
        self._flat: Numbers = np.zeros(0, np.int32)
        self._starts: Places = np.zeros(1, np.int64)

    def __len__(self) -> int:
        """How many words have been met."""
        return len(self._words)

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Weights":
        """Return the weights that a collection of texts gives."""
        weights = cls()
        weights.learn([weights.numbers(text) for text in texts])
        return weights

    def numbers(self, text: str) -> Numbers:
        """Return the numbers of a text's words."""
        found = words_of(text)
        for word in found:
            if word not in self._words:
                self._words[word] = len(self._words)
                numbered = self._grams
                self._grams_of.append(
                    [numbered.setdefault(gram, len(numbered)) for gram in grams_of(word)]
                )
        return np.fromiter((self._words[word] for word in found), np.int32, len(found))

    def learn(self, texts: Sequence[Numbers]) -> None:
        """Count in how many more texts each n-gram stands."""
        self._settle()
        for _texts, grams, _times in self.counted(texts):
            self._standing_in += np.bincount(grams, minlength=len(self._grams)).astype(np.int32)
        self.texts += len(texts)
        self._rarity = self._weighed(self._standing_in)

    def lengths(self, texts: Sequence[Numbers]) -> Floats:
        """Return the length of each text's vector; 0 where a text has no words."""
        rarity = self.rarity
        squares = np.zeros(len(texts), np.float32)
        for at, grams, times in self.counted(texts):
            squares += np.bincount(at, (times * rarity[grams]) ** 2, len(texts))
        return np.sqrt(squares)

    def grams(self, words: Numbers) -> tuple[Numbers, Places]:
        """Return the n-grams of some words one after the other, and where those of each begin."""
        self._settle()
        starts = self._starts[words]
        lengths = self._starts[words + 1] - starts
        ends = np.cumsum(lengths)
        begins = ends - lengths
        places = np.arange(ends[-1]) + np.repeat(starts - begins, lengths)
        return self._flat[places], begins

    @property
    def rarity(self) -> Floats:
        """How much each n-gram counts, by its number."""
        self._settle()
        return self._rarity

    def counted(self, texts: Sequence[Numbers]) -> Iterator[tuple[Places, Places, Places]]:
        """Yield, for some texts at once, which of them has which n-gram how many times."""
        self._settle()
        for begin in range(0, len(texts), _TEXTS_AT_ONCE):
            some = texts[begin : begin + _TEXTS_AT_ONCE]
            words = np.concatenate(some)
            if not len(words):
                continue
            grams, begins = self.grams(words)
            of_words = np.repeat(np.arange(len(some)), [len(numbers) for numbers in some])
            of_grams = np.repeat(of_words, np.diff(begins, append=len(grams)))
            keys = np.sort(of_grams * len(self._grams) + grams)
            firsts = np.flatnonzero(np.diff(keys, prepend=-1))
            times = np.diff(firsts, append=len(keys))
            at, held = np.divmod(keys[firsts], len(self._grams))
            yield at + begin, held, times

    def directions(self, *, first: int, last: int) -> Floats:
        """Return the vectors of all words met so far, in some of the dimensions."""
        self._settle()
        signs = self._all_signs()[:, first // 8 : last // 8]
        found = np.empty((len(self), last - first), np.float32)
        for begin in range(0, len(self), _WORDS_AT_ONCE):
            words = np.arange(begin, min(begin + _WORDS_AT_ONCE, len(self)), dtype=np.int32)
            grams, begins = self.grams(words)
            distinct, place = np.unique(grams, return_inverse=True)
            pointing = np.unpackbits(signs[distinct], axis=1) * self._rarity[distinct, np.newaxis]
            pointing -= self._rarity[distinct, np.newaxis] / 2
            row = np.repeat(np.arange(len(words)), np.diff(begins, append=len(grams)))
            standing = np.bincount(
                row * len(distinct) + place, minlength=len(words) * len(distinct)
            )
            found[words] = standing.reshape(len(words), -1).astype(np.float32) @ pointing
        return found

    def signature(self, text: str) -> bytes:
        """Return on which side a text lies in each dimension; nothing for a text without words."""
        words = self.numbers(text)
        if not len(words):
            return b""
        ((_texts, grams, times),) = self.counted([words])
        weights = (times * self.rarity[grams]).astype(np.float32)
        pointing = np.unpackbits(self._all_signs()[grams], axis=1)
        return np.packbits(2 * (weights @ pointing.astype(np.float32)) > weights.sum()).tobytes()

    def packed(self) -> bytes:
        """Return what ``unpacked`` restores. N-grams of one text alone count as if unknown."""
        kept = {
            gram: int(count)
            for gram, count in zip(self._grams, self._standing_in, strict=False)
            if count > 1
        }
        lines = [str(self.texts), *(f"{gram}\t{count}" for gram, count in kept.items())]
        return zlib.compress("\n".join(lines).encode())

    @classmethod
    def unpacked(cls, data: bytes) -> "Weights":
        """Return the weights that ``packed`` has put into bytes."""
        texts, *lines = zlib.decompress(data).decode().split("\n")
        kept = [line.split("\t") for line in lines]
        weights = cls()
        weights._grams = {gram: number for number, (gram, _count) in enumerate(kept)}
        weights._standing_in = np.array([count for _gram, count in kept], np.int32)
        weights.texts = int(texts)
        weights._rarity = weights._weighed(weights._standing_in)
        return weights

    def _settle(self) -> None:
        """Take in the words met since the last time."""
        known = len(self._starts) - 1
        if known == len(self._grams_of):
            return
        new = self._grams_of[known:]
        lengths = np.fromiter(map(len, new), np.int64, len(new))
        self._starts = np.concatenate([self._starts, self._starts[-1] + np.cumsum(lengths)])
        self._flat = np.concatenate([self._flat, np.concatenate(new).astype(np.int32)])
        unknown = np.zeros(len(self._grams) - len(self._standing_in), np.int32)
        self._standing_in = np.concatenate([self._standing_in, unknown])
        self._rarity = np.concatenate([self._rarity, self._weighed(unknown)])

    def _all_signs(self) -> Bytes:
        """Return the signs of all n-grams met so far, each of which is hashed once."""
        if len(self._signs) < len(self._grams):
            new = islice(self._grams, len(self._signs), None)
            self._signs = np.concatenate([self._signs, _signs(new)])
        return self._signs

    def _weighed(self, counts: Numbers) -> Floats:
        # An n-gram never met counts as one that a single text has.
        present = np.maximum(counts, 1)
        return (np.log((1 + self.texts) / (1 + present)) + 1).astype(np.float32)


def _signs(grams: Iterable[str]) -> Bytes:
    """Return each n-gram's signs as bits; the same in every process and for all time."""
    size = DIRECTIONS // 8
    hashed = b"".join(shake_128(gram.encode()).digest(size) for gram in grams)
    return np.frombuffer(hashed, np.uint8).reshape(-1, size)
