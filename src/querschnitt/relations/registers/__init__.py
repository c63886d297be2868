"""The registers of relations, each described once.

``FAMILIES`` is the order in which pages show them.
"""

from django.utils.translation import gettext_lazy as _

from querschnitt.relations.registers.base import Check, Group, Label, Register, Role
from querschnitt.relations.registers.conferences import (
    CONFERENCES,
    MEETINGS,
    PRESIDENCIES,
    RESOLUTIONS,
)
from querschnitt.relations.registers.events import EVENTS
from querschnitt.relations.registers.networks import DOSSIERS, NETWORKS
from querschnitt.relations.registers.organisations import ACTORS, ORGANISATIONS, PROGRAMMES
from querschnitt.relations.registers.partners import AGREEMENTS, PARTNERS, PROJECTS, TWINNINGS
from querschnitt.relations.registers.trade import TRADE

FAMILIES: tuple[tuple[Label, tuple[Register, ...]], ...] = (
    (_("Partners"), (PARTNERS, AGREEMENTS, TWINNINGS, PROJECTS)),
    (_("Networks and processes"), (NETWORKS, DOSSIERS)),
    (_("Actors and foreign trade"), (ACTORS, PROGRAMMES, TRADE, ORGANISATIONS)),
    (_("Events and conferences"), (EVENTS, CONFERENCES, PRESIDENCIES, MEETINGS, RESOLUTIONS)),
)
REGISTERS = {register.slug: register for _family, registers in FAMILIES for register in registers}
BY_SEGMENT = {register.segment: register for register in REGISTERS.values()}

__all__ = [
    "BY_SEGMENT",
    "FAMILIES",
    "REGISTERS",
    "Check",
    "Group",
    "Label",
    "Register",
    "Role",
]
