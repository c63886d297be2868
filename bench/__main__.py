"""All measurements, one after the other: ``python -m bench [--quick] [NAME ...]``."""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.measure import ROOT, SUMMARY

ALL = (
    "pages",
    "growth",
    "pdf",
    "sheets",
    "parts",
    "word",
    "likeness",
    "workbook",
    "registers",
    "stratml",
    "foreign",
    "api",
    "export",
    "deliveries",
)


def main() -> int:
    """Run each measurement in a process of its own; the exit status tells whether all ran."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(ALL))
    parser.add_argument("--quick", action="store_true", help="fewer rounds and smaller sizes")
    arguments = parser.parse_args()
    if unknown := set(arguments.names) - set(ALL):
        parser.error(f"there is no {', '.join(sorted(unknown))}; there are {', '.join(ALL)}")
    started, load = time.monotonic(), os.getloadavg()[0]
    print(f"{os.cpu_count()} cores, load {load:.1f} before the first measurement", flush=True)
    failed = []
    with tempfile.TemporaryDirectory(prefix="querschnitt-bench-") as directory:
        summary = Path(directory, "goals")
        options = ["--quick"] if arguments.quick else []
        for name in arguments.names or ALL:
            command = [sys.executable, "-m", f"bench.{name}", *options]
            environment = os.environ | {SUMMARY: str(summary)}
            if subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode:
                failed.append(name)
        goals = summary.read_text() if summary.exists() else ""
    missed = goals.count("MISSED")
    print(f"\nAll goals ({missed} missed, {time.monotonic() - started:.0f} s)\n{goals}", end="")
    if failed:
        print(f"Not measured: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
