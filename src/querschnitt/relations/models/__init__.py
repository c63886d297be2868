"""The rows of relations: entries of registers, and what happens at conferences."""

from querschnitt.relations.models.conferences import (
    AgendaItem,
    Attendance,
    Conference,
    ConferenceMember,
    Consultation,
    Meeting,
    Paper,
    Presidency,
)
from querschnitt.relations.models.entries import Entry, EntryRevision, Link, ServedGoal
from querschnitt.relations.models.events import Event
from querschnitt.relations.models.handing_over import HandoverPackage
from querschnitt.relations.models.merging import Distinction, Merger
from querschnitt.relations.models.networks import EuDossier, Network
from querschnitt.relations.models.organisations import Actor, Organisation, Programme
from querschnitt.relations.models.partners import Agreement, Partner, Project, TwinTown
from querschnitt.relations.models.positions import Position, PositionWording
from querschnitt.relations.models.resolutions import (
    ConferenceTask,
    Forwarding,
    Resolution,
    Vote,
    VotingRule,
)
from querschnitt.relations.models.trade import TradeActivity
from querschnitt.relations.models.workbooks import EntryWorkbook, EntryWorkbookRow

__all__ = [
    "Actor",
    "AgendaItem",
    "Agreement",
    "Attendance",
    "Conference",
    "ConferenceMember",
    "ConferenceTask",
    "Consultation",
    "Distinction",
    "Entry",
    "EntryRevision",
    "EntryWorkbook",
    "EntryWorkbookRow",
    "EuDossier",
    "Event",
    "Forwarding",
    "HandoverPackage",
    "Link",
    "Meeting",
    "Merger",
    "Network",
    "Organisation",
    "Paper",
    "Partner",
    "Position",
    "PositionWording",
    "Presidency",
    "Programme",
    "Project",
    "Resolution",
    "ServedGoal",
    "TradeActivity",
    "TwinTown",
    "Vote",
    "VotingRule",
]
