"""The PDF of 120 synthetic goals, ours beside the bare typesetter; ``python -m bench.pdf``.

Each run is a process of its own that sets one document in a child. CPU is that of both, so what
ours adds (preparing the text, the limits, packing the objects) is in the figure. Rounds alternate.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time

from bench.measure import ROOT, Goal, print_goals
from querschnitt.documents import pdf
from querschnitt.documents.outline import outline
from querschnitt.documents.typeset import (
    Block,
    Digest,
    Heading,
    Note,
    Paragraph,
    Table,
    TypesetDocument,
)

GOALS = 120
CPU_GOAL = 1.15
MEMORY_GOAL = 200
BYTES_GOAL = 448_454  # 0.8 x what WeasyPrint writes for the same content as PDF/UA-1.

BARE = """
import sys, typst
documents = sys.argv[1]
sys.stdout.buffer.write(typst.compile(
    documents + "/template.typ", root=documents, font_paths=[documents + "/fonts"],
    ignore_system_fonts=True, sys_inputs={"document": sys.stdin.buffer.read().decode()},
    pdf_standards=["ua-1", "a-2a"], timestamp=0,
))
"""

WORDS = [
    "Die",
    "Landesregierung",
    "stärkt",
    "die",
    "grenzüberschreitende",
    "Zusammenarbeit",
    "mit",
    "den",
    "Woiwodschaften",
    "und",
    "Regionen",
    "an",
    "der",
    "Ostsee",
    "sowie",
    "die",
    "Wasserstoffwirtschaft",
    "Verwaltungsvereinbarungen",
    "werden",
    "ressortübergreifend",
    "abgestimmt",
    "jährlich",
    "überprüft",
    "und",
    "öffentlich",
    "fortgeschrieben",
    "Hochschulen",
    "Forschungseinrichtungen",
    "Kommunen",
    "beteiligen",
    "sich",
    "an",
    "europäischen",
    "Förderprogrammen",
]


def synthetic_goal(number: int) -> tuple[Block, ...]:
    """Return a goal that nobody adopted: 150 words and a table of measures."""
    text = " ".join(WORDS[(number * 7 + n * n) % len(WORDS)] for n in range(150))
    measures = tuple(
        (f"Maßnahme {n}", "31.12.2027", ("im Plan", "verzögert", "fertig")[n % 3], f"{n * 20} %")
        for n in range(3)
    )
    return (
        Heading(2, f"Synthetisches Ziel {number + 1}", f"{number // 12 + 1}.{number % 12 + 1}"),
        Paragraph(f"{text}."),
        Table(
            f"Maßnahmen zu Ziel {number + 1}", ("Maßnahme", "Frist", "Stand", "Anteil"), measures
        ),
    )


def synthetic_document(goals: int) -> TypesetDocument:
    """Return a document of that many goals in chapters of twelve, marked as synthetic."""
    blocks: list[Block] = []
    for number in range(goals):
        if number % 12 == 0:
            chapter = number // 12 + 1
            blocks.append(Heading(1, f"Synthetisches Handlungsfeld {chapter}", str(chapter)))
            blocks.append(Note("Synthetische Messdaten, kein Dokument einer Regierung."))
        blocks += synthetic_goal(number)
    return TypesetDocument(
        title="Synthetische Messdaten",
        language="de",
        publisher="Niemand",
        document_date="2022-07-12",
        blocks=tuple(blocks),
        closing=(Heading(1, "Nachweis"), Digest("SHA-256", "0123456789abcdef" * 4)),
    )


def _cpu() -> float:
    usages = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def one(kind: str, goals: int) -> None:
    """Set the document once, print what it took."""
    document = synthetic_document(goals)
    data = json.dumps(outline(document), ensure_ascii=False).encode()
    folder = str(ROOT / "src/querschnitt/documents")
    cpu, wall = _cpu(), time.perf_counter()
    if kind == "ours":
        produced = pdf.pdf(document)
    else:
        command = [sys.executable, "-I", "-c", BARE, folder]
        produced = subprocess.run(command, input=data, capture_output=True, check=True).stdout
    figures = {
        "cpu": _cpu() - cpu,
        "wall": time.perf_counter() - wall,
        "MiB": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
        "bytes": len(produced),
        "pages": _pages(produced),
    }
    print(json.dumps(figures))


def _pages(produced: bytes) -> int:
    import io

    import pikepdf

    with pikepdf.open(io.BytesIO(produced)) as opened:
        return len(opened.pages)


def measure(*, rounds: int, goals: int) -> dict[str, list[dict[str, float]]]:
    """Run both kinds alternately and return the figures of each round."""
    taken: dict[str, list[dict[str, float]]] = {"bare": [], "ours": []}
    for number in range(rounds):
        for kind in ("bare", "ours") if number % 2 else ("ours", "bare"):
            command = [sys.executable, "-m", "bench.pdf", "--one", kind, "--goals", str(goals)]
            said = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
            taken[kind].append(json.loads(said))
    return taken


def report(taken: dict[str, list[dict[str, float]]], *, goals: int) -> None:
    """Print medians, the ratio of the CPU times and what of the goals is reached."""
    print(f"PDF of {goals} synthetic goals with {goals} tables, {len(taken['ours'])} rounds")
    print("      CPU s  (min - max)      wall s  peak MiB  pages     bytes")
    median: dict[str, dict[str, float]] = {}
    for kind, rounds in taken.items():
        median[kind] = {key: statistics.median(r[key] for r in rounds) for key in rounds[0]}
        m, times = median[kind], [r["cpu"] for r in rounds]
        print(
            f"{kind}  {m['cpu']:5.2f}  ({min(times):.2f} - {max(times):.2f})    {m['wall']:6.2f}"
            f"  {m['MiB']:8.0f}  {m['pages']:5.0f}  {m['bytes']:8.0f}"
        )
    ratio = median["ours"]["cpu"] / median["bare"]["cpu"]
    if goals != GOALS:
        print(f"CPU, ours / bare: {ratio:.2f} (the goals are set for {GOALS})")
        return
    print_goals(
        [
            Goal("PDF: CPU to bare typst", ratio, at_most=CPU_GOAL),
            Goal("PDF: peak MiB", median["ours"]["MiB"], at_most=MEMORY_GOAL),
            Goal("PDF: megabytes", median["ours"]["bytes"] / 1e6, at_most=BYTES_GOAL / 1e6),
        ]
    )


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--goals", type=int, default=GOALS)
    arguments.add_argument("--quick", action="store_true", help="two rounds")
    arguments.add_argument("--one", choices=["ours", "bare"])
    chosen = arguments.parse_args()
    if chosen.one:
        one(chosen.one, chosen.goals)
    else:
        report(
            measure(rounds=2 if chosen.quick else chosen.rounds, goals=chosen.goals),
            goals=chosen.goals,
        )


if __name__ == "__main__":
    main()
