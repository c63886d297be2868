"""One goal's PDF: by a warm child, by a cold one, by bare Typst; ``python -m bench.sheets``.

A goal sheet is a page and a half. Wall time and CPU (ours and the children's) are for each sheet,
the start of the warm child included. WeasyPrint, the usual alternative, is not installed here.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

from bench.measure import ROOT, Goal, print_goals
from bench.pdf import synthetic_goal
from querschnitt.documents import pdf
from querschnitt.documents.outline import outline
from querschnitt.documents.typeset import Facts, Heading, TypesetDocument

SHEETS = 240
COLD = 12
WALL_GOAL = 12.0

WARM_TYPST = """
import json, sys, typst
documents = sys.argv[1]
setter = typst.Compiler(documents + "/template.typ", root=documents, font_paths=typst.Fonts(
    include_system_fonts=False, font_paths=[documents + "/fonts"]))
for data in json.load(sys.stdin):
    setter.compile(sys_inputs={"document": data}, pdf_standards=["ua-1", "a-2a"], timestamp=0)
"""


def sheet(number: int) -> TypesetDocument:
    """Return the sheet of a goal that nobody adopted."""
    facts = tuple((f"Angabe {n}", f"Synthetischer Wert {number * n}") for n in range(8))
    return TypesetDocument(
        title=f"Synthetisches Ziel {number}",
        language="de",
        publisher="Niemand",
        document_date="2022-07-12",
        is_paper=True,
        blocks=(Heading(1, "Wortlaut"), *synthetic_goal(number), Facts(facts)),
    )


def _cpu() -> float:
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in both)


def _each(count: int, write: Callable[[], object]) -> dict[str, float]:
    cpu, wall = _cpu(), time.perf_counter()
    write()
    wall = time.perf_counter() - wall
    return {"cpu": (_cpu() - cpu) / count * 1000, "wall": wall / count * 1000}


def _bare(sheets: list[TypesetDocument]) -> None:
    data = json.dumps([json.dumps(outline(one), ensure_ascii=False) for one in sheets]).encode()
    command = [sys.executable, "-I", "-c", WARM_TYPST, str(ROOT / "src/querschnitt/documents")]
    subprocess.run(command, input=data, check=True)


def _cold(sheets: list[TypesetDocument]) -> Iterator[bytes]:
    return (pdf.pdf(one) for one in sheets)


def one_round(count: int) -> dict[str, dict[str, float]]:
    """Set all sheets in each way and return milliseconds for one."""
    sheets = [sheet(number) for number in range(count)]
    return {
        "bare, warm": _each(count, lambda: _bare(sheets)),
        "ours, warm": _each(count, lambda: list(pdf.many(sheets))),
        "ours, cold": _each(COLD, lambda: list(_cold(sheets[:COLD]))),
    }


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--sheets", type=int, default=SHEETS)
    arguments.add_argument("--quick", action="store_true", help="two rounds of fewer sheets")
    chosen = arguments.parse_args()
    count, rounds = (80, 2) if chosen.quick else (chosen.sheets, chosen.rounds)
    taken = [one_round(count) for _ in range(rounds)]
    print(f"One goal's PDF, {count} synthetic sheets, {rounds} rounds; milliseconds a sheet")
    print(f"{'':12} CPU     wall")
    median = {
        kind: {key: statistics.median(r[kind][key] for r in taken) for key in ("cpu", "wall")}
        for kind in taken[0]
    }
    for kind, figures in median.items():
        print(f"{kind:12} {figures['cpu']:5.1f}  {figures['wall']:6.1f}")
    warm, cold, bare = (median[kind] for kind in ("ours, warm", "ours, cold", "bare, warm"))
    print_goals(
        [
            Goal("goal sheet, warm: CPU milliseconds", warm["cpu"], at_most=WALL_GOAL),
            Goal("goal sheet: CPU, cold to warm", cold["cpu"] / warm["cpu"]),
            Goal("goal sheet: CPU, warm to bare Typst, warm", warm["cpu"] / bare["cpu"]),
            Goal("goal sheet: WeasyPrint to ours (not installed)", None, at_least=5.5),
        ]
    )


if __name__ == "__main__":
    main()
