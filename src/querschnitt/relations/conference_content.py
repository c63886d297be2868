"""What meetings, resolutions and conferences have in an edition beside their registers' columns.

These are further keys of ``values`` of an ``EntryContent``. Days are ISO, as partial as they are
known; what is not known is an empty text. Persons are not named: members and guests are.
"""

from typing import TypedDict

from querschnitt.relations.said import Reference


class MemberContent(TypedDict):
    """A government with one vote in a conference; ``key`` tells it from others for good."""

    key: str
    name: str
    is_own: bool
    since: str
    until: str


class PreparationContent(TypedDict):
    """A working group consulted on a paper before the conference did."""

    group: str
    on: str
    result: str


class ConferencePaperContent(TypedDict):
    """A public paper; ``number`` tells it from others for good."""

    number: int
    kind: str
    title: str
    submitted_by: str
    """The key of a member, or empty."""
    received_on: str
    text: str
    url: str
    preparation: list[PreparationContent]


class ConsultationContent(TypedDict):
    """A public paper under a point of the agenda."""

    number: int
    is_authoritative: bool
    paper: ConferencePaperContent


class AgendaItemContent(TypedDict):
    """A public point of an agenda.

    ``position`` is its number on the agenda, so that it can be seen that others are not public;
    ``outcome`` is empty until the protocol is settled.
    """

    number: int
    position: int
    title: str
    reporter: str
    explanation: str
    outcome: str
    consultations: list[ConsultationContent]
    resolutions: list[Reference]


class ParticipantContent(TypedDict):
    """Who was present, without the person's name: a member by its key, a guest by the office."""

    capacity: str
    member: str
    name: str


class MeetingValues(TypedDict):
    """What a meeting adds; ``agenda`` and ``participants`` may be empty."""

    state: str
    agenda: list[AgendaItemContent]
    participants: list[ParticipantContent]


class VoteContent(TypedDict):
    """How a member voted, and what it had put on record."""

    member: str
    name: str
    choice: str
    statement: str


class CountContent(TypedDict):
    yes: int
    no: int
    abstention: int
    missing: int


class ForwardingContent(TypedDict):
    """To whom a resolution went, and what came of it."""

    recipient: str
    sent_on: str
    outcome: str
    outcome_on: str


class ResolutionValues(TypedDict, total=False):
    """What a resolution adds; votes and count only where the conference made them known."""

    item: int
    """The lasting number of the point of the agenda, where that is public."""
    votes: list[VoteContent]
    count: CountContent
    forwardings: list[ForwardingContent]


class ConferenceValues(TypedDict):
    """What a conference adds."""

    members: list[MemberContent]
