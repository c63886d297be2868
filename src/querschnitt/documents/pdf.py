"""Writing a document as PDF: tagged, for the archive, and the same bytes for the same content."""

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from querschnitt.documents.compile import TYPST_SAYS_NO
from querschnitt.documents.failing import TypesettingFailed
from querschnitt.documents.house_style import PLAIN, HouseStyle
from querschnitt.documents.outline import outline
from querschnitt.documents.typeset import TypesetDocument
from querschnitt.documents.warm import WarmTypesetter

__all__ = ["TypesettingFailed", "many", "pdf"]

MEMORY = 1024 * 1024 * 1024
SECONDS = 60
# A book of a thousand pages. More is a mistake, and is refused before a process starts.
LARGEST_INPUT = 4 * 1024 * 1024

_CHILD = Path(__file__).resolve().parent / "compile.py"
# Nothing of ours, no secret above all. Two threads, so that the memory a document needs is the
# same on a large machine.
_ENVIRONMENT = {"LC_ALL": "C.UTF-8", "RAYON_NUM_THREADS": "2", "MALLOC_ARENA_MAX": "2"}


def pdf(
    document: TypesetDocument,
    style: HouseStyle = PLAIN,
    *,
    memory: int = MEMORY,
    seconds: float = SECONDS,
) -> bytes:
    """Return the document as PDF/UA-1 and PDF/A-2a, set in a child process with limits.

    :raises TypesettingFailed: the document contradicts itself, or is too large for the limits.
    """
    data = _data(document, style)
    return in_a_child(data, style.fonts, memory=memory, seconds=seconds)


def many(
    documents: Iterable[TypesetDocument],
    style: HouseStyle = PLAIN,
    *,
    memory: int = MEMORY,
    seconds: float = SECONDS,
) -> Iterator[bytes]:
    """Return an iterator over documents as PDF, for many small ones: a warm child sets them.

    The bytes are those of ``pdf``. A document that cannot be set raises TypesettingFailed in its
    turn, and ``next`` goes on with the one after it; the child ends with the iterator.
    """
    child = [sys.executable, "-I", "-B", str(_CHILD), "many", str(memory)]
    setter = WarmTypesetter(child, fonts=style.fonts, environment=_ENVIRONMENT, seconds=seconds)
    return _Sheets(iter(documents), style, setter)


class _Sheets(Iterator[bytes]):
    def __init__(
        self, documents: Iterator[TypesetDocument], style: HouseStyle, setter: WarmTypesetter
    ) -> None:
        self._documents = documents
        self._style = style
        self._setter = setter

    def __next__(self) -> bytes:
        try:
            document = next(self._documents)
        except StopIteration:
            self._setter.end()
            raise
        return self._setter.set(_data(document, self._style))


def _data(document: TypesetDocument, style: HouseStyle) -> bytes:
    try:
        data = json.dumps(outline(document, style), ensure_ascii=False).encode()
    except ValueError as error:
        raise TypesettingFailed(str(error)) from error
    largest = LARGEST_INPUT + 2 * len(style.emblem)
    if len(data) > largest:
        message = f"The document holds {len(data)} bytes of text; {largest} are the most."
        raise TypesettingFailed(message)
    return data


def in_a_child(data: bytes, fonts: str, *, memory: int, seconds: float, kind: str = "one") -> bytes:
    """Return what a child process with limits makes of this outline.

    :param kind: ``one`` document, or a ``card``
    :raises TypesettingFailed: if it contradicts itself, or is too large for the limits
    """
    # Two threads use two seconds of CPU in one; the clock is to be the limit that is met first.
    limits = [str(memory), str(2 * int(seconds) + 1)]
    try:
        child = subprocess.run(  # noqa: S603
            [sys.executable, "-I", "-B", str(_CHILD), kind, *limits, fonts],
            input=data,
            capture_output=True,
            timeout=seconds,
            env=_ENVIRONMENT,
            cwd=_CHILD.parent,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        message = f"Typesetting took longer than {seconds} seconds and was stopped."
        raise TypesettingFailed(message) from error
    if child.returncode:
        raise TypesettingFailed(_reason(child.returncode, child.stderr.decode(errors="replace")))
    return child.stdout


def _reason(status: int, said: str) -> str:
    if status == TYPST_SAYS_NO:
        return f"Typst refused the document: {said[:500]}"
    last = said.strip().splitlines()[-1:] or ["it said nothing"]
    how = f"was stopped by signal {-status}" if status < 0 else f"ended with status {status}"
    return f"The typesetting process {how}, perhaps at a limit: {last[0][:300]}"
