"""Files of others for the tests, all of them invented, and editions moved to other names."""

import json
from dataclasses import asdict

from querschnitt.documents import plain
from querschnitt.documents.packages import Refusal
from querschnitt.documents.unreadable import Unreadable, sentence
from querschnitt.lib.digest import digest
from querschnitt.publication import assemble
from querschnitt.publication.formats.base import Manuscript
from querschnitt.publication.formats.json_data import JSON

CORE = "urn:ISO:std:iso:17469:tech:xsd:stratml_core"
REPORT = "urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport"


def plan(inside="", *, name="Beispielplan", namespace=CORE, goal=True, beside=""):
    """A plan after Part 1, valid unless the call says something else."""
    one = "<Goal><Name>g</Name><Description>d</Description></Goal>" if goal else ""
    xmlns = f' xmlns="{namespace}"' if namespace else ""
    return (
        f"<StrategicPlan{xmlns}><Name>{name}</Name>{beside}"
        f"<StrategicPlanCore>{inside}{one}</StrategicPlanCore></StrategicPlan>"
    ).encode()


def edition_of(version, **changed):
    """What the portal offers of an adopted version as JSON, as a value."""
    content = {**assemble.framework_edition(version), **changed}
    return json.loads(JSON.render(Manuscript(content, "de", document="2022", number=1)))


def moved(edition, **names):
    """An edition whose keys and names were others from the beginning: its digest fits again."""
    text = json.dumps(edition, ensure_ascii=False)
    for old, new in names.items():
        text = text.replace(f'"{old}"', f'"{new}"')
    return sealed(json.loads(text))


def sealed(edition):
    """An edition whose adoption names the digest of what it says."""
    content_digest = digest(edition["framework"])
    return {**edition, "adoption": {**edition["adoption"], "content_digest": content_digest}}


def read_here(data, kind, limits):
    """Read a file in the process itself, which is quicker; the boundary has tests of its own."""
    numbers = asdict(limits)
    try:
        return plain.xml(data, numbers) if kind == "xml" else plain.json_value(data, numbers)
    except Refusal as refusal:
        raise Unreadable(sentence(refusal.code, kind, numbers | refusal.facts)) from refusal


def as_file(edition):
    return json.dumps(edition, ensure_ascii=False, indent=2).encode()
