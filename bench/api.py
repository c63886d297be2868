"""The open interface with 10,000 synthetic goals, beside the serializers a team would pick.

``python -m bench.api [--quick]``. Each is asked for the same: a hundred goals, one goal, and all of
them. Ours joins fragments that were made when they were published, behind its whole door (limit,
tag, checks, headers); the serializers of django-ninja and the REST framework make theirs from rows
of one flat table, without any view, which is in their favour. CPU is that of one call in a warm
process, without a web server and without Django's middleware; rounds alternate.
"""

import argparse
import json
import os
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from typing import Any

LIST, ONE, DUMP = "list of 100", "one goal", "all goals"
RAW_GOAL, NINJA_GOAL, DRF_GOAL = 1.3, 3.4, 2.5
Way = Callable[[], object]


def main() -> None:
    """Fill a database, let each way answer the same, and print CPU and ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    arguments = parser.parse_args()
    count, rounds = (2_000, 3) if arguments.quick else (10_000, 7)
    with tempfile.TemporaryDirectory(prefix="querschnitt-bench-") as directory:
        os.environ |= {
            "QUERSCHNITT_DATA_DIR": directory,
            "QUERSCHNITT_API_RATE": "0",
            "DJANGO_SETTINGS_MODULE": "bench.settings",
        }
        _measured(directory, count, rounds)


def _measured(directory: str, count: int, rounds: int) -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    _fill(count)
    print(f"\n{count} synthetic goals, load {os.getloadavg()[0]:.1f}; CPU ms of one call")
    ways = _ways(f"{directory}/querschnitt.sqlite3", count)
    figures = {case: _figures(of, 1 if case == DUMP else 40, rounds) for case, of in ways.items()}
    for case, found in figures.items():
        own = found["ours"]
        print(f"\n{case}")
        for name, cpu in found.items():
            print(f"{name:44}{cpu:10.2f}{cpu / own:8.2f} x ours")
    _print_goals(figures)


def _fill(count: int) -> None:
    from django.db import transaction
    from django.utils import timezone

    from bench import stratml
    from querschnitt.lib.digest import digest
    from querschnitt.publication.models import Generation, PublicRecord
    from querschnitt.publication.operations import recording
    from querschnitt.publication.records import records_of
    from querschnitt.publication.renderers import PublicEdition

    now = timezone.now()
    content = stratml.content_of(count)
    edition = PublicEdition(
        document="messung", kind="reported_goals", framework="messung", number=1, is_minor=False,
        is_newest=True, content=content, content_digest="c" * 64, digest=digest("bench"),
        change_note="", published_at=now, public_from=now, withdrawn_at=None, withdrawal_reason="",
    )  # fmt: skip
    started = time.process_time()
    with transaction.atomic():
        Generation.objects.get_or_create(pk=1)
        recording.record(records_of([edition]))
    first = time.process_time() - started
    started = time.process_time()
    with transaction.atomic():
        changed = recording.record(records_of([edition]))
    again = time.process_time() - started
    rows = PublicRecord.objects.count()
    print(f"recording {rows} objects: {first:.2f} s; again, {changed} changed: {again:.2f} s")


def _figures(ways: dict[str, Way], calls: int, rounds: int) -> dict[str, float]:
    found: dict[str, list[float]] = {name: [] for name in ways}
    for way in ways.values():
        way()
    for round_ in range(rounds):
        names = list(ways)
        for name in names if round_ % 2 else reversed(names):
            started = time.process_time()
            for _call in range(calls):
                ways[name]()
            found[name].append((time.process_time() - started) * 1000 / calls)
    return {name: statistics.median(measured) for name, measured in found.items()}


def _ways(database: str, count: int) -> dict[str, dict[str, Way]]:
    from django.test import RequestFactory

    from querschnitt.publication.api import door

    model, schema, serializer = _alternatives()
    _put_rows(model)
    factory, reference = RequestFactory(), model.objects.order_by("pk")[count // 2].reference

    def asked(path: str, query: str = "") -> Any:
        answer = door.answer(factory.get(f"/api/v1/{path}?{query}"), path)
        assert answer.status_code == 200, answer.content
        return answer

    def paged() -> None:
        query = "limit=100"
        while query:
            further = json.loads(asked("goals", query).content)["next"]
            query = further.partition("?")[2] if further else ""

    listed, one, every = (
        model.objects.order_by("pk")[:100],
        model.objects.filter(reference=reference),
        model.objects.order_by("pk"),
    )
    return {
        LIST: {
            "ours": lambda: asked("goals", "limit=100"),
            "ours, not modified": _unchanged(asked, factory),
            "raw: sqlite3, join": _raw(database, "LIMIT 100"),
            "django-ninja, ModelSchema": lambda: schema(listed.all()),
            "REST framework, ModelSerializer": lambda: serializer(listed.all()),
        },
        ONE: {
            "ours": lambda: asked(f"goals/messung/{reference}"),
            "raw: sqlite3, join": _raw(database, f"AND name = 'messung/{reference}'"),
            "django-ninja, ModelSchema": lambda: schema(one.all()),
            "REST framework, ModelSerializer": lambda: serializer(one.all()),
        },
        DUMP: {
            "ours": lambda: _joined(count),
            "ours, by 100 pages of 100 as programs do": paged,
            "raw: sqlite3, join": _raw(database, ""),
            "django-ninja, ModelSchema": lambda: schema(every.all()),
            "REST framework, ModelSerializer": lambda: serializer(every.all()),
        },
    }


def _joined(count: int) -> bytes:
    from querschnitt.publication.api import reading

    rows = reading.page(reading.Wanted("goal"), after=0, most=count + 1)
    assert len(rows) == count
    return f'{{"data":[{",".join(fragment for _pk, fragment in rows)}]}}'.encode()


def _raw(database: str, narrowed: str) -> Way:
    connection = sqlite3.connect(database)
    sql = f"SELECT fragment FROM publication_publicrecord WHERE kind = 'goal' {narrowed}"  # noqa: S608

    def read() -> bytes:
        return ('{"data":[' + ",".join([row[0] for row in connection.execute(sql)]) + "]}").encode()

    return read


def _unchanged(asked: Callable[..., Any], factory: Any) -> Way:
    from querschnitt.publication.api import door

    tag = asked("goals", "limit=100")["ETag"]

    def ask() -> None:
        request = factory.get("/api/v1/goals?limit=100", headers={"If-None-Match": tag})
        assert door.answer(request, "goals").status_code == 304

    return ask


def _alternatives() -> tuple[Any, Callable[[Any], bytes], Callable[[Any], bytes]]:
    """Return a table of goals as one would make it, and both ways to send its rows."""
    from django.conf import settings
    from django.db import models
    from ninja import ModelSchema

    settings.REST_FRAMEWORK = {"UNAUTHENTICATED_USER": None}
    from pydantic import TypeAdapter
    from rest_framework import renderers, serializers

    class PlainGoal(models.Model):
        document = models.CharField(max_length=60)
        reference = models.CharField(max_length=20, db_index=True)
        kind = models.CharField(max_length=30)
        field = models.CharField(max_length=60)
        lead = models.CharField(max_length=40)
        basis = models.CharField(max_length=30)
        involves_all = models.BooleanField()
        title = models.JSONField()
        wording = models.JSONField()
        explanation = models.JSONField()
        involved = models.JSONField()
        clauses = models.JSONField()
        period = models.JSONField()
        provenance = models.JSONField()
        created = models.DateTimeField()
        modified = models.DateTimeField()

        class Meta:
            app_label = "publication"

        def __str__(self) -> str:
            return str(self.reference)

    class GoalSchema(ModelSchema):
        class Meta:
            model = PlainGoal
            fields = "__all__"

    class GoalSerializer(serializers.ModelSerializer):  # type: ignore[misc]
        class Meta:
            model = PlainGoal
            fields = "__all__"

    adapter = TypeAdapter(list[GoalSchema])

    def by_ninja(rows: Any) -> bytes:
        return adapter.dump_json([GoalSchema.from_orm(row) for row in rows])

    def by_rest_framework(rows: Any) -> bytes:
        written: bytes = renderers.JSONRenderer().render(GoalSerializer(rows, many=True).data)
        return written

    return PlainGoal, by_ninja, by_rest_framework


def _put_rows(model: Any) -> None:
    from django.db import connection

    from querschnitt.publication.models import PublicRecord

    with connection.schema_editor() as editor:
        editor.create_model(model)
    names = {field.name for field in model._meta.fields} - {"id"}
    said = (json.loads(one.fragment) for one in PublicRecord.objects.filter(kind="goal"))
    rows = [model(**{k: v for k, v in goal.items() if k in names}) for goal in said]
    model.objects.bulk_create(rows, batch_size=500)


def _print_goals(figures: dict[str, dict[str, float]]) -> None:
    from bench.measure import Goal, print_goals

    def ratio(case: str, over: str, under: str) -> float:
        return figures[case][over] / figures[case][under]

    raw, ninja = "raw: sqlite3, join", "django-ninja, ModelSchema"
    drf = "REST framework, ModelSerializer"
    paged = "ours, by 100 pages of 100 as programs do"
    print_goals(
        [
            Goal("all goals, ours / raw", ratio(DUMP, "ours", raw), at_most=RAW_GOAL),
            Goal("all goals, ninja / ours", ratio(DUMP, ninja, "ours"), at_least=NINJA_GOAL),
            Goal("all goals, DRF / ours", ratio(DUMP, drf, "ours"), at_least=DRF_GOAL),
            Goal("all goals, ninja / ours in pages", ratio(DUMP, ninja, paged)),
            Goal("list of 100, ours / raw", ratio(LIST, "ours", raw)),
            Goal("list of 100, ninja / ours", ratio(LIST, ninja, "ours"), at_least=NINJA_GOAL),
            Goal("list of 100, DRF / ours", ratio(LIST, drf, "ours"), at_least=DRF_GOAL),
            Goal("one goal, DRF / ours", ratio(ONE, drf, "ours")),
        ]
    )


if __name__ == "__main__":
    main()
