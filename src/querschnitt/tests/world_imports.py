"""Frameworks of others in the world: a foreign plan, and an edition that could be taken over."""

import json
from xml.sax.saxutils import escape

from querschnitt.lib.digest import digest
from querschnitt.publication import operations as publication
from querschnitt.publication.formats.json_data import SCHEMA
from querschnitt.publication.formats.tests import contents

READERS = "coordinator"


def plan(name="Plan", goal="Ziel"):
    """Return a foreign plan that deviates in its namespace and has an unknown element."""
    return (
        f"<StrategicPlan><Name>{escape(name)}</Name><Motto>{escape(goal)}</Motto><StrategicPlanCore>"
        f"<Goal><Name>{escape(goal)}</Name><Description>d</Description></Goal></StrategicPlanCore>"
        "</StrategicPlan>"
    ).encode()


def edition(title, wording):
    """Return an edition of another installation, of which nothing is here but the field."""
    field = {"key": "europa", "name": {"de": "Europa"}, "provenance": contents.NOWHERE}
    goal = contents.goal("P1", wording={"de": wording}, lead=None, field="europa", clauses=[],
                         chapter=None)  # fmt: skip
    content = contents.framework(
        key="fremd", title={"de": title}, fields=[field], goals=[goal]
    )  # fmt: skip
    whole = contents.edition(content)
    whole["adoption"]["content_digest"] = digest(content)
    return json.dumps({"schema": SCHEMA, **whole}, ensure_ascii=False).encode()


def import_others(world):
    """Import both, with canaries in whatever they say and in the names of their files."""

    def hidden(place):
        return world.hidden(f"{place} of an import", READERS)

    by = world.coordinator
    foreign = publication.import_framework(
        by=by, data=plan(hidden("title"), hidden("goal")), file_name=f"{hidden('file')}.xml"
    )
    own = publication.import_framework(
        by=by, data=edition(hidden("title of an edition"), hidden("wording")), file_name="f.json"
    )
    return {"foreign": foreign, "edition": own}
