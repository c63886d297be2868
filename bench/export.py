"""The public site as 2,000 files: ours beside a packed file's unpacking and django-distill.

``python -m bench.export [--quick]``. Everything is written into memory (``/dev/shm``), for on a
disk the writing itself swings more than what is compared. Ours follows all links as well. CPU is
that of one call in a process that has started; rounds alternate. distill renders the plain site of
``bench.plain``: as many pages of one goal each, and a list of 200. Hugo was not to be had here.
"""

import argparse
import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.measure import Goal, print_goals, python

ADDRESS = "synthetisch-s1"
LIST, GOAL = "/de/ziele/", f"/de/ziele/{ADDRESS}/"
LIMIT, FULL, SAME, ONE, DISTILL = (
    "read one file, write all", "ours, full", "ours, nothing changed", "ours, one changed goal",
    "django-distill",
)  # fmt: skip
Figures = dict[str, list[float]]


class Silent:
    """Is told how far an export is, and tells nobody."""

    def began(self, count: int) -> None: ...

    def went_on(self) -> None: ...

    def began_anew(self) -> None: ...


def unpack(packed: Path, target: Path) -> None:
    """Write all files out of one: what any export costs at least."""
    with packed.open("rb") as file:
        table = json.loads(file.readline())
        body = file.read()
    at, made = 0, set[str]()
    for name, size in table:
        place = f"{target}/{name}"
        folder = place.rpartition("/")[0]
        if folder not in made:
            Path(folder).mkdir(parents=True, exist_ok=True)
            made.add(folder)
        with open(place, "wb") as file:  # noqa: PTH123 (as bare as can be)
            file.write(body[at : at + size])
        at += size


def pack(source: Path, packed: Path) -> int:
    """Put all files of a directory into one; return how many."""
    files = sorted(path for path in source.rglob("*") if path.is_file())
    table = [(path.relative_to(source).as_posix(), path.stat().st_size) for path in files]
    with packed.open("wb") as file:
        file.write(json.dumps(table).encode() + b"\n")
        for path in files:
            file.write(path.read_bytes())
    return len(files)


def change_a_goal(number: int) -> None:
    """Let a goal say something else: on its page, on its card, and in the search."""
    from django.db import transaction

    from querschnitt.publication import store
    from querschnitt.publication.models import PublicGoal, StoredPage
    from querschnitt.publication.rendering import rendered_page

    path = f"/de/ziele/synthetisch-s{number}/"
    body = bytes(StoredPage.objects.get(path=path).body)
    goal = PublicGoal.objects.get(path=path)
    rows = PublicGoal.objects.filter(pk=goal.pk)
    with transaction.atomic():
        store.replace([rendered_page(path, body.replace(b"</main>", b"<p>anders</p></main>"))])
        rows.update(card=f"{goal.card}<!-- anders -->", stems=f"{goal.stems} anders{number}")


def steps(rounds: int, directory: Path) -> None:
    """Measure ours and the limit in this process, and print the figures as JSON."""
    import django

    django.setup()
    from django.conf import settings

    from querschnitt.publication.export.run import Options, Report, export

    figures: Figures = {name: [] for name in (LIMIT, FULL, SAME, ONE)}
    copy, packed, other = directory / "copy", directory / "packed", directory / "unpacked"

    def ours() -> Report:
        return export(copy, Options(settings.BASE_URL), Silent())

    def timed(name: str, call: Callable[[], object]) -> object:
        started = time.process_time()
        result = call()
        figures[name].append(time.process_time() - started)
        return result

    ours()
    count, written = pack(copy, packed), 0
    for number in range(rounds):
        shutil.rmtree(other, ignore_errors=True)
        timed(LIMIT, lambda: unpack(packed, other))
        shutil.rmtree(copy)
        timed(FULL, ours)
        timed(SAME, ours)
        change_a_goal(100 + number)
        report = timed(ONE, ours)
        assert isinstance(report, Report)
        assert not report.checked.broken
        written = report.written
    told = {"files": count, "written": written, "bytes": packed.stat().st_size}
    print(json.dumps({"figures": figures, **told}))


def distill(directory: Path) -> None:
    """Write the plain site by django-distill, and print what it took as JSON."""
    import django

    django.setup()
    from django.core.management import call_command

    started = time.process_time()
    call_command("distill-local", str(directory / "distilled"), force=True, quiet=True)
    used = time.process_time() - started
    count = sum(path.is_file() for path in (directory / "distilled").rglob("*"))
    print(json.dumps({"cpu": used, "files": count}))


def measure(directory: Path, *, goals: int, rounds: int) -> None:
    """Fill both sites, measure them, and print the table and the goals."""
    pages = directory / "pages"
    ours = {
        "QUERSCHNITT_DATA_DIR": str(directory / "data"),
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "BENCH_GOALS_PER_PAGE": "50",
    }
    plain = {
        "PLAIN_DATABASE": str(directory / "plain.sqlite3"),
        "PLAIN_TEMPLATES": str(directory / "templates"),
        "PLAIN_DISTILL": "1",
        "DJANGO_SETTINGS_MODULE": "bench.plain.settings",
    }
    written = ["--files", str(pages), "--file", LIST, "--file", GOAL]
    python("bench.portal", str(goals), *written, **ours)
    python("bench.plain.fill", str(goals), str(pages), ADDRESS, **plain)
    found = json.loads(_last_line("bench.export", "--steps", str(rounds), str(directory), **ours))
    other = json.loads(_last_line("bench.export", "--distill", str(directory), **plain))
    figures: Figures = {**found["figures"], DISTILL: [other["cpu"]]}
    limit = statistics.median(figures[LIMIT])
    megabytes = found["bytes"] / 1024 / 1024
    print(f"\n{found['files']} files, {megabytes:.0f} MiB; distill {other['files']} files")
    print(f"{'':28}{'CPU ms':>9}{'ratio to limit':>16}")
    for name, taken in figures.items():
        middle = statistics.median(taken)
        print(f"{name:28}{middle * 1000:9.0f}{middle / limit:16.1f}")
    full, one = (statistics.median(figures[name]) for name in (FULL, ONE))
    per_page = figures[DISTILL][0] / other["files"] / (full / found["files"])
    print_goals(
        [
            Goal("export, full: ours / limit", full / limit, at_most=4),
            Goal("export, full: distill / ours, a file", per_page),
            Goal("export, one changed goal: ms", one * 1000, at_most=50),
            Goal("export, one changed goal: files written", found["written"], at_most=8),
        ]
    )


def _last_line(module: str, *arguments: str, **environment: str) -> str:
    return python(module, *arguments, **environment).strip().splitlines()[-1]


def main() -> None:
    """Measure, or do the part of it that needs a process of its own."""
    if sys.argv[1:2] == ["--steps"]:
        steps(int(sys.argv[2]), Path(sys.argv[3]))
        return
    if sys.argv[1:2] == ["--distill"]:
        distill(Path(sys.argv[2]))
        return
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer goals and rounds")
    is_quick = parser.parse_args().quick
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108
    with tempfile.TemporaryDirectory(prefix="querschnitt-export-", dir=memory) as directory:
        measure(Path(directory), goals=300 if is_quick else 1_950, rounds=2 if is_quick else 5)


if __name__ == "__main__":
    main()
