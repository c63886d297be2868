"""A first, coarse look: which of many texts might be like a given one."""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from querschnitt.lib.likeness.weights import DIRECTIONS

_WORDS = DIRECTIONS // 64
_GONE = 2 * DIRECTIONS


class Signatures:
    """Signatures by key, to find those nearest to another one.

    A signature is replaced under its key; one without content is never found.
    """

    def __init__(self) -> None:
        self._keys: npt.NDArray[np.int64] = np.zeros(0, np.int64)
        self._places: dict[int, int] = {}
        # A column for each signature: distances are summed row by row, in the order of memory.
        self._bits: npt.NDArray[np.uint64] = np.zeros((_WORDS, 0), np.uint64)
        # Added to the distance: nothing, or more than any distance for what is no longer there.
        self._away: npt.NDArray[np.int32] = np.zeros(0, np.int32)

    def __len__(self) -> int:
        return int((self._away == 0).sum())

    def put(self, keys: Sequence[int], signatures: Iterable[bytes]) -> None:
        """Take in signatures, or replace those that there are under the same keys."""
        held = {key: data for key, data in zip(keys, signatures, strict=True) if data}
        for key in [key for key in keys if key in self._places]:
            place = self._places[key]
            self._away[place] = 0 if key in held else _GONE
            if key in held:
                self._bits[:, place] = np.frombuffer(held.pop(key), np.uint64)
        new = [key for key in held if key not in self._places]
        if not new:
            return
        self._places |= {key: len(self._keys) + at for at, key in enumerate(new)}
        bits = np.frombuffer(b"".join(held[key] for key in new), np.uint64)
        self._keys = np.concatenate([self._keys, np.array(new, np.int64)])
        self._bits = np.concatenate([self._bits, bits.reshape(-1, _WORDS).T], axis=1)
        self._away = np.concatenate([self._away, np.zeros(len(new), np.int32)])

    def nearest(self, signature: bytes, *, limit: int) -> list[int]:
        """Return the keys of those that might be nearest, the likeliest first."""
        if not signature or not len(self._keys):
            return []
        differing = np.bitwise_count(
            self._bits ^ np.frombuffer(signature, np.uint64)[:, np.newaxis]
        )
        distances = differing.sum(axis=0, dtype=np.uint16) + self._away
        places = np.arange(len(distances))
        if len(distances) > limit:
            places = np.argpartition(distances, limit)[:limit]
        # By key where they are equally near, so that the answer is always the same.
        order = np.lexsort((self._keys[places], distances[places]))
        found = places[order]
        return [int(key) for key in self._keys[found[distances[found] < _GONE]]]
