"""Every kind of channel, by its name; each is a folder of the same anatomy.

``registered()`` imports them all; none of them touches the network or the database when imported.
"""

from importlib import import_module
from pkgutil import iter_modules

from querschnitt.press.channels.base import ChannelKind


def registered() -> dict[str, ChannelKind]:
    """Return all kinds by their slug, in the order in which pages offer them."""
    if not _kinds:
        found: list[ChannelKind] = [
            import_module(f"{__name__}.{module.name}").CHANNEL
            for module in iter_modules(__path__)
            if module.ispkg and module.name != "tests"
        ]
        found.sort(key=lambda kind: (kind.position, kind.slug))
        _kinds.update((kind.slug, kind) for kind in found)
    return _kinds


def kind_of(slug: str) -> ChannelKind | None:
    """Return a kind, or None if this program does not know it any more."""
    return registered().get(slug)


_kinds: dict[str, ChannelKind] = {}
