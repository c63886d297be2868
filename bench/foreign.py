"""Reading frameworks of others: StratML and our JSON, beside the bare parsers.

``python -m bench.foreign [--quick]``. The limit for StratML is lxml with the few lines somebody
writes who trusts the file: parse, walk, take name, description and stakeholders of each goal. Ours
also checks order, names, namespaces, identifiers and attributes, and notes every deviation by line.
CPU is that of one call in a warm process; "in the child" is the whole way of an upload, with a new
process under limits, its time included. Rounds alternate.
"""

import argparse
import json
import os
import resource
import statistics
import time
from collections.abc import Callable
from typing import Any

import django
from lxml import etree

from bench.measure import Goal, print_goals
from bench.stratml import content_of

SPACE = "{urn:ISO:std:iso:17469:tech:xsd:stratml_core}"
READ_GOAL, CHILD_GOAL, JSON_GOAL = 12.0, 30.0, 3.0
"""At most so many times the bare parser."""


def bare(data: bytes) -> list[dict[str, Any]]:
    """Return the goals as somebody reads them who trusts the file."""
    root = etree.fromstring(data)
    return [
        {
            "reference": goal.findtext(f"{SPACE}SequenceIndicator"),
            "title": goal.findtext(f"{SPACE}Name"),
            "wording": goal.findtext(f"{SPACE}Description"),
            "involved": [one.findtext(f"{SPACE}Name") for one in goal.iter(f"{SPACE}Stakeholder")],
            "beside": goal.findtext(f"{SPACE}OtherInformation"),
        }
        for goal in root.iter(f"{SPACE}Goal")
    ]


def edition_of(count: int) -> bytes:
    """Return an edition of a framework with so many goals as our JSON."""
    from querschnitt.lib.digest import digest
    from querschnitt.publication.formats.json_data import SCHEMA
    from querschnitt.publication.formats.tests import contents

    said = content_of(count)
    fields = [
        {"key": key, "name": {"de": key}, "provenance": contents.NOWHERE}
        for key in sorted({goal["field"] for goal in said["goals"]})
    ]
    framework = contents.framework(
        goals=said["goals"], departments=said["departments"], fields=fields
    )
    edition = contents.edition(framework)
    edition["adoption"]["content_digest"] = digest(framework)
    return json.dumps({"schema": SCHEMA, **edition}, ensure_ascii=False).encode()


def timed(ways: dict[str, Callable[[], Any]], rounds: int) -> dict[str, float]:
    """Return the median CPU seconds of each way, children included."""
    took: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(rounds):
        for name in sorted(ways, reverse=turn % 2 == 1):
            before = _cpu()
            ways[name]()
            took[name].append(_cpu() - before)
    return {name: statistics.median(times) for name, times in took.items()}


def _cpu() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def measure(count: int, rounds: int) -> list[Goal]:
    """Measure one size, print its table, and return what became of the goals."""
    from querschnitt.documents import plain
    from querschnitt.documents.plain_reading import element_of
    from querschnitt.lib.digest import digest
    from querschnitt.publication.foreign import editions, stratml
    from querschnitt.publication.foreign.recognised import LIMITS, recognise
    from querschnitt.publication.formats.base import Manuscript
    from querschnitt.publication.formats.stratml import STRATML_CORE

    manuscript = Manuscript(content_of(count), "de", document="messung", number=1)
    data, edition = STRATML_CORE.render(manuscript), edition_of(count)
    numbers = {"elements": LIMITS.elements, "text": LIMITS.text, "depth": LIMITS.depth}

    def ours() -> Any:
        return stratml.read(element_of(plain.xml(data, numbers)["tree"]), key="x")

    def parsed() -> Any:
        value = json.loads(edition)
        return digest(value["framework"])

    ways: dict[str, Callable[[], Any]] = {
        "lxml alone": lambda: bare(data),
        "StratML": ours,
        "StratML, in the child": lambda: recognise(data),
        "json and digest alone": parsed,
        "our JSON": lambda: editions.read(plain.json_value(edition, numbers)["value"]),
        "our JSON, in the child": lambda: recognise(edition),
    }
    found = ours()
    if len(found.content["goals"]) != len(bare(data)) or found.deviations:
        raise SystemExit("Not all goals were read, or something was taken for a deviation.")
    median = timed(ways, rounds)
    size = f"{len(data) / 1e6:.1f} MB of StratML, {len(edition) / 1e6:.1f} MB of JSON"
    print(f"\n{count} goals ({size})")
    for name, seconds in median.items():
        limit = median[
            "json and digest alone" if "JSON" in name or "json" in name else "lxml alone"
        ]
        print(f"{name:24} {seconds * 1000:8.0f} ms  {seconds / limit:5.1f} x alone")
    xml, data_ = median["lxml alone"], median["json and digest alone"]
    return [
        Goal(f"StratML / lxml alone, {count}", median["StratML"] / xml, READ_GOAL),
        Goal(f"the same in the child, {count}", median["StratML, in the child"] / xml, CHILD_GOAL),
        Goal(f"our JSON / json alone, {count}", median["our JSON"] / data_, JSON_GOAL),
    ]


def main() -> None:
    """Measure both sizes, and print the tables and what became of the goals."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    arguments = parser.parse_args()
    django.setup()
    sizes = (500,) if arguments.quick else (2_000, 10_000)
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    goals = [one for count in sizes for one in measure(count, 3 if arguments.quick else 5)]
    print_goals(goals)


if __name__ == "__main__":
    main()
