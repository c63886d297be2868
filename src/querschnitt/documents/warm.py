"""A typesetter that stays warm for many small documents, in a child of bounded life.

Starting a process and reading the fonts takes longer than setting one page. So a child sets one
small document after the other; since Typst never forgets, it is replaced after a while.
"""

import os
import select
import struct
import subprocess
import time
import weakref
from collections.abc import Sequence

from querschnitt.documents.compile import DONE, DONE_AND_LEAVING
from querschnitt.documents.failing import TypesettingFailed

LIFETIME = 200
_HEAD = struct.Struct(">BL")


class WarmTypesetter:
    """Sets documents in a child that is started when needed and replaced after some of them."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        fonts: str,
        environment: dict[str, str],
        seconds: float,
        lifetime: int = LIFETIME,
    ) -> None:
        # The CPU limit is of the whole life; the clock is the limit of each document.
        self._command = [*command, str(int(2 * seconds) + lifetime), fonts]
        self._environment = environment
        self._seconds = seconds
        self._lifetime = lifetime
        self._child: subprocess.Popen[bytes] | None = None
        self._left = 0
        self._finalizer: weakref.finalize[..., WarmTypesetter] | None = None

    def set(self, data: bytes) -> bytes:
        """Return one document as PDF.

        :raises TypesettingFailed: it cannot be set, or meets a limit; the next one is not affected.
        """
        child = self._warm_child()
        try:
            status, produced = self._ask(child, data)
        except (OSError, TimeoutError) as error:
            self.end()
            message = f"The typesetting process was stopped, perhaps at a limit: {error}"
            raise TypesettingFailed(message) from error
        self._left -= 1
        if status == DONE_AND_LEAVING or self._left <= 0:
            self.end()
        if status not in {DONE, DONE_AND_LEAVING}:
            said = produced.decode(errors="replace")
            raise TypesettingFailed(f"Typst refused the document: {said[:500]}")
        return produced

    def end(self) -> None:
        """End the child, if there is one."""
        if self._finalizer:
            self._finalizer()
        self._child = self._finalizer = None

    def _warm_child(self) -> subprocess.Popen[bytes]:
        if self._child is None:
            self._child = subprocess.Popen(  # noqa: S603
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=self._environment,
                cwd=os.path.dirname(self._command[3]),  # noqa: PTH120
                bufsize=0,
            )
            self._left = self._lifetime
            self._finalizer = weakref.finalize(self, _kill, self._child)
        return self._child

    def _ask(self, child: subprocess.Popen[bytes], data: bytes) -> tuple[int, bytes]:
        assert child.stdin  # noqa: S101
        deadline = time.monotonic() + self._seconds
        _write(child.stdin.fileno(), struct.pack(">L", len(data)) + data, deadline)
        assert child.stdout  # noqa: S101
        answer = child.stdout.fileno()
        status, length = _HEAD.unpack(_read(answer, _HEAD.size, deadline))
        return status, _read(answer, length, deadline)


def _write(to: int, data: bytes, deadline: float) -> None:
    rest = memoryview(data)
    while rest:
        _, ready, _ = select.select([], [to], [], max(deadline - time.monotonic(), 0))
        if not ready:
            raise TimeoutError("it took too long")
        # Not more than a pipe takes at once, or the write would wait without a limit.
        rest = rest[os.write(to, rest[: select.PIPE_BUF]) :]


def _read(out_of: int, length: int, deadline: float) -> bytes:
    parts = bytearray()
    while len(parts) < length:
        ready, _, _ = select.select([out_of], [], [], max(deadline - time.monotonic(), 0))
        if not ready:
            raise TimeoutError("it took too long")
        part = os.read(out_of, min(length - len(parts), 1 << 20))
        if not part:
            raise OSError("it ended before it answered")
        parts += part
    return bytes(parts)


def _kill(child: subprocess.Popen[bytes]) -> None:
    child.kill()
    child.wait()
    for pipe in (child.stdin, child.stdout):
        if pipe:
            pipe.close()
