"""Entries of every register; none has been published, so that whatever they say stays inside."""

from querschnitt.relations import operations
from querschnitt.relations.registers import REGISTERS
from querschnitt.relations.said import said
from querschnitt.relations.tests.factories import BELONGS_TO, NEEDED


def keep_relations(world):
    """Add an entry of department aa to each register, and some in further states."""
    world.entries = {}
    needed_first = ["organisations", "conferences"]
    for slug in [*needed_first, *(slug for slug in REGISTERS if slug not in needed_first)]:
        world.entries[slug] = enter(world, slug)
    inside = {"contact": world.hidden("contact of an actor", "aa"),
              "consent_note": world.hidden("consent of an actor", "aa"),
              "consent_given_on": "2022-05-01"}  # fmt: skip
    actor = world.entries["actors"]
    values = {**NEEDED["actors"], "organisation": "organisations/organisations", **inside}
    operations.revise_entry(
        by=world.people["editor_aa"],
        entry=actor,
        seen=1,
        said=said(actor.title, department="aa", values=values),
    )
    world.entries["released"] = enter(world, "networks", "released", title="Freigegebenes Netz")
    operations.release_entries(by=world.coordinator, entries=[world.entries["released"]])
    world.entries["removed"] = enter(world, "networks", "removed", readers="aa")
    operations.remove_entry(
        by=world.coordinator,
        entry=world.entries["removed"],
        reason=world.hidden("reason of a removal of an entry", "aa"),
    )


def enter(world, register, key="", *, title="", readers=""):
    """Return an entry of department aa, all of whose texts are canaries."""
    name = key or register
    values = dict(NEEDED[register])
    if register in BELONGS_TO:
        column, other = BELONGS_TO[register]
        values[column] = f"{other}/{other}"
    return operations.add_entry(
        by=world.people["editor_aa"],
        register=register,
        key=name,
        said=said(
            # All have read it before it was removed, and the journal says what it was called.
            title or world.hidden(f"title of entry {name}"),
            summary=world.hidden(f"summary of entry {name}", readers),
            source=world.hidden(f"source of entry {name}", readers),
            remark=world.hidden(f"remark on entry {name}", readers),
            department="aa",
            values=values,
        ),
    )
