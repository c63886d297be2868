"""The file outside the database in which the ends of the chains are kept.

Each line is one JSON object. Lines are only ever appended, so that the file may lie on a medium
that forgets nothing.
"""

import json
import os
from pathlib import Path
from typing import Any

from querschnitt.publication.verification.reading import Fault, Head

CHAINS = ("journal", "versions", "editions")
Heads = dict[str, Head]


class Unreadable(Exception):
    """The file cannot be read or written, or a line of it is none of ours."""


def read(path: Path) -> list[Heads]:
    """Return the anchored ends, oldest first; nothing if the file does not exist yet.

    :raises Unreadable: if the file is there, and cannot be understood
    """
    if not path.exists():
        return []
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as error:
        raise Unreadable(f"{path} cannot be read: {error}") from error
    return [_heads(path, number, line) for number, line in enumerate(lines, 1) if line.strip()]


def append(path: Path, heads: Heads, known: list[Heads]) -> bool:
    """Write the present ends as a new line, unless they are the last ones already.

    :raises Unreadable: if the file cannot be written
    """
    if known and known[-1] == heads:
        return False
    line = json.dumps(
        {name: {"sequence": head.sequence, "digest": head.digest} for name, head in heads.items()}
    )
    try:
        with path.open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise Unreadable(f"{path} cannot be written: {error}") from error
    return True


def wanted(known: list[Heads], chain: str) -> set[int]:
    """Return the sequence numbers of a chain that are anchored."""
    return {heads[chain].sequence for heads in known} - {0}


def fault_of(known: list[Heads], chain: str, present: dict[int, str], table: str) -> Fault | None:
    """Return the first anchored end that the chain does not have any more."""
    for head in (heads[chain] for heads in known):
        if head.sequence and present.get(head.sequence) != head.digest:
            there = "is missing" if head.sequence not in present else "is another one"
            return Fault(table, f"#{head.sequence}", f"{there}, though it is anchored outside")
    return None


def _heads(path: Path, number: int, line: str) -> Heads:
    try:
        values: dict[str, Any] = json.loads(line)
        heads = {name: Head(values[name]["sequence"], values[name]["digest"]) for name in CHAINS}
    except (KeyError, TypeError, ValueError) as error:
        raise Unreadable(f"{path}, line {number}: this is no anchor of a chain.") from error
    if not all(type(h.sequence) is int and type(h.digest) is str for h in heads.values()):
        raise Unreadable(f"{path}, line {number}: this is no anchor of a chain.")
    return heads
