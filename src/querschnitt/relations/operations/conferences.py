"""Members and papers of a conference, and the hand-over of its presidency."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Max, Q
from django.utils import timezone
from django.utils.text import slugify

from querschnitt.accounts import journal
from querschnitt.accounts.models import User
from querschnitt.framework.text_limits import LINE, NARRATIVE, TITLE, Limited, obstacle_in_texts
from querschnitt.lib.refusal import refuse_if
from querschnitt.lib.umlauts import spelled_out
from querschnitt.relations.models import (
    Conference,
    ConferenceMember,
    ConferenceTask,
    Meeting,
    Paper,
    Presidency,
    Resolution,
)
from querschnitt.relations.operations.conference_rows import (
    conference_now,
    presidency_now,
    record,
    refuse_unseen,
)
from querschnitt.relations.operations.entering import revised
from querschnitt.relations.rules import conferences as rules
from querschnitt.relations.rules.entries import obstacle_to_revising
from querschnitt.relations.saying import said_of
from querschnitt.relations.seen import MEMBER, PAPER

_LONGEST_KEY = 60


@journal.act
def add_member(
    *,
    by: User,
    conference: Conference,
    name: str,
    key: str = "",
    position: int | None = None,
    is_own: bool = False,
    since: str = "",
    until: str = "",
) -> ConferenceMember:
    """Enter a government that has one vote in a conference.

    :param key: lasting; made of the name where none is given
    :param position: in the list; without one it comes last
    :raises Refused: if the period is none, or the member is there already
    """
    conference, name = conference_now(conference), name.strip()
    key = key or slugify(spelled_out(name))[:_LONGEST_KEY]
    members = ConferenceMember.objects.filter(conference=conference)
    refuse_if(
        obstacle_to_revising(by, conference)
        or obstacle_in_texts(Limited(name, LINE, is_required=True))
        or rules.obstacle_in_period(since, until)
        or rules.obstacle_when_there(is_there=members.filter(Q(key=key) | Q(name=name)).exists())
    )
    if position is None:
        position = 1 + (members.aggregate(last=Max("position"))["last"] or 0)
    member = ConferenceMember.objects.create(
        conference=conference,
        key=key,
        name=name,
        position=position,
        is_own=is_own,
        since=since,
        until=until,
    )
    record("member_added", by, conference, member=name)
    return member


@journal.act
def revise_member(
    *,
    by: User,
    member: ConferenceMember,
    name: str,
    is_own: bool = False,
    since: str = "",
    until: str = "",
    seen: str = "",
) -> ConferenceMember:
    """Correct a member, or end its time in the conference; votes that it gave stay.

    :raises Refused: if the period is none, or another member bears the name
    """
    member = ConferenceMember.objects.get(pk=member.pk)
    refuse_unseen(member, MEMBER, seen)
    conference, name = conference_now(member.conference), name.strip()
    others = ConferenceMember.objects.filter(conference=conference, name=name)
    refuse_if(
        obstacle_to_revising(by, conference)
        or obstacle_in_texts(Limited(name, LINE, is_required=True))
        or rules.obstacle_in_period(since, until)
        or rules.obstacle_when_there(is_there=others.exclude(pk=member.pk).exists())
    )
    member.name, member.is_own, member.since, member.until = name, is_own, since, until
    member.save()
    record("member_revised", by, conference, member=name)
    return member


@journal.act
def add_paper(*, by: User, conference: Conference, kind: str, title: str, **told: Any) -> Paper:
    """Enter a paper for a conference.

    :param told: as ``revise_paper`` takes it
    :raises Refused: for texts that cannot be kept, or a member of another conference
    """
    paper = Paper(conference=conference_now(conference))
    same = Paper.objects.filter(conference=conference.pk, kind=kind, title=title.strip())
    refuse_if(rules.obstacle_when_there(is_there=same.filter(text=told.get("text", "")).exists()))
    _write(paper, by, kind=kind, title=title, **told)
    record("paper_added", by, paper.conference, paper=paper.title)
    return paper


@journal.act
def revise_paper(
    *, by: User, paper: Paper, kind: str, title: str, seen: str = "", **told: Any
) -> Paper:
    """Let a paper say something else.

    :param told: ``submitted_by`` (a member), ``received_on``, ``text``, ``url``, ``preparation``
        (which working group consulted on it, when, with what result), ``is_public``
    :raises Refused: as ``add_paper``; while it lies before a meeting whose protocol is settled
    """
    paper = Paper.objects.select_related("conference__department").get(pk=paper.pk)
    refuse_unseen(paper, PAPER, seen)
    closed: Any = Meeting.objects.filter(
        agenda__consultations__paper=paper, state=Meeting.State.CLOSED
    ).first()
    refuse_if(rules.obstacle_when_settled(closed) if closed else None)
    _write(paper, by, kind=kind, title=title, **told)
    record("paper_revised", by, paper.conference, paper=paper.title)
    return paper


def _write(
    paper: Paper,
    by: User,
    *,
    kind: str,
    title: str,
    submitted_by: ConferenceMember | None = None,
    received_on: date | None = None,
    text: str = "",
    url: str = "",
    preparation: Iterable[dict[str, str]] = (),
    is_public: bool = False,
) -> None:
    is_other = submitted_by is not None and submitted_by.conference_id != paper.conference_id
    refuse_if(
        obstacle_to_revising(by, paper.conference)
        or obstacle_in_texts(
            Limited(title, TITLE, is_required=True), Limited(text, NARRATIVE), Limited(url, 500)
        )
        or rules.obstacle_in_other_conference(is_other=is_other)
    )
    paper.kind, paper.title, paper.submitted_by = kind, title.strip(), submitted_by
    paper.received_on, paper.text, paper.url = received_on, text, url
    paper.preparation, paper.is_public = [*preparation], is_public
    paper.save()


@journal.act
def hand_over(
    *, by: User, presidency: Presidency, on: date, successor: str, is_told: bool = False
) -> Presidency:
    """Hand a presidency over to the next chair.

    :param is_told: that the next chair takes over what is still open
    :raises Refused: if something is open and ``is_told`` does not say so; before its day
    """
    presidency = presidency_now(presidency)
    today = timezone.localdate()
    refuse_if(
        rules.obstacle_to_handing_over(
            by,
            presidency,
            on=on,
            today=today,
            has_open_items=has_open_items(presidency),
            is_told=is_told,
        )
        or obstacle_in_texts(Limited(successor, LINE, is_required=True))
    )
    said = said_of(presidency)
    values = {**said["values"], "handed_over_on": on.isoformat(), "successor": successor.strip()}
    handed = revised(by=by, entry=presidency, said={**said, "values": values}, act="handed_over")
    record("presidency_handed_over", by, handed, on=on.isoformat())
    return handed  # type: ignore[return-value]


def has_open_items(presidency: Presidency) -> bool:
    """Tell whether something of a presidency's term is left for the next chair."""
    is_open = {Meeting.State.PLANNED, Meeting.State.INVITED, Meeting.State.HELD}
    meetings = Meeting.objects.filter(presidency=presidency.pk, removed_at=None, state__in=is_open)
    tasks = ConferenceTask.objects.filter(
        Q(presidency=presidency.pk) | Q(meeting__presidency=presidency.pk), done_on=None
    )
    return (
        meetings.exists()
        or tasks.exists()
        or Resolution.objects.filter(
            removed_at=None,
            meeting__presidency=presidency.pk,
            result=Resolution.Result.PENDING,
        ).exists()
    )
