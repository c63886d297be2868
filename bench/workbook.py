"""Workbooks of 10,000 goals and 15 columns, read and written; ``python -m bench.workbook``.

Each step is a process of its own on a fresh SQLite file. CPU is that of the process and its
children from the moment that everything is imported; importing costs a web worker nothing, for it
has long been running. The limits do no more than they must: calamine and one ``executemany`` into a
table with five indexes; XlsxWriter with the bare rows.
"""

import argparse
import json
import os
import random
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from io import BytesIO
from pathlib import Path
from typing import Any

from bench.measure import ROOT, Goal, print_goals

ROWS = 10_000
COLUMNS = 15
STEPS = ("limit", "parse", "preview", "apply", "again", "export", "bare")
WORDS = [
    "Die",
    "Landesregierung",
    "stärkt",
    "grenzüberschreitende",
    "Zusammenarbeit",
    "mit",
    "Woiwodschaften",
    "und",
    "Regionen",
    "Wasserstoffwirtschaft",
    "Hochschulkooperation",
    "Partnerschaftsabkommen",
    "Jugendaustausch",
    "Verwaltungsdigitalisierung",
    "Strukturwandel",
    "Braunkohlerevier",
    "Europakompetenz",
]


def main() -> int:
    """Measure every step several times, turn by turn, and print the medians and the goals."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--quick", action="store_true", help="one round of 1,000 rows")
    parser.add_argument("--step", choices=("prepare", *STEPS))
    parser.add_argument("--directory", type=Path)
    arguments = parser.parse_args()
    if arguments.quick:
        arguments.rows, arguments.rounds = 1_000, 1
    if arguments.step:
        print(json.dumps(_step(arguments.step, arguments.directory, arguments.rows)))
        return 0
    with tempfile.TemporaryDirectory(prefix="querschnitt-workbook-") as directory:
        prepared = Path(directory, "prepared")
        prepared.mkdir()
        _run("prepare", prepared, arguments.rows)
        found: dict[str, list[dict[str, float]]] = {step: [] for step in STEPS}
        for _round in range(arguments.rounds):
            own = Path(directory, "own")
            shutil.copytree(prepared, own)
            for step in STEPS:
                found[step].append(_run(step, own, arguments.rows))
            shutil.rmtree(own)
    _print(found, arguments.rows)
    return 0


def _run(step: str, directory: Path, rows: int) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.workbook", "--step", step]
    command += ["--directory", str(directory), "--rows", str(rows)]
    environment = {
        **os.environ,
        "PYTHONPATH": f"{ROOT}/src{os.pathsep}{ROOT}",
        "QUERSCHNITT_DATA_DIR": str(directory),
        "DJANGO_SETTINGS_MODULE": "querschnitt.config.settings",
    }
    done = subprocess.run(command, env=environment, capture_output=True, check=False, cwd=ROOT)
    if done.returncode:
        raise SystemExit(done.stderr.decode())
    answer: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return answer


def _step(step: str, directory: Path, rows: int) -> dict[str, float]:
    if step in {"limit", "bare"}:
        return {"limit": _limit, "bare": _bare}[step](directory)
    import django

    django.setup()
    from bench import workbook_steps

    if step == "prepare":
        workbook_steps.prepare(directory, rows, _texts(rows))
        return {}
    return measured(lambda: getattr(workbook_steps, step)(directory))


def measured(call: Any) -> dict[str, float]:
    """Return what a call costs: CPU of this process and its children, wall time, peak memory."""
    before, began = _cpu(), time.perf_counter()
    at_start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = call()
    return {
        "cpu": _cpu() - before,
        "wall": time.perf_counter() - began,
        "start": at_start,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "size": size or 0,
    }


def _cpu() -> float:
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    used = [resource.getrusage(one) for one in who]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _limit(directory: Path) -> dict[str, float]:
    from python_calamine import load_workbook

    data = Path(directory, "new.xlsx").read_bytes()

    def call() -> None:
        rows = load_workbook(BytesIO(data)).get_sheet_by_index(0).to_python()[1:]
        with sqlite3.connect(Path(directory, "limit.sqlite3")) as connection:
            names = ", ".join(f"c{place}" for place in range(COLUMNS))
            connection.execute(f"CREATE TABLE goal (id INTEGER PRIMARY KEY, {names})")
            for place in (0, 3, 4, 8, 12):
                connection.execute(f"CREATE INDEX i{place} ON goal (c{place})")
            places = ", ".join("?" * COLUMNS)
            connection.executemany(f"INSERT INTO goal ({names}) VALUES ({places})", rows)  # noqa: S608

    return measured(call)


def _bare(directory: Path) -> dict[str, float]:
    import xlsxwriter
    from python_calamine import load_workbook

    data = Path(directory, "full.xlsx").read_bytes()
    book = load_workbook(BytesIO(data))
    rows = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}

    def call() -> int:
        file = BytesIO()
        with xlsxwriter.Workbook(file, {"constant_memory": True}) as written:
            for name, cells in rows.items():
                sheet = written.add_worksheet(name)
                for row, values in enumerate(cells):
                    for column, value in enumerate(values):
                        if value != "":
                            sheet.write_string(row, column, str(value))
        return len(file.getvalue())

    return measured(call)


def _texts(rows: int) -> list[str]:
    chance = random.Random(42)
    return [f"Ziel {row}: {' '.join(chance.choices(WORDS, k=34))}." for row in range(rows)]


def _print(found: dict[str, list[dict[str, float]]], rows: int) -> None:
    def median(step: str, name: str) -> float:
        return statistics.median(one[name] for one in found[step])

    print(f"Workbooks of {rows:,} goals x {COLUMNS} columns, {len(found['limit'])} rounds, SQLite")
    print(
        f"{'':10}{'CPU s':>8}  (min - max)    {'wall s':>8}{'MiB before':>12}{'peak':>6}{'MB':>7}"
    )
    for step in STEPS:
        every = sorted(one["cpu"] for one in found[step])
        print(
            f"{step:10}{median(step, 'cpu'):8.2f}  ({every[0]:.2f} - {every[-1]:.2f})"
            f"{median(step, 'wall'):10.2f}{median(step, 'start'):12.0f}{median(step, 'peak'):6.0f}"
            f"{median(step, 'size') / 1e6:7.2f}"
        )
    limit, parse, preview, apply, again, export, bare = (median(step, "cpu") for step in STEPS)
    print_goals(
        [
            Goal("import: reading, checking and writing to calamine + executemany",
                 (parse + apply) / limit, 2.0),
            Goal("reading and checking alone to the same", parse / limit),
            Goal("preview to import", preview / (parse + apply), 1.3),
            Goal("preview of the same file again, all unchanged, to import",
                 again / (parse + apply), 1.3),
            Goal("export to XlsxWriter", export / bare, 1.15),
            Goal("export: MiB on top of the program",
                 median("export", "peak") - median("export", "start"), 60),
        ]
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
