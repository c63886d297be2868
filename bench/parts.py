"""The parts of 200 synthetic goals in every format: for the first time, after one change, again.

``python -m bench.parts [--quick]``. What the worker does beside the mere writing of the same files
(the limit), and beside writing all of them again each time (what one does who does not know what
has changed). CPU is that of the process and of the typesetters that it starts.
"""

import argparse
import os
import resource
import tempfile
import time
from collections.abc import Callable

import django

from bench.measure import Goal, print_goals

BEYOND_WRITING, ONE_CHANGED, NOTHING_CHANGED = 1.3, 10.0, 20.0
Taken = tuple[float, float]


def cpu() -> float:
    """Return the seconds of processor time used so far, those of ended children among them."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def taken(step: Callable[[], object]) -> Taken:
    """Return the seconds of processor and of wall time that a step takes."""
    before, started = cpu(), time.perf_counter()
    step()
    return cpu() - before, time.perf_counter() - started


def main() -> None:
    """Measure in a database of its own, and print the table and what became of the goals."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    count = 40 if parser.parse_args().quick else 200
    with tempfile.TemporaryDirectory(prefix="querschnitt-bench-") as directory:
        os.environ["QUERSCHNITT_DATA_DIR"] = directory
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
        django.setup()
        _show(count, measured(count))


def measured(count: int) -> list[tuple[str, Taken, int]]:
    """Publish so many goals, let the worker write their files, change one; return what it took."""
    from django.core.management import call_command
    from django.utils import timezone

    from bench import rows, synthetic
    from querschnitt.accounts.queries import house_style
    from querschnitt.config import static
    from querschnitt.outbox import operations as outbox
    from querschnitt.outbox import worker
    from querschnitt.outbox.models import Job
    from querschnitt.publication import operations
    from querschnitt.publication.files import WRITE_FILES, Plan, written
    from querschnitt.publication.operations.rendering import public_editions

    def work() -> None:
        outbox.enqueue(kind=WRITE_FILES, dedupe_key=WRITE_FILES)
        while worker.work_off():
            pass

    def files() -> int:
        result: dict[str, int] = Job.objects.filter(kind=WRITE_FILES).latest("pk").result
        return result["written"]

    call_command("migrate", verbosity=0)
    static.gather()
    framework, press = rows.framework(), rows.person()
    rows.fill(framework, synthetic.goals(count))
    version = rows.adopt(framework)
    published = taken(lambda: operations.publish(by=press, framework_version=version))
    plan = Plan(public_editions(now=timezone.now()), house_style())
    missing = plan.missing
    table = [("publishing itself, with the whole files", published, plan.fresh_count)]
    table += [
        ("writing the parts, nothing else (limit)", taken(lambda: written(missing)), len(missing))
    ]
    table += [("worker: all parts, for the first time", taken(work), files())]
    goal = framework.goals.order_by("position")[count // 2]
    text = goal.versions.get().wording
    operations.correct_editorially(
        by=press,
        framework_version=version,
        goal_reference=goal.reference,
        part="wording",
        before=text,
        after=_misspelt(text),
        note="Synthetischer Schreibfehler",
    )
    table += [("worker: after one goal was corrected", taken(work), files())]
    table += [("worker: nothing changed", taken(work), files())]
    return table


def _show(count: int, table: list[tuple[str, Taken, int]]) -> None:
    print(f"\nParts of {count} goals\n{'':42}{'CPU s':>8}{'wall s':>8}{'files':>8}")
    for name, (used, wall), number in table:
        print(f"{name:42}{used:8.2f}{wall:8.2f}{number:8}")
    bare, first, changed, again = (used for _name, (used, _wall), _number in table[1:])
    print_goals(
        [
            Goal("parts: first time to mere writing", first / bare, BEYOND_WRITING),
            Goal("parts: all again to one changed goal", first / changed, at_least=ONE_CHANGED),
            Goal("parts: all again to nothing changed", first / again, at_least=NOTHING_CHANGED),
            Goal("parts: files written where nothing changed", float(table[-1][2]), 0),
        ]
    )


def _misspelt(text: str) -> str:
    word = max(text.split(), key=len).strip(".,;")
    return text.replace(word, f"{word[:-2]}{word[-1]}{word[-2]}", 1)


if __name__ == "__main__":
    main()
