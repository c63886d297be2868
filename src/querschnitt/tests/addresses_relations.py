"""The addresses of the registers of relations, with what could be sent there."""

from querschnitt.tests.place import Place

HOUSE = "beziehungen/"
NETWORKS = f"{HOUSE}netzwerke/"


def relations_of(world):
    """Return the places of relations by the names of their addresses."""
    own = f"{NETWORKS}networks/"
    chosen, released = world.entries["networks"].pk, world.entries["released"].pk
    typed = {"title": "Neues Netz", "part": "member", "department": "aa"}
    return {
        "relations:calendar": Place(f"{HOUSE}kalender/", query="monat=2023-05"),
        "relations:calendar_of_kind": Place(f"{HOUSE}kalender.ics"),
        "relations:entry_calendar": Place(f"{HOUSE}vorsitze/presidencies/termin.ics"),
        "relations:hub": Place(HOUSE),
        "relations:search": Place(f"{HOUSE}suche/", query="q=Netz"),
        "relations:register": Place(f"{HOUSE}akteure/"),
        "relations:add_entry": Place(f"{NETWORKS}neu/", typed),
        "relations:release_entries": Place(
            f"{NETWORKS}freigeben/", {"entry": [chosen]}, query=f"entry={chosen}"
        ),
        "relations:hold_back_entries": Place(
            f"{NETWORKS}zurueckhalten/", {"entry": [released]}, query=f"entry={released}"
        ),
        "relations:entry": Place(f"{HOUSE}akteure/actors/"),
        "relations:revise_entry": Place(f"{own}bearbeiten/", {**typed, "seen": "1"}),
        "relations:entry_history": Place(f"{HOUSE}akteure/actors/verlauf/"),
        "relations:remove_entry": Place(f"{own}entfernen/", {"reason": "Doppelt."}),
        "relations:restore_entry": Place(f"{NETWORKS}removed/wiederherstellen/", {}),
    }
