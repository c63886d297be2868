"""The addresses of the positions on dossiers, with what could be sent there."""

from querschnitt.relations.seen import POSITION, seen_of
from querschnitt.tests.place import Place

POSITIONS = "beziehungen/eu-vorhaben/dossiers/stellungnahmen/"


def positions_of(world):
    """Return the places of positions by the names of their addresses."""
    typed = {"title": "Stellungnahme", "text": "Das Land begrüßt den Vorschlag."}
    return {
        "relations:dossier_positions": Place(POSITIONS),
        "relations:dossiers_act": Place(f"{POSITIONS}neu/", typed),
        "relations:dossiers_row_act": Place(
            f"{POSITIONS}bearbeiten/{world.position.pk}/",
            {**typed, "seen": seen_of(world.position, POSITION)},
        ),
    }
