"""Measure a press release from the act to its page: ``python -m bench.press_room``.

With few and many goals, and with few and many releases that are public already. Beside it stands
what rendering the whole site takes. CPU time of one process,
one database in a directory of its own each.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable

GRID = ((50, 10), (50, 1_000), (1_000, 10), (1_000, 1_000))
QUICK = ((50, 10), (50, 200), (500, 10))
ACTS = 9
WORDS = (
    "<p>Die Landesregierung hat synthetische Ziele beschlossen, die es nicht gibt. Sie gelten bis"
    " zum Ende der Messung und danach nicht mehr.</p>"
) * 12


def main() -> None:
    """Print a row for each number of goals and releases."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--one", nargs=2, type=int, metavar=("GOALS", "RELEASES"))
    arguments = parser.parse_args()
    if arguments.one:
        print(json.dumps(_measured(*arguments.one)))
        return
    head = ("goals", "releases", "act CPU ms", "without files ms", "SQL", "pages", "all CPU s")
    print(("{:>18}" * len(head)).format(*head))
    for goals, releases in QUICK if arguments.quick else GRID:
        with tempfile.TemporaryDirectory() as directory:
            environment = {**os.environ, "QUERSCHNITT_DATA_DIR": directory}
            command = [sys.executable, "-m", "bench.press_room", "--one", str(goals), str(releases)]
            told = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
        found = json.loads(told.stdout.splitlines()[-1])
        row = (goals, releases, found["act"], found["bare"], found["queries"], found["pages"])
        print(("{:>18}" * len(head)).format(*row, found["all"]))


def _measured(goals: int, releases: int) -> dict[str, float]:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
    django.setup()

    from django.core.management import call_command
    from django.db import connection, transaction
    from django.test.utils import CaptureQueriesContext

    from bench import rows, synthetic
    from querschnitt.config import static
    from querschnitt.publication import formats, operations
    from querschnitt.publication import release_files as files

    formats.FORMATS.clear()
    call_command("migrate", verbosity=0)
    static.gather()
    framework = rows.framework()
    with transaction.atomic():
        rows.fill(framework, synthetic.goals(goals))
        version = rows.adopt(framework)
    operations.publish(by=rows.person(), framework_version=version)
    with transaction.atomic():
        for number in range(1, releases + 1):
            _issue(number)
    # Their files come out one by one, with the act of each; here that would hide all else.
    formats_of_releases, files.RELEASE_FORMATS = files.RELEASE_FORMATS, ()
    begun = time.process_time()
    operations.render_public(is_fresh=True)
    whole = time.process_time() - begun
    files.RELEASE_FORMATS = formats_of_releases
    _publish(releases + ACTS + 1)
    act = _median(lambda number: _publish(releases + number))
    with CaptureQueriesContext(connection) as queries:
        changed = _publish(releases + ACTS + 2)
    files.RELEASE_FORMATS = ()
    bare = _median(lambda number: _publish(releases + ACTS + 2 + number))
    return {
        "act": round(act * 1000),
        "bare": round(bare * 1000),
        "queries": len(queries),
        "pages": changed,
        "all": round(whole, 1),
    }


def _median(act: Callable[[int], object]) -> float:
    taken = []
    for number in range(ACTS):
        begun = time.process_time()
        act(number + 1)
        taken.append(time.process_time() - begun)
    return statistics.median(taken)


def _drafted(number: int):  # type: ignore[no-untyped-def]
    from django.utils import timezone

    from bench import rows
    from querschnitt.publication.operations import issuing
    from querschnitt.publication.release_content import SCHEMA

    now = timezone.now()
    year, department = 2022 + number % 5, f"ministerium-{number % 10}"
    texts = {
        "title": f"Synthetische Mitteilung {number}",
        "subtitle": "",
        "lead": "Sie sagt nichts, und das sehr schnell.",
        "body": WORDS,
    }
    content = {
        "schema": SCHEMA, "reference": f"{number:03}/{year}", "number": number, "year": year,
        "address": f"{number:03}", "place": "Magdeburg", "spoken_word": False,
        "departments": [{"key": department, "name": department, "abbreviation": department[-4:]}],
        "dated_on": f"{year}-{number % 12 + 1:02}-{number % 28 + 1:02}",
        "published_at": now.isoformat(timespec="seconds"),
        "languages": ["de"], "texts": {"de": texts}, "quotations": [], "facts": [],
        "goals": [{"framework": rows.KEY, "reference": f"S{number % 50 + 1}"}],
        "partners": [], "documents": [], "topics": [f"feld-{number % 9}"],
        "images": [], "attachments": [], "contact": "", "source": "",
    }  # fmt: skip
    return issuing.drafted(
        by=rows.person(),
        document=issuing.document_of_release(year=year, address=f"{number:03}"),
        content=content,  # type: ignore[arg-type]
        moment=now,
        public_from="now",
        change_note="",
    )


def _issue(number: int) -> None:
    from querschnitt.publication.operations import issuing

    edition = _drafted(number)
    issuing.issue(edition, "publication.published", by=edition.published_by)


def _publish(number: int) -> int:
    """Publish one more release by the act's own way; return how many pages were made."""
    from querschnitt.publication import store
    from querschnitt.publication.operations import carry_out_release, issuing

    made: list[int] = []
    replace = store.replace

    def counted(pages):  # type: ignore[no-untyped-def]
        made.append(len(pages))
        return replace(pages)

    edition = _drafted(number)
    store.replace = counted
    try:
        carry_out_release(
            lambda: [edition],
            lambda editions: (
                issuing.issue(editions[0], "publication.published", by=edition.published_by)
                and None
            ),
            now=edition.public_from or edition.published_at,
        )
    finally:
        store.replace = replace
    return sum(made)


if __name__ == "__main__":
    main()
