"""An installation of the program as an operator would run it: own data, own processes."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120
"""Seconds; on a busy machine a process needs its time to start."""


@dataclass
class Installation:
    """A data directory, a database and the address under which both are served."""

    directory: Path
    database: str = ""
    port: int = field(default_factory=lambda: _free_port())

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def is_embedded(self) -> bool:
        return not self.database

    @property
    def environment(self) -> dict[str, str]:
        taken_over = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        places = [str(ROOT / "src"), *filter(None, [os.environ.get("PYTHONPATH")])]
        return {
            **taken_over,
            "LANG": "C.UTF-8",
            "PYTHONPATH": os.pathsep.join(places),
            "DATABASE_URL": self.database,
            "QUERSCHNITT_DATA_DIR": str(self.directory / "data"),
            "QUERSCHNITT_BASE_URL": self.url,
        }

    def run(self, *arguments: str) -> str:
        """Run one command to its end and return what it said; its failure is the test's."""
        self.directory.mkdir(parents=True, exist_ok=True)
        done = subprocess.run(
            _command(arguments),
            cwd=self.directory,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
        )
        assert done.returncode == 0, f"{arguments}: {done.stdout}\n{done.stderr}"
        return done.stdout

    @contextmanager
    def serving(self):
        """Serve portal and desk, and do the jobs, until the block ends."""
        self.directory.mkdir(parents=True, exist_ok=True)
        commands = [("serve", "--port", str(self.port))]
        if not self.is_embedded:
            # Only an embedded database has its jobs done by the server itself.
            commands.append(("work",))
        with (self.directory / "log").open("w") as log:
            running = [self._start(command, log) for command in commands]
            try:
                self._await_answer(running[0])
                yield self
            finally:
                for process in running:
                    _end(process)

    def copied_to(self, directory: Path) -> "Installation":
        """Return an installation with the same data, to be changed without changing these."""
        shutil.copytree(self.directory, directory)
        return Installation(directory)

    def _start(self, arguments: tuple[str, ...], log) -> subprocess.Popen:
        return subprocess.Popen(
            _command(arguments),
            cwd=self.directory,
            env=self.environment,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def _await_answer(self, server: subprocess.Popen) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and server.poll() is None:
            try:
                urllib.request.urlopen(f"{self.url}/desk/anmelden/", timeout=5).close()  # noqa: S310
            except (URLError, OSError):
                time.sleep(0.1)
            else:
                return
        raise AssertionError(f"The server did not start: {(self.directory / 'log').read_text()}")


def _command(arguments: tuple[str, ...]) -> list[str]:
    return [sys.executable, "-m", "querschnitt", *arguments]


def _end(process: subprocess.Popen) -> None:
    """End a process with all it started."""
    process.terminate()
    try:
        process.wait(timeout=30)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=30)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
