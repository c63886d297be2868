"""An archive for the next chair of a conference, made and kept."""

from querschnitt.relations import operations


def keep_papers(world):
    """Keep an archive of the presidency of department aa; what is in it is for its people."""
    inside = world.hidden("hand-over package", "aa")
    presidency = world.entries["presidencies"]
    package = operations.order_handover_package(by=world.coordinator, presidency=presidency)
    world.package = operations.keep_handover_package(package=package, data=inside.encode())
