"""The lines in which our own StratML export says what has no place in the standard."""

import re
from collections.abc import Mapping

_LINE = re.compile(r"([A-Z][A-Za-z0-9-]{0,60}): ?(.*)")
_MARKS = frozenset({"adopted framework", "reported goals"})


class OwnLines:
    """The values of one ``OtherInformation``, each by its key; knows what has been taken."""

    def __init__(self, values: Mapping[str, list[str]]) -> None:
        self._values = dict(values)

    def take(self, key: str) -> str:
        """Return the value of a key and forget it; empty where there is none."""
        return "\n".join(self._values.pop(key, ()))

    def take_all(self, key: str) -> list[str]:
        """Return all values of a key that may come several times."""
        return self._values.pop(key, [])

    def numbers(self, name: str) -> list[int]:
        """Return the numbers N of all keys ``name-N``, in their order."""
        found = (re.fullmatch(rf"{name}-(\d{{1,6}})", key) for key in self._values)
        return sorted(int(one[1]) for one in found if one)

    def rest(self) -> str:
        """Return what nobody took, as it stood there."""
        return "\n".join(f"{key}: {value}" for key, all_ in self._values.items() for value in all_)


def parsed(text: str) -> OwnLines | None:
    """Return the values of a text in our form of lines, or None if it is in another."""
    values: dict[str, list[str]] = {}
    last: list[str] = []
    for line in text.split("\n"):
        if line.startswith("  ") and last:
            last[-1] += f"\n{line[2:]}"
            continue
        if not line.strip() and not last:
            continue
        found = _LINE.fullmatch(line)
        if found is None:
            return None
        last = values.setdefault(found[1], [])
        last.append(found[2])
    return OwnLines(values) if values else None


def is_own(text: str) -> bool:
    """Return whether the text at the top of a file tells that our program wrote it."""
    lines = parsed(text)
    if lines is None:
        return False
    return lines.take("Content") in _MARKS and bool(lines.take("Language"))
