"""The addresses of what is done at conferences, with what could be sent there."""

from querschnitt.relations.seen import ITEM, MEMBER, RESPONSE, seen_of
from querschnitt.tests.place import DAY, Place

CONFERENCE = "beziehungen/konferenzen/conferences/arbeit/"
MEETING = "beziehungen/sitzungen/meetings/ablauf/"
RESOLUTION = "beziehungen/beschluesse/resolutions/abstimmung/"
PRESIDENCY = "beziehungen/vorsitze/presidencies/arbeitsplatz/"


def conferences_of(world):
    """Return the places of conferences by the names of their addresses."""
    task = {"what": "Saal bestellen", "who": "Amt", "due_on": DAY}
    done = world.conference_task.pk
    return {
        "relations:conference_sheet": Place(CONFERENCE),
        "relations:conferences_act": Place(f"{CONFERENCE}mitglied/", {"name": "Saarland"}),
        "relations:conferences_row_act": Place(
            f"{CONFERENCE}mitglied-bearbeiten/{world.member.pk}/",
            {"name": "Saarland", "seen": seen_of(world.member, MEMBER)},
        ),
        "relations:meeting_sheet": Place(MEETING),
        "relations:meetings_act": Place(f"{MEETING}punkt/", {"title": "Verschiedenes"}),
        "relations:meetings_row_act": Place(
            f"{MEETING}punkt-bearbeiten/{world.point.pk}/",
            {"title": "Verschiedenes", "seen": seen_of(world.point, ITEM)},
        ),
        "relations:resolution_sheet": Place(RESOLUTION),
        "relations:resolutions_act": Place(
            f"{RESOLUTION}weiterleitung/", {"recipient": "Bundesrat"}
        ),
        "relations:resolutions_row_act": Place(
            f"{RESOLUTION}antwort/{world.forwarding.pk}/",
            {"outcome": "Zugeleitet.", "seen": seen_of(world.forwarding, RESPONSE)},
        ),
        "relations:presidency_workspace": Place(PRESIDENCY),
        "relations:presidencies_act": Place(f"{PRESIDENCY}aufgabe/", task),
        "relations:presidencies_row_act": Place(f"{PRESIDENCY}aufgabe-erledigt/{done}/", {}),
    }
