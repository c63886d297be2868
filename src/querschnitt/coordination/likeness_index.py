"""Which goals might be like a given one: signatures of all of them, remembered by this process.

They are read from the database once and kept up with what is written since. Comparing is cheap
then, and no page waits: where many goals have no signature yet, such as after an upload, the
worker makes them, and a page says that it is on its way.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from querschnitt.coordination.alike import compared
from querschnitt.coordination.models import GoalSignature, LikenessWeights
from querschnitt.framework.models import GoalVersion
from querschnitt.lib import likeness

if TYPE_CHECKING:
    from querschnitt.lib.likeness import Signatures, Weights

AT_ONCE = 20
"""How many new versions a page takes in by itself."""
SMALL = 300
"""Among so few versions a page compares without what the worker has prepared."""
_READ_AT_ONCE = 1000


@dataclass
class _Held:
    generation: int
    weights: "Weights"
    signatures: "Signatures"
    until: int


_held: _Held | None = None
# Threads share what is held; each takes a few milliseconds.
_lock = Lock()


def candidates(text: str, *, limit: int) -> list[int] | None:
    """Return the ids of the versions that might be like a text; None while that is not known."""
    with _lock:
        held = _up_to_date()
        if held is None:
            return None
        return held.signatures.nearest(held.weights.signature(text), limit=limit)


def scores(text: str, others: Sequence[str]) -> list[float]:
    """Return how alike a text is to others, exactly."""
    with _lock:
        weights = _held.weights if _held else likeness.Weights.of([text, *others])
        return likeness.compare(weights, text, others)


def forget() -> None:
    """Forget what is held, such as when the database is another one."""
    global _held
    with _lock:
        _held = None


def _up_to_date() -> _Held | None:
    global _held
    newest = LikenessWeights.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    if _held is None or _held.generation != newest:
        _held = _prepared(newest) if newest else _made_here()
    if _held and not _taken_in(_held):
        # Many are new. Where the worker prepares nothing, few are there at all.
        _held = _held if newest else _made_here()
        return None if newest else _held
    return _held


def _prepared(generation: int) -> _Held:
    """Return what the worker has prepared."""
    packed = LikenessWeights.objects.values_list("packed", flat=True).get(pk=generation)
    rows = [*GoalSignature.objects.filter(weights=generation).values_list("version", "bits")]
    signatures = likeness.Signatures()
    signatures.put([key for key, _bits in rows], [bytes(bits) for _key, bits in rows])
    until = max((key for key, _bits in rows), default=0)
    return _Held(generation, likeness.Weights.unpacked(bytes(packed)), signatures, until)


def _made_here() -> _Held | None:
    rows = [*GoalVersion.objects.order_by("pk").values_list("pk", "title", "wording")[: SMALL + 1]]
    if len(rows) > SMALL:
        return None
    texts = [compared(title, wording) for _key, title, wording in rows]
    weights, signatures = likeness.Weights.of(texts), likeness.Signatures()
    signatures.put([key for key, *_text in rows], likeness.signatures(weights, texts))
    return _Held(0, weights, signatures, max((key for key, *_text in rows), default=0))


def _taken_in(held: _Held) -> bool:
    """Take in the versions written since the last time; tell whether these were all."""
    new = GoalVersion.objects.filter(pk__gt=held.until).order_by("pk")
    rows = [*new.values_list("pk", "signature__bits", "signature__weights")[:_READ_AT_ONCE]]
    signed = {key: bits for key, bits, weights in rows if weights == held.generation}
    unsigned = [key for key, *_signed in rows if key not in signed]
    if len(unsigned) > AT_ONCE or len(rows) == _READ_AT_ONCE:
        return False
    if unsigned:
        for version in GoalVersion.objects.filter(pk__in=unsigned):
            text = compared(version.title, version.wording)
            signed[version.pk] = held.weights.signature(text)
    held.signatures.put([*signed], [bytes(bits) for bits in signed.values()])
    held.until = max((key for key, *_signed in rows), default=held.until)
    return True
