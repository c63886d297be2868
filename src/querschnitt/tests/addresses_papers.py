"""The addresses of the papers of conferences, and of what the next chair is given."""

from querschnitt.tests.place import Place

PRESIDENCY = "beziehungen/vorsitze/presidencies/uebergabe/"


def papers_of(world):
    """Return the places of papers by the names of their addresses."""
    return {
        "relations:meeting_paper": Place("beziehungen/sitzungen/meetings/papiere/einladung.txt"),
        "relations:handover_packages": Place(PRESIDENCY),
        "relations:order_handover_package": Place(f"{PRESIDENCY}herstellen/", {}),
        "relations:handover_package_file": Place(f"{PRESIDENCY}{world.package.pk}.zip"),
    }
