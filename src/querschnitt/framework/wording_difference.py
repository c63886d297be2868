"""What changed between two wordings, word by word."""

import re
from collections import Counter
from difflib import SequenceMatcher
from typing import Literal

Part = tuple[Literal["equal", "insert", "delete"], str]

_WORD = re.compile(r"^\s+|\S+\s*")
# Ordinary texts of the greatest length stay far below. A text that repeats one word a thousand
# times would keep a page waiting, so that its frequent words are not compared.
_PAIRS = 100_000


def difference(before: str, after: str) -> list[Part]:
    """Return the later text in parts, each the same or new, with what fell away between them.

    Spaces are not compared: a word is the same where only the space behind it changed.
    """
    old, new = _WORD.findall(before), _WORD.findall(after)
    matcher = _matcher([word.strip() for word in old], [word.strip() for word in new])
    parts: list[Part] = []
    for kind, old_from, old_until, new_from, new_until in matcher.get_opcodes():
        removed, added = "".join(old[old_from:old_until]), "".join(new[new_from:new_until])
        if kind == "equal":
            parts += _parts(("equal", added))
        else:
            parts += _parts(("delete", removed), ("insert", added))
    return parts


def _matcher(old: list[str], new: list[str]) -> SequenceMatcher[str]:
    there = Counter(new)
    pairs = sum(count * there[word] for word, count in Counter(old).items())
    return SequenceMatcher(None, old, new, autojunk=pairs > _PAIRS)


def _parts(*parts: Part) -> list[Part]:
    return [part for part in parts if part[1]]
