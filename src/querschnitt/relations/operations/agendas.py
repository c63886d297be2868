"""The agenda of a meeting, and the papers under its points."""

from django.db.models import F, Max

from querschnitt.accounts import journal
from querschnitt.accounts.models import User
from querschnitt.framework.text_limits import LINE, NARRATIVE, TITLE, Limited, obstacle_in_texts
from querschnitt.lib.refusal import refuse_if
from querschnitt.relations.models import AgendaItem, Consultation, Meeting, Paper
from querschnitt.relations.operations.conference_rows import (
    item_now,
    keep,
    meeting_now,
    record,
    refuse_unseen,
)
from querschnitt.relations.rules import conferences as rules
from querschnitt.relations.seen import ITEM


@journal.act
def add_item(
    *,
    by: User,
    meeting: Meeting,
    title: str,
    reporter: str = "",
    explanation: str = "",
    is_public: bool = False,
) -> AgendaItem:
    """Put a point at the end of a meeting's agenda.

    :raises Refused: once the protocol is settled, the meeting cancelled, or the same
        stands on the agenda
    """
    meeting = meeting_now(meeting)
    same = AgendaItem.objects.filter(meeting=meeting, title=title.strip())
    refuse_if(
        rules.obstacle_to_preparing(by, meeting)
        or obstacle_in_texts(
            Limited(title, TITLE, is_required=True),
            Limited(reporter, LINE),
            Limited(explanation, NARRATIVE),
        )
        or rules.obstacle_when_there(is_there=same.exists())
    )
    last = AgendaItem.objects.filter(meeting=meeting).aggregate(last=Max("position"))["last"] or 0
    item = AgendaItem.objects.create(
        meeting=meeting,
        position=last + 1,
        title=title.strip(),
        reporter=reporter,
        explanation=explanation,
        is_public=is_public,
    )
    record("item_added", by, meeting, item=item.position)
    return item


@journal.act
def revise_item(
    *,
    by: User,
    item: AgendaItem,
    title: str,
    reporter: str = "",
    explanation: str = "",
    is_public: bool = False,
    seen: str = "",
) -> AgendaItem:
    """Let a point of an agenda say something else.

    :raises Refused: as ``add_item``
    """
    item = item_now(item)
    refuse_unseen(item, ITEM, seen)
    obstacle = rules.obstacle_to_preparing(by, item.meeting) or obstacle_in_texts(
        Limited(title, TITLE, is_required=True),
        Limited(reporter, LINE),
        Limited(explanation, NARRATIVE),
    )
    told = {"reporter": reporter, "explanation": explanation, "is_public": is_public}
    keep(item, obstacle, title=title.strip(), **told)
    record("item_revised", by, item.meeting, item=item.position)
    return item


@journal.act
def move_item(*, by: User, item: AgendaItem, step: int) -> AgendaItem:
    """Let a point change places with its neighbour; the first and the last stay where they are.

    :param step: -1 towards the beginning, 1 towards the end
    :raises Refused: as ``add_item``
    """
    item = item_now(item)
    refuse_if(rules.obstacle_to_preparing(by, item.meeting))
    other = AgendaItem.objects.filter(meeting=item.meeting, position=item.position + step).first()
    if other:
        other.position, item.position = item.position, other.position
        AgendaItem.objects.bulk_update([other, item], ["position"])
    record("item_moved", by, item.meeting, item=item.position)
    return item


@journal.act
def remove_item(*, by: User, item: AgendaItem) -> Meeting:
    """Take a point off an agenda; papers under it stay papers of the conference.

    :raises Refused: if something was resolved under it; as ``add_item``
    """
    item = item_now(item)
    meeting, position = item.meeting, item.position
    is_used = item.resolutions.exists()
    refuse_if(rules.obstacle_to_removing_an_item(by, meeting, is_used=is_used))
    item.delete()
    after = AgendaItem.objects.filter(meeting=meeting, position__gt=position)
    after.update(position=F("position") - 1)
    record("item_removed", by, meeting, item=position)
    return meeting


@journal.act
def lay_paper(
    *, by: User, item: AgendaItem, paper: Paper, is_authoritative: bool = False
) -> Consultation:
    """Lay a paper under a point of an agenda, after those that lie there.

    :param is_authoritative: whether the conference decides on it there
    :raises Refused: for a paper of another conference, or one that lies there already
    """
    item = item_now(item)
    there = Consultation.objects.filter(item=item)
    refuse_if(
        rules.obstacle_to_preparing(by, item.meeting)
        or rules.obstacle_in_other_conference(
            is_other=paper.conference_id != item.meeting.conference_id
        )
        or rules.obstacle_when_there(is_there=there.filter(paper=paper).exists())
    )
    last = there.aggregate(last=Max("position"))["last"] or 0
    consultation = Consultation.objects.create(
        item=item, paper=paper, position=last + 1, is_authoritative=is_authoritative
    )
    record("paper_laid", by, item.meeting, item=item.position, paper=paper.title)
    return consultation


@journal.act
def take_paper_off(*, by: User, consultation: Consultation) -> Meeting:
    """Take a paper away from a point of an agenda; it stays a paper of the conference.

    :raises Refused: as ``add_item``
    """
    consultation = Consultation.objects.select_related("paper", "item__meeting__department").get(
        pk=consultation.pk
    )
    item = consultation.item
    refuse_if(rules.obstacle_to_preparing(by, item.meeting))
    consultation.delete()
    record("paper_taken_off", by, item.meeting, item=item.position, paper=consultation.paper.title)
    return item.meeting
