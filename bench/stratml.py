"""StratML of 10,000 synthetic goals: ours beside a bare string and beside a tree of lxml.

``python -m bench.stratml [--quick]``. All three write the same file; that they do is checked. CPU
is that of one call in a warm process; rounds alternate.
"""

import argparse
import os
import statistics
import time
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

import django
from lxml import etree

from bench import synthetic
from bench.measure import Goal, print_goals
from querschnitt.framework.content import REPORTED_SCHEMA

if TYPE_CHECKING:
    from collections.abc import Callable

RAW_GOAL, TREE_GOAL = 1.5, 1.4
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<StrategicPlan xmlns="urn:ISO:std:iso:17469:tech:xsd:stratml_core">\n'
)
NOWHERE = {"source": "", "confidence": "", "remark": ""}
OPEN = {"start": "", "end": ""}


def content_of(count: int) -> Any:
    """Return an edition's content with so many goals, departments and fields beside them."""
    departments = [
        {
            "key": f"r{number}",
            "name": {"de": f"Ministerium {number}"},
            "abbreviation": f"R{number}",
            "position": number,
            "valid_from": "",
            "valid_until": "",
            "heads": [],
            "successors": [],
            "provenance": NOWHERE,
        }
        for number in range(synthetic.DEPARTMENTS)
    ]
    goals = [
        {
            "reference": goal.reference,
            "kind": "department_specific",
            "kind_basis": "",
            "chapter": None,
            "field": f"f{goal.field}",
            "title": {"de": goal.title},
            "wording": {"de": goal.text},
            "explanation": {},
            "lead": f"r{goal.lead}",
            "lead_confidence": "",
            "lead_remark": "",
            "involves_all": False,
            "involved": [f"r{number}" for number in goal.involved],
            "clauses": [],
            "other_mandate": {},
            "period": OPEN,
            "basis": "own",
            "provenance": NOWHERE,
        }
        for goal in synthetic.goals(count)
    ]
    return {
        "schema": REPORTED_SCHEMA,
        "languages": ["de"],
        "framework": "messung",
        "title": {"de": synthetic.MARK},
        "departments": departments,
        "fields": [],
        "goals": goals,
    }


def raw(content: Any) -> bytes:
    """Return the same file by one string for each goal, as somebody would who knows the content."""
    names = {d["key"]: (d["name"]["de"], d["abbreviation"]) for d in content["departments"]}
    parts = [HEAD, f"<Name>{content['title']['de']}</Name>\n<Description/>\n"]
    parts.append(
        "<OtherInformation>Language: de\nDocument: messung\nEdition: 1\nContent: reported goals"
        "</OtherInformation>\n<StrategicPlanCore>\n"
    )
    for key, (name, short) in names.items():
        parts.append(
            f"<Organization>\n<Name>{name}</Name>\n<Acronym>{short}</Acronym>\n"
            f"<Identifier>_department-{key}</Identifier>\n</Organization>\n"
        )
    for goal in content["goals"]:
        keys = dict.fromkeys([goal["lead"], *goal["involved"]])
        stakeholders = "".join(
            '<Stakeholder StakeholderTypeType="Organization">\n'
            f"<Name>{escape(names[key][0])}</Name>\n<Description>{names[key][1]}: "
            f"{'Federführung' if key == goal['lead'] else 'Beteiligt'}</Description>\n"
            "</Stakeholder>\n"
            for key in keys
        )
        parts.append(
            f"<Goal>\n<Name>{escape(goal['title']['de'])}</Name>\n"
            f"<Description>{escape(goal['wording']['de'])}</Description>\n"
            f"<Identifier>_messung-{goal['reference']}</Identifier>\n"
            f"<SequenceIndicator>{goal['reference']}</SequenceIndicator>\n{stakeholders}"
            f"<OtherInformation>Name-is: title\nKind: {goal['kind']}\nField: {goal['field']}\n"
            f"Lead: {goal['lead']}\nInvolved: {' '.join(goal['involved'])}\n"
            f"Basis: {goal['basis']}</OtherInformation>\n</Goal>\n"
        )
    parts.append(
        "</StrategicPlanCore>\n<AdministrativeInformation>\n"
        "<PublicationDate>2026-11-22</PublicationDate>\n</AdministrativeInformation>\n"
        "</StrategicPlan>\n"
    )
    return "".join(parts).encode()


def tree(content: Any) -> bytes:
    """Return a file with the same goals by a tree of lxml."""
    space = "urn:ISO:std:iso:17469:tech:xsd:stratml_core"
    names = {d["key"]: (d["name"]["de"], d["abbreviation"]) for d in content["departments"]}

    def add(parent: Any, name: str, text: str = "", **attributes: str) -> Any:
        child = etree.SubElement(parent, f"{{{space}}}{name}", **attributes)
        child.text = text or None
        return child

    root = etree.Element(f"{{{space}}}StrategicPlan", nsmap={None: space})
    add(root, "Name", content["title"]["de"])
    add(root, "Description")
    add(
        root,
        "OtherInformation",
        "Language: de\nDocument: messung\nEdition: 1\nContent: reported goals",
    )
    core = add(root, "StrategicPlanCore")
    for key, (name, short) in names.items():
        organization = add(core, "Organization")
        add(organization, "Name", name)
        add(organization, "Acronym", short)
        add(organization, "Identifier", f"_department-{key}")
    for goal in content["goals"]:
        element = add(core, "Goal")
        add(element, "Name", goal["title"]["de"])
        add(element, "Description", goal["wording"]["de"])
        add(element, "Identifier", f"_messung-{goal['reference']}")
        add(element, "SequenceIndicator", goal["reference"])
        for key in dict.fromkeys([goal["lead"], *goal["involved"]]):
            role = "Federführung" if key == goal["lead"] else "Beteiligt"
            one = add(element, "Stakeholder", StakeholderTypeType="Organization")
            add(one, "Name", names[key][0])
            add(one, "Description", f"{names[key][1]}: {role}")
        lines = (
            ("Name-is", "title"),
            ("Kind", goal["kind"]),
            ("Field", goal["field"]),
            ("Lead", goal["lead"]),
            ("Involved", " ".join(goal["involved"])),
            ("Basis", goal["basis"]),
        )
        add(element, "OtherInformation", "\n".join(f"{key}: {value}" for key, value in lines))
    about = add(root, "AdministrativeInformation")
    add(about, "PublicationDate", "2026-11-22")
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return written


def main() -> None:
    """Measure, and print the table and what became of the goals."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    arguments = parser.parse_args()
    django.setup()
    from querschnitt.publication.formats.base import Manuscript
    from querschnitt.publication.formats.stratml import STRATML_CORE

    content = content_of(1_000 if arguments.quick else 10_000)
    manuscript = Manuscript(content, "de", document="messung", number=1, published_on="2026-11-22")
    ways: dict[str, Callable[[], bytes]] = {
        "raw string": lambda: raw(content),
        "StratML": lambda: STRATML_CORE.render(manuscript),
        "lxml tree": lambda: tree(content),
    }
    sizes = {name: _same(way()) for name, way in ways.items()}
    if len(set(sizes.values())) != 1:
        raise SystemExit(f"The three did not write the same: {sizes}")
    took: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(3 if arguments.quick else 7):
        for name in sorted(ways, reverse=turn % 2 == 1):
            before = time.process_time()
            ways[name]()
            took[name].append(time.process_time() - before)
    median = {name: statistics.median(times) for name, times in took.items()}
    print(f"\nStratML Part 1 of {len(content['goals'])} goals")
    for name, seconds in median.items():
        print(f"{name:14} {seconds * 1000:8.0f} ms  {seconds / median['raw string']:5.2f} x raw")
    print_goals(
        [
            Goal("StratML / raw string", median["StratML"] / median["raw string"], RAW_GOAL),
            Goal(
                "lxml tree / StratML",
                median["lxml tree"] / median["StratML"],
                at_least=TREE_GOAL,
            ),
        ]
    )


def _same(written: bytes) -> int:
    """Return a fingerprint of the file that does not mind the space between elements."""
    root = etree.fromstring(written, etree.XMLParser(remove_blank_text=True))
    return hash(etree.tostring(root, method="c14n"))


if __name__ == "__main__":
    main()
