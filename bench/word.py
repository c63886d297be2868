"""Word files of 120 synthetic goals, beside docxtpl and python-docx; ``python -m bench.word``.

Each run is a process of its own, and its CPU is that of its children too, imports included. Ours
fills a template of the government's in a child with limits, since somebody uploaded it; docxtpl
fills one with loops in the process that asks, as its handbook shows, and once in a bare child;
python-docx writes the file paragraph by paragraph. Rounds alternate.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time
from base64 import b64encode
from io import BytesIO

from bench.measure import ROOT, Goal, print_goals
from bench.pdf import GOALS, synthetic_document
from querschnitt.documents.typeset import Heading, Paragraph, Table, TypesetDocument

CPU_GOAL = 1.15
KINDS = ("docxtpl", "docxtpl, child", "ours, template", "ours", "python-docx")
IN_A_CHILD = """
import base64, io, json, sys
from docxtpl import DocxTemplate
asked = json.load(sys.stdin)
word, file = DocxTemplate(io.BytesIO(base64.b64decode(asked.pop("template")))), io.BytesIO()
word.render(asked, autoescape=True)
word.save(file)
sys.stdout.buffer.write(file.getvalue())
"""


def one(kind: str, goals: int) -> None:
    """Write the document once and say what it took."""
    document = synthetic_document(goals)
    writer = {
        "docxtpl": _docxtpl,
        "docxtpl, child": _docxtpl_in_a_child,
        "python-docx": _python_docx,
        "ours": _ours,
        "ours, template": _ours_in_a_template,
    }[kind]
    # Making the template is no part of filling it, and Django runs where ours is asked.
    template = _template(kind)
    _configure()
    cpu, wall = _cpu(), time.perf_counter()
    produced = writer(document, template)
    figures = {
        "cpu": _cpu() - cpu,
        "wall": time.perf_counter() - wall,
        "bytes": len(produced),
        **_found(produced),
    }
    print(json.dumps(figures))


def _cpu() -> float:
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in both)


def _template(kind: str) -> bytes:
    if kind in {"ours", "python-docx"}:
        return b""
    code = f"from bench import word; word.print_template({kind!r})"
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout


def print_template(kind: str) -> None:
    """Write the template of a kind to standard output."""
    if kind.startswith("docxtpl"):
        sys.stdout.buffer.write(_template_with_loops())
        return
    _configure()
    from querschnitt.documents.word_template import default_template

    sys.stdout.buffer.write(default_template())


def _configure() -> None:
    import django
    from django.conf import settings

    if not settings.configured:
        settings.configure(LANGUAGE_CODE="de", USE_I18N=True)
        django.setup()


def _template_with_loops() -> bytes:
    import docx

    word = docx.Document()
    word.add_paragraph("{{ title }}", style="Title")
    word.add_paragraph("{%p for goal in goals %}")
    word.add_paragraph("{{ goal.heading }}", style="Heading 2")
    word.add_paragraph("{{ goal.text }}")
    word.add_paragraph("{{ goal.caption }}", style="Caption")
    table = word.add_table(4, 4, style="Table Grid")
    for number, text in enumerate(("Maßnahme", "Frist", "Stand", "Anteil")):
        table.cell(0, number).text = text
    table.cell(1, 0).text = "{%tr for row in goal.rows %}"
    for number in range(4):
        table.cell(2, number).text = f"{{{{ row[{number}] }}}}"
    table.cell(3, 0).text = "{%tr endfor %}"
    word.add_paragraph("{%p endfor %}")
    file = BytesIO()
    word.save(file)
    return file.getvalue()


def _goals(document: TypesetDocument) -> list[dict[str, object]]:
    """Return the goals of the document as a template with loops wants them."""
    goals: list[dict[str, object]] = []
    for block in document.blocks:
        match block:
            case Heading(level=2):
                goals.append({"heading": f"{block.number} {block.text}", "text": ""})
            case Paragraph() if goals:
                goals[-1]["text"] = block.text
            case Table() if goals:
                goals[-1] |= {"caption": block.caption, "rows": block.rows}
            case _:
                pass
    return goals


def _docxtpl(document: TypesetDocument, template: bytes) -> bytes:
    from docxtpl import DocxTemplate

    word, file = DocxTemplate(BytesIO(template)), BytesIO()
    word.render({"title": document.title, "goals": _goals(document)}, autoescape=True)
    word.save(file)
    return file.getvalue()


def _docxtpl_in_a_child(document: TypesetDocument, template: bytes) -> bytes:
    asked = {
        "title": document.title,
        "goals": _goals(document),
        "template": b64encode(template).decode(),
    }
    command = [sys.executable, "-I", "-c", IN_A_CHILD]
    data = json.dumps(asked).encode()
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout


def _python_docx(document: TypesetDocument, _template: bytes) -> bytes:
    import docx

    word, file = docx.Document(), BytesIO()
    word.add_paragraph(document.title, style="Title")
    for goal in _goals(document):
        word.add_paragraph(str(goal["heading"]), style="Heading 2")
        word.add_paragraph(str(goal["text"]))
        rows = goal["rows"]
        assert isinstance(rows, tuple)
        table = word.add_table(1, 4, style="Table Grid")
        for number, text in enumerate(("Maßnahme", "Frist", "Stand", "Anteil")):
            table.cell(0, number).text = text
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    word.save(file)
    return file.getvalue()


def _ours(document: TypesetDocument, _template: bytes) -> bytes:
    from querschnitt.documents.word import write

    return write(document)


def _ours_in_a_template(document: TypesetDocument, template: bytes) -> bytes:
    from querschnitt.documents.house_style import HouseStyle
    from querschnitt.documents.word import write

    return write(document, HouseStyle(word_template=template))


def _found(produced: bytes) -> dict[str, int]:
    """Return what python-docx finds in the file."""
    import docx

    word = docx.Document(BytesIO(produced))
    names = [paragraph.style.name or "" for paragraph in word.paragraphs if paragraph.style]
    return {"tables": len(word.tables), "headings": sum(n.startswith("Heading") for n in names)}


def measure(*, rounds: int, goals: int) -> dict[str, list[dict[str, float]]]:
    """Run all kinds alternately and return the figures of each round."""
    taken: dict[str, list[dict[str, float]]] = {kind: [] for kind in KINDS}
    for number in range(rounds):
        for kind in KINDS if number % 2 else reversed(KINDS):
            command = [sys.executable, "-m", "bench.word", "--one", kind, "--goals", str(goals)]
            said = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
            taken[kind].append(json.loads(said))
    return taken


def report(taken: dict[str, list[dict[str, float]]], *, goals: int) -> None:
    """Print medians and the ratios to what a Python team would pick."""
    print(f"Word of {goals} synthetic goals with {goals} tables, {len(taken['ours'])} rounds")
    print(f"{'':16} CPU s  (min - max)      wall s     bytes  tables  headings")
    median: dict[str, dict[str, float]] = {}
    for kind, rounds in taken.items():
        median[kind] = {key: statistics.median(r[key] for r in rounds) for key in rounds[0]}
        m, times = median[kind], [r["cpu"] for r in rounds]
        print(
            f"{kind:16} {m['cpu']:5.2f}  ({min(times):.2f} - {max(times):.2f})    {m['wall']:6.2f}"
            f"  {m['bytes']:8.0f}  {m['tables']:6.0f}  {m['headings']:8.0f}"
        )
    limit = CPU_GOAL if goals == GOALS else float("inf")
    cpu = {kind: figures["cpu"] for kind, figures in median.items()}
    print_goals(
        [
            Goal("Word in our look: CPU to docxtpl", cpu["ours"] / cpu["docxtpl"], at_most=limit),
            Goal(
                "Word in the government's template: CPU to docxtpl in a child",
                cpu["ours, template"] / cpu["docxtpl, child"],
                at_most=limit,
            ),
            Goal(
                "Word in the government's template: CPU to docxtpl without a child",
                cpu["ours, template"] / cpu["docxtpl"],
            ),
            Goal("Word: python-docx to ours", cpu["python-docx"] / cpu["ours"]),
        ]
    )


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--goals", type=int, default=GOALS)
    arguments.add_argument("--quick", action="store_true", help="two rounds")
    arguments.add_argument("--one", choices=KINDS)
    chosen = arguments.parse_args()
    if chosen.one:
        one(chosen.one, chosen.goals)
    else:
        rounds = 2 if chosen.quick else chosen.rounds
        report(measure(rounds=rounds, goals=chosen.goals), goals=chosen.goals)


if __name__ == "__main__":
    main()
