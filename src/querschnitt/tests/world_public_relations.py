"""Two editions of relations: what the newest says is public, all else bears a canary."""

from django.utils import timezone

from querschnitt.lib.digest import digest
from querschnitt.publication import assemble
from querschnitt.publication import operations as publication
from querschnitt.relations import operations
from querschnitt.relations.said import link, said

PUBLIC_ENTRY = "Die Partnerschaft lautet öffentlich recht so."


def publish_relations(world):
    """Publish entries that link to hidden ones, and one that the second edition takes back."""
    by = world.coordinator
    hidden = world.entries["organisations"]
    # Its texts are canaries; the desk needs it, and no edition.
    operations.hold_back_entries(by=by, entries=[world.entries["released"].entry])
    organisation = _public(world, "organisations", "oeffentlich", {"seat": "Halle"})
    _public(world, "partners", "oeffentlich", {"kind": "contact", "country": "PL"},
            summary=PUBLIC_ENTRY, goals=["beschlossen/D1", "embargo/D1"])  # fmt: skip
    _public(world, "projects", "oeffentlich", {},
            links={"organisation": [link(f"organisations/{hidden.key}")]})  # fmt: skip
    _actor(world, "oeffentlich", organisation, released_fields=["kind"])
    other = _public(world, "organisations", "verein", {})
    _actor(world, "widerrufen", other, released_fields=["head", "contact"],
           consent_withdrawn_on="2022-06-01")  # fmt: skip
    _hidden(world, "demonstration", is_demonstration=True)
    removed = _hidden(world, "entfernt", readers="coordinator", is_released=True)
    operations.remove_entry(
        by=by, entry=removed, reason=world.hidden("reason of another removal", "coordinator")
    )
    gone = _hidden(world, "zurueckgenommen", is_released=True)
    world.relations = [_published(world)]
    operations.hold_back_entries(by=by, entries=[gone.entry])
    world.relations.append(_published(world))
    operations.release_entries(by=by, entries=[world.entries["released"].entry])


def seen_now():
    """Return what the page of publishing relations tells of what it shows."""
    return digest(assemble.relations(at=timezone.now()))


def _published(world):
    return publication.publish_relations(by=world.people["press"], seen=seen_now())


def _public(world, register, key, values, **more):
    by = world.coordinator
    told = said(f"Öffentlicher Eintrag {register} {key}", values=values, **more)
    entry = operations.add_entry(by=by, register=register, key=key, said=told)
    operations.release_entries(by=by, entries=[entry.entry])
    return entry


def _actor(world, key, organisation, **consent):
    """Enter an actor whose contact and consent stay inside."""
    return _public(world, "actors", key, {
        "kind": "Verein",
        "organisation": f"organisations/{organisation.key}",
        "head": world.hidden(f"head of actor {key}"),
        "contact": world.hidden(f"contact of actor {key}", "coordinator"),
        "consent_note": world.hidden(f"consent of actor {key}", "coordinator"),
        "consent_given_on": "2022-05-01",
        **consent,
    })  # fmt: skip


def _hidden(world, key, *, readers="", is_released=False, is_demonstration=False):
    by = world.coordinator
    told = said(
        world.hidden(f"title of entry {key}"),
        summary=world.hidden(f"summary of entry {key}", readers),
        values={"kind": "contact", "country": "PL"},
    )
    entry = operations.add_entry(
        by=by, register="partners", key=key, said=told, is_demonstration=is_demonstration
    )
    if is_released:
        operations.release_entries(by=by, entries=[entry.entry])
    return entry
