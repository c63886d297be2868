"""Open data of 10,000 goals: JSON, CSV, Excel and ODS out, each beside what one would pick instead.

``python -m bench.data``. Each way is a process of its own; CPU counts from the moment that all is
imported and the content lies ready. JSON is measured as the whole file of an edition, which is what
the page store holds, and as the limit the same content through the fastest encoder.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from io import BytesIO, StringIO
from typing import Any

from bench.measure import ROOT, Goal, print_goals

GOALS = 10_000
WAYS = (
    "json", "json-limit", "json-drf", "json-ninja", "jsonld", "csv", "csv-limit",
    "xlsx", "xlsx-bare", "xlsx-formats", "ods", "ods-tenth", "odfdo-tenth", "compose",
)  # fmt: skip


def main() -> int:
    """Measure every way several times, turn by turn, and print the medians and the goals."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--goals", type=int, default=GOALS)
    parser.add_argument("--quick", action="store_true", help="one round of 1,000 goals")
    parser.add_argument("--way", choices=WAYS)
    arguments = parser.parse_args()
    if arguments.quick:
        arguments.goals, arguments.rounds = 1_000, 1
    if arguments.way:
        print(json.dumps(_measured(arguments.way, arguments.goals)))
        return 0
    found: dict[str, list[dict[str, float]]] = {way: [] for way in WAYS}
    for _round in range(arguments.rounds):
        for way in WAYS:
            found[way].append(_run(way, arguments.goals))
    _print(found, arguments.goals)
    return 0


def _run(way: str, goals: int) -> dict[str, float]:
    command = [sys.executable, "-W", "ignore", "-m", "bench.data", "--way", way]
    environment = {
        **os.environ,
        "PYTHONPATH": f"{ROOT}/src{os.pathsep}{ROOT}",
        "DJANGO_SETTINGS_MODULE": "querschnitt.config.settings",
    }
    done = subprocess.run(
        [*command, "--goals", str(goals)],
        env=environment,
        capture_output=True,
        cwd=ROOT,
        check=False,
    )
    if done.returncode:
        raise SystemExit(done.stderr.decode())
    answer: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return answer


def _measured(way: str, goals: int) -> dict[str, float]:
    import django

    django.setup()
    call = _ways(way, goals)
    at_start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    before, began = time.process_time(), time.perf_counter()
    written = call()
    return {
        "cpu": time.process_time() - before,
        "wall": time.perf_counter() - began,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - at_start,
        "size": len(written),
    }


def content(goals: int) -> Any:
    """Return the content of an edition with so many synthetic goals."""
    from bench.synthetic import DEPARTMENTS, FIELDS
    from bench.synthetic import goals as synthetic
    from querschnitt.publication.formats.tests.contents import (
        department,
        edition,
        framework,
        goal,
    )

    none = {"source": "Synthetische Messdaten", "confidence": "", "remark": ""}
    return edition(
        framework(
            departments=[department(f"m{n}", position=n) for n in range(DEPARTMENTS)],
            fields=[
                {"key": f"feld-{n}", "name": {"de": f"Handlungsfeld {n}"}, "provenance": none}
                for n in range(FIELDS)
            ],
            chapters=[
                {"number": n + 1, "title": {"de": f"Kapitel {n + 1}"}, "text": {}}
                for n in range(FIELDS)
            ],
            goals=[
                goal(
                    one.reference,
                    field=f"feld-{one.field}",
                    chapter=one.field + 1,
                    title={"de": one.title},
                    wording={"de": one.text},
                    explanation={"de": one.text[:120]},
                    lead=f"m{one.lead}",
                    involved=[f"m{number}" for number in one.involved],
                    clauses=[1, 2],
                    other_mandate={"de": "Beschluss"},
                    period={"start": "2022", "end": "2026-12"},
                )
                for one in synthetic(goals)
            ],
        )
    )


def _ways(way: str, goals: int) -> Callable[[], bytes | str]:
    from querschnitt.publication.composition.workbook import compose_workbook
    from querschnitt.publication.formats import FORMATS
    from querschnitt.publication.formats.base import Manuscript

    # odfdo would need minutes for all.
    whole = content(goals // 10 if way.endswith("-tenth") else goals)
    manuscript = Manuscript(whole, "de", document="synthetisch", number=1)
    if way in FORMATS:
        return lambda: FORMATS[way].render(manuscript)
    if way == "ods-tenth":
        return lambda: FORMATS["ods"].render(manuscript)
    if way == "compose":
        return lambda: str(len(compose_workbook(manuscript).sheets))
    if way.startswith("json-"):
        return _json(way, whole)
    sheets = [[[*map(_header, s.columns)], *s.rows] for s in compose_workbook(manuscript).sheets]
    return {
        "csv-limit": lambda: _csv(sheets[0]),
        "xlsx-bare": lambda: _xlsx(sheets, has_formats=False),
        "xlsx-formats": lambda: _xlsx(sheets, has_formats=True),
        "odfdo-tenth": lambda: _odfdo(sheets),
    }[way]


def _header(column: Any) -> str:
    return str(column.header)


def _json(way: str, whole: Any) -> Callable[[], bytes]:
    if way == "json-limit":
        import msgspec

        return lambda: msgspec.json.encode(whole)
    goals = whole["framework"]["goals"]
    if way == "json-drf":
        from rest_framework.renderers import JSONRenderer

        from bench.data_serializers import GoalSerializer

        return lambda: JSONRenderer().render(GoalSerializer(goals, many=True).data)
    from ninja.responses import NinjaJSONEncoder

    from bench.data_serializers import GoalSchema

    return lambda: json.dumps(
        [GoalSchema.model_validate(goal).model_dump(by_alias=True) for goal in goals],
        cls=NinjaJSONEncoder,
    ).encode()


def _csv(rows: Any) -> bytes:
    import csv

    file = StringIO()
    csv.writer(file).writerows(rows)
    return file.getvalue().encode()


def _xlsx(sheets: Any, *, has_formats: bool) -> bytes:
    import xlsxwriter

    file = BytesIO()
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        look = book.add_format({"text_wrap": True, "num_format": "@"}) if has_formats else None
        for rows in sheets:
            sheet = book.add_worksheet()
            for row, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    if cell != "":
                        sheet.write_string(row, column, str(cell), look)
    return file.getvalue()


def _odfdo(sheets: Any) -> bytes:
    from odfdo import Cell, Document, Row, Table

    document = Document("spreadsheet")
    document.body.clear()
    for number, rows in enumerate(sheets):
        table = Table(f"Blatt {number}")
        for cells in rows:
            row = Row()
            row.extend_cells([Cell(str(cell), cell_type="string") for cell in cells])
            table.append(row)
        document.body.append(table)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _print(found: dict[str, list[dict[str, float]]], goals: int) -> None:
    def median(way: str, name: str = "cpu") -> float:
        return statistics.median(one[name] for one in found[way])

    print(f"{goals:,} goals, {len(found['json'])} rounds")
    print(f"{'':14}{'CPU s':>8}  (min - max)    {'wall s':>8}{'MiB':>7}{'MB':>8}")
    for way in WAYS:
        every = sorted(one["cpu"] for one in found[way])
        print(
            f"{way:14}{median(way):8.2f}  ({every[0]:.2f} - {every[-1]:.2f})"
            f"{median(way, 'wall'):10.2f}{median(way, 'memory'):7.0f}"
            f"{median(way, 'size') / 1e6:8.2f}"
        )
    print_goals(
        [
            Goal("JSON file to the fastest encoder", median("json") / median("json-limit"), 1.3),
            Goal("JSON: DRF serializer to ours", median("json-drf") / median("json"), at_least=2.5),
            Goal("JSON: ninja schema to ours", median("json-ninja") / median("json"), at_least=3.4),
            Goal("CSV to the bare csv writer", median("csv") / median("csv-limit")),
            Goal("Excel to XlsxWriter with bare rows", median("xlsx") / median("xlsx-bare"), 1.15),
            Goal("Excel to XlsxWriter with the same formats",
                 median("xlsx") / median("xlsx-formats")),
            Goal("the same, without turning content into rows",
                 (median("xlsx") - median("compose")) / median("xlsx-formats")),
            Goal("Excel: MiB on top of the content", median("xlsx", "memory"), 60),
            Goal("ODS of a tenth: odfdo to ours", median("odfdo-tenth") / median("ods-tenth")),
            Goal("ODS of a tenth: MiB of odfdo to ours",
                 median("odfdo-tenth", "memory") / max(median("ods-tenth", "memory"), 1)),
        ]
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
