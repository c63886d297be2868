"""The one boundary for uploaded files: bytes from outside come in, plain texts go on.

A file is opened in a child process with limits and never here. Whatever it is or does, the caller
gets its texts or ``Unreadable`` with a sentence for the person who uploaded it; nothing else.
"""

import json
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from querschnitt.documents.unreadable import Unreadable, sentence

__all__ = [
    "LIMITS",
    "Limits",
    "Paragraph",
    "SheetRead",
    "Unreadable",
    "read_word",
    "read_workbook",
]

_CHILD = Path(__file__).resolve().parent / "extract.py"
# Nothing of ours, no secret above all.
_ENVIRONMENT = {"LC_ALL": "C.UTF-8", "MALLOC_ARENA_MAX": "2"}


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a file may be, and what reading it may cost."""

    size: int = 10 * 1024 * 1024
    unpacked: int = 50 * 1024 * 1024
    ratio: int = 100
    entries: int = 2_000
    rows: int = 20_000
    columns: int = 60
    cell: int = 32_767
    paragraphs: int = 20_000
    text: int = 40 * 1024 * 1024
    elements: int = 400_000
    depth: int = 50
    memory: int = 512 * 1024 * 1024
    pixels: int = 25_000_000
    seconds: int = 20


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class SheetRead:
    """A sheet as it was read: ``rows[0][0]`` is cell A1, and every row is as long as the others.

    Every cell is text: a date as ISO has it, a whole number without a decimal point, "" where there
    is nothing. Empty rows at the end are left out.
    """

    title: str
    rows: list[list[str]]
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a Word file; ``level`` is that of a heading, or 0. Cells count as such."""

    text: str
    style: str = ""
    level: int = 0


def read_workbook(data: bytes, *, limits: Limits = LIMITS) -> list[SheetRead]:
    """Return the sheets of an .xlsx or .ods file, hidden ones included.

    :raises Unreadable: with a sentence that says what is wrong with the file.
    """
    answer = extract(data, "workbook", limits)
    return [SheetRead(**sheet) for sheet in answer["sheets"]]


def read_word(data: bytes, *, limits: Limits = LIMITS) -> list[Paragraph]:
    """Return the paragraphs of a .docx file in their order, those in tables included.

    :raises Unreadable: with a sentence that says what is wrong with the file.
    """
    answer = extract(data, "word", limits)
    return [Paragraph(**paragraph) for paragraph in answer["paragraphs"]]


def extract(data: bytes, kind: str, limits: Limits) -> dict[str, Any]:
    """Return what the child found in a file of this kind.

    :raises Unreadable: with a sentence that says what is wrong with the file.
    """
    if len(data) > limits.size:
        raise Unreadable(sentence("too-large", kind, asdict(limits)))
    answer = _in_a_child(data, kind, limits)
    if "refused" in answer:
        raise Unreadable(sentence(answer["refused"], kind, asdict(limits) | answer["facts"]))
    return answer


def _in_a_child(data: bytes, kind: str, limits: Limits) -> dict[str, Any]:
    try:
        child = subprocess.run(  # noqa: S603
            [sys.executable, "-I", "-B", str(_CHILD), kind, json.dumps(asdict(limits))],
            input=data,
            capture_output=True,
            timeout=limits.seconds,
            env=_ENVIRONMENT,
            cwd=_CHILD.parent,
            check=False,
        )
        if child.returncode == 0:
            answer: dict[str, Any] = json.loads(child.stdout)
            return answer
    except subprocess.TimeoutExpired:
        return {"refused": "too-costly", "facts": {}}
    except ValueError:
        return {"refused": "damaged", "facts": {}}
    # Stopped at a limit by a signal, or out of memory; either way this file did it.
    return {"refused": "too-costly" if child.returncode < 0 else "damaged", "facts": {}}
