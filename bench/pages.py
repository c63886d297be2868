"""Public pages: hit, not modified and miss, beside nginx, granian and plain Django.

``python -m bench.pages``. All servers run at once and are driven in alternating rounds. nginx and
the bare WSGI program send the bytes that the page store sends: the body alone, and again with all
the headers that a portal owes its visitors. Plain Django renders the same pages from rows.
"""

import argparse
import json
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bench.measure import (
    Case,
    Figures,
    Goal,
    Response,
    Server,
    compare,
    free_port,
    granian,
    print_goals,
    python,
    running,
    table,
)
from bench.nginx import nginx

ADDRESS = "synthetisch-s50"
GOAL, LIST = f"/de/ziele/{ADDRESS}/", "/de/ziele/"
FILTERED = f"{LIST}?art=cross_department"
GZIP = (("Accept-Encoding", "gzip"),)
OURS, COLD = "page store", "page store, nothing remembered"
BARE, SAME = "granian, same body", "granian, same answer"
NGINX, NGINX_SAME = "nginx, same body", "nginx, same answer"
CACHED, PLAIN = "Django per-site cache", "plain Django"
GOALS_PER_PAGE = 200
Tables = dict[str, dict[str, Figures]]


@dataclass
class Field:
    """The servers that are compared, by name."""

    servers: dict[str, Server]

    def cases(
        self, path: str, *names: str, headers: tuple[tuple[str, str], ...] = ()
    ) -> dict[str, Case]:
        """Return the same request to some of the servers."""
        return {
            name: Case(self.servers[name], path, headers) for name in names if name in self.servers
        }

    def not_modified(self, path: str, *names: str) -> dict[str, Case]:
        """Return the request of a visitor who has the page already."""
        cases = {}
        for name, case in self.cases(path, *names).items():
            tag = Response.of(case).headers["etag"]
            cases[name] = Case(case.server, path, (("If-None-Match", tag),), 304)
        return cases


def prepare(directory: Path, goals: int) -> Field:
    """Make both sites and return their servers, not yet running."""
    pages = directory / "pages"
    ours = {
        "QUERSCHNITT_DATA_DIR": str(directory / "data"),
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "BENCH_GOALS_PER_PAGE": str(GOALS_PER_PAGE),
    }
    plain = {
        "PLAIN_DATABASE": str(directory / "plain.sqlite3"),
        "PLAIN_TEMPLATES": str(directory / "templates"),
    }
    written = ["--files", str(pages), "--file", GOAL, "--file", LIST]
    python("bench.portal", str(goals), *written, **ours)
    python("bench.plain.fill", str(goals), str(pages), ADDRESS, **plain)
    served = {"SERVED_DIRECTORY": str(pages)}
    servers = [
        granian(OURS, "querschnitt.config.wsgi:application", **ours),
        granian(COLD, "bench.cold:application", **ours),
        granian(BARE, "bench.served:application", **served),
        granian(SAME, "bench.served:with_headers", **served),
        granian(CACHED, "bench.plain.wsgi:application", PLAIN_CACHE="1", **plain),
        granian(PLAIN, "bench.plain.wsgi:application", **plain),
        nginx(NGINX, root=pages, port=free_port(), directory=directory / "n1", has_headers=False),
        nginx(
            NGINX_SAME, root=pages, port=free_port(), directory=directory / "n2", has_headers=True
        ),
    ]
    return Field({server.name: server for server in servers if server})


def queries_of(field: Field) -> dict[str, dict[str, int]]:
    """Return how many database queries each program asks for each address."""
    modules = {
        OURS: "querschnitt.config.wsgi",
        COLD: "bench.cold",
        CACHED: "bench.plain.wsgi",
        PLAIN: "bench.plain.wsgi",
    }
    return {
        name: json.loads(
            python("bench.counted", module, GOAL, LIST, FILTERED, **field.servers[name].environment)
        )
        for name, module in modules.items()
    }


def measure(field: Field, *, rounds: int, seconds: float) -> Tables:
    """Measure each kind of request and print its table."""
    all_hits = (OURS, NGINX, NGINX_SAME, BARE, SAME, CACHED)
    packed = (OURS, NGINX, SAME)
    unchanged = (OURS, NGINX, CACHED)
    kinds = {
        "goal, hit": (GOAL, field.cases(GOAL, *all_hits)),
        "goal, hit, gzip": (GOAL, field.cases(GOAL, *packed, headers=GZIP)),
        "goal, not modified": (GOAL, field.not_modified(GOAL, *unchanged)),
        "list, hit": (LIST, field.cases(LIST, *all_hits)),
        "list, hit, gzip": (LIST, field.cases(LIST, *packed, headers=GZIP)),
        "list, not modified": (LIST, field.not_modified(LIST, *unchanged)),
        "goal, miss": (GOAL, field.cases(GOAL, COLD, PLAIN)),
        "list of 200, first look-up": (LIST, field.cases(LIST, COLD, PLAIN)),
        "list of 200, filtered": (FILTERED, field.cases(FILTERED, OURS, PLAIN)),
        "list of 200, filtered, gzip": (FILTERED, field.cases(FILTERED, OURS, headers=GZIP)),
    }
    counted, tables = queries_of(field), {}
    for kind, (address, cases) in kinds.items():
        connections = 16 if "hit" in kind or "not modified" in kind else 4
        tables[kind] = compare(cases, rounds=rounds, seconds=seconds, connections=connections)
        for name, figures in tables[kind].items():
            figures.queries = counted.get(name, {}).get(address)
        table(kind, tables[kind])
    return tables


def goals_of(tables: Tables) -> list[Goal]:
    """Return what was aimed at, with what was reached."""

    def ratio(kind: str, one: str, other: str, figure: str = "cpu") -> float | None:
        figures = tables[kind]
        if one not in figures or other not in figures:
            return None
        return figures[one].median(figure) / max(figures[other].median(figure), 1e-9)

    def milliseconds(kind: str, name: str) -> float:
        return tables[kind][name].median("cpu") / 1000

    found = []
    for page, cached in (("goal", 8.0), ("list", 5.0)):
        hit, gzip, same = f"{page}, hit", f"{page}, hit, gzip", f"{page}, not modified"
        found += [
            Goal(f"{hit}: CPU to nginx", ratio(hit, OURS, NGINX), at_most=2.0),
            Goal(f"{hit}: CPU to nginx, same headers", ratio(hit, OURS, NGINX_SAME), at_most=2.0),
            Goal(f"{gzip}: CPU to nginx gzip_static", ratio(gzip, OURS, NGINX), at_most=2.0),
            Goal(f"{hit}: CPU to granian, same body", ratio(hit, OURS, BARE), at_most=1.3),
            Goal(f"{hit}: CPU to granian, same answer", ratio(hit, OURS, SAME), at_most=1.3),
            Goal(
                f"{hit}: CPU of per-site cache to ours", ratio(hit, CACHED, OURS), at_least=cached
            ),
            Goal(f"{hit}: p99 to nginx", ratio(hit, OURS, NGINX, "p99"), at_most=2.0),
            Goal(f"{same}: CPU to nginx", ratio(same, OURS, NGINX), at_most=2.0),
        ]
    packed = tables["list, hit, gzip"][OURS].size / tables["list, hit"][OURS].size
    found += [
        Goal("list: bytes sent to bytes of the page", packed, at_most=0.16),
        Goal("goal, miss: CPU in ms", milliseconds("goal, miss", COLD), at_most=1.0),
        Goal("goal, miss: plain Django to ours", ratio("goal, miss", PLAIN, COLD), at_least=2.8),
    ]
    for kind, name in (("first look-up", COLD), ("filtered", OURS)):
        kind = f"list of 200, {kind}"
        found += [
            Goal(f"{kind}: CPU in ms", milliseconds(kind, name), at_most=2.0),
            Goal(f"{kind}: plain Django to ours", ratio(kind, PLAIN, name), at_least=17),
        ]
    kind = "list of 200, filtered, gzip"
    found.append(Goal(f"{kind}, compressed for it: CPU in ms", milliseconds(kind, OURS)))
    return found


def main() -> None:
    """Prepare, measure, and print tables and goals."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--goals", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=1)
    parser.add_argument("--quick", action="store_true", help="one short round")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="querschnitt-bench-") as name:
        field = prepare(Path(name), arguments.goals)
        with running(list(field.servers.values())):
            tables = measure(
                field, rounds=1 if arguments.quick else arguments.rounds, seconds=arguments.seconds
            )
        print_goals(goals_of(tables))


if __name__ == "__main__":
    main()
