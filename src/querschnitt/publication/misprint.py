"""What still is a misprint: a text that says the same, spelled right."""

import re
from difflib import SequenceMatcher
from itertools import pairwise

WORD = re.compile(r"\w+", re.UNICODE)
MOST_WORDS = 3
LEAST_LIKENESS = 0.6
# A letter less turns "keine" into "eine": words that turn a meaning round are never misprints.
TURNING = re.compile(
    r"nicht|k?eine?[mnrs]?|nie|niemals|ohne|weder|noch|nur|kaum|soll\w*|muss|müssen|kann|können"
)


def is_misprint(before: str, after: str) -> bool:
    """Return whether the second text is the first one with a few words spelled right.

    Words may be spelled otherwise, joined, split, or lose a repetition; punctuation is free. No
    figure may change, no word may come or go, and none that turns the meaning.
    """
    old, new = WORD.findall(before), WORD.findall(after)
    if not new or _figures(before) != _figures(after):
        return False
    changes = [
        (old[a:b], new[c:d])
        for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        if tag != "equal"
    ]
    repeated = [pair for pair in changes if _is_repetition(*pair, old)]
    changes = [pair for pair in changes if pair not in repeated]
    if sum(max(len(a), len(b)) for a, b in changes) > MOST_WORDS:
        return False
    return all(_is_spelling(a, b) for a, b in changes)


def _figures(text: str) -> list[str]:
    # With what stands between digits, so that 1,5 and 15 differ.
    return re.findall(r"\d(?:[\d.,]*\d)?", text)


def _is_repetition(old: list[str], new: list[str], whole: list[str]) -> bool:
    if new or len(old) != 1:
        return False
    return any(a == b == old[0] for a, b in pairwise(whole))


def _is_spelling(old: list[str], new: list[str]) -> bool:
    if any(TURNING.fullmatch(word.lower()) for word in [*old, *new]):
        return False
    a, b = "".join(old).lower(), "".join(new).lower()
    return bool(a and b) and SequenceMatcher(None, a, b, autojunk=False).ratio() > LEAST_LIKENESS
