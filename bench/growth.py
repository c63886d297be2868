"""What a list costs with 200, 1,000, 10,000 and 100,000 goals; ``python -m bench.growth``.

The portal's lists on SQLite, 50 goals a page, beside the desk's page of a framework, which shows
all its goals. A server for each number of goals; rounds alternate between them.
"""

import argparse
import json
import tempfile
from pathlib import Path
from typing import Any

from bench.measure import (
    Case,
    Figures,
    Goal,
    Server,
    compare,
    granian,
    print_goals,
    python,
    running,
    table,
)
from bench.synthetic import COMMON, RARE

SIZES = (200, 1_000, 10_000, 100_000)
SMALL, LARGE = 200, 10_000
LIST = "/de/ziele/"
DESK = "/desk/rahmen/synthetisch/"
DESK_LIST, DESK_SECONDS = "desk, all goals of a framework", 8
PROGRAM = "querschnitt.config.wsgi"
COMPARED = {
    "list, page 1": "?seite=1",
    "list, last page": "?nach={before_last_page}",
    "filter: department": "?ressort=ministerium-3",
    "filter: field and department": "?ressort=ministerium-3&feld=feld-3",
    "search, rare word": f"?q={RARE}",
    "search, common word": f"?q={COMMON}",
}
"""Pages whose cost must not grow; each is answered anew, for it has parameters."""
MILLISECONDS = {"list, page 1": 2, "search, rare word": 5, "search, common word": 20}
Tables = dict[str, dict[int, Figures]]


def fill(directory: Path, sizes: tuple[int, ...], pages_up_to: int) -> dict[int, dict[str, Any]]:
    """Make a database for each size; print what publishing took."""
    print("\nPublishing all pages (above the limit: cards and lists alone), documents left out")
    print(
        f"{'goals':>8}{'CPU s':>9}{'ms/goal':>9}{'pages':>8}{'MB':>7}{'MB gzip':>9}{'peak MiB':>10}"
    )
    filled = {}
    for size in sizes:
        environment = {"QUERSCHNITT_DATA_DIR": str(directory / str(size))}
        limit = ["--pages-up-to", str(pages_up_to)]
        report = json.loads(python("bench.portal", str(size), *limit, **environment))
        filled[size] = report
        print(
            f"{size:8}{report['cpu']:9.1f}{report['cpu'] / size * 1e3:9.2f}{report['pages']:8}"
            f"{report['bytes'] / 1e6:7.1f}{report['packed'] / 1e6:9.1f}{report['MiB']:10.0f}",
            flush=True,
        )
    return filled


def cases_of(servers: dict[int, Server], filled: dict[int, dict[str, Any]]) -> dict[str, Any]:
    """Return each page at each size."""
    kinds: dict[str, dict[int, Case]] = {
        kind: {
            size: Case(server, LIST + parameters.format(**filled[size]))
            for size, server in servers.items()
        }
        for kind, parameters in COMPARED.items()
    }
    kinds[DESK_LIST] = {
        size: Case(server, DESK, (("Cookie", filled[size]["cookie"]), ("User-Agent", "")))
        for size, server in servers.items()
        if size == filled[size]["pages_of_goals"]
    }
    return kinds


def queries_of(servers: dict[int, Server], filled: dict[int, dict[str, Any]]) -> dict[int, Any]:
    """Return how many queries each page of the portal needs, by size and address."""
    return {
        size: json.loads(
            python(
                "bench.counted",
                PROGRAM,
                *(LIST + parameters.format(**filled[size]) for parameters in COMPARED.values()),
                **server.environment,
            )
        )
        for size, server in servers.items()
    }


def measure(
    servers: dict[int, Server], filled: dict[int, dict[str, Any]], *, rounds: int, seconds: float
) -> Tables:
    """Measure each page at each size and print its table."""
    counted, tables = queries_of(servers, filled), {}
    for kind, cases in cases_of(servers, filled).items():
        named = {f"{size:,} goals": case for size, case in cases.items()}
        is_desk = kind == DESK_LIST
        # The desk's page may take seconds; only whole answers count.
        figures = compare(
            named,
            rounds=1 if is_desk else rounds,
            seconds=DESK_SECONDS if is_desk else seconds,
            connections=1 if is_desk else 2,
        )
        tables[kind] = dict(zip(cases, figures.values(), strict=True))
        for size, case in cases.items():
            tables[kind][size].queries = counted[size].get(case.path)
        table(kind, figures)
    return tables


def goals_of(tables: Tables) -> list[Goal]:
    """Return what was aimed at, with what was reached."""
    found = []
    for kind in COMPARED:
        cost = {size: figures.median("cpu") for size, figures in tables[kind].items()}
        if LARGE in cost:
            found.append(Goal(f"{kind}: 10,000 to 200", cost[LARGE] / cost[SMALL], at_most=1.3))
        if SIZES[-1] in cost:
            found.append(Goal(f"{kind}: 100,000 to 200", cost[SIZES[-1]] / cost[SMALL]))
        if kind in MILLISECONDS:
            most, largest = MILLISECONDS[kind], max(cost)
            sentence = f"{kind}: CPU in ms with {largest:,} goals"
            found.append(Goal(sentence, cost[largest] / 1000, at_most=most))
    desk = {s: f.median("cpu") for s, f in tables[DESK_LIST].items()}
    portal = tables["list, page 1"]
    found += [
        Goal(f"desk's list to portal's, {size:,} goals", cost / portal[size].median("cpu"))
        for size, cost in desk.items()
    ]
    return found


def main() -> None:
    """Fill, measure, and print tables and goals."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=1)
    parser.add_argument("--quick", action="store_true", help="up to 10,000 goals, one round")
    arguments = parser.parse_args()
    sizes = SIZES[:3] if arguments.quick else SIZES
    pages_up_to = SIZES[1] if arguments.quick else LARGE
    with tempfile.TemporaryDirectory(prefix="querschnitt-bench-") as name:
        directory = Path(name)
        filled = fill(directory, sizes, pages_up_to)
        servers = {
            size: granian(
                f"{size} goals",
                f"{PROGRAM}:application",
                QUERSCHNITT_DATA_DIR=str(directory / str(size)),
                DJANGO_SETTINGS_MODULE="bench.settings",
            )
            for size in sizes
        }
        with running(list(servers.values())):
            rounds = 1 if arguments.quick else arguments.rounds
            tables = measure(servers, filled, rounds=rounds, seconds=arguments.seconds)
        print_goals(goals_of(tables))


if __name__ == "__main__":
    main()
