"""Servers side by side: started, driven from another process, and read from /proc.

CPU time (user and system, of the whole process tree) for each request is the figure to trust;
requests per second and latencies hold within one table only, since the generator shares the
machine. Rounds alternate between the servers, so that a busy minute falls on all of them.
"""

import json
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Self

ROOT = Path(__file__).resolve().parent.parent
TICKS = os.sysconf("SC_CLK_TCK")
PATH = {"PYTHONPATH": f"{ROOT}/src{os.pathsep}{ROOT}"}
SUMMARY = "BENCH_SUMMARY"
UNITS = {"us": 1e-3, "ms": 1.0, "s": 1e3, "m": 6e4}


@dataclass
class Server:
    """A server under test: how it is started, and where it listens."""

    name: str
    command: Sequence[str]
    port: int
    environment: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    def tree(self) -> list[int]:
        """Return the server's process and all that it has started."""
        assert self.process
        children: dict[int, list[int]] = {}
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                parent = int(stat.read_text().rpartition(")")[2].split()[1])
            except (FileNotFoundError, ProcessLookupError):
                continue
            children.setdefault(parent, []).append(int(stat.parent.name))
        found = [self.process.pid]
        for process in found:
            found += children.get(process, [])
        return found

    def cpu(self) -> float:
        """Return the seconds of processor time that the tree has used."""
        used = 0
        for process in self.tree():
            fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
            used += int(fields[11]) + int(fields[12])
        return used / TICKS

    def memory(self) -> float:
        """Return the proportional set size of the tree in MiB."""
        kilobytes = 0
        for process in self.tree():
            rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
            if match := re.search(r"^Pss:\s+(\d+)", rollup, re.MULTILINE):
                kilobytes += int(match[1])
        return kilobytes / 1024


@dataclass(frozen=True)
class Case:
    """One kind of request to one server."""

    server: Server
    path: str
    headers: tuple[tuple[str, str], ...] = ()
    status: int = 200


@dataclass
class Figures:
    """What several rounds of one case measured."""

    cpu: list[float] = field(default_factory=list)
    rate: list[float] = field(default_factory=list)
    p50: list[float] = field(default_factory=list)
    p99: list[float] = field(default_factory=list)
    memory: float = 0.0
    size: int = 0
    queries: int | None = None

    def median(self, name: str) -> float:
        """Return the median over the rounds of one of the lists."""
        return float(statistics.median(getattr(self, name)))


@dataclass(frozen=True)
class Goal:
    """A bound that a figure, mostly the ratio of two figures, should keep; or none, to show it."""

    sentence: str
    ratio: float | None
    at_most: float = float("inf")
    at_least: float = 0.0

    def __str__(self) -> str:
        if self.at_most == float("inf") and not self.at_least:
            return f"{'':>6}  {self.sentence}: {self.ratio or 0:.2f} (shown beside it)"
        bound = f"<= {self.at_most:g}" if self.at_most < float("inf") else f">= {self.at_least:g}"
        if self.ratio is None:
            return f"{'--':>6}  {self.sentence} ({bound}): not measured here"
        verdict = "OK" if self.at_least <= self.ratio <= self.at_most else "MISSED"
        return f"{verdict:>6}  {self.sentence}: {self.ratio:.2f} ({bound})"


def free_port() -> int:
    """Return a port on which nobody listens at the moment."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port


@contextmanager
def running(servers: Sequence[Server]) -> Iterator[None]:
    """Start servers, wait until each answers, and end them with all that they started."""
    try:
        for server in servers:
            server.process = subprocess.Popen(
                server.command,
                cwd=ROOT,
                env=os.environ | server.environment,
                stdout=subprocess.DEVNULL,
                start_new_session=True,
            )
        for server in servers:
            _wait_for(server)
        yield
    finally:
        for server in servers:
            if server.process:
                os.killpg(server.process.pid, signal.SIGTERM)
        for server in servers:
            if server.process:
                try:
                    server.process.wait(10)
                except subprocess.TimeoutExpired:
                    os.killpg(server.process.pid, signal.SIGKILL)


def _wait_for(server: Server) -> None:
    deadline = time.monotonic() + 30
    while True:
        assert server.process
        if server.process.poll() is not None or time.monotonic() > deadline:
            raise SystemExit(f"{server.name} did not start: {' '.join(server.command)}")
        try:
            socket.create_connection(("127.0.0.1", server.port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return


@dataclass(frozen=True)
class Response:
    """One answer, as a single request sees it."""

    status: int
    headers: dict[str, str]
    body: bytes

    @classmethod
    def of(cls, case: Case) -> Self:
        """Return what a case is answered with."""
        connection = HTTPConnection("127.0.0.1", case.server.port, timeout=60)
        connection.request("GET", case.path, headers=dict(case.headers))
        answer = connection.getresponse()
        headers = {name.lower(): value for name, value in answer.getheaders()}
        response = cls(answer.status, headers, answer.read())
        connection.close()
        return response


def compare(
    cases: dict[str, Case], *, rounds: int, seconds: float, connections: int = 16
) -> dict[str, Figures]:
    """Measure cases in alternating rounds; each must answer with the status that it expects."""
    figures = {name: Figures() for name in cases}
    for name, case in cases.items():
        response = Response.of(case)
        if response.status != case.status:
            raise SystemExit(f"{name}: {case.path} answers {response.status}, not {case.status}")
        figures[name].size = len(response.body)
        drive(case, seconds=0.5, connections=connections)
    for round_ in range(rounds):
        names = list(cases)
        # Who comes first changes from round to round, and so does the direction.
        for name in names if round_ % 2 else reversed(names):
            case = cases[name]
            before = case.server.cpu()
            run = drive(case, seconds=seconds, connections=connections)
            used = case.server.cpu() - before
            figures[name].cpu.append(used / max(run["requests"], 1) * 1e6)
            for key in ("rate", "p50", "p99"):
                getattr(figures[name], key).append(run[key])
            figures[name].memory = case.server.memory()
    return figures


def drive(case: Case, *, seconds: float, connections: int) -> dict[str, float]:
    """Send requests from another process and return how many, how fast, and the latencies."""
    url = f"http://127.0.0.1:{case.server.port}{case.path}"
    if not shutil.which("wrk"):
        return _drive_without_wrk(case, seconds, connections)
    command = ["wrk", "-t1", f"-c{connections}", f"-d{max(1, round(seconds))}s", "--latency"]
    for name, value in case.headers:
        command += ["-H", f"{name}: {value}"]
    report = subprocess.run([*command, url], check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in report and case.status < 400:
        raise SystemExit(f"{case.server.name} answered with errors:\n{report}")
    percentile = {
        match[1]: float(match[2]) * UNITS[match[3]]
        for match in re.finditer(r"^\s+(50|99)%\s+([\d.]+)(us|ms|s|m)$", report, re.MULTILINE)
    }
    requests, rate = (
        float(re.search(pattern, report)[1])  # type: ignore[index]
        for pattern in (r"(\d+) requests in", r"Requests/sec:\s+([\d.]+)")
    )
    return {
        "requests": requests,
        "rate": rate,
        "p50": percentile.get("50", 0.0),
        "p99": percentile.get("99", 0.0),
    }


def _drive_without_wrk(case: Case, seconds: float, connections: int) -> dict[str, float]:
    order = {
        "port": case.server.port,
        "path": case.path,
        "headers": dict(case.headers),
        "seconds": seconds,
        "connections": connections,
        "status": case.status,
    }
    report = subprocess.run(
        [sys.executable, "-m", "bench.load", json.dumps(order)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    answer: dict[str, float] = json.loads(report.stdout)
    return answer


def table(title: str, figures: dict[str, Figures]) -> None:
    """Print the figures of a comparison."""
    print(f"\n{title}")
    print(
        f"{'':34}{'CPU us':>9}{'req/s':>9}{'p50 ms':>8}{'p99 ms':>8}{'SQL':>5}{'bytes':>9}"
        f"{'PSS MiB':>9}"
    )
    for name, f in figures.items():
        queries = "-" if f.queries is None else f.queries
        print(
            f"{name:34}{f.median('cpu'):9.1f}{f.median('rate'):9.0f}{f.median('p50'):8.2f}"
            f"{f.median('p99'):8.2f}{queries:>5}{f.size:9d}{f.memory:9.0f}",
            flush=True,
        )


def print_goals(goals: Sequence[Goal]) -> None:
    """Print what was aimed at and what was reached; leave it for the summary of all as well."""
    lines = [str(goal) for goal in goals]
    print("\n".join(["\nGoals", *lines]), flush=True)
    if summary := os.environ.get(SUMMARY):
        with Path(summary).open("a") as file:
            file.writelines(f"{line}\n" for line in lines)


def python(module: str, *arguments: str, **environment: str) -> str:
    """Run a module of the bench in a process of its own and return what it prints."""
    command = [sys.executable, "-W", "ignore", "-m", module, *arguments]
    environ = os.environ | PATH | environment
    return subprocess.run(
        command, cwd=ROOT, check=True, env=environ, stdout=subprocess.PIPE, text=True
    ).stdout


def granian(name: str, application: str, **environment: str) -> Server:
    """Return granian as ``querschnitt serve`` starts it, with one web process."""
    port = free_port()
    command = [sys.executable, "-W", "ignore", "-m", "bench.serve", application, str(port)]
    return Server(name, command, port, PATH | environment)
